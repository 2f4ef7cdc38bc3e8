"""The part of a table that has faults: each at its cell, with the rows around it, and how many rows lie between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphsvc.rosters.faults import Fault
from graphsvc.rosters.marking import Mark, Table, letters

MOST_SHOWN = 200
"""Rows with faults that a page shows; the marked-up workbook has them all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its name on the page, what stands in it, and what is wrong with that."""

    name: str
    text: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; without cells it stands for the rows `number` to `last`, in which nothing is wrong."""

    number: int
    last: int
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A table as a page shows it: the letters of its columns, its header, its lines."""

    name: str
    letters: tuple[str, ...]
    header: tuple[Cell, ...]
    lines: list[Line] = field(default_factory=list)


def anchor(mark: Mark, marks: Sequence[Mark]) -> str:
    """What a cell is called on a page of these marks: as in its table, and with the table where there are several."""
    tables = list(dict.fromkeys(one.table for one in marks))
    return _anchor(tables.index(mark.table), mark.cell)


def _anchor(table: int, cell: str) -> str:
    return f"t{table + 1}-{cell}" if table else cell


def excerpts(tables: Mapping[str, Table], marks: Sequence[Mark]) -> list[Excerpt]:
    """The tables that have faults, each cut down to them."""
    at: dict[str, dict[int, dict[int, list[Fault]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for one in marks:
        at[one.table][one.row][one.column].append(one.fault)
    return [_excerpt(name, number, tables[name], rows) for number, (name, rows) in enumerate(at.items())]


def _excerpt(name: str, place: int, table: Table, wrong: dict[int, dict[int, list[Fault]]]) -> Excerpt:
    shown = sorted(row for row in wrong if row > 1)[:MOST_SHOWN]
    width = max([1, *(len(table[row - 1]) for row in (1, *shown) if row <= len(table))])
    width = max([width, *(column + 1 for found in wrong.values() for column in found)])

    def cells(row: int) -> tuple[Cell, ...]:
        texts = table[row - 1] if row <= len(table) else ()
        found = wrong.get(row, {})
        return tuple(
            Cell(_anchor(place, f"{letters(at)}{row}"), texts[at] if at < len(texts) else "", tuple(found.get(at, ())))
            for at in range(width)
        )

    wanted = sorted({near for row in shown for near in (row - 1, row, row + 1) if 1 < near <= max(len(table), row)})
    excerpt = Excerpt(name, tuple(letters(at) for at in range(width)), cells(1))
    last = 1
    for row in wanted:
        if row > last + 1:
            excerpt.lines.append(Line(last + 1, row - 1))
        excerpt.lines.append(Line(row, row, cells(row)))
        last = row
    if shown and last < len(table):
        excerpt.lines.append(Line(last + 1, len(table)))
    return excerpt
