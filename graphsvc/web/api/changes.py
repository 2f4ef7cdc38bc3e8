"""What was changed, and taking it back."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field

from graphsvc import questions
from graphsvc.changes.undo import preview_undo
from graphsvc.changes.undo import undo as take_back
from graphsvc.model import LAST_REVISION
from graphsvc.questions.changes import ANY
from graphsvc.rules.standing import Limits
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.etag import answered, looked_at, told
from graphsvc.web.fields import Id, Instant, Limit, Reason
from graphsvc.web.moments import day_of
from graphsvc.web.schemas import Asked, Previewed
from graphsvc.web.shapes.changes import MADE, Changes, ChangeShown


class ChangePath(BaseModel):
    """A change's revision."""

    revision: int = Field(ge=0, le=LAST_REVISION)


class OfChanges(Asked):
    """Which changes: after a revision, by whom, of what, made when."""

    after: int = Field(0, ge=0, le=LAST_REVISION)
    limit: Limit = 100
    actor: Id = None
    post: Id = None
    person: Id = None
    unit: Id = None
    since: Instant = None
    until: Instant = None


class OfUndo(BaseModel):
    """Why the change is taken back."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


def add(api: APIBlueprint, store: Store, limits: Limits) -> None:
    """Add the audit, and the way back."""

    @api.get("/changes", endpoint="changes", summary="What was changed, oldest first", responses={200: Changes})
    def changes(query: OfChanges) -> Response:
        today = day_of(None)
        by = signed_in()

        def make(lang: str, public: bool) -> dict[str, Any]:
            found = questions.changes(
                store, after=query.after, limit=query.limit, actor=query.actor or ANY, post=query.post or ANY,
                person=query.person or ANY, unit=query.unit or ANY, since=query.since, until=query.until,
                by=by, today=today,
            )  # fmt: skip
            return found.as_json(lang, public)

        return answered(store, (today, by.name), make)

    @api.get(
        "/changes/<int:revision>",
        endpoint="change",
        summary="One change, before and after",
        responses={200: ChangeShown},
    )
    def change(path: ChangePath) -> Response:
        today = day_of(None)
        return answered(
            store,
            (today, signed_in().name),
            lambda lang, public: questions.change(store, path.revision, by=signed_in(), today=today).as_json(
                lang, public
            ),
        )

    @api.post("/changes/<int:revision>/undo", endpoint="undo", summary="Take a change back", responses=MADE)
    def undo(path: ChangePath, query: Previewed, body: OfUndo) -> Response:
        make = preview_undo if query.preview else take_back
        change = make(
            store,
            path.revision,
            body.reason,
            by=signed_in(),
            today=day_of(None),
            unmoved_since=looked_at(),
            limits=limits,
        )
        return told(change, 201 if change.at else 200)
