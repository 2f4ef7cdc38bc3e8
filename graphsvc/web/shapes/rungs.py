"""Who is responsible, and the ladder above."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel


class Why(BaseModel):
    """What decided."""

    code: str
    text: str


class UnitShown(BaseModel):
    """A unit with its duty phone."""

    id: str
    name: str
    phone: str | None


class PostShown(BaseModel):
    """A post and its title."""

    id: str
    title: str


class PersonShown(BaseModel):
    """A holder, as the caller may see them."""

    id: str
    name: str | None
    phone: str | None


class BesideShown(BaseModel):
    """Another who stands beside the one shown."""

    unit: str
    post: str | None
    person: str | None


class RungShown(BaseModel):
    """One unit's answer on a ladder. One that is itself `paired` has `paired` null."""

    line: str
    tier: int
    level: str
    unit: UnitShown
    state: Literal["held", "acting", "deputy", "vacant", "recused"]
    post: PostShown | None
    person: PersonShown | None
    since: date | None
    vacant_since: date | None
    also: list[BesideShown]
    paired: RungShown | None
    why: list[Why]


class OfRevision(BaseModel):
    """The day asked about, and the revision answered from."""

    on: date
    revision: int


class AnswerShown(OfRevision):
    """Who is responsible, and the ladder, lowest first."""

    household: str | None
    place: str
    matter: str | None
    responsible: RungShown | None
    ladder: list[RungShown]
    why: list[Why]
