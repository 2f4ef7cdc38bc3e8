"""A post as it stands and as it was; and people as a search meets them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.plain import Json, day
from graphsvc.model import ALWAYS, FOREVER, Spell


@dataclass(frozen=True, slots=True)
class PostHistory:
    """A post on `on`: its unit, the (id, name) of the units above from the nearest up, and its spells on any day."""

    post: str
    title: str
    rank: str
    single: bool
    unit: str
    name: str
    phone: str | None
    on: date
    revision: int
    above: tuple[tuple[str, str], ...]
    spells: tuple[Spell, ...]

    @property
    def present(self) -> tuple[Spell, ...]:
        """The spells of the day: one that nobody holds, or of each holder."""
        return tuple(one for one in self.spells if one.since <= self.on < one.until)

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The answer; it names people, and is only for those signed in."""
        return {
            "on": day(self.on), "revision": self.revision, "post": self.post, "title": self.title, "rank": self.rank,
            "single": self.single, "unit": {"id": self.unit, "name": self.name, "phone": self.phone},
            "above": [{"unit": id, "name": name} for id, name in self.above],
            "spells": [_spell(one) for one in self.spells],
        }  # fmt: skip


def _spell(one: Spell) -> Json:
    held = one.tenure
    return {
        "since": None if one.since == ALWAYS else day(one.since),
        "until": None if one.until == FOREVER else day(one.until),
        "person": {"id": held.person.id, "name": held.person.name} if held else None,
        "basis": held.basis if held else None,
    }


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person whom a search met, by what, and where they live, where that is recorded."""

    person: str
    name: str
    address: str | None
    matched: str

    def as_json(self) -> Json:
        """An item of a search for people."""
        return {"person": self.person, "name": self.name, "address": self.address, "matched": self.matched}


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """Whom a search met, best first, with word of whether there is more."""

    items: tuple[FoundPerson, ...]
    more: bool

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The list."""
        return {"items": [one.as_json() for one in self.items], "more": self.more}
