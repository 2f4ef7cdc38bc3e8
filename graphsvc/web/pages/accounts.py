"""Accounts and their tokens: for owners, by the functions the API calls. A secret is shown once, as it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Blueprint, g, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Sent

from graphsvc import accounts
from graphsvc.accounts import Account, Notes, row_json
from graphsvc.errors import GraphsvcError, bad_question, unknown
from graphsvc.questions import find_places
from graphsvc.questions.within import units_within
from graphsvc.store import Store
from graphsvc.web.api.accounts import reach_of
from graphsvc.web.auth import signed_in
from graphsvc.web.bodies import AccountBody, Body, RoleBody, TokenBody
from graphsvc.web.moments import day_of
from graphsvc.web.pages.kept import Values, kept_form
from graphsvc.web.pages.speech import spoken
from graphsvc.web.parameters import first_fault
from graphsvc.web.problems import problem, status_of

_ROLES = {
    "zh": {"clerk": "窗口", "administrator": "管理员", "auditor": "审计", "owner": "所有者"},
    "en": {"clerk": "Clerk", "administrator": "Administrator", "auditor": "Auditor", "owner": "Owner"},
}
_Read = TypeVar("_Read", bound=Body)


@dataclass(frozen=True, slots=True)
class Secret:
    """A password or token just made, and whose it is: shown in this answer and in no other."""

    kind: str
    text: str


def add(pages: Blueprint, store: Store, notes: Notes) -> None:
    """Add the list of accounts, and the page of each."""

    @pages.get("/accounts", endpoint="accounts")
    def listed() -> str:
        return _list(store, notes, kept_form())

    @pages.post("/accounts", endpoint="add_account")
    def made() -> tuple[str, int]:
        try:
            body = _read(AccountBody, request.form, "name", "role", "within")
            accounts.add_account(store, Account(body.name, body.role, reach_of(store, body.within)))
            password = _given_password(store, body.name, "")
        except GraphsvcError as error:
            return _list(store, notes, request.form, error), _noted(error)
        return _one(store, notes, body.name, MultiDict(), secret=password), 201

    @pages.get("/accounts/<id>", endpoint="account")
    def one(id: str) -> str:
        return _one(store, notes, id, kept_form())

    @pages.post("/accounts/<id>", endpoint="account_now")
    def changed(id: str) -> Sent | tuple[str, int]:
        do = request.form.get("do", "")
        try:
            secret = _doing(do)(store, id, request.form)
        except GraphsvcError as error:
            return _one(store, notes, id, request.form, refused=error), _noted(error)
        if secret is not None:
            return _one(store, notes, id, MultiDict(), secret=secret), 201
        return redirect(url_for("pages.account", id=id, done=do))


def _list(store: Store, notes: Notes, typed: Values, refused: GraphsvcError | None = None) -> str:
    rows = _rows(store, notes)
    live = [row for row in rows if row["removed"] is None]
    closed = [row for row in rows if row["removed"] is not None]
    return render_template(
        "accounts.html", live=live, closed=closed, typed=typed, refused=refused, **_words(store, live)
    )


def _one(
    store: Store,
    notes: Notes,
    name: str,
    typed: Values,
    *,
    refused: GraphsvcError | None = None,
    secret: Secret | None = None,
) -> str:
    """The page of one account. Raises `unknown_account` for a name nobody ever had."""
    row = next((row for row in _rows(store, notes) if row["name"] == name), None)
    if row is None:
        raise unknown("account", name)
    return render_template(
        "account.html",
        row=row,
        own=row["name"] == signed_in().name,
        here=g.get("token", "")[:12],
        typed=typed,
        refused=refused,
        secret=secret,
        done=request.args.get("done"),
        **_words(store, [row]),
    )


def _rows(store: Store, notes: Notes) -> list[dict[str, Any]]:
    """Every account, with its tokens parted into those good now and the others, the latest first."""
    notes.flush()
    now, rows = datetime.now(UTC), accounts.all_accounts(store.read)
    for row in rows:
        good = [
            one for one in row["tokens"] if one["revoked"] is None and (one["expires"] is None or one["expires"] > now)
        ]
        row["good"], row["past"] = good[::-1], [one for one in row["tokens"][::-1] if one not in good]
        row["used"] = max((one["used"] for one in row["tokens"] if one["used"]), default=None)
    return [row_json(row) for row in rows]


def _words(store: Store, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The words for roles, for every unit that may be administered, and for what is administered already."""
    facts = units_within(store, None, day_of(None)).facts
    units = sorted(facts.units.values(), key=lambda one: (one.tier, one.line, one.id))
    areas = {f"unit:{one.id}": one.name for one in units}
    within = {row["within"] for row in rows if (row["within"] or "").startswith("place:")}
    return {"roles": _ROLES[spoken()], "units": areas, "areas": areas | {one: _place(store, one) for one in within}}


def _place(store: Store, within: str) -> str:
    """The address of a place that is administered, else what was typed."""
    id = within.removeprefix("place:")
    return next((one.address for one in find_places(store, id, 1, on=day_of(None)).items if one.place == id), within)


def _change_role(store: Store, id: str, form: Values) -> None:
    body = _read(RoleBody, form, "role", "within")
    accounts.change_role(store, Account(id, body.role, reach_of(store, body.within)), by=signed_in())


def _close(store: Store, id: str, _: Values) -> None:
    accounts.remove_account(store, id, by=signed_in())


def _set_password(store: Store, id: str, form: Values) -> Secret | None:
    return _given_password(store, id, form.get("new_password", ""))


def _add_token(store: Store, id: str, form: Values) -> Secret:
    last = form.get("expires", "")
    told = {**form.to_dict(), "expires": f"{last}T23:59:59" if last else None, "read_only": "read_only" in form}
    body = _read(TokenBody, told, "expires", "role", "read_only", "note")
    secret = accounts.add_token(
        store, id, expires=body.expires, role=body.role, read_only=body.read_only, note=body.note or None
    )
    return Secret("token", secret)


def _revoke(store: Store, id: str, form: Values) -> None:
    accounts.revoke_tokens(store, id, form.get("token") or None)


_DOINGS: dict[str, Callable[[Store, str, Values], Secret | None]] = {
    "role": _change_role,
    "close": _close,
    "password": _set_password,
    "token": _add_token,
    "revoke": _revoke,
}


def _doing(do: str) -> Callable[[Store, str, Values], Secret | None]:
    if do not in _DOINGS:
        raise bad_question("bad_parameter", "do", "没看懂要做什么。请退回去再试一次。", "Go back and try again.")
    return _DOINGS[do]


def _given_password(store: Store, name: str, typed: str) -> Secret | None:
    """Give an account the password typed, else one made up, which is then to be shown."""
    accounts.set_password(store, name, password := typed or accounts.new_password(), g.get("token", ""))
    return None if typed else Secret("password", password)


def _read(kind: type[_Read], form: Mapping[str, object], *fields: str) -> _Read:
    """What a form brings, read as the API reads it. Raises as the API does."""
    try:
        return kind.model_validate({field: form[field] for field in fields if field in form})
    except ValidationError as error:
        raise first_fault(error) from error


def _noted(error: GraphsvcError) -> int:
    """The status of a refusal, which is recorded as the API's are."""
    problem(error)
    return status_of(error)
