"""A building as one sees it: floors above one another, entrances side by side, a cell for each door."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphsvc.pictures.build import natural
from graphsvc.pictures.cards import LIT, Link
from graphsvc.pictures.colours import INK, MUTED
from graphsvc.pictures.text import bare_cell, cell, fit, font, table

EMPTY_FILL = "#E5E7EB"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: where it lies, and how many households live there, None where that is not told."""

    id: str
    name: str
    kind: str
    within: str | None
    households: int | None


@dataclass(frozen=True, slots=True)
class Door:
    """A dwelling on its floor; what has no number stands on floor 0."""

    spot: Spot
    floor: int
    number: str


@dataclass(frozen=True, slots=True)
class Facade:
    """One building: its entrances in order, each with its doors."""

    spot: Spot
    entrances: tuple[tuple[str, tuple[Door, ...]], ...]

    @property
    def floors(self) -> list[int]:
        """All floors that have a door, the top first."""
        return sorted({door.floor for _, doors in self.entrances for door in doors}, reverse=True)

    @property
    def doors(self) -> int:
        """How many doors."""
        return sum(len(doors) for _, doors in self.entrances)

    @property
    def households(self) -> int:
        """How many households, where that is told."""
        return sum(door.spot.households or 0 for _, doors in self.entrances for door in doors)

    def across(self, entrance: int) -> int:
        """The most doors on one floor of an entrance."""
        many: dict[int, int] = defaultdict(int)
        for door in self.entrances[entrance][1]:
            many[door.floor] += 1
        return max(many.values(), default=1)


def facades(spots: Mapping[str, Spot], root: str) -> list[Facade]:
    """The buildings within `root`, or `root` itself where it is one or holds none; in natural order.

    A building within a building is a part of that one, as an entrance is: no door is drawn twice.
    """
    inside: dict[str | None, list[Spot]] = defaultdict(list)
    for spot in spots.values():
        inside[spot.within].append(spot)
    buildings = [
        spot
        for spot in spots.values()
        if spot.kind == "building" and not any(one.kind == "building" for one in _around(spot, spots))
    ]
    found = [_facade(spot, inside) for spot in buildings or [spots[root]]]
    return sorted(found, key=lambda one: (natural(one.spot.name), one.spot.id))


def _around(spot: Spot, spots: Mapping[str, Spot]) -> Iterator[Spot]:
    while (above := spots.get(spot.within or "")) is not None:
        yield above
        spot = above


def _facade(building: Spot, inside: Mapping[str | None, list[Spot]]) -> Facade:
    entrances, loose = [], []
    for spot in sorted(inside.get(building.id, ()), key=lambda one: (natural(one.name), one.id)):
        if spot.kind == "entrance" or inside.get(spot.id):
            entrances.append((spot.name, tuple(map(_door, _dwellings(spot, inside)))))
        else:
            loose.append(spot)
    if loose or not entrances:
        entrances.append(("", tuple(map(_door, loose))))
    return Facade(building, tuple(entrances))


def _dwellings(spot: Spot, inside: Mapping[str | None, list[Spot]]) -> list[Spot]:
    found = []
    for one in sorted(inside.get(spot.id, ()), key=lambda one: (natural(one.name), one.id)):
        found += _dwellings(one, inside) if inside.get(one.id) else [one]
    return found


def _door(spot: Spot) -> Door:
    number = re.search(r"[0-9]+", spot.name)
    floor = int(number[0]) // 100 if number and len(number[0]) >= 3 else 0
    return Door(spot, floor, number[0] if number and len(number[0]) <= 5 else spot.name)


@dataclass(frozen=True, slots=True)
class Doors:
    """How a façade's cells look: `wide`, `tall`, the text's `size`, and whether floors are named."""

    wide: int
    tall: int
    size: int
    words: dict[str, str]
    link: Link
    named: bool = False

    def rows(self, facade: Facade, floors: list[int]) -> list[str]:
        """The rows of a façade, one a floor, the entrances' names at the foot."""
        found = []
        for floor in floors:
            cells = []
            if self.named:
                text = font(self.words["floor"].format(floor) if floor else "", self.size, MUTED)
                cells.append(bare_cell(text, WIDTH=self.wide, HEIGHT=self.tall))
            for at, (_, doors) in enumerate(facade.entrances):
                cells += [bare_cell("", WIDTH=4)] if at else []
                here = [door for door in doors if door.floor == floor]
                cells += [self.cell(door) for door in here]
                cells += [bare_cell("", WIDTH=self.wide, HEIGHT=self.tall)] * (facade.across(at) - len(here))
            found.append("".join(cells))
        foot = [bare_cell("")] if self.named else []
        for at, (name, _) in enumerate(facade.entrances):
            across = facade.across(at)
            foot += [bare_cell("", WIDTH=4)] if at else []
            size = self.size + 1
            foot.append(
                bare_cell(font(fit(name, size, across * (self.wide + 1)), size, INK), COLSPAN=across, HEIGHT=12)
            )
        return [*found, "".join(foot)]

    def cell(self, door: Door) -> str:
        """One door; a dwelling known to be empty is grey, and says so when pointed at."""
        empty = door.spot.households == 0
        tip = f"{door.spot.name} · {self.words['empty']}" if empty else door.spot.name
        return bare_cell(
            font(fit(door.number, self.size, self.wide - 1), self.size, MUTED),
            WIDTH=self.wide, HEIGHT=self.tall, BGCOLOR=EMPTY_FILL if empty else "white",
            ID=f"place:{door.spot.id}", TITLE=tip, HREF=self.link(f"place:{door.spot.id}"), TARGET="_self",
        )  # fmt: skip


def across(facade: Facade) -> int:
    """How many cells a façade's rows have."""
    return sum(facade.across(at) for at in range(len(facade.entrances))) + len(facade.entrances) - 1


def facade_table(facade: Facade, doors: Doors, head: str, colour: str, *, lit: bool = False) -> str:
    """A building under its `head`, which spans it and has an edge where someone pointed at it (`lit`)."""
    spare = 1 if doors.named else 0
    top = cell(head, COLSPAN=max(1, across(facade) + spare), BGCOLOR=colour, HEIGHT=26 if doors.named else 18,
               **(LIT if lit else {}))  # fmt: skip
    return table([top, *doors.rows(facade, facade.floors)], spacing=1, padding=0, BGCOLOR="#F1F3F5")
