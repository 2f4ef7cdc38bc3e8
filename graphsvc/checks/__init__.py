"""Checks of the whole graph: is it sound, and is somebody there for everyone?"""
