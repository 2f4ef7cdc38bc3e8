"""What was changed, and taking it back."""

from __future__ import annotations

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field

from graphsvc import questions
from graphsvc.questions.changes import ANY
from graphsvc.store import Store
from graphsvc.web.etag import answered
from graphsvc.web.schemas import Id, Instant, Limit


class ChangePath(BaseModel):
    """A change's revision."""

    revision: int = Field(ge=0, le=2147483646)


class OfChanges(BaseModel):
    """Which changes: after a revision, by whom, of what, made when."""

    after: int = Field(0, ge=0, le=2147483646)
    limit: Limit = 100
    actor: Id = None
    post: Id = None
    person: Id = None
    unit: Id = None
    since: Instant = None
    until: Instant = None


def add(api: APIBlueprint, store: Store) -> None:
    """Add the audit."""

    @api.get("/changes", endpoint="changes", summary="What was changed, oldest first")
    def changes(query: OfChanges) -> Response:
        return answered(
            store,
            (),
            lambda lang, public: questions.changes(
                store, after=query.after, limit=query.limit, actor=query.actor or ANY, post=query.post or ANY,
                person=query.person or ANY, unit=query.unit or ANY, since=query.since, until=query.until,
            ).as_json(lang, public),
        )  # fmt: skip

    @api.get("/changes/<int:revision>", endpoint="change", summary="One change, before and after")
    def change(path: ChangePath) -> Response:
        return answered(store, (), lambda lang, public: questions.change(store, path.revision).as_json(lang, public))
