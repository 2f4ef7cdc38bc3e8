"""The history of a post: who held it when, and when nobody did."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.model import ALWAYS, Spell, Tenure
from graphsvc.rules.runs import Term, joined, within


def spells(tenures: Iterable[Tenure], lives: Iterable[Term]) -> tuple[Spell, ...]:
    """What was, in order of beginning: tenures within the post's `lives`, and the days between them.

    Days before the first tenure are a vacancy only where the post's own beginning is known.
    """
    lives = joined(lives)
    held = [Spell(since, until, one) for one in tenures for since, until in within((one.since, one.until), lives)]
    taken = joined((one.since, one.until) for one in held)
    empty: list[Spell] = []
    for begin, end in lives:
        at = begin
        for since, until in [*within_all(taken, (begin, end)), (end, end)]:
            if at < since and not (at == ALWAYS and taken):
                empty.append(Spell(at, since, None))
            at = until
    return tuple(
        sorted([*held, *empty], key=lambda one: (one.since, one.until, one.tenure.person.id if one.tenure else ""))
    )


def within_all(terms: Iterable[Term], life: Term) -> tuple[Term, ...]:
    """The parts of each of `terms` that lie in `life`."""
    return tuple(part for term in terms for part in within(term, [life]))
