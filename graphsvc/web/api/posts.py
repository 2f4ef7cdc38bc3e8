"""Who holds a post, and held it; changing that, or seeing first what the change would do."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from graphsvc.changes.reassign import preview, reassign
from graphsvc.questions import post_history
from graphsvc.questions.candidates import candidates as candidates_of
from graphsvc.rules.assignment import Assignment
from graphsvc.rules.standing import Limits
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.etag import answered, looked_at, told
from graphsvc.web.fields import Day, Limit, Reason, RequiredDay, Text, plain
from graphsvc.web.moments import day_of
from graphsvc.web.schemas import Asked, OfDay, Previewed, ThingPath
from graphsvc.web.shapes.changes import MADE
from graphsvc.web.shapes.posts import HistoryShown


class OfCandidates(Asked):
    """The day, and how many are wanted."""

    on: Day = None
    limit: Limit = 20


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

    def asked(self, post: str) -> Assignment:
        """The same as the rules take it."""
        return Assignment(
            post, self.person, self.since, self.reason, self.basis, self.planned_end, self.approved_by, self.publish
        )


def add(api: APIBlueprint, store: Store, limits: Limits) -> None:
    """Add a post's history, the one change of its holder, and who might be the next."""

    @api.get("/posts/<id>", endpoint="post", summary="A post, and who held it when", responses={200: HistoryShown})
    def post(path: ThingPath, query: OfDay) -> Response:
        on = day_of(query.on)
        return answered(
            store, (on,), lambda lang, public: post_history(store, path.id, on, query.revision).as_json(lang, public)
        )

    @api.post(
        "/posts/<id>/assignments", endpoint="assign", summary="Put someone into a post from a day on", responses=MADE
    )
    def assign(path: ThingPath, query: Previewed, body: OfAssignment) -> Response:
        make = preview if query.preview else reassign
        change = make(
            store, body.asked(path.id), by=signed_in(), today=day_of(None), unmoved_since=looked_at(), limits=limits
        )
        return told(change, 201 if change.at else 200)

    @api.get("/posts/<id>/candidates", endpoint="candidates", summary="Who might take a post, best first, and why")
    def candidates(path: ThingPath, query: OfCandidates) -> Response:
        on, sensitive = day_of(query.on), signed_in().sees_sensitive
        return answered(
            store,
            (on,),
            lambda lang, public: candidates_of(
                store, path.id, on, limits=limits, sensitive=sensitive, limit=query.limit
            ).as_json(lang, public),
        )
