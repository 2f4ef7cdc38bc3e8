"""Pages for people: each asks the same questions as the API and decides nothing."""

from graphsvc.web.pages.frame import register

__all__ = ["register"]
