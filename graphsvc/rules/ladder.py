"""Which units answer for a home, lowest first, on each line (contract section 4, rules 1 and 2)."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.model import Facts, Home

ORIGIN = "origin"
_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of one line, lowest first, and the other units at the lowest rung's tier."""

    line: str
    units: tuple[str, ...]
    beside: tuple[str, ...] = ()


def ladder(facts: Facts, place: str, line: str) -> Ladder | None:
    """The ladder of `line` over `place`, or None where no unit of it serves the place."""
    serving: list[tuple[int, int, str]] = []
    for depth, around in enumerate(facts.around.get(place, ())):
        for id in facts.serves.get(around, ()):
            unit = facts.units.get(id)
            if unit is not None and unit.line == line:
                serving.append((-unit.tier, depth, id))
    if not serving:
        return None
    serving.sort()
    lowest_tier, _, lowest = serving[0]
    beside = dict.fromkeys(id for tier, _, id in serving if tier == lowest_tier and id != lowest)
    return Ladder(line, climb(facts, lowest), tuple(beside))


def ladders(facts: Facts, home: Home) -> dict[str, Ladder]:
    """The ladder of every line that serves the home: origin lines over the origin, others over the dwelling."""
    found: dict[str, Ladder] = {}
    for line, role in sorted({(unit.line, unit.role) for unit in facts.units.values()}):
        place = home.origin if role == ORIGIN else home.place
        here = ladder(facts, place, line) if place is not None else None
        if here is not None:
            found[line] = here
    return found


def climb(facts: Facts, lowest: str) -> tuple[str, ...]:
    """A unit and all it is part of, to the top."""
    units = [lowest]
    while (above := facts.parents.get(units[-1])) in facts.units and len(units) <= _DEEPEST:
        assert above is not None
        units.append(above)
    return tuple(units)
