"""Someone leaves: their posts handed over, and the sheet that tells of it."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field

from graphsvc.answers.handover import Handover
from graphsvc.changes.handover import Choice, Leaving, hand_over
from graphsvc.questions.changes import change
from graphsvc.questions.handover import handover as sheet_of
from graphsvc.rules.standing import Limits
from graphsvc.store import Store
from graphsvc.web.api.changes import ChangePath
from graphsvc.web.auth import signed_in
from graphsvc.web.etag import answered, looked_at, told
from graphsvc.web.fields import Day, PlainId, Reason, RequiredDay, RequiredId, Text
from graphsvc.web.moments import day_of
from graphsvc.web.schemas import Previewed, ThingPath
from graphsvc.web.shapes.changes import MADE


class OfChoice(BaseModel):
    """What becomes of one post: who follows, acting until a day, or nobody."""

    model_config = ConfigDict(extra="forbid")

    post: RequiredId
    person: PlainId = None
    basis: Literal["elected", "appointed", "engaged", "posted", "concurrent", "recruited", "acting"] = "appointed"
    planned_end: Day = None
    approved_by: Text = None


class OfHandover(BaseModel):
    """From which day on the person holds nothing, why, and what becomes of each of their posts."""

    model_config = ConfigDict(extra="forbid")

    since: RequiredDay
    reason: Reason
    posts: Annotated[list[OfChoice], Field(max_length=200)]


def add(api: APIBlueprint, store: Store, limits: Limits) -> None:
    """Add the hand-over and its sheet."""

    @api.post(
        "/people/<id>/handover", endpoint="handover", summary="End every post of someone who leaves", responses=MADE
    )
    def handover(path: ThingPath, query: Previewed, body: OfHandover) -> Response:
        choices = tuple(
            Choice(one.post or "", one.person, one.basis, one.planned_end, one.approved_by) for one in body.posts
        )
        made = hand_over(
            store, Leaving(path.id, body.since, body.reason, choices), by=signed_in(), today=day_of(None),
            preview=query.preview, unmoved_since=looked_at(), limits=limits,
        )  # fmt: skip
        return told(made, 201 if made.at else 200)

    def sheet(revision: int) -> Handover:
        # Who may read the change may read its sheet.
        change(store, revision, by=signed_in(), today=day_of(None))
        return sheet_of(store, revision)

    @api.get("/changes/<int:revision>/handover", endpoint="handover_sheet", summary="The sheet of a hand-over")
    def handover_sheet(path: ChangePath) -> Response:
        return answered(store, _asked(), lambda lang, public: sheet(path.revision).as_json(lang, public))

    @api.get(
        "/changes/<int:revision>/handover.pdf", endpoint="handover_pdf", summary="The sheet of a hand-over, to print"
    )
    def handover_pdf(path: ChangePath) -> Response:
        # Its libraries load only where a sheet is printed.
        from graphsvc.papers.handover import handover_pdf as print_sheet

        return answered(
            store, _asked(), lambda lang, _: print_sheet(sheet(path.revision), lang), mimetype="application/pdf"
        )


def _asked() -> tuple[object, ...]:
    """What a sheet stands on beside its address: an administrator's reach on the day."""
    return day_of(None), signed_in().name
