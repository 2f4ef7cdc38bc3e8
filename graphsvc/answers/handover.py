"""A hand-over sheet: what someone answered for on their last day, and who takes each post on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.plain import Json, day


@dataclass(frozen=True, slots=True)
class Left:
    """A post that someone who leaves holds, by its name, since when, and how many households it answers for."""

    post: str
    name: str
    since: date
    households: int


@dataclass(frozen=True, slots=True)
class Leaves:
    """Who leaves, and what they hold from `on` on, as known at `revision`."""

    person: str
    name: str
    address: str | None
    on: date
    revision: int
    posts: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Taking:
    """Who comes into the post, how, and until when; `acting` has an end."""

    person: str
    name: str
    acting: bool
    since: date
    until: date | None

    def as_json(self) -> Json:
        """The `taken_by` of a post handed over."""
        return {
            "person": self.person, "name": self.name, "acting": self.acting, "since": day(self.since),
            "until": day(self.until),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class HandedPost:
    """One post handed over: places by (id, name), households by id; `taken_by` is None where it stands open."""

    post: str
    title: str
    unit: str
    unit_name: str
    since: date
    places: tuple[tuple[str, str], ...]
    households: tuple[str, ...]
    taken_by: Taking | None

    def as_json(self) -> Json:
        """An item of the sheet."""
        return {
            "post": self.post,
            "title": self.title,
            "unit": {"id": self.unit, "name": self.unit_name},
            "since": day(self.since),
            "places": [{"place": id, "name": name} for id, name in self.places],
            "households": {"count": len(self.households), "items": list(self.households)},
            "taken_by": self.taken_by.as_json() if self.taken_by else None,
        }


@dataclass(frozen=True, slots=True)
class Handover:
    """The sheet of one hand-over: `on` is the day from which the person holds nothing more."""

    revision: int
    person: str
    name: str
    on: date
    reason: str
    actor: str
    items: tuple[HandedPost, ...]

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The sheet for programs."""
        return {
            "revision": self.revision,
            "person": {"id": self.person, "name": self.name},
            "on": day(self.on),
            "reason": self.reason,
            "actor": self.actor,
            "items": [one.as_json() for one in self.items],
        }
