"""A path to hand over: its receipt to print, its due times for a calendar, and the address that asks it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Response, request
from flask_openapi import APIBlueprint
from pydantic import BaseModel, Field, field_validator

from graphsvc.answers import Path
from graphsvc.model import Party
from graphsvc.questions import dispute, escalation
from graphsvc.questions.on_paper import names_on_paper
from graphsvc.store import Store
from graphsvc.web.etag import answered
from graphsvc.web.moments import Moment, day_of, moment_of
from graphsvc.web.schemas import OfReport, ThingPath
from graphsvc.web.shapes.paths import DisputeShown

FORMS = '<any("pdf","ics"):form>'
_MOST = 100


class PaperPath(ThingPath):
    """A home, and the form its path is handed over in: `pdf` or `ics`."""

    form: str


class FormPath(BaseModel):
    """The form a path is handed over in: `pdf` or `ics`."""

    form: str


class OfReplay(OfReport):
    """A dispute in an address: parties as `household:ID` or `person:ID`, each a parameter of its own."""

    party: list[str] = Field(default_factory=list, max_length=_MOST)
    objects_to: list[str] = Field(default_factory=list, max_length=_MOST)

    @field_validator("party")
    @classmethod
    def _kinds(cls, given: list[str]) -> list[str]:
        if any(one.partition(":")[0] not in ("household", "person") or len(one) > 80 for one in given):
            raise ValueError("a party is written household:ID or person:ID")
        return given

    def parties(self) -> list[Party]:
        """The parties named."""
        split = (one.partition(":") for one in self.party)
        return [Party(**{kind: id}) for kind, _, id in split]


def on_paper(store: Store, path: Path, form: str, base: str, lang: str) -> bytes:
    """The path in a form; its libraries load only here."""
    named = names_on_paper(store, path, lang)
    if form == "ics":
        from graphsvc.papers.calendar import calendar

        return calendar(path, matter=named.matter, lang=lang)
    from graphsvc.papers.receipt import receipt

    return receipt(path, matter=named.matter, addresses=named.addresses, base=base, lang=lang)


def dispute_of(store: Store, query: OfReplay, on: date, reported: datetime) -> Path:
    """The path of the dispute that a receipt is of. Raises what `questions.dispute` raises."""
    return dispute(
        store,
        query.parties(),
        matter=query.matter,
        objects_to=query.objects_to,
        reported=reported,
        on=on,
        revision=query.revision,
    )


def add(api: APIBlueprint, store: Store) -> None:
    """Add a home's path in each form, a dispute's, and the dispute asked again."""

    def handed(form: str, on: date, moment: Moment, ask: Callable[[], Path]) -> Response:
        base = request.host_url
        return answered(
            store,
            (on, moment, base),
            lambda lang, _: on_paper(store, ask(), form, base, lang),
            mimetype={"pdf": "application/pdf", "ics": "text/calendar"}[form],
        )

    def climb(home: dict[str, str], form: str, query: OfReport) -> Response:
        reported, moment = moment_of(query.reported)
        on = day_of(query.on, reported)
        asked: dict[str, Any] = {"matter": query.matter, "on": on, "revision": query.revision, **home}
        return handed(form, on, moment, lambda: escalation(store, reported=reported, **asked))

    @api.get(
        f"/households/<id>/escalation.{FORMS}", endpoint="household_paper", summary="A household's path to hand over"
    )
    def household_paper(path: PaperPath, query: OfReport) -> Response:
        return climb({"household": path.id}, path.form, query)

    @api.get(f"/places/<id>/escalation.{FORMS}", endpoint="place_paper", summary="A place's path to hand over")
    def place_paper(path: PaperPath, query: OfReport) -> Response:
        return climb({"place": path.id}, path.form, query)

    @api.get(
        "/disputes/again",
        endpoint="dispute_again",
        summary="A dispute asked again, as its receipt says",
        responses={200: DisputeShown},
    )
    def dispute_again(query: OfReplay) -> Response:
        reported, moment = moment_of(query.reported)
        on = day_of(query.on, reported)
        return answered(
            store, (on, moment), lambda lang, public: dispute_of(store, query, on, reported).as_json(lang, public)
        )

    @api.get(f"/disputes.{FORMS}", endpoint="dispute_paper", summary="A dispute's path to hand over")
    def dispute_paper(path: FormPath, query: OfReplay) -> Response:
        reported, moment = moment_of(query.reported)
        on = day_of(query.on, reported)
        return handed(path.form, on, moment, lambda: dispute_of(store, query, on, reported))
