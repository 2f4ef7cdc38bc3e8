"""The picture: every unit once, hostile names shown, the same bytes twice."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from graphsvc.errors import BadQuestion
from graphsvc.pictures import (
    ChartFacts,
    Drawing,
    PictureTimeout,
    build_sheet,
    chart_link,
    draw,
    fonts,
    render,
    sheet_drawing,
)
from graphsvc.pictures.compare import compared
from graphsvc.pictures.shown import Shown
from tests.seen import Box, seen
from tests.sheets import community, tiers


def hostile(name: str) -> ChartFacts:
    facts = community(4)
    facts.units[0]["rung"]["name"] = name
    return facts


@pytest.mark.parametrize("both", [True, False])
@pytest.mark.parametrize("buildings", [1, 4, 52])
def test_every_unit_is_drawn_once(buildings: int, both: bool) -> None:
    facts = community(buildings, both)
    assert sorted(card.unit for card in build_sheet(facts).cards()) == sorted(one["id"] for one in facts.units)
    text = html.unescape(draw(facts, "svg").decode())
    assert sorted(re.findall(r'<g id="a_((?!graph0)[^"]+)"', text)) == sorted(one["id"] for one in facts.units)


@pytest.mark.parametrize("name", ["<b>李</b>", '"引号"', "反\\N斜\\", "&amp;", "😀", "<李>"])
def test_a_hostile_name_is_shown_as_it_is(name: str) -> None:
    text = "".join(ElementTree.fromstring(draw(hostile(name), "svg")).itertext())
    assert name in text


def test_a_unit_leads_to_its_own_chart_where_that_is_served() -> None:
    drawn = draw(community(1), "svg", link=chart_link("on=2026-11-24")).decode()
    assert 'xlink:href="P5-1.svg?on=2026-11-24"' in drawn
    assert "xlink:href" not in draw(community(1), "svg").decode()


def test_an_address_of_several_parameters_breaks_no_svg() -> None:
    query = "on=2026-11-24&style=tree&highlight=" + "P5-1," * 100
    tree = ElementTree.fromstring(draw(community(1), "svg", link=chart_link(query)))
    link = "{http://www.w3.org/1999/xlink}href"
    assert {one.attrib[link].partition("?")[2] for one in tree.iter() if link in one.attrib} == {query}


@pytest.mark.parametrize("both", [True, False])
def test_every_alarm_tells_its_year(both: bool) -> None:
    told = html.unescape(draw(community(52, both), "svg").decode())
    assert "2026-09-01" in told
    assert not re.search(r">\s*\d\d-\d\d<", told)


def test_places_that_are_no_run_are_counted_in_the_reader_s_language() -> None:
    facts = community(4)
    facts.places["b3"]["name"] = "物业楼"
    assert "4 places" in html.unescape(draw(facts, "svg", lang="en").decode()).replace("\xa0", " ")
    assert "4 处" in html.unescape(draw(facts, "svg").decode()).replace("\xa0", " ")


def test_an_svg_tells_what_it_is() -> None:
    tree = ElementTree.fromstring(draw(community(4), "svg"))
    titles = [one.text for one in tree.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ["怡居苑社区 组织图"]
    told = tree.find("{http://www.w3.org/2000/svg}desc")
    assert told is not None
    assert "第 7 版" in str(told.text)


def test_marks_of_direction_go_and_long_names_are_cut() -> None:
    text = "".join(ElementTree.fromstring(draw(hostile("甲\u202e\x07乙" + "长" * 300), "svg")).itertext())
    assert "甲乙长" in text
    assert "长…" in text


def test_the_same_facts_give_the_same_bytes() -> None:
    assert draw(community(), "svg") == draw(community(), "svg")


def test_png_and_pdf() -> None:
    assert draw(community(4), "png").startswith(b"\x89PNG")
    assert draw(community(4), "pdf").startswith(b"%PDF")


def test_the_time_out_is_kept() -> None:
    with pytest.raises(PictureTimeout):
        draw(community(), "svg", timeout=0.001)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(BadQuestion):
        draw(community(1), "gif")


def test_a_machine_without_chinese_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    assert fonts.font_warning() is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "fonts-noto-cjk" in str(fonts.font_warning("en"))


def test_two_days_differ_in_what_came_went_moved_and_changed_hands() -> None:
    """Each with its sign; what went is left standing, dotted, and counted nowhere as vacant."""
    before, after = community(8), community(8)
    after.units[:] = [one for one in after.units if one["id"] != "M5-8"]
    new = {**after.units[-1], "id": "M5-9", "name": "夜班"}
    after.units.append(new)
    for one in after.units:
        if one["id"] == "M5-1":
            one["rung"].update(person="y", name="李某")
        if one["id"] == "M5-2":
            one["part_of"] = "M4-3"
        if one["id"] == "M5-3":
            one["rung"].update(state="vacant", person=None, name=None)
        if one["id"] == "M5-6":
            one["rung"].update(state="held", person="z", name="张某")
    found = compared(before, replace(after, on=date(2026, 12, 1)))
    assert {one.unit: one.code for one in found.differences} == {
        "M5-9": "came", "M5-8": "went", "M5-1": "changed", "M5-2": "moved", "M5-3": "vacated", "M5-6": "filled",
    }  # fmt: skip
    shown = html.unescape(draw(found, "svg").decode()).replace("\xa0", " ")
    for told in ("+ 新设", "− 撤销", "→ 调整", "○ 新空缺", "● 补上", "⇄ 换人", "2026-11-24 至 2026-12-01 的变化"):
        assert told in shown


def test_a_move_is_told_by_names() -> None:
    """From which unit to which, and from which places: no id is a word."""
    before, after = community(8), community(8)
    for one in after.units:
        if one["id"] == "M5-2":
            one["part_of"] = "M4-3"
        if one["id"] == "M5-3":
            one["serves"] = [*one["serves"], "b8"]
    shown = {one.unit: (one.before, one.after) for one in compared(before, after).differences}
    unit = {one["id"]: one["name"] for one in before.units}
    part_of = {one["id"]: one["part_of"] for one in before.units}
    assert shown["M5-2"] == (unit[part_of["M5-2"]], unit["M4-3"])
    assert shown["M5-3"] == ("3号楼", "3号楼、8号楼")


def test_each_difference_says_of_which_building() -> None:
    """Where many are called the same, in the list beside the picture too."""
    before, after = community(8), community(8)
    after.units[-1]["rung"].update(person="y", name="李某")
    assert after.units[-1]["name"] == "分楼长"
    shown = html.unescape(draw(compared(before, replace(after, on=date(2026, 12, 1))), "svg").decode())
    assert ">8号楼分楼长<" in shown


@pytest.mark.parametrize("style", ["lines", "tree", "poster"])
def test_what_was_asked_for_is_shown_however_narrow_its_row(style: str) -> None:
    """The sign of each layer, and of each difference, comes before what the unit is called."""
    layers = Shown(layers=frozenset({"span", "stale"}), span=85, stale=frozenset({"unit:M5-3"}))
    shown = drawn_text(sheet_drawing(community(4), style, shown=layers))
    assert "▲ 超载 86 户" in shown
    assert "▣ 公示牌待换" in shown
    before, after = community(8), community(8)
    next(one for one in after.units if one["id"] == "M5-2")["part_of"] = "M4-3"
    found = drawn_text(sheet_drawing(compared(before, replace(after, on=date(2026, 12, 1))), style))
    assert found.count("→ 调整") == 2, "in the list beside the picture and in the picture"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("style", ["lines", "tree", "poster"])
def test_a_card_over_span_with_a_stale_board_shows_both(style: str, lang: str) -> None:
    """Where there is no room for the words of both, a sign stands for them; the twin in words has all."""
    stale = frozenset({"unit:M5-3", "unit:M5-6"})
    for layers in (Shown(layers=frozenset({"span", "stale"}), span=80, stale=stale),
                   Shown(layers=frozenset({"span", "stale", "vacant"}), span=80, stale=stale)):  # fmt: skip
        found = sheet_drawing(community(8), style, lang, shown=layers)
        page = seen(found.source)
        cells: dict[Box, list[str]] = {}
        for text in page.texts:
            box = min((box for box in page.boxes if box.holds(*text.middle)), key=lambda box: box.area, default=None)
            if box:
                cells.setdefault(box, []).append(text.text.replace("\xa0", " "))
        both = [" ".join(cell) for cell in cells.values() if re.search("▲.*▣", " ".join(cell))]
        assert len(both) == 2
        assert all(re.search("▲ ?(超载 )?84", cell) for cell in both)
        twin = render(found, "txt").decode()
        assert twin.count("▲ 超载 84 户 ▣ 公示牌待换" if lang == "zh" else "▲ 84 hh, too many ▣ board is stale") == 2


@pytest.mark.parametrize("style", ["lines", "tree", "poster"])
def test_each_layer_switched_on_is_explained(style: str) -> None:
    """Also where it has nothing to show; none that is off is."""
    stale = frozenset({"unit:M5-3"})
    some = Shown(layers=frozenset({"span", "stale"}), span=85, stale=stale)
    none = Shown(layers=frozenset({"span", "stale"}), span=9000)
    assert {"超过 85 户", "公示牌内容变了,该换"} <= words_in(sheet_drawing(community(8), style, shown=some))
    assert {"没有一处超过 9000 户", "公示牌都不用换"} <= words_in(sheet_drawing(community(8), style, shown=none))
    plain = "".join(words_in(sheet_drawing(community(8), style)))
    assert [sign for sign in "▲▣" if sign in plain] == []
    assert "空缺,事情找上一级" in plain


def words_in(drawing: Drawing) -> set[str]:
    return set(drawn_text(drawing).split("\n"))


@pytest.mark.parametrize("style", ["tree", "poster"])
@pytest.mark.parametrize("size", [1, 8, 52])
def test_a_tree_and_a_poster_list_what_has_changed(style: str, size: int) -> None:
    """Every difference of the units it shows, over the picture; and that there is none."""
    before, after = community(size), community(size)
    for one in after.units[::3]:
        one["rung"].update(person="y", name="李某")
    found = compared(before, replace(after, on=date(2026, 12, 1)))
    drawing = sheet_drawing(found, style)
    shown = words_in(drawing)
    assert "2026-11-24 至 2026-12-01 的变化" in shown
    own = {one.unit for one in drawing.cards}
    assert {one.unit for one in drawing.differences} == {one.unit for one in found.differences if one.unit in own}
    rows = drawn_text(drawing).split("\n").count("王秀华 → 李某")
    assert min(len(drawing.differences), 40) - 8 <= rows <= 40, "all but those who were not named, and the last"
    same = sheet_drawing(compared(before, replace(before, on=date(2026, 12, 1))), style)
    assert "没有变化" in words_in(same)


def test_posts_of_one_person_bear_one_number() -> None:
    """◆ and the same number at both ends, and nowhere else; each person of several posts has a number of their own."""
    facts = community(8)
    drawing = sheet_drawing(facts)
    held: dict[str, set[str]] = {}
    for one in facts.units:
        held.setdefault(one["rung"]["person"], set()).add(one["id"])
    marked: dict[int, set[str]] = {}
    for card in drawing.cards:
        if card.concurrent:
            marked.setdefault(card.concurrent, set()).add(card.unit)
    assert sorted(map(sorted, marked.values())) == sorted(sorted(units) for units in held.values() if len(units) > 1)
    shown = drawn_text(drawing).split("\n")
    assert {number: shown.count(f"◆{number}") for number in marked} == {
        number: len(units) for number, units in marked.items()
    }


def test_a_pair_stands_side_by_side() -> None:
    """On one line, the Party's unit to the left, and the place they share between them: it touches both."""
    facts = community(8)
    found = seen(sheet_drawing(facts).source)
    names = {one["id"]: one["name"] for one in facts.units}
    for one, other in facts.pairs:
        left, right = (
            next(text for text in found.texts if text.text == names[id]) for id in sorted((one, other))[::-1]
        )
        assert left.base == right.base
        between = next(text for text in found.texts if text.text == "怡居苑" and abs(text.base - left.base) < 20)
        boxes = [min((box for box in found.boxes if box.holds(*text.middle)), key=lambda box: box.area)
                 for text in (left, between, right)]  # fmt: skip
        assert [box.right for box in boxes[:2]] == pytest.approx([box.left for box in boxes[1:]], abs=3)


def drawn_text(drawing: Drawing) -> str:
    return "\n".join(text.text for text in seen(drawing.source).texts).replace("\xa0", " ")


@pytest.mark.parametrize(("style", "shown"), [("lines", 204), ("tree", 152), ("poster", 204)])
def test_a_sheet_too_large_to_read_stops_a_tier_higher_and_counts_the_rest(style: str, shown: int) -> None:
    """The groups of 600 buildings still stand in it; each tells how many it hides, and leads to a chart of its own."""
    facts = community(600)
    drawing = sheet_drawing(facts, style, link=chart_link("on=2026-11-24"))
    text = render(drawing, "txt").decode()
    hidden = sum(int(number) for number in re.findall(r"下有 (\d+) 个组织", text))
    whole = [one for one in facts.units if style != "tree" or one["line"] == "m"]
    assert (len(drawing.cards), hidden) == (shown, len(whole) - shown)
    assert "第150居民小组" in text
    svg = html.unescape(render(drawing, "svg").decode())
    led = re.findall(r'<g id="a_below:([^"]+)"><a xlink:href="([^"]+)"', svg)
    assert len(led) == len(re.findall("下有 ", text))
    assert all(address == f"{unit}.svg?on=2026-11-24" for unit, address in led)


@pytest.mark.parametrize(("buildings", "shown"), [(52, 93), (120, 212), (250, 190), (600, 152)])
def test_a_tree_is_as_deep_as_can_be_read(buildings: int, shown: int) -> None:
    """Wings, then a comb of all tiers, then of fewer: never a handful of cards and a count."""
    drawing = sheet_drawing(community(buildings), "tree")
    assert len(drawing.cards) == shown
    assert ("all [label=" in drawing.source) == (buildings > 52)


@pytest.mark.parametrize(("parts", "shown"), [((600,), 601), ((6, 100), 607), ((2, 3, 5, 4, 5), 159)])
def test_a_tree_of_600_feet_is_drawn_whole_or_to_a_tier_of_many(parts: tuple[int, ...], shown: int) -> None:
    """However few tiers there are: no branch of many feet is a column of its own, and no unit alone is all."""
    facts = tiers(*parts)
    drawing = sheet_drawing(facts, "tree")
    assert len(drawing.cards) == shown
    svg = html.unescape(render(drawing, "svg").decode())
    drawn = re.findall(r'<g id="a_(t[^"]+)"', svg)
    assert sorted(drawn) == sorted(card.unit for card in drawing.cards)


@pytest.mark.parametrize("style", ["lines", "poster"])
def test_no_sheet_ends_at_a_single_unit(style: str) -> None:
    """What it hides could be seen nowhere: its own chart is this one."""
    assert len(sheet_drawing(tiers(600), style).cards) == 601


def test_labels_that_share_a_place_stay_apart() -> None:
    """Where there is no room for the names of those beside one another, they are cut, not made alike."""
    shown = drawn_text(sheet_drawing(community(600)))
    assert "居民小组" not in shown.split("\n")
    assert "第100居民…" in shown
