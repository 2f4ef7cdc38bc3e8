"""May a change be taken back, or does a later one rest on it? Decided from facts and the revisions they came with.

Undoing believes again what the change stopped believing, and stops believing what it recorded. A later change rests
on it where it has touched a fact of it, holds something that can hold once only at a time (a single post, a unit's
place in its line), or speaks of a thing that would no longer be there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graphsvc.model import Fact
from graphsvc.rules.runs import Term, joined, within

Thing = tuple[str | None, str]
"""A label and an id."""

_ENDS: dict[str, tuple[str | None, str | None]] = {
    "level_of": ("level", "line"),
    "at_level": ("unit", "level"),
    "part_of": ("unit", "unit"),
    "serves": ("unit", "place"),
    "paired_with": ("unit", "unit"),
    "post_in": ("post", "unit"),
    "holds": ("person", "post"),
    "located_in": ("place", "place"),
    "lives_in": ("household", "place"),
    "came_from": ("household", "place"),
    "heads": ("person", "household"),
    "member_of": ("person", "household"),
    "former_cadre_of": ("person", "place"),
    "party_at": ("person", "unit"),
    "kin_of": ("person", "person"),
    "covers": ("body", "place"),
    "stands_at": (None, "place"),
    "carved_from": (None, "matter"),
}
"""What stands at either end of a relation, where it could stop being there."""

_THERE_BY = {
    "line_role": "line",
    "level_of": "level",
    "place_kind": "place",
    "at_level": "unit",
    "post_in": "post",
    "person_kind": "person",
    "lives_in": "household",
    "body_kind": "body",
    "in_category": "matter",
}
"""The relation without which a thing is not there."""


@dataclass(frozen=True, slots=True)
class Resting:
    """What stands against undoing: a fact, and the revision it came with; None where the fact has been retracted."""

    fact: Fact
    revision: int | None


def relations_needed(retracted: Iterable[Fact], recorded: Iterable[Fact]) -> frozenset[str]:
    """The relations whose believed facts `resting` must be shown."""
    recorded = list(recorded)
    things = {_THERE_BY[one.relation] for one in recorded if one.relation in _THERE_BY}
    speaking = {relation for relation, ends in _ENDS.items() if things & set(ends)}
    return frozenset({one.relation for one in (*retracted, *recorded)} | speaking)


def resting(
    retracted: Collection[Fact],
    recorded: Collection[Fact],
    believed: Mapping[Fact, int],
    revision: int,
    single: Mapping[str, bool],
    undos: Collection[int] = (),
) -> Resting | None:
    """The first thing that rests on the change of `revision`, or None where it may be undone.

    `believed` has the facts believed now with the revision each was recorded at; `single` whether a post is for one;
    `undos` the revisions that took changes back: a fact which came back with one of them is still the change's own.
    """
    for one in sorted(recorded, key=_order):
        if one not in believed:
            return Resting(one, None)
        if believed[one] != revision and believed[one] not in undos:
            return Resting(one, believed[one])
    mine = set(recorded)
    kept = {one: at for one, at in believed.items() if at > revision and one not in mine}
    found = _overlapping(retracted, kept, single) or _speaking(recorded, retracted, believed, kept)
    return Resting(found, believed[found]) if found else None


def _overlapping(back: Iterable[Fact], later: Iterable[Fact], single: Mapping[str, bool]) -> Fact | None:
    by_key: dict[tuple[str, ...], list[Fact]] = {}
    for one in sorted(later, key=_order):
        for key in _once(one, single):
            by_key.setdefault(key, []).append(one)
    for one in sorted(back, key=_order):
        for key in _once(one, single):
            for other in by_key.get(key, ()):
                if one.since < other.until and other.since < one.until:
                    return other
    return None


def _once(fact: Fact, single: Mapping[str, bool]) -> list[tuple[str, ...]]:
    """What a fact occupies: another that occupies the same can't hold on the same day."""
    relation, start, end = fact.relation, fact.start, fact.end
    if relation == "holds":
        return [(relation, end)] if single.get(end, True) else [(relation, end, start)]
    if relation == "paired_with":
        return [(relation, start), (relation, end)]
    if relation in ("serves", "kin_of"):
        return [(relation, start, end)]
    return [(relation, end if relation == "heads" else start)]


def _speaking(
    recorded: Iterable[Fact], retracted: Iterable[Fact], believed: Mapping[Fact, int], later: Iterable[Fact]
) -> Fact | None:
    """A later fact about a thing that would be there no more, or not on all days on which that fact holds."""
    mine = set(recorded)
    touched = {thing for one in mine if (thing := _there(one))}
    now = _lives(believed, touched)
    then = _lives([*(one for one in believed if one not in mine), *retracted], touched)
    for one in sorted(later, key=_order):
        start, end = _ENDS.get(one.relation, (None, None))
        for thing in ((start, one.start), (end, one.end)):
            if thing in touched and _loses(one, now[thing], then[thing]):
                return one
    return None


def _there(fact: Fact) -> Thing | None:
    """The thing that a fact says is there."""
    label = _THERE_BY.get(fact.relation)
    return (label, fact.start) if label else None


def _lives(facts: Iterable[Fact], things: Collection[Thing]) -> dict[Thing, tuple[Term, ...]]:
    found: dict[Thing, list[Term]] = {thing: [] for thing in things}
    for one in facts:
        thing = _there(one)
        if thing in found:
            found[thing].append((one.since, one.until))
    return {thing: joined(terms) for thing, terms in found.items()}


def _loses(fact: Fact, now: tuple[Term, ...], then: tuple[Term, ...]) -> bool:
    """Whether a fact would hold on fewer days: one about a thing that is not there at all holds on none."""
    kept = within((fact.since, fact.until), then)
    return not then or any(
        not any(since <= begin and end <= until for since, until in kept)
        for begin, end in within((fact.since, fact.until), now)
    )


def _order(fact: Fact) -> tuple[object, ...]:
    return (fact.relation, fact.start, fact.end, fact.since, fact.until)
