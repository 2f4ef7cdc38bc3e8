"""A picture on paper: the least sheet it can be read on, its text searchable, its fonts in the file."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from graphsvc.errors import BadQuestion
from graphsvc.pictures import render, sheet_drawing
from graphsvc.pictures.boards import Board, Tier, boards_pdf
from graphsvc.pictures.doors import doors_drawing
from graphsvc.pictures.ladder import ladder_drawing
from graphsvc.pictures.paper import PAPERS, SMALLEST, least_text
from tests.sheets import ON, community, door_facts, ladder_facts


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
    pdf = render(drawing, "pdf")
    assert sorted(sheet_of(pdf)) == pytest.approx(sorted(PAPERS[paper]), abs=0.1)
    svg = render(drawing, "svg").decode()
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


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ("怡居苑社区 组织图", "数据截至 2026-11-24 · 第 7 版", "怎样看", "◆n 兼任:号相同就是同一人", "王秀华")),
        ("en", ("怡居苑社区", "as of 2026-11-24 · revision 7", "How to read", "◆n ", "王秀华")),
    ],
)
def test_whoever_searches_it_finds_title_day_revision_legend_and_names(lang: str, told: tuple[str, ...]) -> None:
    text = read(render(sheet_drawing(community(4), lang=lang), "pdf", lang=lang))
    assert [one for one in told if one not in text] == []
    assert len(re.findall(told[1], text)) == 2, "over the picture and at the foot of the page"


def read(pdf: bytes) -> str:
    """The text of all pages as a reader finds it."""
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\xa0", " ")


BOARD = Board(
    "place", "b1", "1号楼", "示例社区", "东至一路,南至二路;西至三路", 2, 84, ("示例第一党支部",),
    (Tier("楼长", "1号楼", "示例甲", "10000000001", "held"), Tier("总楼长", "第一片", None, "10000000002", "held"),
     Tier("主任", "居委会", None, "10000000003", "vacant")),
    "10000000009",
)  # fmt: skip


@pytest.mark.parametrize(("paper", "sheet"), [("A4", (595.28, 841.89)), ("A3", (841.89, 1190.55))])
def test_a_board_tells_whom_to_ring_on_either_paper(paper: str, sheet: tuple[float, float]) -> None:
    """In the order to ring them, each with a phone; the boundary side by side; the same bytes each time."""
    pdf = boards_pdf([BOARD], on=ON, revision=7, base="https://example.org", paper=paper)
    assert sheet_of(pdf) == pytest.approx(sheet, abs=0.1)
    told = re.sub(r"\s", "", read(pdf))
    said = [
        "示例社区", "1号楼", "2个单元·84户", "示例第一党支部", "东至一路", "南至二路", "西至三路",
        "先找1号楼楼长", "示例甲", "10000000001", "再找第一片总楼长", "值班电话", "10000000002",
        "还可找居委会主任", "○空缺", "10000000003", "急事先打", "119", "110", "120",
        "监督电话", "10000000009", "更新2026-11-24·第7版", "姓名经本人同意公开", "扫码查看",
    ]  # fmt: skip
    assert [one for one in said if one not in told] == []
    order = [told.index(one) for one in ("先找", "10000000001", "再找", "10000000002", "还可找", "10000000003")]
    assert order == sorted(order)
    assert boards_pdf([BOARD], on=ON, revision=7, base="https://example.org", paper=paper) == pdf


def test_the_same_picture_gives_the_same_bytes() -> None:
    drawing = sheet_drawing(community(4))
    assert render(drawing, "pdf") == render(drawing, "pdf")
