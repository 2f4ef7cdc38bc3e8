"""A folder of CSV files or a workbook, as sheets of stripped text with the row numbers a spreadsheet shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graphsvc.rosters.columns import FILES, File, file_named
from graphsvc.rosters.faults import BundleRefused, Fault
from graphsvc.rosters.marking import letters
from graphsvc.rosters.packing import too_large
from graphsvc.rosters.workbook import read_workbook, text_of

Numbered = tuple[int, dict[str, str]]


@dataclass
class Sheets:
    """Rows by file, under English column names, and what was wrong already with files and headers.

    `unread` are files whose rows could not be read: what refers to them is not told as a fault again. `written` is
    how the bundle itself calls a file and its columns. In `partial` ones only the columns of a row's key must be there.
    """

    rows: dict[str, list[Numbered]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    written: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    partial: bool = False

    def as_written(self, fault: Fault) -> Fault:
        """The fault with the names its reader finds in the bundle, which may be the Chinese ones."""
        file, columns = self.written.get(fault.file, (fault.file, {}))
        return replace(fault, file=file, column=columns.get(fault.column or "", fault.column))


def read_bundle(path: Path | str, *, partial: bool = False) -> Sheets:
    """The sheets of a folder or an `.xlsx`, perhaps `partial`, and their faults. Raises `BundleRefused` for neither."""
    path = Path(path)
    if path.is_dir():
        return _folder(path, partial=partial)
    if path.is_file() and path.suffix.lower() == ".xlsx":
        return read_files([(path.name, path.read_bytes())], partial=partial)
    zh, en = "找不到这个名册,应为文件夹或.xlsx工作簿", "no such bundle: give a folder or an .xlsx workbook"
    raise BundleRefused([Fault(path.name, None, None, None, "no_bundle", zh, en)])


def sheets_of(bundle: Mapping[str, Sequence[Mapping[str, Any]]]) -> Sheets:
    """Sheets of rows held in memory; the first row counts as row 2, as it would in a file."""
    sheets = Sheets()
    for name, rows in bundle.items():
        if not rows:
            continue
        header = list(dict.fromkeys(key for row in rows for key in row))
        _take(sheets, name, [header, *([text_of(row.get(key)) for key in header] for row in rows)])
    return sheets


def _folder(folder: Path, *, partial: bool) -> Sheets:
    files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() == ".csv" and file.is_file()]
    if not files:
        zh, en = "文件夹里没有.csv,请核对路径", "no .csv in the folder: check the path"
        raise BundleRefused([Fault(folder.name, None, None, None, "no_bundle", zh, en)])
    return read_files(((file.name, file.read_bytes()) for file in files), partial=partial)


def read_files(files: Iterable[tuple[str, bytes]], *, partial: bool = False) -> Sheets:
    """The sheets of files held in memory, each a `.csv` by its name, or a whole `.xlsx`; faults are in them."""
    sheets = Sheets(partial=partial)
    for name, raw in files:
        if name.lower().endswith(".xlsx"):
            _read_workbook(sheets, raw, name, lambda sheet, rows: _take(sheets, sheet, rows))
            continue
        known = file_named(name[:-4])
        rows = _csv_rows(sheets, raw, name)
        if rows is None:
            sheets.unread |= {known.name} if known else set()
        else:
            _take(sheets, name[:-4], rows, shown=name)
    return sheets


def tables_of(files: Iterable[tuple[str, bytes]]) -> dict[str, list[list[str]]]:
    """What stands in the cells of such files, by the name of the file or sheet; one that can't be read is empty."""
    found: dict[str, list[list[str]]] = {}
    for name, raw in files:
        if name.lower().endswith(".xlsx"):
            _read_workbook(Sheets(), raw, name, found.__setitem__)
        else:
            found[name] = _csv_rows(Sheets(), raw, name) or []
    return found


def _csv_rows(sheets: Sheets, raw: bytes, shown: str) -> list[list[str]] | None:
    """The rows of a CSV; None, and a fault, where it can't be read."""
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(_decoded(raw), newline=""), strict=True))
        return rows
    except UnicodeDecodeError:
        zh, en = "不是UTF-8编码,请另存为“CSV UTF-8”", "not UTF-8: save it as CSV UTF-8"
        _fault(sheets, shown, "bad_encoding", zh, en)
    except csv.Error as error:
        # Of a quote that does not close the row is told in which it opens; what follows is all one cell.
        _fault(sheets, shown, "bad_csv", "引号或格式有误", f"not well-formed CSV: {error}", len(rows) + 1)
    return None


def _decoded(raw: bytes) -> str:
    """The text of UTF-8 bytes. Raises `UnicodeDecodeError`, for letters in UTF-16 too, which pass as UTF-8."""
    text = raw.decode("utf-8-sig")
    if (at := text.find("\0")) >= 0:
        raise UnicodeDecodeError("utf-8", raw, at, at + 1, "a zero byte")
    return text


def _read_workbook(sheets: Sheets, raw: bytes, shown: str, take: Callable[[str, list[list[str]]], None]) -> None:
    for name, rows in read_workbook(raw, shown, sheets.faults):
        if rows is not None:
            take(name, rows)
        elif file := file_named(name):
            sheets.unread.add(file.name)


def read_table(raw: bytes, name: str, file: File) -> Sheets:
    """The one table of a `.csv` or `.xlsx` (its first sheet), named `name`, as rows of `file`; faults are in it."""
    sheets = Sheets()
    if fault := too_large(name, raw):
        sheets.faults.append(fault)
    elif name.lower().endswith(".xlsx"):
        first: list[str] = []

        def take(sheet: str, rows: list[list[str]]) -> None:
            first.append(sheet)
            if len(first) == 1:
                _take_rows(sheets, file, rows, sheet)

        _read_workbook(sheets, raw, name, take)
    else:
        rows = _csv_rows(sheets, raw, name)
        if rows is not None:
            _take_rows(sheets, file, rows, name)
    return sheets


def _fault(sheets: Sheets, file: str, code: str, zh: str, en: str, row: int | None = None, column: str = "") -> None:
    sheets.faults.append(Fault(file, row, column or None, column or None, code, zh, en))


def _take(sheets: Sheets, name: str, rows: Iterable[Sequence[str]], shown: str | None = None) -> None:
    """Put the rows under their file's English name; header faults are told once."""
    shown = shown or name
    file = file_named(name)
    if file is None:
        known = "、".join(known.zh for known in FILES.values())
        _fault(
            sheets,
            shown,
            "unknown_file",
            f"没有这种名册,可用:{known}",
            f"no such file or sheet; known: {', '.join(FILES)}",
        )
        return
    if file.name in sheets.rows:
        _fault(sheets, shown, "file_twice", "同一份名册出现了两次", "this file or sheet is there twice")
        return
    sheets.written[file.name] = (name, _take_rows(sheets, file, rows, shown))


def _take_rows(sheets: Sheets, file: File, rows: Iterable[Sequence[str]], shown: str) -> dict[str, str]:
    """Put the rows under English column names; by these the names they have in the header."""
    found = sheets.rows.setdefault(file.name, [])
    header, *lines = [[cell.strip() for cell in row] for row in rows] or [[]]
    while header and not header[-1]:
        header.pop()
    if not header:
        sheets.unread.add(file.name)
        _fault(sheets, shown, "empty_file", "空文件:第1行应为列名", "an empty file: row 1 must name the columns", 1)
        return {}
    names = _columns(sheets, file, header, lines, shown)
    for number, row in enumerate(lines, start=2):
        if not any(row) or file.name in sheets.unread:
            continue
        if any(row[len(names) :]):
            extra = next(cell for cell in row[len(names) :] if cell)
            zh, en = "这一行比列名多出内容", "the row is longer than its header"
            sheets.faults.append(Fault(shown, number, None, extra, "long_row", zh, en))
        found.append((number, {key: cell for key, cell in zip(names, row, strict=False) if key}))
    return {name: title for name, title in zip(names, header, strict=True) if name}


def _columns(
    sheets: Sheets, file: File, header: Sequence[str], lines: Sequence[Sequence[str]], shown: str
) -> list[str | None]:
    """The English name of each column, None where it is none of the file's; the header's faults are told."""
    names: list[str | None] = []
    for at, title in enumerate(header):
        column = file.column(title) if title else None
        if not title and any(at < len(row) and row[at] for row in lines):
            zh, en = f"{letters(at)}列有内容,却没有列名", f"column {letters(at)} has no name, but cells below it"
            _fault(sheets, shown, "unknown_column", zh, en, 1)
        elif title and column is None:
            _fault(sheets, shown, "unknown_column", "没有这一列", "no such column", 1, title)
        elif column and column.name in names:
            _fault(sheets, shown, "column_twice", "同一列出现了两次", "this column is there twice", 1, title)
            column = None
        names.append(column.name if column else None)
    for column in file.columns:
        needed = column.name in file.key if sheets.partial else column.required
        if needed and column.name not in names and column.zh not in header:
            sheets.unread.add(file.name)
            zh = f"缺少必填列“{column.zh}”"
            _fault(sheets, shown, "missing_column", zh, "a required column is missing", 1, column.name)
    return names
