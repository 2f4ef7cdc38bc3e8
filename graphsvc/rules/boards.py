"""Which notice boards no longer tell the truth once a change is made: decided from raw facts before and after.

A unit's board stands at the first of the places it serves, and shows there its own leader and the next two above, as
the public may see them, the units paired with the first two, and how many households it serves. A building's board
shows what that of its lowest unit does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from graphsvc.answers import Rung
from graphsvc.model import Fact, Home
from graphsvc.rules.households import Nearest, facts_on, homes_on
from graphsvc.rules.ladder import ladders
from graphsvc.rules.responsible import MANAGEMENT, main_ladder
from graphsvc.rules.rung import rungs

TIERS = 3
"""How many tiers a board shows, its unit's own among them."""
PAIRS = 2
"""Of how many of them it names the units paired with them."""


def stale_boards(
    before: Iterable[Fact],
    after: Iterable[Fact],
    on: date,
    renamed: Collection[str] = (),
    *,
    tenures_only: bool = False,
) -> tuple[str, ...]:
    """The units, by id, that had a board on `on` which would say another thing; `renamed` are the units of which a
    name or phone changes, too. Where `tenures_only` differ, no household need be counted."""
    then, now = (_Boards(facts, on, counting=not tenures_only) for facts in (before, after))
    new = set(renamed)
    return tuple(sorted(unit for unit in then.places if then.said(unit) != now.said(unit) or new & now.named(unit)))


def board_rungs(ladder: Iterable[Rung], unit: str | None) -> list[Rung]:
    """The rungs a board shows: the whole ladder of a place, a unit's from itself upward, on its own line."""
    found = list(ladder)
    if unit is None:
        return found
    for at, rung in enumerate(found):
        if rung.unit.id == unit:
            return found[at:]
        if rung.paired and rung.paired.unit.id == unit:
            return [one.paired for one in found[at:] if one.paired]
    return []


class _Boards:
    """The boards of all units that serve some place, on one day."""

    def __init__(self, facts: Iterable[Fact], on: date, *, counting: bool) -> None:
        kept = list(facts)
        self._facts = facts_on(kept, on)
        within = {one.start: one.end for one in kept if one.relation == "located_in" and one.since <= on < one.until}
        self._near = Nearest(within, self._facts.serves)
        homes = homes_on(kept, on).values() if counting else ()
        self._counts = Counter(above for home in homes for above in self._near.around(home.place))
        self._ladders: dict[str, tuple[Rung, ...]] = {}
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
        return tiers, pairs, sum(self._counts[place] for place in self.places[unit])

    def named(self, unit: str) -> set[str]:
        """The units whose names or phones stand on it."""
        shown = self._rungs(unit)
        return {one.unit.id for one in shown[:TIERS]} | {one.paired.unit.id for one in shown[:PAIRS] if one.paired}

    def _rungs(self, unit: str) -> list[Rung]:
        places = self.places.get(unit)
        return board_rungs(self._ladder(min(places)), unit) if places else []

    def _ladder(self, spot: str) -> tuple[Rung, ...]:
        if spot not in self._ladders:
            around = self._near.facts_around(self._facts, spot)
            found = ladders(around, Home(None, spot, None))
            main = main_ladder(around, found, MANAGEMENT)
            self._ladders[spot] = rungs(around, main, found) if main else ()
        return self._ladders[spot]
