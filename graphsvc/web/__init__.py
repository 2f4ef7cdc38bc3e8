"""The HTTP service: it asks questions and decides nothing."""

from graphsvc.web.app import create_app

__all__ = ["create_app"]
