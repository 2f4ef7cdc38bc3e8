"""Party membership that lies elsewhere than the dwelling (两地): it is told, and changes no ladder."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.answers import Why
from graphsvc.model import Facts, Home
from graphsvc.rules.ladder import ladders

_ELSEWHERE = Why(
    "party_unit_elsewhere",
    "这里有党员的组织关系在别处;找人仍按住址的层级,不受影响。",
    "Someone's Party membership lies elsewhere than the dwelling's; it changes no ladder here.",
)


def party_elsewhere(facts: Facts, homes: Iterable[Home]) -> tuple[Why, ...]:
    """The reason to tell where a membership of any of the homes lies in another unit than the lowest Party one there.

    It names neither the person nor the unit: that somebody is a Party member is theirs to say.
    """
    return (_ELSEWHERE,) if any(set(home.party_units) - _own(facts, home) for home in homes) else ()


def _own(facts: Facts, home: Home) -> set[str]:
    if not home.party_units:
        return set()
    lowest = (found.units[0] for found in ladders(facts, home).values())
    return {id for id in lowest if facts.units[id].role == "party"}
