"""How a matter climbs: the steps of a path with due times, and the exits beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graphsvc.answers.ladder import Rung
from graphsvc.answers.plain import Json, Why, body_json, day, instant, why_json
from graphsvc.model import Body


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
