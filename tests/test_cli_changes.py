"""What is changed by the command: handing over, reorganising, and what is kept of a refusal."""

from __future__ import annotations

from getpass import getuser
from pathlib import Path

import orjson
import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from pypdf import PdfReader

from graphsvc import accounts
from graphsvc.accounts import Account
from graphsvc.changes.reassign import reassign
from graphsvc.cli import cli
from graphsvc.store import Store
from tests.conftest import signed_in
from tests.leaders import OWNER, TODAY, asked, settle

LEAVES = ["handover", "an", "--since", "2027-01-01", "--reason", "离任"]
CHOICES = ["--successor", "qa", "fang", "--cover", "qp", "gao", "2027-03-01"]


@pytest.fixture
def town(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """`an` holds two posts from revision 2 on; the command opens the graph and leaves it open."""
    settle(store)
    reassign(store, asked("qp", "an", "2026-12-01"), by=OWNER, today=TODAY)
    monkeypatch.setattr(store, "close", lambda: None)
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self: store)
    return store


def run(*words: str, lang: str = "en") -> Result:
    return CliRunner().invoke(cli, ["--lang", lang, *words])


def refusals(store: Store) -> list[tuple[str, str, str, str | None]]:
    return [(row["actor"], row["what"], row["code"], row["target"]) for row in accounts.refusals(store.read)[0]]


def test_it_works(town: Store, tmp_path: Path) -> None:
    """A preview writes nothing and is what HTTP answers; then all posts end, and the sheet is there to sign."""
    body = {
        "since": "2027-01-01", "reason": "离任",
        "posts": [
            {"post": "qa", "person": "fang"},
            {"post": "qp", "person": "gao", "basis": "acting", "planned_end": "2027-03-01"},
        ],
    }  # fmt: skip
    client = signed_in(town, Account(getuser(), "owner"))
    over_http = client.post("/api/v1/people/an/handover?preview=true", json=body, headers={"Accept-Language": "en"})
    seen = run(*LEAVES, *CHOICES, "--preview", "--json")
    assert (orjson.loads(seen.stdout), town.read("head")) == (over_http.json, [{"revision": 2}])
    sheet = tmp_path / "sheet.pdf"
    made = run(*LEAVES, *CHOICES, "--revision", "2", "--pdf", str(sheet), "--json")
    told = orjson.loads(made.stdout)
    assert (made.exit_code, told["revision"], told["kind"], told["actor"]) == (0, 3, "handover", getuser())
    assert "2027-03-01" in "".join(page.extract_text() for page in PdfReader(sheet).pages)
    shown = orjson.loads(run("handover-sheet", "3", "--json").stdout)
    assert shown == client.get("/api/v1/changes/3/handover").json
    assert run("handover-sheet", "3", "--pdf", str(sheet)).exit_code == 0


def test_a_sheet_and_a_change_are_read_by_people(town: Store) -> None:
    made = run(*LEAVES, *CHOICES, lang="zh").stdout
    assert "移交" in made
    rows = [line.split() for line in run("handover-sheet", "3", lang="zh").stdout.splitlines()]
    assert ["qa", "m2a", "2020-01-01", "b1", "2", "fang", "2027-01-01"] in rows
    assert ["qp", "p2", "2026-12-01", "c", "3", "gao", "代理", "2027-01-01", "–", "2027-03-01"] in rows
    assert ["岗位", "组织", "起", "服务范围", "户数", "接任"] in rows


def test_a_post_is_left_open_by_name(town: Store) -> None:
    assert run(*LEAVES, "--vacant", "qa").exit_code == 1
    assert run(*LEAVES, "--vacant", "qa", "--vacant", "qp").exit_code == 0
    rows = [line.split() for line in run("handover-sheet", "3").stdout.splitlines()]
    assert ["qa", "m2a", "2020-01-01", "b1", "2", "vacant"] in rows


def test_wrong_use_is_2(town: Store) -> None:
    assert run(*LEAVES, "--preview", "--pdf", "x.pdf", *CHOICES).exit_code == 2
    assert run("handover", "an", "--since", "2027-01-01").exit_code == 2
    assert run("reorganise", "nowhere.json").exit_code == 2


MOVED = {
    "serves": [
        {"unit": "m2b", "place": "b1", "since": "2027-01-01"},
        {"unit": "m2a", "place": "b1", "since": "2020-01-01", "until": "2027-01-01"},
    ]
}


def as_json(folder: Path) -> list[str]:
    file = folder / "x.json"
    file.write_bytes(orjson.dumps({"since": "2027-01-01", "reason": "调整", "rows": MOVED}))
    return [str(file)]


def as_workbook(folder: Path) -> list[str]:
    with xlsxwriter.Workbook(folder / "x.xlsx") as book:
        sheet = book.add_worksheet("服务范围")
        sheet.write_row(0, 0, ["unit", "place", "since", "until"])
        for number, row in enumerate(MOVED["serves"], start=1):
            sheet.write_row(number, 0, [row.get(name, "") for name in ("unit", "place", "since", "until")])
    return [str(folder / "x.xlsx"), "--since", "2027-01-01", "--reason", "调整"]


def as_folder(folder: Path) -> list[str]:
    lines = ["unit,place,since,until", "m2b,b1,2027-01-01,", "m2a,b1,2020-01-01,2027-01-01"]
    (folder / "serves.csv").write_text("\n".join(lines), encoding="utf-8")
    return [str(folder), "--since", "2027-01-01", "--reason", "调整"]


@pytest.mark.parametrize("written", [as_json, as_workbook, as_folder])
def test_reorganising_by_any_file(town: Store, tmp_path: Path, written: object) -> None:
    """The same rows, however written, give what HTTP answers."""
    words = written(tmp_path)
    client = signed_in(town, Account(getuser(), "owner"))
    body = {"since": "2027-01-01", "reason": "调整", "rows": MOVED}
    over_http = client.post("/api/v1/reorganisations?preview=true", json=body, headers={"Accept-Language": "en"})
    seen = run("reorganise", *words, "--preview", "--json")
    assert (orjson.loads(seen.stdout), town.read("head")) == (over_http.json, [{"revision": 2}])
    made = run("reorganise", *words)
    assert (made.exit_code, town.read("head")) == (0, [{"revision": 3}])


def test_columns_left_out_stay(town: Store, tmp_path: Path) -> None:
    """A table with the key and one column more; the key must be there."""
    (tmp_path / "units.csv").write_text("unit,name\nm2a,一号楼", encoding="utf-8")
    words = [str(tmp_path), "--since", "2027-01-01", "--reason", "改名"]
    told = orjson.loads(run("reorganise", *words, "--json").stdout)
    assert [(one["column"], one["before"], one["after"]) for one in told["facts"]] == [("name", "1号楼", "一号楼")]
    (tmp_path / "units.csv").write_text("name\n二号楼", encoding="utf-8")
    assert "a required column is missing" in run("reorganise", *words).stderr


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "bad_json"),
        ("[]", "bad_json"),
        ('{"rows": {"units": []}, "reason": "x"}', "bad_date"),
        ('{"rows": {"units": []}, "since": "2027-01-01"}', "no_reason"),
        ('{"rows": {"people": [{"person": "x"}]}, "since": "2027-01-01", "reason": "x"}', "not_reorganised"),
    ],
)
def test_what_can_not_be_read_is_refused_and_kept(town: Store, tmp_path: Path, content: str, code: str) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    said = run("reorganise", str(tmp_path / "x.json"))
    assert (said.exit_code, said.stdout, town.read("head")) == (1, "", [{"revision": 2}])
    assert refusals(town) == [(getuser(), "graphsvc reorganise", code, None)]


@pytest.mark.parametrize(
    ("words", "what", "code", "target"),
    [
        (["reassign", "none", "fang", "--since", "2027-01-01", "--reason", "x"], "reassign", "unknown_post", "none"),
        (["reassign", "qa", "fang", "--since", "2019-01-01", "--reason", "x", "--preview"], "reassign", "before_tenure",
         "qa"),
        (["reassign", "qa", "fang", "--since", "2027-01-01", "--reason", "x", "--revision", "1"], "reassign", "stale",
         "qa"),
        (["undo", "9", "--reason", "x"], "undo", "unknown_change", "9"),
        (["handover", "gao", "--since", "2027-01-01", "--reason", "x"], "handover", "holds_nothing", "gao"),
        (["user", "role", "nobody", "--role", "clerk"], "user role", "unknown_account", "nobody"),
        (["user", "revoke", "nobody"], "user revoke", "unknown_account", "nobody"),
        (["user", "add", "a/b", "--role", "clerk"], "user add", "bad_name", "a/b"),
    ],
)  # fmt: skip
def test_a_refused_change_is_kept_with_who_asked(
    town: Store, words: list[str], what: str, code: str, target: str
) -> None:
    """The system's user, the subcommand, the code, the thing; a question that is refused leaves nothing."""
    assert run("responsible", "nowhere").exit_code == 1
    said = run(*words)
    assert (said.exit_code, refusals(town)) == (1, [(getuser(), f"graphsvc {what}", code, target)])


def test_sheets_and_bundles_too(town: Store, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("post,person,since,reason\nnone,fang,2027-01-01,x", encoding="utf-8")
    assert run("term", str(tmp_path / "x.csv")).exit_code == 1
    assert run("import", str(tmp_path), "--yes").exit_code == 1
    assert refusals(town) == [
        (getuser(), "graphsvc term", "sheet_refused", None),
        (getuser(), "graphsvc import", "bundle_refused", None),
    ]


def test_one_who_looked_too_early_is_told_what_came_between(town: Store) -> None:
    said = run("reassign", "qa", "fang", "--since", "2027-01-01", "--reason", "x", "--revision", "1")
    assert (said.exit_code, said.stdout) == (1, "")
    assert "  #2  " in said.stderr
    assert "owner  换人" in said.stderr
