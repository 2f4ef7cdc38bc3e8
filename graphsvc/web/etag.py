"""Answers as responses: JSON or a picture, with a tag that lets a caller ask whether anything has changed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import orjson
from flask import Response, g, request

from graphsvc import __version__
from graphsvc.answers.change import Change
from graphsvc.store import Store
from graphsvc.web.auth import caller, is_public, signed_in
from graphsvc.web.moments import Moment
from graphsvc.web.problems import language


def published(store: Store) -> int:
    """The revision readers are given now."""
    revision: int = store.read("published")[0]["revision"]
    return revision


def read_first(store: Store) -> None:
    """Have the answer tagged by the revision before it is made: it does not tell at which it was read."""
    if g.get("published") is None:
        g.published = published(store)


def answered(
    store: Store, resolved: tuple[object, ...], make: Callable[[str, bool], Any], *, mimetype: str = "application/json"
) -> Response:
    """The response of `make(lang, public)`, or 304 where the caller already has it.

    `resolved` holds what the question stands on beside its address: the day, the instant. With the revision they
    decide an answer, so a caller who brings a tag is told before anything is asked or drawn; one who brings none is
    spared the trip that would take, and the tag comes of the revision the answer was read at.

    Where the instant is the present, since nobody named one, the tag is that of its minute, and weak: the same answer
    but for the seconds its clocks start at. `If-None-Match: *` asks for no tag, and is answered.
    """
    lang, public = language(), is_public()
    account = caller()

    def tag(revision: int) -> str:
        parts = (__version__, revision, *resolved, account.role if account else None, lang, request.full_path)
        return sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]

    now: int | None = g.get("published")
    if now is None and (request.if_none_match or "revision" in request.args):
        # Names have no revisions of their own: an answer of an earlier one is tagged by what stands before it is made.
        now = published(store)
    known = request.if_none_match.as_set(include_weak=True) if request.method in ("GET", "HEAD") else ()
    if now is not None and tag(now) in known:
        response = Response(status=304)
    else:
        made = make(lang, public)
        if now is None:
            now = _read_at(made) or published(store)
        response = Response(made if isinstance(made, bytes) else orjson.dumps(made), mimetype=mimetype)
    response.set_etag(tag(now), weak=any(isinstance(one, Moment) and not one.named for one in resolved))
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization, Cookie, Accept-Language"
    response.headers["Content-Language"] = lang
    return response


def _read_at(made: Any) -> int | None:
    # Names and phones have no revisions of their own, so an answer of an earlier one still changes with the present.
    told: int | None = made.get("revision") if isinstance(made, dict) and "revision" not in request.args else None
    return told


def looked_at() -> int | None:
    """The revision that `If-Match` names, None where it names none; a tag that is no revision's matches none: -1."""
    asked = request.if_match
    if not request.headers.get("If-Match") or asked.star_tag:
        return None
    tags = [tag for tag in asked.as_set(include_weak=True) if tag.isdecimal() and len(tag) < 10]
    return int(tags[0]) if len(tags) == 1 else -1


def told(change: Change, status: int) -> Response:
    """A change, or the preview of one, tagged with the revision it stands at: what `If-Match` takes."""
    seen = change if signed_in().sees_sensitive else change.without_sensitive()
    response = Response(orjson.dumps(seen.as_json(language())), status, mimetype="application/json")
    response.set_etag(str(change.revision))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = language()
    if status == 201:
        response.headers["Location"] = f"/api/v1/changes/{change.revision}"
    return response
