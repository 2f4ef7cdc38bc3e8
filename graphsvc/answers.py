"""What is answered, and the shape each answer has for programs (contract section 3). Frozen, plain, without a clock.

`as_json(lang, public)` gives plain values: ids, ISO days, Shanghai instants, sentences in `lang`. For the `public` a
person is left out unless the tenure shown says `publish`; no sentence of a `why` ever names a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from graphsvc.model import Body, Person, Post, Unit

_SHANGHAI = ZoneInfo("Asia/Shanghai")

Json = dict[str, Any]


def day(value: date | None) -> str | None:
    """An ISO day, or None."""
    return value.isoformat() if value else None


def instant(value: datetime | None) -> str | None:
    """An ISO instant with Shanghai's offset, or None."""
    return value.astimezone(_SHANGHAI).replace(microsecond=0).isoformat() if value else None


def seen(person: Person | None, public: bool) -> Person | None:
    """The person as the caller may see them."""
    return person if person is not None and (person.publish or not public) else None


def body_json(body: Body | None) -> Json | None:
    """A body as answers show it."""
    return {"id": body.id, "name": body.name, "kind": body.kind, "phone": body.phone} if body else None


def why_json(why: tuple[Why, ...], lang: str) -> list[Json]:
    """Reasons with their sentence in `lang`."""
    return [{"code": one.code, "text": one.en if lang == "en" else one.zh} for one in why]


@dataclass(frozen=True, slots=True)
class Why:
    """What decided, as a stable code and a sentence in each language."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Another who stands beside the one shown: a further holder of the same state, or of a unit of the same tier."""

    unit: str
    post: str | None
    person: Person | None

    def as_json(self, public: bool = False) -> Json:
        """Ids only."""
        person = seen(self.person, public)
        return {"unit": self.unit, "post": self.post, "person": person.id if person else None}


@dataclass(frozen=True, slots=True)
class Rung:
    """One unit's answer on one line's ladder on one day (contract section 4, rules 2 to 4)."""

    unit: Unit
    state: str
    post: Post | None
    person: Person | None
    since: date | None
    vacant_since: date | None
    also: tuple[Beside, ...] = ()
    paired: Rung | None = None
    why: tuple[Why, ...] = ()

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """A Rung of the contract."""
        person = seen(self.person, public)
        return {
            "line": self.unit.line,
            "tier": self.unit.tier,
            "level": self.unit.level,
            "unit": {"id": self.unit.id, "name": self.unit.name, "phone": self.unit.phone},
            "state": self.state,
            "post": {"id": self.post.id, "title": self.post.title} if self.post else None,
            "person": {"id": person.id, "name": person.name, "phone": person.phone} if person else None,
            "since": day(self.since),
            "vacant_since": day(self.vacant_since),
            "also": [one.as_json(public) for one in self.also],
            "paired": self.paired.as_json(lang, public) if self.paired else None,
            "why": why_json(self.why, lang),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is responsible for a home, and the ladder above, lowest first."""

    on: date
    revision: int
    household: str | None
    place: str
    matter: str | None
    responsible: Rung | None
    ladder: tuple[Rung, ...]
    why: tuple[Why, ...]

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """An Answer of the contract."""
        return {
            "on": day(self.on),
            "revision": self.revision,
            "household": self.household,
            "place": self.place,
            "matter": self.matter,
            "responsible": self.responsible.as_json(lang, public) if self.responsible else None,
            "ladder": [one.as_json(lang, public) for one in self.ladder],
            "why": why_json(self.why, lang),
        }


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path: a rung or a body, when it starts, and by when it is due."""

    step: int
    role: str
    handler: str
    rung: Rung | None
    body: Body | None
    state: str
    starts: datetime | None
    due: datetime | None
    limit: int | None
    limit_unit: str | None
    source: str | None
    why: tuple[Why, ...] = ()

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """A step of a Path of the contract."""
        return {
            "step": self.step,
            "role": self.role,
            "handler": self.handler,
            "rung": self.rung.as_json(lang, public) if self.rung else None,
            "body": body_json(self.body),
            "state": self.state,
            "starts": instant(self.starts),
            "due": instant(self.due),
            "limit": self.limit,
            "limit_unit": self.limit_unit,
            "source": self.source,
            "why": why_json(self.why, lang),
        }


@dataclass(frozen=True, slots=True)
class PathExit:
    """A way out, with the body found for it, or None where none covers the home."""

    body: Body | None
    when: str
    limit: int | None
    limit_unit: str | None
    source: str | None
    why: tuple[Why, ...] = ()

    def as_json(self, lang: str = "zh") -> Json:
        """An exit of a Path of the contract."""
        return {
            "body": body_json(self.body),
            "when": self.when,
            "limit": self.limit,
            "limit_unit": self.limit_unit,
            "source": self.source,
            "why": why_json(self.why, lang),
        }


@dataclass(frozen=True, slots=True)
class Path:
    """How a matter climbs from a home, with due times, and the exits beside it."""

    on: date
    revision: int
    household: str | None
    place: str
    matter: str | None
    home: str
    reported: datetime
    steps: tuple[PathStep, ...]
    exits: tuple[PathExit, ...]
    why: tuple[Why, ...]

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """A Path of the contract."""
        return {
            "on": day(self.on),
            "revision": self.revision,
            "household": self.household,
            "place": self.place,
            "matter": self.matter,
            "home": self.home,
            "reported": instant(self.reported),
            "steps": [one.as_json(lang, public) for one in self.steps],
            "exits": [one.as_json(lang) for one in self.exits],
            "why": why_json(self.why, lang),
        }


@dataclass(frozen=True, slots=True)
class Duty:
    """A post with what it answers for. `since` is None where nobody holds it."""

    post: str
    unit: str
    title: str
    rank: str
    since: date | None
    acting: bool
    places: tuple[str, ...]
    households: int

    def as_json(self) -> Json:
        """An item of a duty list."""
        return {
            "post": self.post,
            "unit": self.unit,
            "title": self.title,
            "rank": self.rank,
            "since": day(self.since),
            "acting": self.acting,
            "places": list(self.places),
            "households": self.households,
        }


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A head or deputy post of a live unit that nobody holds."""

    post: str
    unit: str
    rank: str
    vacant_since: date | None

    def as_json(self) -> Json:
        """An item of the list of vacancies."""
        return {"post": self.post, "unit": self.unit, "rank": self.rank, "vacant_since": day(self.vacant_since)}


@dataclass(frozen=True, slots=True)
class Listed:
    """A list read at one revision for one day, with word of whether there is more."""

    on: date
    revision: int
    items: tuple[Duty | Vacancy, ...]
    more: bool | None = None

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The list; `more` only where it is told."""
        told = {} if self.more is None else {"more": self.more}
        return {"on": day(self.on), "revision": self.revision, "items": [one.as_json() for one in self.items], **told}


@dataclass(frozen=True, slots=True)
class Found:
    """A household or place that a search met, with its address and by what it was met."""

    id: str
    kind: str
    address: str
    place: str
    matched: str

    def as_json(self) -> Json:
        """An item of a search for households, or for places."""
        if self.kind == "household":
            return {"household": self.id, "address": self.address, "place": self.place, "matched": self.matched}
        return {"place": self.place, "kind": self.kind, "address": self.address}


@dataclass(frozen=True, slots=True)
class FoundList:
    """What a search met, best first, with word of whether there is more."""

    items: tuple[Found, ...]
    more: bool

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The list of the contract."""
        return {"items": [one.as_json() for one in self.items], "more": self.more}
