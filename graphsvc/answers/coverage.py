"""Is somebody there for every dwelling and every matter, on every day to come: what is proved, and where it fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.plain import Json, Why, day, why_json


@dataclass(frozen=True, slots=True)
class Cause:
    """Why one lead step has nobody: `handler` as the step has it, the unit where there is one."""

    handler: str | None
    unit: str | None
    why: Why

    def as_json(self, lang: str = "zh") -> Json:
        """Code and sentence, with the ids it is about."""
        return {**why_json((self.why,), lang)[0], "handler": self.handler, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Gap:
    """Days `[since, until)` on which no lead step of these matters has anybody, for these occupied dwellings."""

    since: date
    until: date
    matters: tuple[str, ...]
    places: tuple[str, ...]
    causes: tuple[Cause, ...]

    def as_json(self, lang: str = "zh") -> Json:
        """A gap; its `until` is the first day on which it is over, or the end of what was looked at."""
        return {
            "since": day(self.since),
            "until": day(self.until),
            "matters": list(self.matters),
            "places": list(self.places),
            "causes": [one.as_json(lang) for one in self.causes],
        }


@dataclass(frozen=True, slots=True)
class Unpaired:
    """Days on which a unit that leads on a ladder has nobody of the other line beside it."""

    unit: str
    since: date
    until: date

    def as_json(self) -> Json:
        """Ids and days."""
        return {"unit": self.unit, "since": day(self.since), "until": day(self.until)}


@dataclass(frozen=True, slots=True)
class Coverage:
    """The proof for `[on, until)`. `gaps` break it.

    The others don't: a risk is what would be a gap if tenures ended as planned and nobody followed; `unasked` are
    matters of the place of origin for those of whom none is recorded, whose question is refused as `no_origin`.
    `places`, `matters` and `stretches` count what was looked at: occupied dwellings, matters, days of change.
    """

    on: date
    until: date
    revision: int
    places: int
    matters: int
    stretches: int
    gaps: tuple[Gap, ...]
    risks: tuple[Gap, ...]
    unasked: tuple[Gap, ...]
    unpaired: tuple[Unpaired, ...]

    @property
    def covered(self) -> bool:
        """No gap."""
        return not self.gaps

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The whole proof."""
        return {
            "on": day(self.on),
            "until": day(self.until),
            "revision": self.revision,
            "covered": self.covered,
            "checked": {"places": self.places, "matters": self.matters, "stretches": self.stretches},
            "gaps": [one.as_json(lang) for one in self.gaps],
            "risks": [one.as_json(lang) for one in self.risks],
            "unasked": [one.as_json(lang) for one in self.unasked],
            "unpaired": [one.as_json() for one in self.unpaired],
        }
