"""Files as people send them, and their faults at the cells where they stand."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from graphsvc.rosters import packing
from graphsvc.rosters.exporting import csv_zip, write_xlsx
from graphsvc.rosters.faults import BundleRefused, Fault
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.marking import letters, marked_xlsx, marks_of, roster_file
from graphsvc.rosters.packing import unpacked
from graphsvc.rosters.reading import read_files, tables_of
from graphsvc.rosters.termsheet import SHEET, read_sheet
from graphsvc.store import Store
from tests.test_change_term import ROWS, csv_of, xlsx_of
from tests.test_import import TOWN, with_row

ON = date(2026, 11, 24)


def zipped(files: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return raw.getvalue()


def faults_of(store: Store, files: tuple[tuple[str, bytes], ...]) -> list[Fault]:
    with pytest.raises(BundleRefused) as refused:
        import_bundle(store, read_files(files), on=ON, dry_run=True)
    return list(refused.value.faults)


def book_of(bundle: Any) -> bytes:
    raw = io.BytesIO()
    write_xlsx(bundle, raw)
    return raw.getvalue()


def test_it_works(embedded: Store) -> None:
    """A fault is told at its cell; corrected there and sent again, the bundle comes in."""
    embedded.clear()
    bad = with_row("tenures", post="p", person="wang", since="2026-02-30", basis="推选")
    files = (("roster.xlsx", book_of(bad)),)
    marks = marks_of(tables_of(files), faults_of(embedded, files), roster_file)
    assert [(one.table, one.cell, one.fault.code) for one in marks] == [("tenures", "C3", "bad_date")]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(marked_xlsx(tables_of(files), marks)))
    rows = {name: sheet.get_sheet_by_name(name).to_python() for name in sheet.sheet_names}
    assert rows["tenures"][2][2] == "2026-02-30"
    rows["tenures"][2][0:3] = ["", "", ""]
    rows["tenures"][2][4] = ""
    again = {name: [dict(zip(found[0], row, strict=False)) for row in found[1:]] for name, found in rows.items()}
    assert import_bundle(embedded, again, on=ON).revision == 1


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ((("tenures.csv", b"post,person,since\np,shan,2024-01-01\n"),), [("tenures.csv", "D1", "missing_column")]),
        ((("posts.csv", "岗位,组织,职务,类型,颜色\n".encode()),), [("posts.csv", "E1", "unknown_column")]),
        ((("lines.csv", b"line,name,role,name\n"),), [("lines.csv", "D1", "column_twice")]),
        ((("lines.csv", b"line,name,role\nm,M,management,more\n"),), [("lines.csv", "D2", "long_row")]),
        ((("lines.csv", b"\xff\xfe"),), [("lines.csv", "A1", "bad_encoding")]),
        ((("colours.csv", b"a\n"),), [("colours.csv", "A1", "unknown_file")]),
        ((("lines.csv", b"line,name\n"), ("人员.csv", "人员,颜色\n".encode())),
         [("lines.csv", "C1", "missing_column"), ("人员.csv", "B1", "unknown_column"),
          ("人员.csv", "C1", "missing_column")]),
    ],
)  # fmt: skip
def test_a_fault_of_a_header_stands_where_it_would_be_mended(
    embedded: Store, files: tuple[tuple[str, bytes], ...], told: list[tuple[str, str, str]]
) -> None:
    """A missing column where it would be added, a doubled one at the second."""
    embedded.clear()
    marks = marks_of(tables_of(files), faults_of(embedded, files), roster_file)
    assert [(one.table, one.cell, one.fault.code) for one in marks] == told


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_faults_of_a_change_sheet_stand_at_their_cells(form: str) -> None:
    """By Chinese headers as by English ones, in either form."""
    rows = [*ROWS, {**ROWS[0], "since": "2027-02-30", "basis": "won"}]
    raw, name = (csv_of(rows), "换届.csv") if form == "csv" else (xlsx_of(rows), "换届.xlsx")
    marks = marks_of(tables_of([(name, raw)]), read_sheet(raw, name)[1], lambda _: SHEET)
    assert [(one.cell, one.fault.code) for one in marks] == [("C5", "bad_date"), ("D5", "unknown_code")]


def test_a_marked_workbook_says_what_is_wrong_in_both_languages() -> None:
    """As a comment at the cell; what stands in cells is never a formula."""
    mark = marks_of(
        {"换届/1": [["post"], ["=1+1"]]}, [Fault("sheet", 2, "post", None, "x", "不对", "wrong")], lambda _: SHEET
    )
    raw = marked_xlsx({"换届/1": [["post"], ["=1+1"]]}, mark)
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        comments = parts.read("xl/comments1.xml").decode()
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "A2" in comments
    assert "不对\nwrong" in comments
    assert "<f>" not in sheet
    assert CalamineWorkbook.from_filelike(io.BytesIO(raw)).sheet_names == ["换届_1"]


def test_columns_are_named_as_a_spreadsheet_does() -> None:
    assert [letters(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_zip_holds_the_same_as_its_files() -> None:
    """In a folder or not, packed by Windows with a Chinese name, with what macOS adds."""
    line = "体系,名称,性质\nm,管理,管理\n".encode()
    assert unpacked([("x.zip", zipped({"bundle/lines.csv": line, "__MACOSX/._lines.csv": b"x"}))]) == (
        ("lines.csv", line),
    )
    gbk = zipped({"aaaa.csv": line}).replace(b"aaaa", "体系".encode("gbk"))
    assert unpacked([("x.zip", gbk)]) == (("体系.csv", line),)
    assert set(read_files(unpacked([("x.zip", gbk)])).rows) == {"lines"}


def test_what_is_exported_as_a_zip_comes_in_again(embedded: Store) -> None:
    embedded.clear()
    packed = csv_zip(TOWN)
    assert import_bundle(embedded, read_files(unpacked([("x.zip", packed)])), on=ON).revision == 1
    assert packed == csv_zip(TOWN)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([], "no_bundle"),
        ([("x.txt", b"")], "no_bundle"),
        ([("a.xlsx", b""), ("b.csv", b"")], "no_bundle"),
        ([("x.zip", zipped({"x.txt": b""}))], "no_bundle"),
        ([("x.zip", b"PK")], "bad_archive"),
        ([("x.zip", zipped({"x.csv": b"0" * 2000}))], "too_large"),
        ([("x.xlsx", zipped({"x.xml": b"0" * 2000}))], "too_large"),
    ],
)
def test_what_is_no_bundle_is_told(files: list[tuple[str, bytes]], code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a small file that unpacks to more than is let in."""
    monkeypatch.setattr(packing, "MOST_UNPACKED", 1000)
    with pytest.raises(BundleRefused) as refused:
        unpacked(files)
    assert [one.code for one in refused.value.faults] == [code]
