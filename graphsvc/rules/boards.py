"""Which notice boards no longer tell the truth once a change is made: decided from raw facts before and after.

A unit's board stands at the first of the places it serves, and shows there its own leader and the next two above, as
the public may see them, the units paired with the first two, the nearest supervision phone above, and how many
households it serves. A building's board shows what that of its lowest unit does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from graphsvc.answers import Rung
from graphsvc.model import Fact, Facts, Home
from graphsvc.rules.households import Nearest, facts_on, homes_on
from graphsvc.rules.ladder import climb, ladders
from graphsvc.rules.responsible import MANAGEMENT, main_ladder
from graphsvc.rules.rung import rungs, with_pair

TIERS = 3
"""How many tiers a board shows, its unit's own among them."""
PAIRS = 2
"""Of how many of them it names the units paired with them."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Values:
    """What changes of units beside the facts: the units whose name does, and whose phone; supervision phones by unit,
    before and after."""

    named: frozenset[str] = _NONE
    phoned: frozenset[str] = _NONE
    watched_before: Mapping[str, str] = field(default_factory=dict)
    watched_after: Mapping[str, str] = field(default_factory=dict)


NO_VALUES = Values()


def stale_boards(
    before: Iterable[Fact],
    after: Iterable[Fact],
    on: date,
    values: Values = NO_VALUES,
    *,
    tenures_only: bool = False,
) -> tuple[str, ...]:
    """The units, by id, that had a board on `on` which would say another thing. Where `tenures_only` differ, no
    household need be counted."""
    then = _Boards(before, on, values.watched_before, counting=not tenures_only)
    now = _Boards(after, on, values.watched_after, counting=not tenures_only)
    return tuple(
        sorted(
            unit
            for unit in then.places
            if then.said(unit) != now.said(unit) or values.named & now.named(unit) or values.phoned & now.tiers(unit)
        )
    )


def board_rungs(facts: Facts, home: Home, unit: str | None) -> list[Rung]:
    """The rungs a board shows: the ladder of a place, or a unit's own from itself upward, on whatever line."""
    found = ladders(facts, home)
    if unit is not None:
        return [with_pair(facts, facts.units[id], found) for id in climb(facts, unit)] if unit in facts.units else []
    main = main_ladder(facts, found, MANAGEMENT)
    return list(rungs(facts, main, found)) if main else []


def watched_by(units: Iterable[str], watched: Mapping[str, str]) -> str | None:
    """The supervision phone on a board: that of the lowest of its units, to the top, which has one."""
    return next((watched[unit] for unit in units if watched.get(unit)), None)


class _Boards:
    """The boards of all units that serve some place, on one day."""

    def __init__(self, facts: Iterable[Fact], on: date, watched: Mapping[str, str], *, counting: bool) -> None:
        kept = list(facts)
        self._facts = facts_on(kept, on)
        self._watched = watched
        within = {one.start: one.end for one in kept if one.relation == "located_in" and one.since <= on < one.until}
        self._near = Nearest(within, self._facts.serves)
        homes = homes_on(kept, on).values() if counting else ()
        self._counts = Counter(above for home in homes for above in self._near.around(home.place))
        self._found: dict[str, list[Rung]] = {}
        self.places: dict[str, set[str]] = defaultdict(set)
        for place, units in self._facts.serves.items():
            for unit in units:
                self.places[unit].add(place)

    def said(self, unit: str) -> object:
        """What the unit's board says: it is equal where the board is."""
        shown = self._rungs(unit)
        if unit not in self.places:
            return None
        tiers = [
            (one.unit.id, one.state, one.post.title if one.post else None,
             one.person.id if one.person and one.person.publish else None)
            for one in shown[:TIERS]
        ]  # fmt: skip
        pairs = [one.paired.unit.id for one in shown[:PAIRS] if one.paired]
        counted = sum(self._counts[place] for place in self.places[unit])
        return tiers, pairs, counted, watched_by((one.unit.id for one in shown), self._watched)

    def tiers(self, unit: str) -> set[str]:
        """The units whose leaders stand on it."""
        return {one.unit.id for one in self._rungs(unit)[:TIERS]}

    def named(self, unit: str) -> set[str]:
        """The units whose names stand on it."""
        return self.tiers(unit) | {one.paired.unit.id for one in self._rungs(unit)[:PAIRS] if one.paired}

    def _rungs(self, unit: str) -> list[Rung]:
        if unit not in self._found:
            places = self.places.get(unit)
            spot = min(places) if places else ""
            around = self._near.facts_around(self._facts, spot)
            self._found[unit] = board_rungs(around, Home(None, spot, None), unit) if places else []
        return self._found[unit]
