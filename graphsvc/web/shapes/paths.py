"""How a matter climbs."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from graphsvc.web.shapes.rungs import OfRevision, RungShown, Why


class BodyShown(BaseModel):
    """An institution beside the lines."""

    id: str
    name: str
    kind: str
    phone: str | None


class StepShown(BaseModel):
    """A step of a path, with when it starts and is due, in Shanghai's time."""

    step: int
    role: Literal["lead", "assist"]
    handler: str
    rung: RungShown | None
    body: BodyShown | None
    state: Literal["held", "acting", "deputy", "vacant", "recused", "body", "missing"]
    starts: datetime | None
    due: datetime | None
    limit: int | None
    limit_unit: Literal["hours", "days", "workdays", "months"] | None
    source: str | None
    why: list[Why]


class ExitShown(BaseModel):
    """A way out of the ladder."""

    body: BodyShown | None
    when: Literal["refused", "failed", "agreed", "crime", "duty", "anytime"]
    limit: int | None
    limit_unit: Literal["hours", "days", "workdays", "months"] | None
    source: str | None
    why: list[Why]


class PathShown(OfRevision):
    """How a matter climbs, with due times; of a dispute `household` and `place` are null."""

    household: str | None
    place: str | None
    matter: str | None
    home: Literal["here", "origin"]
    reported: datetime
    steps: list[StepShown]
    exits: list[ExitShown]
    why: list[Why]


class PartyShown(BaseModel):
    """A party with its home; `person` where it is a person who was named."""

    household: str | None
    person: str | None
    place: str


class LeftOutShown(BaseModel):
    """A holder who may not answer, why, and who is shown in their unit instead."""

    person: str
    post: str
    unit: str
    code: str
    text: str
    instead: str | None


class DisputeShown(PathShown):
    """How a dispute climbs from what its parties share, and who was left out for it."""

    parties: list[PartyShown]
    objects_to: list[str]
    left_out: list[LeftOutShown]
