"""What lies within a unit or a place (contract section 2): the reach of an administrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands on a day. `above` are the units it is part of, itself included; `around` has, for each
    place of a live row of service, the places around it, itself included.
    """

    unit: str
    above: frozenset[str]
    around: Mapping[str, frozenset[str]]


def lies_within(within: str, unit: Standing) -> bool:
    """Whether a unit lies within `unit:ID` (it, and all that is part of it) or `place:ID` (the units all of whose
    live rows of service lie in it; one that serves nothing lies nowhere).
    """
    kind, _, id = within.partition(":")
    if kind == "unit":
        return id in unit.above
    return bool(unit.around) and all(id in around for around in unit.around.values())
