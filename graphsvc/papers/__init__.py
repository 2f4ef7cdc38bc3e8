"""What is handed over of a path: the receipt, one page to print, and its due times as a calendar."""

TIMEOUT = 20.0
"""Seconds a paper may take to set."""
