"""Who takes a dispute between parties? Asked with a body, since it names people; stores nothing."""

from __future__ import annotations

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graphsvc.model import Party
from graphsvc.questions import dispute
from graphsvc.store import Store
from graphsvc.web.etag import answered
from graphsvc.web.fields import Id, Instant
from graphsvc.web.moments import day_of, moment_of
from graphsvc.web.schemas import OfDay
from graphsvc.web.shapes.paths import DisputeShown

_MOST = 100


class OfParty(BaseModel):
    """A household, or a person."""

    model_config = ConfigDict(extra="forbid")

    household: Id = None
    person: Id = None

    @model_validator(mode="after")
    def _one(self) -> OfParty:
        if (self.household is None) == (self.person is None):
            raise ValueError("a party is a household or a person")
        return self

    def party(self) -> Party:
        """The party named."""
        return Party(self.household, self.person)


class OfDispute(OfDay):
    """Who disputes, about what, since when, and whom a party objects to."""

    model_config = ConfigDict(extra="forbid")

    parties: list[OfParty] = Field(default_factory=list, max_length=_MOST)
    matter: Id = None
    reported: Instant = None
    objects_to: list[str] = Field(default_factory=list, max_length=_MOST)


def add(api: APIBlueprint, store: Store) -> None:
    """Add the question of a dispute."""

    @api.post(
        "/disputes",
        endpoint="disputes",
        summary="The path of a dispute that leaves out whoever is involved",
        responses={200: DisputeShown},
    )
    def ask(body: OfDispute) -> Response:
        reported, moment = moment_of(body.reported)
        on = day_of(body.on, reported)
        return answered(
            store,
            (on, moment, body.model_dump_json()),
            lambda lang, public: dispute(
                store,
                [one.party() for one in body.parties],
                matter=body.matter,
                objects_to=body.objects_to,
                reported=reported,
                on=on,
                revision=body.revision,
            ).as_json(lang, public),
        )
