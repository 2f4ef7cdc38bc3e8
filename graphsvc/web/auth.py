"""The guard: who asks is settled before anything about the question is looked at. What is not named open is closed."""

from __future__ import annotations

from flask import Flask, g, request

from graphsvc.errors import Forbidden, GraphsvcError
from graphsvc.store import Store
from graphsvc.web.accounts import Account, token_account

OPEN = frozenset(
    {
        "places",
        "place_responsible",
        "place_escalation",
        "unit_duties",
        "vacancies",
        "chart",
    }
)
"""The questions anyone may ask; each answers the public without names that have no consent."""


def caller() -> Account | None:
    """Who asks, or None for the public."""
    account: Account | None = g.get("account")
    return account


def is_public() -> bool:
    """Whether the answer must keep back what the public may not see."""
    return caller() is None


def unauthorized() -> Forbidden:
    """The refusal for a question that needs a signed-in role."""
    return Forbidden("unauthorized", "请先登录。", "Sign in first.")


def register(app: Flask, store: Store) -> None:
    """Guard every route of the API; its order is 401, then the body, then the parameters."""

    @app.before_request
    def guard() -> None:
        if request.endpoint is None or not request.path.startswith("/api/"):
            return
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme:
            g.account = token_account(store, token.strip()) if scheme.lower() == "bearer" and token.strip() else None
            if g.account is None:
                raise unauthorized()
        if caller() is None and request.endpoint.rpartition(".")[2] not in OPEN:
            raise unauthorized()
        if request.method in ("POST", "PUT", "PATCH"):
            _check_body()


def _check_body() -> None:
    if not request.is_json:
        raise GraphsvcError("not_json", "请以 application/json 发送。", "Send it as application/json.")
    # A body past the limit raises 413 where it is read.
    request.get_data(cache=True)
    try:
        request.get_json(cache=True)
    except Exception as error:
        raise GraphsvcError("bad_json", "内容不是正确的 JSON。", "The body is no valid JSON.") from error
