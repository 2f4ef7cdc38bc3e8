"""Accounts, their tokens, and the refusals recorded: for owners, the last for auditors too."""

from __future__ import annotations

import orjson
from flask import Response, g
from flask_openapi import APIBlueprint

from graphsvc import accounts
from graphsvc.accounts import Account, Notes, account_json, row_json
from graphsvc.errors import BadQuestion, NotFound
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.bodies import AccountBody, PasswordBody, RoleBody, TokenBody
from graphsvc.web.schemas import Listing, ThingPath, TokenPath


def add(api: APIBlueprint, store: Store, notes: Notes) -> None:
    """Add the accounts and the refusals."""

    @api.get("/accounts", endpoint="accounts", summary="Accounts with their tokens, closed ones too")
    def listed(query: Listing) -> Response:
        notes.flush()
        rows = [row for row in accounts.all_accounts(store.read) if row["name"] > (query.after or "")]
        items = [row_json(row) for row in rows[: query.limit]]
        return kept_back(orjson.dumps({"items": items, "more": len(rows) > query.limit}), 200)

    @api.post("/accounts", endpoint="add_account", summary="Make an account, with a token if asked")
    def made(body: AccountBody) -> Response:
        account = Account(body.name, body.role, reach_of(store, body.within))
        secret = accounts.add_account(store, account, token=body.token)
        return kept_back(orjson.dumps({**account_json(account), "token": secret}), 201)

    @api.patch("/accounts/<id>", endpoint="change_account", summary="Another role, another reach")
    def changed(path: ThingPath, body: RoleBody) -> Response:
        account = Account(path.id, body.role, reach_of(store, body.within))
        accounts.change_role(store, account, by=signed_in())
        return kept_back(orjson.dumps(account_json(account)), 200)

    @api.delete("/accounts/<id>", endpoint="remove_account", summary="Close an account and revoke its tokens")
    def removed(path: ThingPath) -> Response:
        accounts.remove_account(store, path.id, by=signed_in())
        return kept_back(b"", 204)

    @api.put(
        "/accounts/<id>/password",
        endpoint="set_password",
        summary="Give an account another password, and end what was signed in",
    )
    def password(path: ThingPath, body: PasswordBody) -> Response:
        accounts.set_password(store, path.id, body.password, g.get("token", ""))
        return kept_back(b"", 204)

    @api.post("/accounts/<id>/tokens", endpoint="add_token", summary="A bearer token, shown this once")
    def token(path: ThingPath, body: TokenBody) -> Response:
        secret = accounts.add_token(
            store, path.id, expires=body.expires, role=body.role, read_only=body.read_only, note=body.note
        )
        return kept_back(orjson.dumps({"token": secret}), 201)

    @api.delete("/accounts/<id>/tokens/<token>", endpoint="revoke_token", summary="Revoke one token of an account")
    def revoked(path: TokenPath) -> Response:
        accounts.revoke_tokens(store, path.id, path.token)
        return kept_back(b"", 204)

    @api.delete("/accounts/<id>/tokens", endpoint="revoke_tokens", summary="Revoke all tokens of an account")
    def all_revoked(path: ThingPath) -> Response:
        accounts.revoke_tokens(store, path.id)
        return kept_back(b"", 204)

    @api.get("/refusals", endpoint="refusals", summary="What was refused to whom, oldest first")
    def refused(query: Listing) -> Response:
        notes.flush()
        rows, more = accounts.refusals(store.read, query.after, query.limit)
        return kept_back(orjson.dumps({"items": [row_json(row) for row in rows], "more": more}), 200)


def kept_back(body: bytes, status: int) -> Response:
    """An answer nobody on the way may keep."""
    response = Response(body, status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def reach_of(store: Store, within: str | None) -> str | None:
    """What an administrator is to administer, by the id that was sent. Raises `unknown_unit`, `unknown_place`."""
    try:
        return accounts.reach(store, within)
    except NotFound as error:
        # The id stands in the body, not in the path.
        raise BadQuestion(error.code, error.zh, error.en, field="within") from error
