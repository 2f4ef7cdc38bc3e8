"""Signing in with a password for a bearer token of a working day, and out again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
from flask import Response, g, request
from flask_openapi import APIBlueprint

from graphsvc.accounts import OF_PROGRAM, Attempts, account_json, add_token, revoke_tokens, sign_in
from graphsvc.answers.plain import instant
from graphsvc.errors import Forbidden
from graphsvc.store import Store
from graphsvc.web.api.accounts import kept_back
from graphsvc.web.auth import signed_in
from graphsvc.web.bodies import Credentials

LASTS = timedelta(hours=12)


def add(api: APIBlueprint, store: Store) -> None:
    """Add signing in and out; failures are counted in this process."""
    attempts = Attempts()

    @api.post("/sessions", endpoint="sign_in", summary="A bearer token for a name and a password")
    def open_session(body: Credentials) -> Response:
        try:
            account = sign_in(store, attempts, body.name, body.password, request.remote_addr or "")
        except Forbidden:
            # A name is told on only where an account has it: people type passwords into the wrong field.
            g.refused_actor = body.name if store.read("account", name=body.name) else None
            raise
        ends = datetime.now(UTC) + LASTS
        secret = add_token(store, account.name, expires=ends, note=OF_PROGRAM)
        told = {"token": secret, "expires": instant(ends), **account_json(account)}
        return kept_back(orjson.dumps(told), 201)

    @api.get("/sessions", endpoint="session", summary="Who one is signed in as")
    def session() -> Response:
        one = signed_in()
        return kept_back(orjson.dumps({**account_json(one), "read_only": one.read_only}), 200)

    @api.delete("/sessions", endpoint="sign_out", summary="Revoke the token this is asked with")
    def close_session() -> Response:
        revoke_tokens(store, signed_in().name, g.token)
        return kept_back(b"", 204)
