"""How one slot's facts change: a changed value counts from a day, dates of the row's own move whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from graphsvc.model import ALWAYS, FOREVER, Fact, Scalar

Span = tuple[date, date]
Wanted = tuple[str, str, tuple[tuple[str, Scalar], ...]]
EVER: Span = (ALWAYS, FOREVER)


def dated(relation: str, want: Wanted | None, life: Span) -> list[Fact]:
    """The one fact of a dated row; none where the row makes no such edge."""
    return [Fact(relation, want[0], want[1], *life, want[2])] if want else []


def changed(
    relation: str,
    old: list[Fact],
    want: Wanted | None,
    on: date,
    *,
    new_entity: bool,
    life: Callable[[str], Span] = lambda _: EVER,
    life_before: Callable[[str], Span] = lambda _: EVER,
) -> list[Fact]:
    """The facts of an undated column once its row says `want`.

    `life` tells the dates within which a fact with that end may hold, `life_before` the same before the import.
    The value counts from always where the entity is new, else from `on`, unless it is what stood there already; so
    what has ended by then stays as it was.
    """
    kept = [fact for fact in (_moved(fact, life_before(fact.end), life(fact.end)) for fact in old) if fact]
    if want is None:
        open_ended = bool(kept) and kept[-1].until >= life(kept[-1].end)[1]
        return ended(kept, on) if open_ended and any(fact.since <= on < fact.until for fact in kept) else kept
    since, until = life(want[1])
    if since >= until:
        return ended(kept, on)
    if new_entity:
        return [Fact(relation, want[0], want[1], since, until, want[2])]
    day = max(since, on)
    if any(fact.since <= day < fact.until and (fact.start, fact.end, fact.values) == want for fact in kept):
        return kept
    if on >= until:
        return ended(kept, on)
    return _joined([*ended(kept, on), Fact(relation, want[0], want[1], day, until, want[2])])


def ended(facts: list[Fact], on: date) -> list[Fact]:
    """The facts cut off at `on`."""
    return [replace(fact, until=min(fact.until, on)) for fact in facts if fact.since < on]


def _moved(fact: Fact, before: Span, after: Span) -> Fact | None:
    """The fact with edges that lay on the old life's edges moved to the new one's, and cut to it."""
    since = after[0] if fact.since == before[0] else max(fact.since, after[0])
    until = after[1] if fact.until == before[1] else min(fact.until, after[1])
    return replace(fact, since=since, until=until) if since < until else None


def _joined(facts: list[Fact]) -> list[Fact]:
    """Neighbours that say the same are one."""
    found: list[Fact] = []
    for fact in facts:
        before = found[-1] if found else None
        if before and before.until == fact.since and replace(before, until=fact.until, since=fact.since) == fact:
            found[-1] = replace(before, until=fact.until)
        else:
            found.append(fact)
    return found
