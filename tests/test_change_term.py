"""A whole community changes hands on one day, by one sheet, or not at all."""

from __future__ import annotations

import base64
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner

from graphsvc import questions
from graphsvc.accounts import Account, add_account
from graphsvc.changes.pictured import term_chart
from graphsvc.changes.term import SheetRefused, change_term
from graphsvc.changes.undo import undo
from graphsvc.cli import cli
from graphsvc.errors import GraphsvcError
from graphsvc.pictures.compare import compared
from graphsvc.questions.chart import chart_facts
from graphsvc.rosters import packing
from graphsvc.rosters.termsheet import read_sheet, sheet_of
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import bearer
from tests.leaders import OWNER, TODAY, settle

ROWS = [
    {"post": "q1", "person": "gao", "since": "2027-01-01", "basis": "推选", "approved_by": "街道", "reason": "换届"},
    {"post": "qa", "person": "fang", "since": "2027-01-01", "basis": "elected", "reason": "换届"},
    {"post": "qb", "person": "hu", "since": "2027-01-01", "reason": "增补"},
]


@pytest.fixture
def town(store: Store) -> Store:
    settle(store)
    return store


def change(store: Store, rows: list[dict[str, Any]], **more: Any) -> Any:
    return change_term(store, *sheet_of(rows), by=more.pop("by", OWNER), today=TODAY, **more)


def holds(store: Store) -> set[tuple[str, str, str, str]]:
    rows = store.read("believed_facts_holds", revision=None)
    return {(row["end"], row["start"], str(row["since"]), str(row["until"])) for row in rows}


def csv_of(rows: list[dict[str, str]]) -> bytes:
    titles = ["岗位", "人员", "起", "方式", "批准", "理由"]
    names = ["post", "person", "since", "basis", "approved_by", "reason"]
    lines = [titles, *([row.get(name, "") for name in names] for row in rows)]
    return "\ufeff".encode() + "\n".join(",".join(line) for line in lines).encode()


def xlsx_of(rows: list[dict[str, str]]) -> bytes:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as book:
        sheet = book.add_worksheet("换届")
        names = list(rows[0])
        sheet.write_row(0, 0, names)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [row.get(name, "") for name in names])
    return raw.getvalue()


def test_it_works(town: Store) -> None:
    """One change tells of all: who goes, who comes, whose answers differ then; its preview told the same."""
    seen = change(town, ROWS, preview=True)
    made = change(town, ROWS)
    assert (seen.revision, seen.at, made.revision, made.kind, made.reason) == (1, None, 2, "term", "换届;增补")
    assert (seen.ended, seen.begun, seen.households) == (made.ended, made.begun, made.households)
    assert [(one.post, one.person) for one in made.ended] == [("q1", "en"), ("qa", "an")]
    assert [(one.post, one.person) for one in made.begun] == [("q1", "gao"), ("qa", "fang"), ("qb", "hu")]
    assert made.households.items == ("h1", "h2", "h3")
    assert questions.change(town, 2).households == made.households


def test_it_is_undone_whole(town: Store) -> None:
    before = holds(town)
    change(town, ROWS)
    undo(town, 2, "错", by=OWNER, today=TODAY)
    assert holds(town) == before


def test_the_same_sheet_again_changes_nothing(town: Store) -> None:
    change(town, ROWS)
    assert change(town, ROWS).at is None
    assert town.read("head") == [{"revision": 2}]


def test_two_leaders_change_places(town: Store) -> None:
    change(town, [
        {"post": "q1", "person": "an", "since": "2027-01-01", "reason": "x"},
        {"post": "qa", "person": "en", "since": "2027-01-01", "reason": "x"},
    ])  # fmt: skip
    assert {("q1", "an", "2027-01-01", "9999-12-31"), ("qa", "en", "2027-01-01", "9999-12-31")} <= holds(town)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ({"post": "none"}, "unknown_post", "post"),
        ({"person": "none"}, "unknown_person", "person"),
        ({"post": "q1"}, "post_twice", "post"),
        ({"reason": ""}, "no_reason", "reason"),
        ({"since": "soon"}, "bad_date", "since"),
        ({"since": "2019-01-01"}, "before_tenure", "since"),
        ({"basis": "won"}, "unknown_code", "basis"),
        ({"basis": "acting"}, "no_planned_end", "planned_end"),
        ({"post": "gone"}, "post_not_there", "post"),
    ],
)
def test_one_bad_row_changes_nothing_and_every_fault_is_told(
    town: Store, row: dict[str, str], code: str, column: str
) -> None:
    """Each fault names its row as a spreadsheet shows it, its column and its code."""
    rows = [*ROWS, {"post": "qo", "person": "bo", "since": "2027-01-01", "reason": "x"} | row]
    rows.append({"post": "nowhere", "person": "an", "since": "2027-01-01", "reason": "x"})
    before = holds(town)
    for preview in (True, False):
        with pytest.raises(SheetRefused) as refused:
            change(town, rows, preview=preview)
        told = [(fault.row, fault.column, fault.code) for fault in refused.value.faults]
        assert told == [(5, column, code), (6, "post", "unknown_post")]
    assert (holds(town), town.read("head")) == (before, [{"revision": 1}])


def test_a_sheet_that_reaches_out_of_ones_area_is_refused(town: Store) -> None:
    with pytest.raises(GraphsvcError) as refused:
        change(town, ROWS, by=Account("x", "administrator", "unit:m2a"))
    assert refused.value.code == "outside_scope"


def test_a_csv_and_a_workbook_say_the_same() -> None:
    """Chinese column names and codes, a mark of UTF-8 in front, either form."""
    assert read_sheet(csv_of(ROWS), "x.csv") == read_sheet(xlsx_of(ROWS), "x.xlsx") == sheet_of(ROWS)


def test_a_warning_of_a_sheet_says_which_of_its_posts_it_is_about(town: Store) -> None:
    """Of one post alone that is not said again."""
    past = [row | {"since": "2026-10-01"} for row in ROWS]
    told = [one.zh.partition(":")[0] for one in change(town, past, preview=True).warnings]
    assert {"岗位“q1”", "岗位“qa”", "岗位“qb”"} >= set(told)
    assert len(told) >= 2
    assert not change(town, past[:1], preview=True).warnings[0].zh.startswith("岗位")


def test_what_is_no_sheet_is_told() -> None:
    assert [one.code for one in read_sheet(b"\xff\xfe1", "x.csv")[1]] == ["bad_encoding"]
    assert [one.code for one in read_sheet(b"PK", "x.xlsx")[1]] == ["bad_workbook"]
    assert [one.code for one in read_sheet(b"post,person,since,reason,colour\n", "x.csv")[1]] == ["unknown_column"]
    assert [one.code for one in read_sheet(b"post,person,since,reason\n", "x.csv")[1]] == ["empty_file"]


def test_over_http_rows_or_a_file(embedded: Store) -> None:
    embedded.clear()
    settle(embedded)
    client = create_app(embedded).test_client()
    headers = bearer(embedded, Account("boss", "owner"))
    url = "/api/v1/terms"
    seen = client.post(f"{url}?preview=true", json={"rows": ROWS}, headers=headers)
    assert (seen.status_code, seen.json["revision"]) == (200, 1)
    content = base64.b64encode(xlsx_of([*ROWS, ROWS[0]])).decode()
    bad = client.post(url, json={"name": "x.xlsx", "content": content}, headers=headers)
    assert (bad.status_code, bad.json["code"]) == (422, "sheet_refused")
    assert [(one["row"], one["code"]) for one in bad.json["faults"]] == [(5, "post_twice")]
    content = base64.b64encode(csv_of(ROWS)).decode()
    made = client.post(url, json={"name": "x.csv", "content": content}, headers=headers)
    assert (made.status_code, made.json["revision"]) == (201, 2)
    assert {key: seen.json[key] for key in ("ended", "begun", "households", "boards")} == {
        key: made.json[key] for key in ("ended", "begun", "households", "boards")
    }


def test_a_small_workbook_that_holds_gigabytes_is_refused_unread(town: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over HTTP as on the pages: a body of a few thousand bytes may unpack to more than the machine has."""
    monkeypatch.setattr(packing, "MOST_UNPACKED", 100_000)
    rows = [{**ROWS[0], "reason": "长" * 30_000, "person": f"x{number}"} for number in range(4)]
    packed = xlsx_of(rows)
    client = create_app(town).test_client()
    headers = {"Authorization": f"Bearer {add_account(town, Account('boss', 'owner'), token=True)}"}
    body = {"name": "x.xlsx", "content": base64.b64encode(packed).decode()}
    for path in ("/api/v1/terms", "/api/v1/terms?preview=true", "/api/v1/terms/chart.svg"):
        said = client.post(path, json=body, headers=headers)
        assert (said.status_code, [one["code"] for one in said.json["faults"]]) == (422, ["too_large"])
    assert town.read("head") == [{"revision": 1}]


def test_by_the_command(tmp_path: Path, embedded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded.clear()
    settle(embedded)
    monkeypatch.setattr(embedded, "close", lambda: None)
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self: embedded)
    (tmp_path / "x.csv").write_bytes(csv_of([*ROWS, ROWS[0]]))
    bad = CliRunner().invoke(cli, ["--lang", "zh", "term", str(tmp_path / "x.csv")])
    assert (bad.exit_code, "第5行" in bad.stderr) == (1, True)
    (tmp_path / "x.csv").write_bytes(csv_of(ROWS))
    assert CliRunner().invoke(cli, ["term", str(tmp_path / "x.csv"), "--preview"]).exit_code == 0
    assert embedded.read("head") == [{"revision": 1}]
    assert CliRunner().invoke(cli, ["term", str(tmp_path / "x.csv")]).exit_code == 0
    assert embedded.read("head") == [{"revision": 2}]


def test_the_chart_of_a_plan_is_the_chart_once_it_is_made(town: Store) -> None:
    """Every unit's holder alike, and each that changes told; nothing is written by looking."""
    on = date(2027, 1, 1)
    planned = term_chart(town, *sheet_of(ROWS), None, by=OWNER, today=TODAY)
    assert town.published() == 1
    before = chart_facts(town, None, on)
    assert planned.differences
    assert {one["id"] for one in planned.units} == {one["id"] for one in before.units}
    change(town, ROWS)
    after = chart_facts(town, None, on)
    assert planned.units == after.units
    assert planned.differences == compared(before, after).differences


def test_the_chart_of_a_plan_over_http(town: Store) -> None:
    """A picture for who may change; the faults of a sheet instead where it has any."""
    office = create_app(town).test_client()
    office.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {add_account(town, Account('chief', 'owner'), token=True)}"
    picture = office.post("/api/v1/terms/chart.svg", json={"rows": ROWS})
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert "照计划,2027-01-01 起的变化" in picture.text
    refused = office.post("/api/v1/terms/chart.svg", json={"rows": [{**ROWS[0], "person": "nobody"}]})
    assert (refused.status_code, refused.json["code"]) == (422, "sheet_refused")
    assert town.published() == 1
