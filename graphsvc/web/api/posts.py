"""Who holds a post: changing it, or seeing first what the change would do."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from graphsvc.changes.reassign import preview, reassign
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.etag import looked_at, told
from graphsvc.web.schemas import Day, Previewed, Reason, RequiredDay, Text, ThingPath, day_of, plain


class OfAssignment(BaseModel):
    """Who is to hold the post, from when, and why."""

    model_config = ConfigDict(extra="forbid")

    person: Annotated[str, Field(min_length=1, max_length=64), AfterValidator(plain)]
    since: RequiredDay
    reason: Reason
    basis: Literal["elected", "appointed", "engaged", "posted", "concurrent", "recruited", "acting"] = "appointed"
    planned_end: Day = None
    approved_by: Text = None
    publish: StrictBool = False


def add(api: APIBlueprint, store: Store) -> None:
    """Add the one change of a post's holder."""

    @api.post("/posts/<id>/assignments", endpoint="assign", summary="Put someone into a post from a day on")
    def assign(path: ThingPath, query: Previewed, body: OfAssignment) -> Response:
        asked = Assignment(
            path.id, body.person, body.since, body.reason, body.basis, body.planned_end, body.approved_by, body.publish
        )
        make = preview if query.preview else reassign
        change = make(store, asked, by=signed_in(), today=day_of(None), unmoved_since=looked_at())
        return told(change, 201 if change.at else 200)
