"""Faults where they stand: each at its cell, and the workbook that shows them there, to be corrected and sent again."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphsvc.rosters.columns import File, file_named
from graphsvc.rosters.faults import Fault

Table = Sequence[Sequence[str]]
Knows = Callable[[str], File | None]
"""The roster's file that a file or sheet of that name is."""

_LONGEST_CELL = 32_000
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Mark:
    """A fault at a cell of a table: `row` from 1, `column` from 0, the top left one where the whole table is meant."""

    table: str
    row: int
    column: int
    fault: Fault

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet names it: `C5`."""
        return f"{letters(self.column)}{self.row}"


def letters(column: int) -> str:
    """A column from 0 as a spreadsheet names it: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def roster_file(name: str) -> File | None:
    """The file of a bundle that a CSV or sheet of that name is."""
    return file_named(name[:-4] if name.lower().endswith(".csv") else name)


def marks_of(tables: Mapping[str, Table], faults: Iterable[Fault], knows: Knows) -> list[Mark]:
    """Each fault at its cell, in the order of tables and rows; one of no table is left out."""
    names: dict[str, str] = {}
    for name in tables:
        if found := knows(name):
            names.setdefault(found.name, name)
    beyond: dict[tuple[str, str], int] = {}
    marks = []
    for fault in faults:
        file = knows(fault.file)
        table = fault.file if fault.file in tables else names.get(file.name) if file else None
        if table is not None:
            column = _column(tables[table], file, fault, table, beyond)
            marks.append(Mark(table, fault.row or 1, column, fault))
    order = {name: at for at, name in enumerate(tables)}
    return sorted(marks, key=lambda one: (order[one.table], one.row, one.column))


def _column(table: Table, file: File | None, fault: Fault, name: str, beyond: dict[tuple[str, str], int]) -> int:
    header = [title.strip() for title in table[0]] if table else []
    if fault.column is None:
        row = table[fault.row - 1] if fault.row and fault.row <= len(table) else ()
        return next((at for at, cell in enumerate(row) if cell.strip() and cell.strip() == fault.value), 0)
    found = [at for at, title in enumerate(header) if title and fault.column in _names(file, title)]
    if found:
        return found[-1 if fault.code == "column_twice" else 0]
    # A column that is not there stands where it would be added.
    taken = sum(1 for table, _ in beyond if table == name)
    return beyond.setdefault((name, fault.column), len(header) + taken)


def _names(file: File | None, title: str) -> tuple[str, ...]:
    column = file.column(title) if file else None
    return (title, column.name) if column else (title,)


def marked_xlsx(tables: Mapping[str, Table], marks: Iterable[Mark]) -> bytes:
    """The tables as one workbook: each faulty cell coloured, with what is wrong in both languages as its comment.

    Every cell is text, so that it can be corrected and sent again as it is.
    """
    import xlsxwriter

    at: dict[str, dict[tuple[int, int], list[Fault]]] = defaultdict(lambda: defaultdict(list))
    for one in marks:
        at[one.table][one.row - 1, one.column].append(one.fault)
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        wrong = book.add_format({"num_format": "@", "bg_color": "#FDEBF2", "border": 2, "border_color": "#C2185B"})
        taken: set[str] = set()
        for name, table in (tables or {"1": [[]]}).items():
            sheet = book.add_worksheet(_sheet_name(name, taken))
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max((len(row) for row in table), default=1), 16, text)
            for number, row in enumerate(table):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, cell[:_LONGEST_CELL], head if number == 0 else text)
            for (number, column), faults in at[name].items():
                cell = table[number][column] if number < len(table) and column < len(table[number]) else ""
                sheet.write_string(number, column, cell[:_LONGEST_CELL], wrong)
                said = "\n".join(f"{fault.zh}\n{fault.en}" for fault in faults)
                sheet.write_comment(number, column, said[:_LONGEST_CELL], {"author": "graphsvc", "x_scale": 2})
    return raw.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name a sheet may have, and no other has; a roster's own is kept."""
    plain = re.sub(r"[\[\]:*?/\\']", "_", name[:-4] if name.lower().endswith(".csv") else name)[:_LONGEST_NAME] or "_"
    number = 1
    while plain.lower() in taken:
        number += 1
        plain = f"{plain[: _LONGEST_NAME - 4]}~{number}"
    taken.add(plain.lower())
    return plain
