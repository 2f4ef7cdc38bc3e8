"""The sheets of a workbook as text, and what a spreadsheet does to a roster on its way."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from graphsvc.rosters.faults import Fault
from graphsvc.rosters.marking import letters
from graphsvc.rosters.packing import DAMAGED
from graphsvc.rosters.sheetcells import SheetCells, cells_of

_ROUNDED = 10**15
_MOST_CELLS = 20_000_000
"""Cells of one sheet up to its last row and column: a country's households are two million rows of seven columns."""


def read_workbook(raw: bytes, shown: str, faults: list[Fault]) -> Iterator[tuple[str, list[list[str]] | None]]:
    """The name and the rows of each sheet, None for one too large to read; what is wrong is added to `faults`.

    `shown` names the workbook in a fault that is of the whole of it.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        cells = cells_of(io.BytesIO(raw))
        for name in book.sheet_names:
            known = cells.get(name, SheetCells())
            if known.last[0] * (known.last[1] + 1) > _MOST_CELLS:
                faults.append(_too_far(name, *known.last))
                yield name, None
                continue
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for row, column in known.formulas:
                header = text_of(rows[0][column]).strip() if rows and column < len(rows[0]) else None
                zh, en = "公式单元格不接受,请粘贴为数值", "a formula cell: paste its value instead"
                faults.append(Fault(name, row, header, None, "formula", zh, en))
            faults += _rounded(name, rows)
            yield name, [[text_of(cell) for cell in row] for row in rows]
    except (CalamineError, SyntaxError, *DAMAGED):
        faults.append(Fault(shown, None, None, None, "bad_workbook", "打不开这个工作簿", "the workbook can't be read"))


def text_of(cell: object) -> str:
    """A cell as text: whole numbers stay whole, midnight is a day."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
    return str(cell)


def _too_far(name: str, row: int, column: int) -> Fault:
    cell = f"{letters(column)}{row}"
    zh = f"表一直伸到{cell},太大了。请删掉名册以外的格子,或分几份导入"
    en = f"goes out to {cell}, too far: delete the cells beyond the table, or import in parts"
    return Fault(name, None, None, None, "stray_cell", zh, en)


def _rounded(name: str, rows: Sequence[Sequence[object]]) -> Iterator[Fault]:
    """A spreadsheet keeps fifteen digits of a number: of a longer one the end was lost before we see it."""
    zh, en = "数字超过15位,表格已丢失末位,请改为文本", "more than 15 digits, the last are lost: make it text"
    for number, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, float) and abs(cell) >= _ROUNDED:
                yield Fault(name, number, text_of(rows[0][at]).strip() or None, text_of(cell), "rounded_number", zh, en)
