"""How a matter climbs: the steps of a path with due times, and the exits beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graphsvc.answers.ladder import Rung
from graphsvc.answers.plain import Json, Why, body_json, day, instant, why_json
from graphsvc.model import Body, Person, Post, Side, Unit


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
class LeftOut:
    """A holder who may not answer in a dispute, why in neutral words, and who is shown in their unit instead."""

    person: Person
    post: Post
    unit: Unit
    why: Why
    instead: Person | None

    def as_json(self, lang: str = "zh") -> Json:
        """An entry of `left_out` of the contract."""
        return {
            "person": self.person.id,
            "post": self.post.id,
            "unit": self.unit.id,
            **why_json((self.why,), lang)[0],
            "instead": self.instead.id if self.instead else None,
        }


@dataclass(frozen=True, slots=True)
class Path:
    """How a matter climbs from a home, with due times, and the exits beside it.

    In a dispute it climbs from what the homes of all `sides` share, and `household` and `place` are None.
    """

    on: date
    revision: int
    household: str | None
    place: str | None
    matter: str | None
    home: str
    reported: datetime
    steps: tuple[PathStep, ...]
    exits: tuple[PathExit, ...]
    why: tuple[Why, ...]
    sides: tuple[Side, ...] = ()
    objects_to: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """A Path of the contract; a dispute's also tells its parties and who was left out."""
        parties = [
            {"household": side.home.household, "person": side.person, "place": side.home.place} for side in self.sides
        ]
        between = [one.as_json(lang) for one in self.left_out]
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
            **({"parties": parties, "objects_to": list(self.objects_to), "left_out": between} if self.sides else {}),
        }
