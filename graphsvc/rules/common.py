"""What several homes have in common: the ladders they share and the places around all of them (rule 7)."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.model import Facts, Home
from graphsvc.rules.ladder import Ladder, ladders


def common_ladders(facts: Facts, homes: Sequence[Home]) -> dict[str, Ladder]:
    """By line the units on every home's ladder, lowest first; a line that shares none is left out.

    A unit stands beside the lowest only where it does so on every ladder.
    """
    each = [ladders(facts, home) for home in homes]
    found: dict[str, Ladder] = {}
    for line, first in each[0].items():
        own = [ladder for one in each if (ladder := one.get(line))]
        units = tuple(id for id in first.units if all(id in ladder.units for ladder in own))
        if len(own) == len(each) and units:
            at_foot = all(ladder.units[0] == units[0] for ladder in own)
            beside = tuple(id for id in first.beside if at_foot and all(id in ladder.beside for ladder in own))
            found[line] = Ladder(line, units, beside)
    return found


def common_places(facts: Facts, places: Sequence[str]) -> tuple[str, ...]:
    """The places around every one of `places`, nearest first."""
    first, *others = (facts.around.get(place, ()) for place in places)
    return tuple(id for id in first if all(id in around for around in others))
