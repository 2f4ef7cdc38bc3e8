"""Which places nobody serves: where a change of units or service leaves someone without a management ladder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graphsvc.model import Fact
from graphsvc.rules.households import Nearest, facts_on
from graphsvc.rules.ladder import ladder
from graphsvc.rules.responsible import MANAGEMENT


def newly_unserved(before: Iterable[Fact], after: Iterable[Fact], on: date) -> tuple[str, ...]:
    """The places in which none lies (dwellings, for one) that a management unit serves before, and none after."""
    then, now = _served(before, on), _served(after, on)
    return tuple(sorted(place for place, served in then.items() if served and not now.get(place, False)))


def _served(facts: Iterable[Fact], on: date) -> dict[str, bool]:
    facts = list(facts)
    found = facts_on(facts, on)
    within = {one.start: one.end for one in facts if one.relation == "located_in" and one.since <= on < one.until}
    near = Nearest(within, found.serves)
    lines = {unit.line for unit in found.units.values() if unit.role == MANAGEMENT}
    leaves = within.keys() - set(within.values())
    by_spot: dict[str, bool] = {}
    for spot in {near.of(place) for place in leaves}:
        around = near.facts_around(found, spot)
        by_spot[spot] = any(ladder(around, spot, line) is not None for line in lines)
    return {place: by_spot[near.of(place)] for place in leaves}
