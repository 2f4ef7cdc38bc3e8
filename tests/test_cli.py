"""The command's manners: exit codes, and which stream says what."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from graphsvc.cli import cli


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
