"""Whatever a name holds, every style shows it, stays well-formed, and is the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from graphsvc.pictures import Drawing, chart_link, render, sheet_drawing
from graphsvc.pictures.boards import Board, Tier, boards_pdf
from graphsvc.pictures.building import building_drawing
from graphsvc.pictures.doors import doors_drawing
from graphsvc.pictures.ladder import ladder_drawing
from graphsvc.pictures.person import person_drawing
from graphsvc.pictures.text import clean
from tests.sheets import ON, building_facts, community, door_facts, ladder_facts, person_facts, spots

STYLES = ("lines", "tree", "poster", "doors", "building", "ladder", "person")
SVG = "{http://www.w3.org/2000/svg}"
NAMES = {
    "tag": "<b>李</b>",
    "table": "</TABLE>></TD>",
    "script": "<script>alert(1)</script>",
    "quotes": "\"双\"'单'",
    "slashes": "反\\N\\G\\斜\\",
    "entity": "甲&lt;乙&#60;",
    "comment": "<!-- 注 --> ]]>",
    "dot": '"]; node [label="x"]; /*',
    "emoji": "😀👨‍👩‍👧王",
    "right": "\u202e甲\u200f乙\u2066丙",
    "control": "甲\x07\x00\n乙",
    "long": "长" * 200,
    "wide": "W" * 200,
    "typst": '#panic("x") $x$ `y` @z',
    "blank": " ",
}


def drawn(style: str, name: str) -> Drawing:
    """A small picture in which a unit, its holder and a place are called `name`."""
    link = chart_link("on=2026-11-24&style=tree")
    if style == "ladder":
        facts = ladder_facts(3, name)
        return ladder_drawing(replace(facts, address=name, matter=name), link=link)
    if style == "person":
        return person_drawing(person_facts(3, name), link=link)
    if style == "building":
        facts_b = building_facts(3, name)
        places = {id: replace(one, name=name) if one.kind != "dwelling" else one for id, one in facts_b.spots.items()}
        return building_drawing(replace(facts_b, spots=places), link=link)
    chart = community(4)
    chart.units[0]["name"] = chart.units[-1]["name"] = name
    chart.units[-1]["rung"].update(name=name, title=name, person="x", state="held")
    chart.places["b2"]["name"] = name
    if style == "doors":
        named = {id: replace(one, name=name) if id in ("b2", "b2-1-101") else one for id, one in spots(4, 3).items()}
        return doors_drawing(replace(door_facts(4), spots=named, chart=chart), link=link)
    return sheet_drawing(chart, style, link=link)


def told(svg: bytes) -> str:
    tree = ElementTree.fromstring(svg)
    titles = [value for one in tree.iter() for key, value in one.attrib.items() if key.endswith("title")]
    return " ".join(["".join(tree.itertext()), *titles]).replace("\xa0", " ")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("style", STYLES)
def test_a_hostile_name_is_shown_and_breaks_nothing(style: str, name: str) -> None:
    svg = render(drawn(style, name), "svg")
    shown = told(svg)
    kept = clean(name)
    # What is cut in its cell stands whole where one points; what is long there is cut at 200.
    assert kept[:190] in shown or kept[:8] in shown
    assert b"<script" not in svg
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", svg.decode())


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("style", STYLES)
def test_its_twin_in_words_is_as_safe(style: str, name: str) -> None:
    drawing = drawn(style, name)
    page = render(drawing, "html").decode()
    assert not re.search(r"<(?!/?(?:html|meta|title|style|main|h1|p|ul|li)\b|!doctype)", page)
    assert "\x00" not in render(drawing, "txt").decode()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_on_paper_it_is_text_too(name: str) -> None:
    """Where it stands in the picture, in its title and at the foot of the page; the page is set all the same."""
    # Of the faces joined to one no font says which they are.
    kept = clean(name)[: 1 if name == NAMES["emoji"] else 8].rstrip()
    assert on_paper("ladder", name).count(kept) >= 3


@pytest.mark.parametrize("style", STYLES)
def test_no_style_takes_a_name_for_markup_on_paper(style: str) -> None:
    assert '#panic("x")' in on_paper(style, NAMES["typst"])


def on_paper(style: str, name: str) -> str:
    """The text of its one page, as a reader finds it."""
    (page,) = PdfReader(BytesIO(render(drawn(style, name), "pdf"))).pages
    return page.extract_text().replace("\xa0", " ")


@pytest.mark.parametrize("style", STYLES)
def test_every_style_says_what_it_is_to_those_who_do_not_see_it(style: str) -> None:
    """One title, and a description with the day and the revision, whatever stands in it."""
    drawing = drawn(style, "王秀华")
    tree = ElementTree.fromstring(render(drawing, "svg"))
    assert [one.text for one in tree.iter(f"{SVG}title")] == [drawing.title]
    (told,) = [one.text or "" for one in tree.iter(f"{SVG}desc")]
    assert told.startswith(drawing.caption)
    assert "2026-11-24 · 第 7 版" in told
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh"


@pytest.mark.parametrize("style", STYLES)
def test_the_same_facts_give_the_same_bytes(style: str) -> None:
    """Of every form but paper, drawn twice from scratch."""
    for form in ("svg", "png", "dot", "html", "txt"):
        assert render(drawn(style, "王秀华"), form) == render(drawn(style, "王秀华"), form)


def test_a_board_sets_any_name_as_it_is() -> None:
    """All as data, never as markup: each board still takes one page."""
    boards = [
        Board("place", f"b{at}", name, name, f"东至{name};西至{name}", 3, 84, (name, name),
              tuple(Tier(name, name, name, name[:40], "held") for _ in range(3)), name[:40])
        for at, name in enumerate(NAMES.values())
    ]  # fmt: skip
    pdf = boards_pdf(boards, on=ON, revision=7, base="https://example.org")
    assert pdf.count(b"/MediaBox") == len(boards)
