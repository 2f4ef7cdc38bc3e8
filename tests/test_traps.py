"""Files as offices keep them: what is taken as meant, and what is refused with its file, row and column."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
import xlsxwriter

from graphsvc.rosters.believed import believed_of
from graphsvc.rosters.faults import BundleRefused, Fault
from graphsvc.rosters.importing import plan_of
from graphsvc.rosters.packing import unpacked
from graphsvc.rosters.planning import Plan
from graphsvc.rosters.reading import read_bundle, read_files

ON = date(2026, 11, 24)
Table = list[list[Any]]
TOWN: dict[str, Table] = {
    "lines": [["line", "name", "role"], ["m", "管理", "management"]],
    "levels": [["line", "tier", "name"], ["m", 1, "居委会"]],
    "places": [["place", "kind", "name"], ["c", "community", "怡居苑"]],
    "units": [["unit", "line", "tier", "name"], ["u", "m", 1, "居委会"]],
    "posts": [["post", "unit", "title", "rank"], ["p", "u", "主任", "head"]],
    "people": [["person", "name", "phone"], ["a", "甲", "100001"]],
    "tenures": [["post", "person", "since", "basis"], ["p", "a", "2024-01-01", "推选"]],
}


def text_of(table: Table) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue()


def folder(at: Path, **files: str | bytes | Table | None) -> Path:
    """The town as CSV files, some of them put otherwise (by name without ending), some left out."""
    for name, table in {**TOWN, **files}.items():
        if table is not None:
            raw = text_of(table) if isinstance(table, list) else table
            (at / f"{name}.csv").write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return at


def workbook(at: Path, **sheets: Table | None) -> Path:
    """The town as a workbook whose cells keep their types; a text that begins with `=` is a formula."""
    file = at / "town.xlsx"
    with xlsxwriter.Workbook(str(file), {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, table in {**TOWN, **sheets}.items():
            if table is not None:
                sheet = book.add_worksheet(name)
                for row, cells in enumerate(table):
                    for column, cell in enumerate(cells):
                        sheet.write(row, column, cell)
    return file


def plan(path: Path) -> Plan:
    return plan_of(believed_of([], []), read_bundle(path), on=ON)[0]


def refused(path: Path) -> list[Fault]:
    """Every fault of the bundle, each of which says something in both languages."""
    with pytest.raises(BundleRefused) as error:
        plan(path)
    assert all(fault.zh and fault.en and fault.zh != fault.en for fault in error.value.faults)
    return list(error.value.faults)


def where(faults: list[Fault]) -> list[tuple[str, int | None, str | None, str | None, str]]:
    return [(fault.file, fault.row, fault.column, fault.value, fault.code) for fault in faults]


def phone_of(path: Path) -> object:
    return next(thing.values["phone"] for thing in plan(path).things if thing.label == "Person")


def tenure_of(path: Path) -> date:
    return next(fact.since for fact in plan(path).record if fact.relation == "holds")


# ------------------------------------------------------------ workbooks


def test_it_works(tmp_path: Path) -> None:
    """The same town as a folder and as a workbook makes the same graph."""
    (tmp_path / "csv").mkdir()
    assert plan(folder(tmp_path / "csv")).record == plan(workbook(tmp_path)).record


def test_a_formula_is_refused_with_its_cell(tmp_path: Path) -> None:
    """Even where a result stands beside it: what it is worked out from stays behind."""
    file = workbook(tmp_path, people=[["person", "name", "phone"], ["a", "甲", "100001"], ["b", '="乙"', "100002"]])
    assert where(refused(file)) == [("people", 3, "name", None, "formula")]


def test_date_cells_are_days(tmp_path: Path) -> None:
    """A cell of a day, and one of midnight; an hour beside the day is refused."""
    for cell in (date(2024, 2, 29), datetime(2024, 2, 29)):
        assert tenure_of(workbook(tmp_path, tenures=[TOWN["tenures"][0], ["p", "a", cell, "推选"]])) == date(
            2024, 2, 29
        )
    file = workbook(tmp_path, tenures=[TOWN["tenures"][0], ["p", "a", datetime(2024, 2, 29, 8, 30), "推选"]])
    assert where(refused(file)) == [("tenures", 2, "since", "2024-02-29T08:30:00", "bad_date")]


@pytest.mark.parametrize("phone", [13800000001, "13800000001"])
def test_a_phone_that_comes_as_a_number_keeps_its_digits(tmp_path: Path, phone: object) -> None:
    """Neither a point nor an exponent is added to it."""
    assert phone_of(workbook(tmp_path, people=[TOWN["people"][0], ["a", "甲", phone]])) == "13800000001"


def test_a_number_of_which_the_workbook_kept_only_the_beginning_is_refused(tmp_path: Path) -> None:
    """A spreadsheet keeps fifteen digits of a number; the ones after are lost before we see them."""
    file = workbook(tmp_path, people=[TOWN["people"][0], ["a", "甲", 100000000000000000]])
    assert where(refused(file)) == [("people", 2, "phone", "100000000000000000", "rounded_number")]


def test_a_cell_far_outside_the_table_is_refused_before_room_is_made_for_all_between(tmp_path: Path) -> None:
    """The reader makes room up to the last cell: of the farthest, half a terabyte, which ends the process."""
    at = workbook(tmp_path, people=[*TOWN["people"], *([[]] * 1_048_573), [*[""] * 16_383, "x"]])
    assert where(refused(at)) == [("people", None, None, None, "stray_cell")]
    near = workbook(tmp_path, people=[*TOWN["people"], ["b", "乙", "100002", *[""] * 100]])
    assert plan(near).counts["people"]["added"] == 2


def test_a_tier_that_is_no_whole_number_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path, levels=[["line", "tier", "name"], ["m", 1, "居委会"], ["m", 1.5, "半级"]])
    assert where(refused(file)) == [("levels", 3, "tier", "1.5", "bad_number")]


def test_yes_may_be_a_ticked_cell(tmp_path: Path) -> None:
    file = workbook(tmp_path, posts=[[*TOWN["posts"][0], "single"], ["p", "u", "主任", "head", False]])
    (post,) = (fact for fact in plan(file).record if fact.relation == "post_in")
    assert dict(post.values)["single"] is False


def test_an_error_cell_is_refused(tmp_path: Path) -> None:
    """`#N/A` is no name."""
    file = workbook(tmp_path, people=[TOWN["people"][0], ["a", "=NA()", "100001"]])
    assert {fault.code for fault in refused(file)} >= {"formula"}


def test_both_names_of_a_sheet_are_one_sheet_twice(tmp_path: Path) -> None:
    file = workbook(tmp_path, 人员=[["人员", "姓名"], ["b", "乙"]])
    assert where(refused(file)) == [("人员", None, None, None, "file_twice")]


def test_an_unknown_sheet_is_refused(tmp_path: Path) -> None:
    assert where(refused(workbook(tmp_path, Sheet1=[["x"], [1]]))) == [("Sheet1", None, None, None, "unknown_file")]


def test_what_only_calls_itself_a_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "town.xlsx"
    file.write_bytes(b"PK\x03\x04 not really")
    assert where(refused(file)) == [("town.xlsx", None, None, None, "bad_workbook")]


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_or_archive_garbled_on_its_way_is_refused_or_read(tmp_path: Path, seed: int) -> None:
    """Bytes changed or cut off: whatever is raised over them is a fault of the file by its name."""
    random, raw = Random(seed), bytearray(workbook(tmp_path).read_bytes())
    for _ in range(random.randint(1, 6)):
        raw[random.randrange(len(raw))] = random.randrange(256)
    if seed % 4 == 0:
        del raw[random.randrange(len(raw)) :]
    for name in ("town.xlsx", "town.zip"):
        told: list[str] = []
        try:
            read_files(unpacked([(name, bytes(raw))]))
        except BundleRefused as error:
            told = [one.file for one in error.faults]
        assert told in ([], [name])


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_a_workbook_that_swells_by_its_own_entities_is_refused(tmp_path: Path, part: str) -> None:
    """A thousand million words out of a thousand bytes."""
    tens = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    file = workbook(tmp_path)
    with zipfile.ZipFile(file) as book:
        texts = {name: book.read(name) for name in book.namelist()}
    head, xml = texts[part].decode().split("?>", 1)
    body, end = xml.rsplit("</", 1)
    texts[part] = f'{head}?><!DOCTYPE z [<!ENTITY a0 "word">{tens}]>{body}<x>&a9;</x></{end}'.encode()
    with zipfile.ZipFile(file, "w") as book:
        for name, text in texts.items():
            book.writestr(name, text)
    assert where(refused(file)) == [("town.xlsx", None, None, None, "bad_workbook")]


# ------------------------------------------------------------ folders


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_refused_by_the_files_name(tmp_path: Path, encoding: str) -> None:
    """One fault, which says how to save it, and none about what the bytes would have meant or been referred to by."""
    faults = refused(folder(tmp_path, people=text_of(TOWN["people"]).encode(encoding)))
    assert where(faults) == [("people.csv", None, None, None, "bad_encoding")]
    assert all("UTF-8" in said for said in (faults[0].zh, faults[0].en))


def test_a_file_of_letters_alone_in_another_encoding_is_refused_too(tmp_path: Path) -> None:
    """UTF-16 without its mark is readable UTF-8 with a zero byte between any two letters."""
    raw = text_of([["person", "name"], ["a", "Li"]]).encode("utf-16-le")
    assert where(refused(folder(tmp_path, people=raw))) == [("people.csv", None, None, None, "bad_encoding")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_mark_in_front_and_any_line_end_are_taken(tmp_path: Path, end: str, mark: bytes) -> None:
    raw = mark + text_of(TOWN["people"]).replace("\n", end).encode()
    assert phone_of(folder(tmp_path, people=raw)) == "100001"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path, end: str) -> None:
    """A quoted line break makes no row more; a blank row is skipped, and counted."""
    text = 'person,name\na,"甲\n乙"\n\n,\nb,丙\nb,丁\n'.replace("\n", end)
    assert where(refused(folder(tmp_path, people=text))) == [("people", 6, "person", "b", "row_twice")]


def test_a_row_longer_than_its_header_is_refused_with_what_is_too_much(tmp_path: Path) -> None:
    """Empty cells past the end are no harm."""
    assert plan(folder(tmp_path, people="person,name\na,甲,,,\n")).counts["people"]["added"] == 1
    faults = refused(folder(tmp_path, people="person,name\na,甲\nb,乙,,丙\n"))
    assert where(faults) == [("people.csv", 3, None, "丙", "long_row")]


def test_a_table_whose_header_is_not_its_first_row_is_told_so_and_nothing_that_follows_from_it(tmp_path: Path) -> None:
    faults = refused(folder(tmp_path, people="人员名册\nperson,name\na,甲\n"))
    assert {(row, code) for _, row, _, _, code in where(faults)} == {(1, "unknown_column"), (1, "missing_column")}
    faults = refused(workbook(tmp_path, people=[[], *TOWN["people"]]))
    assert where(faults) == [("people", 1, None, None, "empty_file")]


def test_a_column_without_a_name_is_told_by_its_letter_where_anything_stands_in_it(tmp_path: Path) -> None:
    assert plan(folder(tmp_path, people="person,,name\na,,甲\n")).counts["people"]["added"] == 1
    (fault,) = refused(folder(tmp_path, people="person,,name\na,,甲\nb,x,乙\n"))
    assert where([fault]) == [("people.csv", 1, None, None, "unknown_column")]
    assert fault.zh.startswith("B列")
    assert fault.en.startswith("column B")


def test_a_quote_that_does_not_close_is_refused_by_file_and_row(tmp_path: Path) -> None:
    faults = refused(folder(tmp_path, people='person,name\na,"甲\n'))
    assert where(faults) == [("people.csv", 2, None, None, "bad_csv")]
    faults = refused(folder(tmp_path, people='person,name\n"a\nb",甲\nc,"乙"丙\nd,丁\n'))
    assert where(faults) == [("people.csv", 3, None, None, "bad_csv")]


def test_an_unknown_column_is_refused_by_its_name(tmp_path: Path) -> None:
    faults = refused(folder(tmp_path, people="person,name,身份证号\na,甲,1\n"))
    assert where(faults) == [("people.csv", 1, "身份证号", "身份证号", "unknown_column")]


def test_a_column_under_both_its_names_is_refused(tmp_path: Path) -> None:
    faults = refused(folder(tmp_path, people="person,name,姓名\na,甲,乙\n"))
    assert where(faults) == [("people.csv", 1, "姓名", "姓名", "column_twice")]


def test_a_file_under_both_its_names_is_refused(tmp_path: Path) -> None:
    faults = refused(folder(tmp_path, 人员="人员,姓名\nb,乙\n"))
    assert where(faults) == [("人员.csv", None, None, None, "file_twice")]


def test_an_unknown_or_empty_file_is_refused(tmp_path: Path) -> None:
    faults = refused(folder(tmp_path, 名单="a,b\n", kin="", bodies="\n\n"))
    assert ("体系、层级" in faults[2].zh, "lines, levels" in faults[2].en) == (True, True)
    assert where(faults) == [
        ("bodies.csv", 1, None, None, "empty_file"),
        ("kin.csv", 1, None, None, "empty_file"),
        ("名单.csv", None, None, None, "unknown_file"),
    ]


def test_a_required_column_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    """Not again at each row, nor at rows that refer to one of them."""
    faults = refused(folder(tmp_path, people="person,phone\na,1\nb,2\n"))
    assert where(faults) == [("people.csv", 1, "name", "name", "missing_column")]


@pytest.mark.parametrize("day", ["2026-02-30", "2026-2-3", "2026/02/03", "20260203", "２０２６-02-03", "2026-00-10"])
def test_a_day_that_is_none_is_refused_as_it_was_written(tmp_path: Path, day: str) -> None:
    faults = refused(folder(tmp_path, tenures=[TOWN["tenures"][0], ["p", "a", day, "推选"]]))
    assert where(faults) == [("tenures", 2, "since", day, "bad_date")]


def test_chinese_names_and_codes_are_taken_mixed_with_english(tmp_path: Path) -> None:
    (tmp_path / "named").mkdir()
    (tmp_path / "plain").mkdir()
    posts, tenures = "post,组织,职务,rank,单人\np,u,主任,正职,否\n", "岗位,person,起,方式\np,a,2024-01-01,推选\n"
    named = folder(tmp_path / "named", posts=None, tenures=None, 岗位=posts, 任职=tenures)
    plain = folder(tmp_path / "plain", posts="post,unit,title,rank,single\np,u,主任,head,no\n")
    assert plan(named).record == plan(plain).record


def test_a_report_names_file_row_column_and_value_in_both_languages(tmp_path: Path) -> None:
    (fault,) = refused(folder(tmp_path, tenures=[TOWN["tenures"][0], ["p", "a", "2026-02-30", "推选"]]))
    assert fault.line("zh") == "tenures,第2行,since,“2026-02-30”:没有这一天,请核对日期"
    assert fault.line("en") == "tenures, row 2, since, '2026-02-30': there is no such day: check the date"


def test_a_report_calls_files_and_columns_as_the_bundle_does(tmp_path: Path) -> None:
    """Who holds a sheet 任职 with a column 起 looks for no `since` in `tenures`."""
    faults = refused(
        folder(tmp_path, tenures=None, 任职="岗位,person,起,方式\np,b,2026-02-30,推选\np,c,2024-01-01,推选\n")
    )
    assert where(faults) == [
        ("任职", 2, "起", "2026-02-30", "bad_date"),
        ("任职", 3, "person", "c", "unknown_reference"),
    ]
    assert faults[0].line("zh") == "任职,第2行,起,“2026-02-30”:没有这一天,请核对日期"
