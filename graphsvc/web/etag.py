"""Answers as responses: JSON or a picture, with a tag that lets a caller ask whether anything has changed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import orjson
from flask import Response, request

from graphsvc import __version__
from graphsvc.store import Store
from graphsvc.web.auth import caller, is_public
from graphsvc.web.problems import language


def published(store: Store) -> int:
    """The revision readers are given now."""
    revision: int = store.read("published")[0]["revision"]
    return revision


def answered(
    store: Store, resolved: tuple[object, ...], make: Callable[[str, bool], Any], *, mimetype: str = "application/json"
) -> Response:
    """The response of `make(lang, public)`, or 304 where the caller already has it.

    `resolved` holds what the question stands on beside its address: the day, the instant. With the revision they
    decide an answer, so the tag is known before anything is asked or drawn.
    """
    lang, public = language(), is_public()
    account = caller()
    parts = (__version__, published(store), *resolved, account.role if account else None, lang, request.full_path)
    tag = sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        made = make(lang, public)
        response = Response(made if isinstance(made, bytes) else orjson.dumps(made), mimetype=mimetype)
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization, Cookie, Accept-Language"
    response.headers["Content-Language"] = lang
    return response
