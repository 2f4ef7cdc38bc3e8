"""A picture on paper: the least sheet it can be read on, its text searchable, its fonts in the file."""

from __future__ import annotations

import re

import pytest

from graphsvc.errors import BadQuestion
from graphsvc.pictures import render, sheet_drawing
from graphsvc.pictures.doors import doors_drawing
from graphsvc.pictures.ladder import ladder_drawing
from graphsvc.pictures.paper import PAPERS, SMALLEST, least_text
from tests.sheets import community, door_facts, ladder_facts


def sheet_of(pdf: bytes) -> tuple[float, float]:
    found = re.findall(rb"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]", pdf)
    assert len(found) == 1, "one page"
    return float(found[0][0]), float(found[0][1])


@pytest.mark.parametrize(
    ("drawing", "paper"),
    [
        (ladder_drawing(ladder_facts(5)), "a4"),
        (sheet_drawing(community(20)), "a3"),
        (doors_drawing(door_facts(52)), "a2"),
    ],
    ids=["ladder", "lines", "doors"],
)
def test_the_least_paper_it_can_be_read_on(drawing: object, paper: str) -> None:
    pdf = render(drawing, "pdf")  # type: ignore[arg-type]
    assert sorted(sheet_of(pdf)) == pytest.approx(sorted(PAPERS[paper]), abs=0.1)
    svg = render(drawing, "svg").decode()  # type: ignore[arg-type]
    assert least_text(svg) >= SMALLEST


@pytest.mark.parametrize("paper", ["A4", "a3", "A2"])
def test_the_paper_asked_for_is_taken(paper: str) -> None:
    pdf = render(sheet_drawing(community(4)), "pdf", paper=paper)
    assert sorted(sheet_of(pdf)) == pytest.approx(sorted(PAPERS[paper.lower()]), abs=0.1)


def test_other_paper_is_refused() -> None:
    with pytest.raises(BadQuestion) as refused:
        render(sheet_drawing(community(1)), "pdf", paper="B5")
    assert refused.value.code == "bad_paper"


def test_text_can_be_searched_and_fonts_are_inside() -> None:
    """Each font is embedded with a table from its glyphs to characters."""
    pdf = render(sheet_drawing(community(4)), "pdf")
    assert pdf.count(b"/ToUnicode") >= 1
    assert b"/FontFile" in pdf
    assert b"NotoSansCJK" in pdf


def test_the_same_picture_gives_the_same_bytes() -> None:
    drawing = sheet_drawing(community(4))
    assert render(drawing, "pdf") == render(drawing, "pdf")
