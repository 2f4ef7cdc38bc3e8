"""Reorganising: units, service, pairs and posts from a day on."""

from __future__ import annotations

from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from graphsvc.changes.reorganise import Reorganising, reorganise
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.etag import looked_at, told
from graphsvc.web.fields import Reason, RequiredDay, RequiredId, plain
from graphsvc.web.moments import day_of
from graphsvc.web.schemas import Previewed
from graphsvc.web.shapes.changes import MADE

PlainText = Annotated[str, Field(max_length=500), AfterValidator(plain)]
FileRows = Annotated[list[dict[PlainText, PlainText]], Field(max_length=1000)]


class OfReorganising(BaseModel):
    """Rows by file as they shall stand, from when, why, and the places left without a unit on purpose."""

    model_config = ConfigDict(extra="forbid")

    since: RequiredDay
    reason: Reason
    rows: dict[PlainText, FileRows]
    unserved: Annotated[list[RequiredId], Field(max_length=10_000)] = Field(default_factory=list)


def add(api: APIBlueprint, store: Store) -> None:
    """Add the change."""

    @api.post(
        "/reorganisations",
        endpoint="reorganise",
        summary="Change units, service, pairs and posts from a day on",
        responses=MADE,
    )
    def reorganisations(query: Previewed, body: OfReorganising) -> Response:
        asked = Reorganising(body.rows, body.since, body.reason, frozenset(body.unserved))
        change = reorganise(
            store, asked, by=signed_in(), today=day_of(None), preview=query.preview, unmoved_since=looked_at()
        )
        return told(change, 201 if change.at else 200)
