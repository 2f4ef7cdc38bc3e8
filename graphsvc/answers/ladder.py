"""Who is responsible: a rung, and the ladder it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.plain import Json, Why, day, seen, why_json
from graphsvc.model import Person, Post, Unit


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
