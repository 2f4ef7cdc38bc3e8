"""Lists: what posts answer for, which are vacant, what a search met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.household import Household
from graphsvc.answers.plain import Json, day


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
    """A household or place that a search met, with its address and by what it was met.

    Who heads a household stands beside for a page of a few; a list of a thousand for programs doesn't tell it.
    """

    id: str
    kind: str
    address: str
    place: str
    matched: str
    household: Household | None = None

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
