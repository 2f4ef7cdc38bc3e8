"""The command's manners: exit codes, and which stream says what."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from graphsvc.cli import ROOMS, cli
from graphsvc.store import Store


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


class _Lent:
    """The tests' store, which the command must not close."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *exc: object) -> None:
        return None


@pytest.fixture
def lent(town: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command opens the town, on either engine."""
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self: _Lent(town))


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
