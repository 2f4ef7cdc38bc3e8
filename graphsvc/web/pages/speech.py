"""The language of a page: as last chosen, else as the browser prefers."""

from __future__ import annotations

from flask import request

from graphsvc.web.problems import language

LANGUAGES = ("zh", "en")


def spoken() -> str:
    """`zh` or `en`."""
    chosen = request.args.get("lang") or request.cookies.get("lang")
    return chosen if chosen in LANGUAGES else language()
