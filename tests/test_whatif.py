"""What if? Two plans or two days compared household by household, and nothing written."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from graphsvc.accounts import Account, add_account
from graphsvc.changes.reassign import reassign
from graphsvc.changes.term import SheetRefused, change_term
from graphsvc.changes.whatif import Plan, what_if
from graphsvc.cli import cli
from graphsvc.rosters.termsheet import sheet_of
from graphsvc.rosters.whatif_xlsx import what_if_xlsx
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.leaders import OWNER, TODAY, asked, settle

DAY = date(2027, 1, 1)
SHEET = [{"post": "qa", "person": "fang", "since": "2027-01-01", "reason": "x"}]
OTHER = [{"post": "qa", "person": "gao", "since": "2027-01-01", "reason": "x"}]


@pytest.fixture
def town(store: Store) -> Store:
    settle(store)
    return store


def plan(rows: list[dict[str, str]] | None = None, **files: list[dict[str, str]]) -> Plan:
    return Plan(*(sheet_of(rows) if rows else ([], [])), files)


def compare(store: Store, one: Plan, other: Plan, on: date = DAY, against_on: date = DAY) -> list[tuple[object, ...]]:
    found = what_if(store, one, other, on=on, against_on=against_on, today=TODAY)
    return [(d.household, d.line, d.tier, d.before.person, d.after.person) for d in found.items]


def test_a_plan_against_the_graph_as_it_is(town: Store) -> None:
    """What it tells is what then follows, and nothing is written by asking."""
    seen = compare(town, plan(SHEET), Plan.none())
    assert seen == [("h1", "m", 2, "an", "fang"), ("h2", "m", 2, "an", "fang")]
    assert town.read("head") == [{"revision": 1}]
    made = change_term(town, *sheet_of(SHEET), by=OWNER, today=TODAY)
    assert made.households.items == ("h1", "h2")


def test_two_plans(town: Store) -> None:
    assert compare(town, plan(SHEET), plan(OTHER)) == [("h1", "m", 2, "gao", "fang"), ("h2", "m", 2, "gao", "fang")]
    assert compare(town, plan(SHEET), plan(SHEET)) == []


def test_two_days(town: Store) -> None:
    reassign(town, asked("q1", "gao", "2027-01-01"), by=OWNER, today=TODAY)
    seen = compare(town, Plan.none(), Plan.none(), against_on=TODAY)
    assert seen == [(household, "m", 1, "en", "gao") for household in ("h1", "h2", "h3")]


def test_service_that_moves(town: Store) -> None:
    """A rung that comes or goes is told with nothing on its other side."""
    rows = [{"unit": "m2a", "place": "b1", "since": "2020-01-01", "until": "2027-01-01"}]
    assert compare(town, plan(None, serves=rows), Plan.none()) == [
        ("h1", "m", 2, "an", None),
        ("h2", "m", 2, "an", None),
    ]


def test_a_plan_with_faults_is_told(town: Store) -> None:
    with pytest.raises(SheetRefused):
        compare(town, plan([SHEET[0] | {"post": "none"}]), Plan.none())


def test_as_a_workbook(town: Store) -> None:
    found = what_if(town, plan(SHEET), Plan.none(), on=DAY, against_on=DAY, today=TODAY)
    book = CalamineWorkbook.from_filelike(io.BytesIO(what_if_xlsx(found)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1] == ["h1", "m", 2.0, "held", "an", "held", "fang"]
    assert len(rows) == 3


def test_over_http_and_by_the_command(embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded.clear()
    settle(embedded)
    client = create_app(embedded).test_client()
    token = add_account(embedded, Account("boss", "owner"), token=True)
    headers = {"Authorization": f"Bearer {token}"}
    body = {"plan": {"sheet": SHEET}, "on": "2027-01-01"}
    said = client.post("/api/v1/what-if", json=body, headers=headers)
    assert (said.status_code, said.json["households"], len(said.json["items"])) == (200, 2, 2)
    assert client.post("/api/v1/what-if?form=xlsx", json=body, headers=headers).data[:2] == b"PK"
    assert client.post("/api/v1/what-if", json={"plan": {"sheet": [{"post": "x"}]}}, headers=headers).status_code == 422
    monkeypatch.setattr(embedded, "close", lambda: None)
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self: embedded)
    sheet = tmp_path / "x.csv"
    sheet.write_text("post,person,since,reason\nqa,fang,2027-01-01,x\n")
    ask = ["--lang", "en", "what-if", str(sheet), "--on", "2027-01-01"]
    shown = CliRunner().invoke(cli, ask)
    assert (shown.exit_code, "households: 2" in shown.stdout) == (0, True)
    assert CliRunner().invoke(cli, [*ask, "-o", str(tmp_path / "x.xlsx")]).exit_code == 0
    assert (tmp_path / "x.xlsx").read_bytes()[:2] == b"PK"
    assert embedded.read("head") == [{"revision": 1}]
