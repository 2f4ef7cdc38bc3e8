"""Sheets of text into typed rows by key, each fault told with its row."""

from __future__ import annotations

from graphsvc.rosters.believed import Key
from graphsvc.rosters.cells import BadCell, parse
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.facts import DEFAULTS, Row
from graphsvc.rosters.faults import Fault
from graphsvc.rosters.reading import Sheets

Numbers = dict[tuple[str, Key], int]
Given = dict[str, set[str]]


def typed_rows(sheets: Sheets) -> tuple[dict[str, dict[Key, Row]], Numbers, list[Fault], Given]:
    """Rows by file and key, the sheet's row of each, what is wrong in cells and rows, and ids of bad rows."""
    found: dict[str, dict[Key, Row]] = {name: {} for name in FILES}
    numbers: Numbers = {}
    faults = list(sheets.faults)
    given: Given = {}
    for name, rows in sheets.rows.items():
        file = FILES[name]
        for number, cells in rows:
            row: Row = {}
            bad = False
            for column in file.columns:
                text = cells.get(column.name, "")
                try:
                    row[column.name] = parse(column, text)
                except BadCell as error:
                    bad = True
                    faults.append(Fault(name, number, column.name, text or None, error.code, error.zh, error.en))
            if bad:
                given.setdefault(name, set()).add(cells.get(file.key[0], ""))
                continue
            for column_name, value in DEFAULTS.get(name, {}).items():
                if row[column_name] is None:
                    row[column_name] = value
            key = tuple(row[column] for column in file.key)
            if key in found[name]:
                first = numbers[name, key]
                told = "/".join(str(part) for part in key)
                zh, en = f"与第{first}行重复", f"the same row as row {first}"
                faults.append(Fault(name, number, file.key[0], told, "row_twice", zh, en))
                continue
            found[name][key] = row
            numbers[name, key] = number
    return found, numbers, faults, given
