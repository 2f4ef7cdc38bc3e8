"""Where the households of a change live: each a door, by building and entrance, to be taken in at a glance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from graphsvc.questions.named import Named
from graphsvc.rules.naming import address

MOST_DOORS = 600
"""Doors drawn and listed of one change; all are counted."""

_ACROSS = 6
_WIDTH, _DOOR, _HIGH = 100, (15, 11), 9
_DIGITS = re.compile("([0-9]+)")
_Around = Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Door:
    """One household's door in the drawing of its entrance; within that it goes by its own name."""

    household: str
    name: str
    address: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Entrance:
    """The doors that share the place next above them, and the height of their drawing."""

    name: str
    doors: tuple[Door, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Building:
    """The entrances that share a place, with the number of households."""

    name: str
    entrances: tuple[Entrance, ...]

    @property
    def count(self) -> int:
        """Households."""
        return sum(len(one.doors) for one in self.entrances)

    @property
    def width(self) -> int:
        """Of the drawing, an entrance beside the other."""
        return _WIDTH * len(self.entrances)

    @property
    def height(self) -> int:
        """Of the drawing, with the words beneath."""
        return max(one.height for one in self.entrances) + 14


def whereabouts(names: Named, households: Sequence[str]) -> tuple[Building, ...]:
    """The households by building and entrance, in the order of their numbers."""
    at = sorted(((names.around.get(one) or [("", "", one)], one) for one in households), key=_order)
    return tuple(
        Building(_name(building), tuple(_entrance(entrance, list(doors)) for entrance, doors in groupby(found, _stair)))
        for building, found in groupby(at, _house)
    )


def _entrance(around: _Around, found: list[tuple[_Around, str]]) -> Entrance:
    doors = tuple(
        Door(one, homes[0][2], _name(homes), 5 + number % _ACROSS * _DOOR[0], 5 + number // _ACROSS * _DOOR[1])
        for number, (homes, one) in enumerate(found)
    )
    return Entrance(around[0][2] if around else "", doors, 5 + (len(doors) + _ACROSS - 1) // _ACROSS * _DOOR[1])


def _house(one: tuple[_Around, str]) -> _Around:
    around = one[0]
    return next((around[at:] for at, (_, kind, _) in enumerate(around) if kind == "building"), around[1:])


def _stair(one: tuple[_Around, str]) -> _Around:
    return one[0][1:]


def _name(around: _Around) -> str:
    return address([(kind, name) for _, kind, name in around])


def _order(one: tuple[_Around, str]) -> list[list[object]]:
    return [
        [int(part) if part.isdecimal() else part for part in _DIGITS.split(name)] for _, _, name in reversed(one[0])
    ]
