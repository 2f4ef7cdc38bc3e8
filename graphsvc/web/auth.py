"""The guard: who asks is settled before anything about the question is looked at. What is not named open is closed."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from graphsvc.accounts import PUBLIC, ROLES, Account, identify
from graphsvc.errors import Forbidden, GraphsvcError
from graphsvc.store import Store

ANYONE = frozenset({PUBLIC, *ROLES})
SIGNED_IN = frozenset(ROLES)
ASKING = frozenset({"clerk", "administrator", "owner"})
CHANGING = frozenset({"administrator", "owner"})
AUDITING = frozenset({"administrator", "auditor", "owner"})
OWNING = frozenset({"owner"})

MAY: dict[str, frozenset[str]] = {
    "static": ANYONE,
    "openapi.doc_url": ANYONE,
    "openapi.openapi": ANYONE,
    "openapi.static": ANYONE,
    "swagger.oauth2-redirect": ANYONE,
    "swagger.static": ANYONE,
    "swagger.swagger": ANYONE,
    "healthz": ANYONE,
    "readyz": ANYONE,
    "metrics": ANYONE,
    "api.places": ANYONE,
    "api.place_responsible": ANYONE,
    "api.place_escalation": ANYONE,
    "api.unit_duties": ANYONE,
    "api.vacancies": ANYONE,
    "api.chart": ANYONE,
    "api.boards": SIGNED_IN,
    "api.print_boards": ASKING,
    "api.households": ASKING,
    "api.household": ASKING,
    "api.people": ASKING,
    "api.post": ASKING,
    "api.household_responsible": ASKING,
    "api.household_escalation": ASKING,
    "api.disputes": ASKING,
    "api.hall": ASKING,
    "api.matters": ASKING,
    "api.gaps": ASKING,
    "api.household_paper": ASKING,
    "api.place_paper": ASKING,  # it names holders, with consent or without
    "api.dispute_again": ASKING,
    "api.dispute_paper": ASKING,
    "api.person_duties": ASKING,
    "api.post_duties": ASKING,
    "api.assign": CHANGING,
    "api.coverage": frozenset(ROLES),
    "api.changes": AUDITING,
    "api.change": AUDITING,
    "api.undo": CHANGING,
    "api.term": CHANGING,
    "api.term_chart": CHANGING,
    "api.what_if": CHANGING,
    "api.reorganise": CHANGING,
    "api.candidates": CHANGING,
    "api.handover": CHANGING,
    "api.handover_sheet": CHANGING,
    "api.handover_pdf": CHANGING,
    "api.refusals": frozenset({"auditor", "owner"}),
    "api.sign_in": ANYONE,
    "api.session": SIGNED_IN,
    "api.sign_out": SIGNED_IN,
    "api.accounts": OWNING,
    "api.add_account": OWNING,
    "api.change_account": OWNING,
    "api.remove_account": OWNING,
    "api.set_password": OWNING,
    "api.add_token": OWNING,
    "api.revoke_token": OWNING,
    "api.revoke_tokens": OWNING,
    "pages.home": ANYONE,
    "pages.signin": ANYONE,
    "pages.signin_now": ANYONE,
    "pages.signout": ANYONE,
    "pages.oidc": ANYONE,
    "pages.oidc_back": ANYONE,
    "pages.accounts": OWNING,
    "pages.add_account": OWNING,
    "pages.account": OWNING,
    "pages.account_now": OWNING,
    "pages.password": SIGNED_IN,
    "pages.password_now": SIGNED_IN,
    "pages.buildings": ANYONE,
    "pages.board": ANYONE,
    "pages.desk": ASKING,
    "pages.desk_found": ASKING,
    "pages.desk_household": ASKING,
    "pages.desk_place": ASKING,
    "pages.desk_dispute": ASKING,
    "pages.desk_receipt": ASKING,
    "pages.desk_gaps": ASKING,
    "pages.posts": CHANGING,
    "pages.post": CHANGING,
    "pages.assign": CHANGING,
    "pages.post_people": CHANGING,
    "pages.changes": AUDITING,
    "pages.undo": CHANGING,
    "pages.undo_now": CHANGING,
    "pages.charts": SIGNED_IN,
    "pages.chart_file": SIGNED_IN,
    "pages.leaving": CHANGING,
    "pages.people_found": CHANGING,
    "pages.handover": CHANGING,
    "pages.handover_now": CHANGING,
    "pages.handed_over": CHANGING,
    "pages.handed_over_pdf": CHANGING,
    "pages.todo": CHANGING,
    "pages.todo_boards": CHANGING,
    "pages.terms": CHANGING,
    "pages.term_sheet": CHANGING,
    "pages.term_upload": CHANGING,
    "pages.term": CHANGING,
    "pages.term_write": CHANGING,
    "pages.term_marked": CHANGING,
    "pages.term_chart": CHANGING,
    "pages.term_done": CHANGING,
    "pages.import": OWNING,
    "pages.import_upload": OWNING,
    "pages.import_one": OWNING,
    "pages.import_state": OWNING,
    "pages.import_plan": OWNING,
    "pages.import_write": OWNING,
    "pages.import_marked": OWNING,
    "pages.export": frozenset({"auditor", "owner"}),
    "pages.export_file": frozenset({"auditor", "owner"}),
}
"""Who may use each endpoint (contract section 2); one that isn't named here is the owner's alone.

What anyone may ask answers the public without names that have no consent. Within an endpoint of CHANGING an
administrator's reach is checked besides, by `accounts.check_scope`, where the change is decided.
"""

CHANGES_NOTHING = frozenset({"api.disputes", "api.what_if", "api.term_chart", "api.sign_in", "api.sign_out"})
"""What is asked by another method than GET and changes no fact: a token that only reads may do it."""


def caller() -> Account | None:
    """Who asks, or None for the public."""
    account: Account | None = g.get("account")
    return account


def is_public() -> bool:
    """Whether the answer must keep back what the public may not see."""
    return caller() is None


def signed_in() -> Account:
    """Who asks, where the guard lets nobody else through. Raises `unauthorized`."""
    account = caller()
    if account is None:
        raise unauthorized()
    return account


def unauthorized() -> Forbidden:
    """The refusal for a question that needs a signed-in role."""
    return Forbidden("unauthorized", "请先登录。", "Sign in first.")


def allowed(endpoint: str) -> frozenset[str]:
    """The roles that may use an endpoint; closed to all but owners where nothing is said."""
    return MAY.get(endpoint, OWNING)


def register(app: Flask, store: Store) -> None:
    """Guard every endpoint; its order is 401, 403, then the body, then the parameters."""

    @app.before_request
    def guard() -> None:
        if request.endpoint is None:
            return
        roles = allowed(request.endpoint)
        if request.path.startswith("/api/") or PUBLIC not in roles:
            admit(store, roles)
        if request.path.startswith("/api/") and request.method in ("POST", "PUT", "PATCH"):
            _check_body()


def admit(store: Store, roles: frozenset[str]) -> None:
    """Find out who asks, and let them through where they have one of `roles`. Raises `unauthorized`, `forbidden`."""
    _identify(store)
    _admit(roles)


def _identify(store: Store) -> None:
    """Find out who asks, from a bearer token; `g.published` is then the revision readers are given."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        return
    token = token.strip()
    found = identify(store, token, datetime.now(UTC)) if scheme.lower() == "bearer" and token else None
    if found is None:
        raise unauthorized()
    if found.refusal:
        g.refused_actor = found.account.name
        raise _refused_token(found.refusal)
    g.stale_use = found.stale_use
    g.account, g.published, g.token = found.account, found.published, found.digest


def _admit(roles: frozenset[str]) -> None:
    account = caller()
    if account is None:
        if PUBLIC not in roles:
            raise unauthorized()
        return
    if account.role not in roles:
        raise Forbidden(
            "forbidden",
            "您的账号没有这项权限。请找有权限的同事。",
            "Your account has no right to this. Ask a colleague who has.",
        )
    writes = request.method not in ("GET", "HEAD", "OPTIONS") and request.endpoint not in CHANGES_NOTHING
    if account.read_only and writes:
        raise Forbidden(
            "read_only", "这个令牌只能查询,不能改动。", "This token may ask, and change nothing. Use another."
        )


def _refused_token(code: str) -> Forbidden:
    if code == "token_expired":
        return Forbidden(code, "令牌已过期。请管理员换发。", "The token has expired. Ask for a new one.")
    return Forbidden(code, "令牌已作废。请管理员换发。", "The token was revoked. Ask for a new one.")


def _check_body() -> None:
    if not request.is_json:
        raise GraphsvcError("not_json", "请以 application/json 发送。", "Send it as application/json.")
    # A body past the limit raises 413 where it is read; one that comes in pieces is cut there without a word.
    body = request.get_data(cache=True)
    if request.content_length is None and len(body) == request.max_content_length:
        raise RequestEntityTooLarge
    try:
        request.get_json(cache=True)
    except Exception as error:
        raise GraphsvcError(
            "bad_json", "内容不是正确的 JSON,请改正后再发。", "The body is no valid JSON. Correct it and send it again."
        ) from error
