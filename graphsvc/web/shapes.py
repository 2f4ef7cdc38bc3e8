"""What the routes answer, for the description alone (contract section 3): answers write themselves in `answers/`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field


class Problem(BaseModel):
    """A refusal: `code` is stable, `detail` says in the caller's language what to do."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str | None = Field(default=None, description="the parameter or field it is about")


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
    """How a matter climbs, with due times."""

    matter: str | None
    home: Literal["here", "origin"]
    reported: datetime
    steps: list[StepShown]
    exits: list[ExitShown]
    why: list[Why]


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


class HouseholdFound(BaseModel):
    """A household a search met, and by what."""

    household: str
    address: str
    place: str
    matched: Literal["id", "address", "number", "phone", "name", "pinyin", "initials"]


class Households(BaseModel):
    """The households a search met, the surest first."""

    items: list[HouseholdFound]
    more: bool


class NamedShown(BaseModel):
    """A person or place with its name."""

    id: str
    name: str


class HouseholdShown(OfRevision):
    """One household on a day. Of its members only the head is told."""

    household: str
    place: str
    address: str
    head: NamedShown | None
    size: int | None
    origin: NamedShown | None
    since: date


class PlaceFound(BaseModel):
    """A place a search met."""

    place: str
    kind: str
    address: str


class Places(BaseModel):
    """The places a search met, the surest first."""

    items: list[PlaceFound]
    more: bool


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"]


class Readiness(Health):
    """The graph answers, at this revision."""

    revision: int


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


class PersonNamed(BaseModel):
    """A person by id and name."""

    id: str
    name: str | None


class UnitNamed(BaseModel):
    """A unit by id and name."""

    unit: str
    name: str


class PersonFound(BaseModel):
    """A person a search met; `address` is where they live, where that is recorded."""

    person: str
    name: str
    address: str | None
    matched: str


class People(BaseModel):
    """The people a search met, the surest first."""

    items: list[PersonFound]
    more: bool
