"""Posts: what they answer for, which are vacant, who held one when."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel

from graphsvc.web.shapes.rungs import OfRevision, UnitShown


class DutyShown(BaseModel):
    """A post with what it answers for; `since` is null where nobody holds it."""

    post: str
    unit: str
    title: str
    rank: Literal["head", "deputy", "member"]
    since: date | None
    acting: bool
    places: list[str]
    households: int


class Duties(OfRevision):
    """What a person, post or unit answers for."""

    items: list[DutyShown]


class VacancyShown(BaseModel):
    """A post that nobody holds."""

    post: str
    unit: str
    rank: Literal["head", "deputy"]
    vacant_since: date | None


class Vacancies(OfRevision):
    """Head and deputy posts that nobody holds."""

    items: list[VacancyShown]
    more: bool


class PersonNamed(BaseModel):
    """A person by id and name."""

    id: str
    name: str | None


class UnitNamed(BaseModel):
    """A unit by id and name."""

    unit: str
    name: str


class SpellShown(BaseModel):
    """Some days of a post, half-open: those of one holder, or of none."""

    since: date | None
    until: date | None
    person: PersonNamed | None
    basis: str | None


class HistoryShown(BaseModel):
    """A post, the units above its own, and who held it when."""

    on: date
    revision: int
    post: str
    title: str
    rank: str
    single: bool
    unit: UnitShown
    above: list[UnitNamed]
    spells: list[SpellShown]
