"""`graphsvc boards`: printing notice boards, and which of those that hang are stale."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from graphsvc.cli import cli
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import open_store
from tests.test_api_boards import ON, without
from tests.town import TODAY, TOWN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(f"embedded:{tmp_path}/graph") as store:
        import_bundle(store, TOWN, on=TODAY)
    return tmp_path


def boards(folder: Path, *words: str, lang: str = "zh") -> Result:
    return CliRunner().invoke(cli, ["--store", f"embedded:{folder}/graph", "--lang", lang, "boards", *words])


def pages(file: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(file.read_bytes())).pages]


def test_it_works(folder: Path) -> None:
    """Every building within a place, a page each, on the paper asked for; then they are listed as hanging."""
    file = folder / "boards.pdf"
    said = boards(folder, "--within", "c", "-o", str(file), "--paper", "a4", "--on", ON)
    assert (said.exit_code, said.stdout) == (0, "")
    assert len(re.findall(rb"/MediaBox\s*\[\s*0 0 595", file.read_bytes())) == 4
    listed = orjson.loads(boards(folder, "--json", "--on", ON).stdout)
    assert [(one["board"], one["paper"], one["stale"]) for one in listed["items"]] == [
        (f"place:b{at}", "A4", False) for at in range(1, 5)
    ]


def test_a_board_speaks_english(folder: Path) -> None:
    """Its words do; names stay as they are."""
    file = folder / "board.pdf"
    boards(folder, "place:b1", "-o", str(file), "--on", ON, lang="en")
    told = pages(file)[0]
    assert [
        word
        for word in ("Notice board", "First call", "Duty phone", "Fire", "1 entrances · 2 homes")
        if word not in told
    ] == []
    assert "甲某" in told
    assert "公示牌" not in told


def test_the_stale_ones_are_printed_again(folder: Path) -> None:
    """They alone; and then none is."""
    first, again = folder / "first.pdf", folder / "again.pdf"
    boards(folder, "place:b1", "place:b2", "unit:m3-2", "-o", str(first), "--on", ON)
    assert boards(folder, "--stale", "--on", ON).stdout == ""
    with open_store(f"embedded:{folder}/graph") as store:
        import_bundle(store, without("m3-2-head"), on=TODAY)
    said = boards(folder, "--stale", "--on", ON)
    assert [line.split()[:2] for line in said.stdout.splitlines()] == [["▣", "place:b2"], ["▣", "unit:m3-2"]]
    assert boards(folder, "--stale", "-o", str(again), "--on", ON).exit_code == 0
    assert len(pages(again)) == 2
    assert boards(folder, "--stale", "--on", ON).stdout == ""
    assert boards(folder, "--stale", "-o", str(again), "--on", ON).exit_code == 1


def test_the_code_leads_where_the_service_is(folder: Path, codes: list[str]) -> None:
    boards(folder, "b1", "-o", str(folder / "one.pdf"), "--url", "https://example.org/", "--on", ON)
    assert codes == ["https://example.org/building/b1"]


@pytest.mark.parametrize("words", [["b1"], ["--within", "c"], ["-o", "x.pdf"], ["b1", "-o", "x.pdf", "--paper", "B5"]])
def test_wrong_use_is_2(words: list[str]) -> None:
    """Told before any store is opened."""
    assert CliRunner().invoke(cli, ["boards", *words]).exit_code == 2


def test_what_is_not_there_is_refused_and_nothing_remembered(folder: Path) -> None:
    said = boards(folder, "b1", "place:nothing", "-o", str(folder / "x.pdf"), "--on", ON)
    assert (said.exit_code, said.stdout) == (1, "")
    assert not (folder / "x.pdf").exists()
    assert boards(folder, "--on", ON).stdout == ""
