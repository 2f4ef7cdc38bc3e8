"""How every household's ladders would differ between two plans or two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.plain import Json, day


@dataclass(frozen=True, slots=True)
class Says:
    """What a rung says: its state and whom it names; both None where the ladder has no such rung."""

    state: str | None
    person: str | None

    def as_json(self) -> Json | None:
        """The rung, or None where there is none."""
        return {"state": self.state, "person": self.person} if self.state else None


@dataclass(frozen=True, slots=True)
class Differs:
    """One rung of one household's ladder that says another thing."""

    household: str
    line: str
    tier: int
    before: Says
    after: Says

    def as_json(self) -> Json:
        """An item of the answer."""
        return {
            "household": self.household, "line": self.line, "tier": self.tier,
            "before": self.before.as_json(), "after": self.after.as_json(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The differences, by household, line and tier (lowest first); `against_on` is the day compared with."""

    revision: int
    on: date
    against_on: date
    items: tuple[Differs, ...]

    @property
    def households(self) -> int:
        """How many households' answers differ."""
        return len({one.household for one in self.items})

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The whole answer."""
        return {
            "revision": self.revision, "on": day(self.on), "against_on": day(self.against_on),
            "households": self.households, "items": [one.as_json() for one in self.items],
        }  # fmt: skip
