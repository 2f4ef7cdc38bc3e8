"""A change sheet of a term change 换届: one row an assignment, read and checked cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graphsvc.model import Scalar
from graphsvc.rosters.cells import BadCell, parse
from graphsvc.rosters.columns import FILES, Column, File
from graphsvc.rosters.faults import Fault
from graphsvc.rosters.reading import Sheets, read_table
from graphsvc.rules.assignment import Assignment

_OF_TENURE = {column.name: column for column in FILES["tenures"].columns}
_COLUMNS = ("post", "person", "since", "basis", "planned_end", "approved_by", "publish")
SHEET = File(
    "sheet",
    "换届",
    ("post", "person"),
    (
        *(Column(one.name, one.zh, one.kind, name in ("post", "person", "since"), one.refers, one.codes)
          for name, one in ((name, _OF_TENURE[name]) for name in _COLUMNS)),
        Column("reason", "理由", required=True),
    ),
)  # fmt: skip
"""The sheet's columns: post 岗位, person 人员, since 起, basis 方式, planned_end, approved_by 批准, publish, reason 理由."""

Numbered = list[tuple[int, Assignment]]


def read_sheet(raw: bytes, name: str) -> tuple[Numbered, list[Fault]]:
    """The assignments of a `.csv` or `.xlsx`, each with its row, and every fault of a cell."""
    return _typed(read_table(raw, name, SHEET))


def sheet_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Numbered, list[Fault]]:
    """The same of rows held in memory; the first counts as row 2, as it would in a file."""
    sheets = Sheets()
    for number, row in enumerate(rows, start=2):
        cells = {key: "" if value is None else str(value).strip() for key, value in row.items()}
        for unknown in cells.keys() - {column.name for column in SHEET.columns}:
            sheets.faults.append(
                Fault("sheet", number, unknown, cells[unknown], "unknown_column", "没有这一列", "no such column")
            )
        sheets.rows.setdefault("sheet", []).append((number, cells))
    return _typed(sheets)


def _typed(sheets: Sheets) -> tuple[Numbered, list[Fault]]:
    found: Numbered = []
    faults = list(sheets.faults)
    for number, cells in sheets.rows.get("sheet", ()):
        row, bad = _row(number, cells)
        faults += bad
        if not bad:
            found.append((number, _assignment(row)))
    if not found and not faults:
        faults.append(Fault("sheet", None, None, None, "empty_file", "表里没有一行改动", "the sheet has no row"))
    return found, faults


def _row(number: int, cells: Mapping[str, str]) -> tuple[dict[str, Scalar | None], list[Fault]]:
    row: dict[str, Scalar | None] = {}
    bad = []
    for column in SHEET.columns:
        text = cells.get(column.name, "")
        try:
            row[column.name] = parse(column, text)
        except BadCell as error:
            code = "no_reason" if column.name == "reason" and not text else error.code
            bad.append(Fault("sheet", number, column.name, text or None, code, error.zh, error.en))
    return row, bad


def _assignment(row: Mapping[str, Any]) -> Assignment:
    since, end = row["since"], row["planned_end"]
    assert isinstance(since, date)
    return Assignment(
        row["post"], row["person"], since, row["reason"], row["basis"] or "appointed", end, row["approved_by"],
        bool(row["publish"]),
    )  # fmt: skip


def doubled(rows: Iterable[tuple[int, Assignment]], single: Mapping[str, bool]) -> list[Fault]:
    """The rows that name a single post again, or the same person for a post again."""
    first: dict[tuple[str, ...], int] = {}
    faults = []
    for number, one in rows:
        alone = single.get(one.post, True)
        key = (one.post,) if alone else (one.post, one.person)
        if key in first:
            code = "post_twice" if alone else "row_twice"
            zh, en = f"与第{first[key]}行是同一个岗位", f"the same post as row {first[key]}"
            faults.append(Fault("sheet", number, "post", one.post, code, zh, en))
        first.setdefault(key, number)
    return faults
