"""What a change did, or would do: a Change of the contract, and the text in which the graph keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from graphsvc.answers.plain import Json, Why, day, instant, why_json
from graphsvc.model import FOREVER, Fact

SENSITIVE = frozenset({("people", "birth_year"), ("people", "party_member"), ("kin", "relation")})
"""The files and columns a clerk or an administrator is not shown (contract section 2)."""


@dataclass(frozen=True, slots=True)
class TenureTold:
    """One tenure as a change tells it; `until` is None where it is open."""

    post: str
    person: str
    since: date
    until: date | None

    def as_json(self) -> Json:
        """An item of `ended` or `begun`."""
        return {"post": self.post, "person": self.person, "since": day(self.since), "until": day(self.until)}


@dataclass(frozen=True, slots=True)
class FactTold:
    """One value that is no tenure, before and after: the row's key joined by `/`, and texts as a bundle has them."""

    file: str
    key: str
    column: str
    before: str | None
    after: str | None

    def as_json(self) -> Json:
        """An item of `facts`."""
        return {
            "file": self.file, "key": self.key, "column": self.column, "before": self.before, "after": self.after,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Households:
    """How many households' answers change, and which; above a bound a big import tells the count alone."""

    count: int
    items: tuple[str, ...] = ()

    def as_json(self) -> Json:
        """The `households` of a Change."""
        return {"count": self.count, "items": list(self.items)}


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that a person would hold once a change is made."""

    person: str
    post: str
    unit: str
    title: str
    since: date

    def as_json(self) -> Json:
        """An item of a preview's `posts`."""
        return {
            "person": self.person, "post": self.post, "unit": self.unit, "title": self.title, "since": day(self.since),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A change made, or the preview of one, which has the revision it was made at and no `at`.

    `on` is the day for which `households` are told. `undoes` names the change this one takes back, `undone_by` the
    one that took it back, `about` the one person or thing that a change of several facts is about. `posts` and
    `boards` (units whose notice board no longer tells the truth) stand in previews and in the answer to the change.
    """

    revision: int
    at: datetime | None
    actor: str
    kind: str
    reason: str
    on: date | None
    ended: tuple[TenureTold, ...] = ()
    begun: tuple[TenureTold, ...] = ()
    households: Households = Households(0)
    facts: tuple[FactTold, ...] = ()
    warnings: tuple[Why, ...] = ()
    undoes: int | None = None
    undone_by: int | None = None
    about: str | None = None
    posts: tuple[HeldPost, ...] = ()
    boards: tuple[str, ...] = ()

    def without_sensitive(self) -> Change:
        """The same as one may see it to whom sensitive fields are not shown: not even that they changed."""
        return replace(self, facts=tuple(one for one in self.facts if (one.file, one.column) not in SENSITIVE))

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """A Change of the contract, with what else is known of it."""
        return {
            "revision": self.revision,
            "at": instant(self.at),
            "actor": self.actor,
            "kind": self.kind,
            "reason": self.reason,
            "on": day(self.on),
            "ended": [one.as_json() for one in self.ended],
            "begun": [one.as_json() for one in self.begun],
            "households": self.households.as_json(),
            "facts": [one.as_json() for one in self.facts],
            "warnings": why_json(self.warnings, lang),
            "undoes": self.undoes,
            "undone_by": self.undone_by,
            "about": self.about,
            "posts": [one.as_json() for one in self.posts],
            "boards": list(self.boards),
        }


@dataclass(frozen=True, slots=True)
class ChangeList:
    """Changes, oldest first, with word of whether there are more."""

    items: tuple[Change, ...]
    more: bool

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The list of the contract."""
        return {"items": [one.as_json(lang) for one in self.items], "more": self.more}


def told(tenures: Iterable[Fact]) -> tuple[TenureTold, ...]:
    """Tenures as a change tells them."""
    return tuple(
        TenureTold(one.end, one.start, one.since, None if one.until == FOREVER else one.until) for one in tenures
    )


def body_of(change: Change, **more: Any) -> str:
    """The text that keeps a change beside its number, instant, actor, kind and reason; `more` is kept with it."""
    return json.dumps(
        {
            "on": day(change.on),
            "ended": [one.as_json() for one in change.ended],
            "begun": [one.as_json() for one in change.begun],
            "facts": [one.as_json() for one in change.facts],
            "warnings": [[one.code, one.zh, one.en] for one in change.warnings],
            "undoes": change.undoes,
            "about": change.about,
            **more,
        },
        ensure_ascii=False,
    )


def change_of(row: dict[str, Any]) -> tuple[Change, dict[str, Any]]:
    """A kept change without its households, and its body, where they and what else was kept with it may stand."""
    body = json.loads(row["body"])
    change = Change(
        row["revision"],
        row["at"],
        row["actor"],
        row["kind"],
        row["reason"],
        _day(body.get("on")),
        tuple(_tenure(one) for one in body.get("ended", ())),
        tuple(_tenure(one) for one in body.get("begun", ())),
        Households(0),
        tuple(FactTold(**one) for one in body.get("facts", ())),
        tuple(Why(*one) for one in body.get("warnings", ())),
        body.get("undoes"),
        None,
        body.get("about"),
    )
    return change, body


def _tenure(one: Json) -> TenureTold:
    since = _day(one["since"])
    assert since is not None
    return TenureTold(one["post"], one["person"], since, _day(one["until"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def fact_text(fact: Fact) -> list[Any]:
    """A fact as a body keeps it; `fact_of_text` reads it again."""
    values = [[key, [held.isoformat()] if isinstance(held, date) else held] for key, held in fact.values]
    return [fact.relation, fact.start, fact.end, fact.since.isoformat(), fact.until.isoformat(), values]


def fact_of_text(kept: list[Any]) -> Fact:
    """The fact that `fact_text` made a text of."""
    relation, start, end, since, until, values = kept
    known = tuple((key, date.fromisoformat(held[0]) if isinstance(held, list) else held) for key, held in values)
    return Fact(relation, start, end, date.fromisoformat(since), date.fromisoformat(until), known)
