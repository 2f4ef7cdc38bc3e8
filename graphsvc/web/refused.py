"""Which answers are recorded: a sign-in or token that failed, a role or reach exceeded, a change refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from flask import Flask, Response, g, request

from graphsvc.accounts import Notes, Refusal
from graphsvc.web.auth import CHANGES_NOTHING, caller

_SIGN_IN_FAILED = ("wrong_password", "too_many_attempts")


def watch(app: Flask, notes: Notes) -> None:
    """Note every refusal of `app`, and when tokens were used."""

    @app.after_request
    def note(response: Response) -> Response:
        code: str | None = g.get("problem")
        if code is not None and request.url_rule is not None and _is_recorded(response.status_code, code):
            account = caller()
            actor = account.name if account else g.get("refused_actor")
            notes.refused(Refusal(_what(), code, actor, _target() if account else None))
        if g.get("stale_use"):
            notes.token_used(g.token, datetime.now(UTC))
        return response


def _is_recorded(status: int, code: str) -> bool:
    if status == 401 or code in _SIGN_IN_FAILED:
        return "Authorization" in request.headers or code in _SIGN_IN_FAILED
    return status == 403 or (caller() is not None and _changes() and 400 <= status < 500)


def _changes() -> bool:
    return request.method not in ("GET", "HEAD", "OPTIONS") and request.endpoint not in CHANGES_NOTHING


def _what() -> str:
    """The method and the route's pattern: what was typed into the address isn't kept."""
    assert request.url_rule is not None
    return f"{request.method} " + re.sub(r"<(?:[^>]*:)?(\w+)>", r"{\1}", request.url_rule.rule)


def _target() -> str | None:
    """The id of the thing that was to be changed."""
    return str((request.view_args or {}).get("id", ""))[:64] or None if _changes() else None
