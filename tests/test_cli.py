"""The command's manners: exit codes, and which stream says what."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import orjson
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from graphsvc.changes.handover import KIND as KIND_OF_HANDOVER
from graphsvc.changes.reassign import KIND as KIND_OF_REASSIGN
from graphsvc.changes.reorganise import KIND as KIND_OF_REORGANISE
from graphsvc.changes.term import KIND as KIND_OF_TERM
from graphsvc.changes.undo import KIND as KIND_OF_UNDO
from graphsvc.cli import ROOMS, cli, show
from graphsvc.cli import words as cli_words
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web.shapes.found import HouseholdFound
from graphsvc.web.shapes.paths import StepShown
from tests.conftest import lend
from tests.town import TOWN


def test_it_works(tmp_path: Path) -> None:
    """An answer goes to standard output, exit 0."""
    said = CliRunner().invoke(cli, ["--store", f"embedded:{tmp_path}", "vacancies", "--json", "--on", "2026-01-01"])
    assert (said.exit_code, orjson.loads(said.stdout)) == (
        0,
        {"on": "2026-01-01", "revision": 0, "items": [], "more": False},
    )


def test_a_refusal_is_1_and_goes_to_standard_error(tmp_path: Path) -> None:
    """Nothing on standard output."""
    said = CliRunner().invoke(cli, ["--store", f"embedded:{tmp_path}", "--lang", "en", "responsible", "x"])
    assert (said.exit_code, said.stdout, said.stderr) == (1, "", 'There is no household "x". Check the id.\n')


@pytest.mark.parametrize(
    "words", [["nonsense"], ["responsible"], ["vacancies", "--on", "2026-13-01"], ["export", "x", "--format", "docx"]]
)
def test_wrong_use_is_2(words: list[str]) -> None:
    """Told before any store is opened."""
    assert CliRunner().invoke(cli, words).exit_code == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GRAPHSVC_PORT", "eighty"),
        ("GRAPHSVC_PORT", "70000"),
        ("GRAPHSVC_THREADS", "0"),
        ("GRAPHSVC_PICTURES", "-1"),
        ("GRAPHSVC_QUERY_LIMIT", "0"),
        ("GRAPHSVC_HTTPS", "perhaps"),
    ],
)
def test_a_setting_that_cannot_be_is_2_and_named(name: str, value: str) -> None:
    """The value is not told again."""
    said = CliRunner(env={name: value}).invoke(cli, ["--lang", "en", "vacancies"])
    assert (said.exit_code, said.stdout) == (2, "")
    assert f"Error: {name}: not a value it can have." in said.stderr
    assert value not in said.stderr.replace(name, "")
    assert f"{name} 的值不能用" in CliRunner(env={name: value}).invoke(cli, ["--lang", "zh", "vacancies"]).stderr


def test_an_empty_setting_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """As compose files and service managers write it."""
    for name in Settings.model_fields:
        monkeypatch.setenv(f"GRAPHSVC_{name.upper()}", "")
    assert Settings() == Settings.model_construct()


@pytest.mark.parametrize(
    ("told", "english"),
    [
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "", "LANG": "en_GB.UTF-8"}, True),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, False),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, False),
        ({"LC_ALL": "C.UTF-8"}, False),
    ],
)
def test_the_locale_is_the_language_where_none_is_named(lent: None, told: dict[str, str], english: bool) -> None:
    """Chinese, unless it says English."""
    said = CliRunner(env=told).invoke(cli, ["responsible", "x"]).stderr
    assert said.startswith('There is no household "x".' if english else "没有编号为“x”的住户")
    assert (
        CliRunner(env=told).invoke(cli, ["--lang", "zh", "responsible", "x"]).stderr.startswith("没有编号为“x”的住户")
    )


def test_an_import_nobody_can_confirm_is_2_and_writes_nothing(lent: None, town: Store, tmp_path: Path) -> None:
    """Without a terminal and without --yes the plan is shown, and how to go on."""
    (tmp_path / "people.csv").write_text("person,name\nnewcomer,新某\n", encoding="utf-8")
    before = town.read("head")
    said = CliRunner().invoke(cli, ["--lang", "zh", "import", str(tmp_path)])
    assert (said.exit_code, said.stdout, town.read("head")) == (2, "", before)
    assert "人员" in said.stderr
    assert "没有写入。加 --yes 再运行。" in said.stderr


@pytest.fixture
def lent(town: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command opens the town, on either engine."""
    lend(town, monkeypatch)


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (["find", "卯某"], "/households?q=卯某&on=2026-06-01"),
        (["responsible", "h-101"], "/households/h-101/responsible?on=2026-06-01"),
        (["responsible", "place:b2", "--matter", "noise"], "/places/b2/responsible?on=2026-06-01&matter=noise"),
        (
            ["escalation", "h-201", "--matter", "land", "--reported", "2026-06-01T08:00"],
            "/households/h-201/escalation?on=2026-06-01&matter=land&reported=2026-06-01T08:00",
        ),
        (["duties", "who-jia"], "/people/who-jia/duties?on=2026-06-01"),
        (["duties", "m2"], "/units/m2/duties?on=2026-06-01"),
        (["vacancies", "--within", "c"], "/vacancies?on=2026-06-01&within=c"),
    ],
)
def test_json_is_what_http_answers(lent: None, clerk: FlaskClient, words: list[str], path: str) -> None:
    said = CliRunner().invoke(cli, ["--lang", "zh", *words, "--on", "2026-06-01", "--json"])
    assert orjson.loads(said.stdout) == clerk.get(f"/api/v1{path}").json


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_of_the_command_has_the_subcommands_it_is_told_to_have(room: str) -> None:
    """They are named beforehand, so that only the one called is loaded."""
    assert tuple(command.name for command in import_module(f"graphsvc.cli.{room}").COMMANDS) == ROOMS[room]


NAMING = {
    "line", "place", "unit", "post", "person", "household", "body", "matter", "name", "title", "phone", "within",
    "part_of", "handler", "source",
}  # fmt: skip
DATA = {row[column] for rows in TOWN.values() for row in rows for column in NAMING & row.keys()}
TABLES = [
    ["find", "卯某"],
    ["find", "nobody"],
    ["responsible", "h-101"],
    ["responsible", "b3"],
    ["responsible", "b4"],
    ["responsible", "h-201", "--matter", "land"],
    ["escalation", "h-101", "--matter", "noise", "--reported", "2026-06-01T08:00"],
    ["escalation", "h-201", "--matter", "land", "--reported", "2026-06-01T08:00"],
    ["escalation", "b3", "--matter", "fire", "--reported", "2026-06-01T08:00"],
    ["dispute", "h-201", "h-101", "--matter", "noise", "--reported", "2026-06-01T08:00"],
    ["hall", "h-101"],
    ["duties", "who-jia"],
    ["duties", "m2"],
    ["duties", "m3-4-head"],
    ["duties", "who-zi"],
    ["vacancies"],
    ["vacancies", "--within", "b1"],
]


def told(words: list[str], lang: str) -> str:
    """What the command prints, without what the roster itself is called."""
    said = CliRunner().invoke(cli, ["--lang", lang, *words, "--on", "2026-06-01"])
    assert (said.exit_code, said.stderr) == (0, "")
    text = said.stdout
    for cell in sorted(DATA, key=len, reverse=True):
        text = text.replace(cell, "") if len(cell) > 1 else text
    return text


@pytest.mark.parametrize("words", TABLES, ids=lambda words: " ".join(words[:4]))
def test_chinese_tables_hold_no_english_word(lent: None, words: list[str]) -> None:
    """Nothing but ids and what stands in the roster is in Latin letters."""
    text = told(words, "zh")
    assert re.findall(r"[A-Za-z_]{2,}", text) == []
    assert re.search(r"[\u4e00-\u9fff]", text)


@pytest.mark.parametrize("words", TABLES, ids=lambda words: " ".join(words[:4]))
def test_english_tables_hold_no_chinese_word(lent: None, words: list[str]) -> None:
    """Nothing but ids and what stands in the roster is in Chinese."""
    text = told(words, "en")
    assert re.findall(r"[\u4e00-\u9fff]+", text) == []
    assert re.search(r"[a-z]{3,}", text)


def test_every_code_that_is_shown_has_its_word() -> None:
    """The table of words knows the codes of the description and of the bundle."""
    assert set(get_args(StepShown.model_fields["state"].annotation)) == set(cli_words.STATES)
    assert set(get_args(HouseholdFound.model_fields["matched"].annotation)) == set(cli_words.MATCHES)
    kinds = {KIND_OF_HANDOVER, KIND_OF_REASSIGN, KIND_OF_REORGANISE, KIND_OF_TERM, KIND_OF_UNDO, "import"}
    assert kinds == set(cli_words.CHANGES)


def test_duties_and_vacancies_are_read_by_people(lent: None) -> None:
    """The heads and cells of both tables, in Chinese."""
    runner = CliRunner()
    said = runner.invoke(cli, ["--lang", "zh", "vacancies", "--on", "2026-06-01"]).stdout
    rows = [line.split() for line in said.splitlines() if line.strip()]
    assert ["岗位", "组织", "类型", "空缺起"] in rows
    assert ["m2-deputy", "m2", "副职", "从未有人任职"] in rows
    assert ["m3-3-head", "m3-3", "正职", "2026-03-01"] in rows
    said = runner.invoke(cli, ["--lang", "zh", "duties", "m3-4", "--on", "2026-06-01"]).stdout
    assert ["m3-4-head", "m3-4", "楼长", "正职", "2026-04-01", "是", "b4", "1"] in [
        line.split() for line in said.splitlines()
    ]


@pytest.mark.parametrize(("lang", "told"), [("en", "One. Two."), ("zh", "One.Two.")])
def test_the_reasons_for_a_candidate_are_sentences_apart(
    capsys: pytest.CaptureFixture[str], lang: str, told: str
) -> None:
    """By a space in English, by nothing in Chinese."""
    reasons = [{"code": "a", "text": "One."}, {"code": "b", "text": "Two."}]
    item = {"person": {"id": "who", "name": "甲某"}, "reasons": reasons, "marks": []}
    show.candidates({"on": "2026-01-01", "revision": 1, "post": "p", "items": [item]}, lang)
    assert told in capsys.readouterr().out
