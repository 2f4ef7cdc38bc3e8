"""Tenures as facts: reading their values, and telling what a change ended and began."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graphsvc.model import Fact, Scalar

HOLDS = "holds"
ACTING = "acting"


def tenure(person: str, post: str, since: date, until: date, **values: Scalar | None) -> Fact:
    """A tenure; values that are None are left out."""
    return Fact(HOLDS, person, post, since, until, tuple((k, v) for k, v in sorted(values.items()) if v is not None))


def value(fact: Fact, key: str) -> Scalar | None:
    """One value of a fact, or None."""
    return dict(fact.values).get(key)


def is_acting(fact: Fact) -> bool:
    """Whether a tenure is acting."""
    return value(fact, "basis") == ACTING


def live(facts: Iterable[Fact], on: date) -> list[Fact]:
    """Those that hold on `on`, by beginning and person."""
    found = (fact for fact in facts if fact.since <= on < fact.until)
    return sorted(found, key=lambda fact: (fact.since, fact.start))


def ended_and_begun(retract: Iterable[Fact], record: Iterable[Fact]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The tenures that a change ends and begins, by post, beginning and person, of the facts it retracts and records.

    A tenure cut short stands in the first with its new `until`; one that is gone has `until` = `since`. One whose end
    moves later, or that comes anew, stands in the second.
    """
    before = {(one.end, one.since, one.start): one for one in retract if one.relation == HOLDS}
    after = {(one.end, one.since, one.start): one for one in record if one.relation == HOLDS}
    ended = []
    for key, one in before.items():
        new = after.get(key)
        if new is None:
            ended.append(_until(one, one.since))
        elif new.until < one.until:
            ended.append(new)
    begun = [one for key, one in after.items() if key not in before or one.until > before[key].until]
    return _sorted(ended), _sorted(begun)


def _until(fact: Fact, until: date) -> Fact:
    return Fact(fact.relation, fact.start, fact.end, fact.since, until, fact.values)


def _sorted(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda one: (one.end, one.since, one.start)))
