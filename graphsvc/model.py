"""What is known: the facts. Frozen, plain, without a clock.

Days are `date`, half-open `[since, until)`. Two clocks lie on every fact that can
change: `since`/`until` tell when it held, `recorded`/`retracted` the revisions between which the graph believed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

ALWAYS = date(1, 1, 1)
FOREVER = date(9999, 12, 31)
LAST_REVISION = 2147483646
"""The greatest number a revision can have: one more, as `retracted`, is never."""

Scalar = str | int | bool | date


# ---------------------------------------------------------------- what the graph keeps


@dataclass(frozen=True, slots=True)
class Thing:
    """A node and its values without revisions: names, phones, codes."""

    label: str
    id: str
    values: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """An edge with two clocks. `values` are sorted by key; what is not known is left out."""

    relation: str
    start: str
    end: str
    since: date = ALWAYS
    until: date = FOREVER
    values: tuple[tuple[str, Scalar], ...] = ()


# ---------------------------------------------------------------- facts a question reads


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit live on the day asked. `lives` are all its believed terms, whatever the day."""

    id: str
    name: str
    line: str
    role: str
    tier: int
    level: str
    phone: str | None
    lives: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person as others may see them; `publish` is the consent of the tenure shown."""

    id: str
    name: str | None
    phone: str | None = None
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Tenure:
    """One believed tenure, on any day, cut to the terms of its post and unit."""

    person: Person
    since: date
    until: date
    basis: str


@dataclass(frozen=True, slots=True)
class Spell:
    """Some days of a post, half-open: those of one tenure, or (`tenure` None) those on which nobody held it."""

    since: date
    until: date
    tenure: Tenure | None


@dataclass(frozen=True, slots=True)
class Post:
    """A post live on the day asked, with every tenure believed in it."""

    id: str
    unit: str
    title: str
    rank: str
    order: int | None
    tenures: tuple[Tenure, ...] = ()
    lives: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """The neighbourhood of some places, as believed at `revision` and as it was on `on`.

    `around` lists for each place asked the places around it, itself first. `serves` lists for a place the units
    that serve it by a row naming just that place. Everything here is live on `on`; only tenures reach beyond.
    """

    on: date
    revision: int
    units: Mapping[str, Unit] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    serves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, tuple[Post, ...]] = field(default_factory=dict)
    around: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a question stands: a household's dwelling and its place of origin, or a bare place.

    `party_units` are the units in which its people's Party membership is recorded to lie apart from the dwelling's.
    """

    household: str | None
    place: str
    origin: str | None
    party_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """One who disputes, as named: a household, or a person."""

    household: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """A party with its home; `person` where it is a person who was named."""

    person: str | None
    home: Home


@dataclass(frozen=True, slots=True)
class Circle:
    """Who belongs together on a day: members and heads by household, declared kin either way by person.

    Of households not there that day nothing is kept: membership counts while the household does. `party_at` tells
    by person the unit their Party membership lies in, where it is not that of the dwelling.
    """

    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    heads: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kin: Mapping[str, frozenset[str]] = field(default_factory=dict)
    party_at: Mapping[str, str] = field(default_factory=dict)

    def household(self, id: str | None) -> frozenset[str]:
        """All of a household, its head among them."""
        return self.members.get(id or "", frozenset()) | self.heads.get(id or "", frozenset())

    def kin_of(self, person: str) -> frozenset[str]:
        """All declared kin of a person."""
        return self.kin.get(person, frozenset())


@dataclass(frozen=True, slots=True)
class Matter:
    """What was brought to the hall. `home` is `here` or `origin`."""

    id: str
    name: str
    kind: str
    home: str
    category: str
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a matter's steps, or of a carve-out's. `limit` goes with `limit_unit`, or neither is there."""

    step: int
    role: str
    handler: str
    limit: int | None = None
    limit_unit: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Exit:
    """One way out of the ladder: the kind of body, and the situation it is for."""

    when: str
    body: str
    limit: int | None = None
    limit_unit: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An institution beside the lines. `covers` is None where it answers everywhere."""

    id: str
    name: str
    kind: str
    phone: str | None
    covers: str | None = None
