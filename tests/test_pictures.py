"""The picture: every unit once, hostile names shown, the same bytes twice."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from graphsvc.errors import BadQuestion
from graphsvc.pictures import ChartFacts, PictureTimeout, build_sheet, chart_link, draw, fonts

NAMES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")


def unit(id: str, called: str, line: str, tier: int, up: str | None, serves: list[str], **rung: Any) -> dict[str, Any]:
    held = {
        "state": "held",
        "post": id,
        "title": "书记" if line == "p" else "组长",
        "person": f"x-{id}",
        "name": "王秀华",
    }
    return {"id": id, "name": called, "line": line, "tier": tier, "part_of": up, "serves": serves,
            "rung": {**held, "since": date(2025, 1, 1), "vacant_since": None, **rung}}  # fmt: skip


def community(buildings: int = 52, both: bool = True) -> ChartFacts:
    """A community like 怡居苑: four branches, thirteen cells, a pair of leaders for each building."""
    places = {"c": {"name": "怡居苑", "kind": "community", "within": None, "households": 0}}
    for b in range(1, buildings + 1):
        places[f"b{b}"] = {"name": f"{b}号楼", "kind": "building", "within": "c", "households": 84 + b % 3}
    units = [unit("P1", "街道党工委", "p", 1, None, []), unit("P2", "社区党委", "p", 2, "P1", ["c"], person="w")]
    units += [unit("M1", "街道办事处", "m", 1, None, []), unit("M2", "社区居委会", "m", 2, "M1", ["c"], person="w")]
    cells = -(-buildings // 4)
    for z in range(-(-cells // 3) if cells != 13 else 4):
        mine = range(z * 3, cells if cells == 13 and z == 3 else min(cells, z * 3 + 3))
        served = [f"b{b}" for c in mine for b in range(c * 4 + 1, min(buildings, c * 4 + 4) + 1)]
        units.append(unit(f"P3-{z}", f"第{NAMES[z % 13]}党总支", "p", 3, "P2", served))
        for c in mine:
            group = list(range(c * 4 + 1, min(buildings, c * 4 + 4) + 1))
            units.append(unit(f"M3-{c}", f"第{c + 1}居民小组", "m", 3, "M2", [f"b{b}" for b in group]))
            units.append(unit(f"P4-{c}", f"第{NAMES[c % 13]}党支部", "p", 4, f"P3-{z}", [f"b{b}" for b in group]))
            for half in (group[:2], group[2:]):
                if half:
                    up = f"M3-{c}"
                    units.append(unit(f"M4-{half[0]}", "总楼长", "m", 4, up, [f"b{b}" for b in half], title="总楼长"))
            for b in group:
                empty: dict[str, Any] = {
                    "state": "vacant",
                    "person": None,
                    "name": None,
                    "vacant_since": date(2026, 9, 1),
                }
                odd = empty if b % 17 == 6 else {"state": "acting"} if b % 17 == 9 else {"name": None} if b == 7 else {}
                units.append(unit(f"P5-{b}", f"党小组{b}", "p", 5, f"P4-{c}", [f"b{b}"], person=f"k{b // 3}"))
                units.append(unit(f"M5-{b}", "分楼长", "m", 5, f"M4-{b - (b - 1) % 2}", [f"b{b}"], **odd))
    lines = [{"id": "m", "role": "management", "name": "管理体系",
              "levels": dict(enumerate(("街道", "居委会", "居民小组", "总楼长", "分楼长"), 1))},
             {"id": "p", "role": "party", "name": "党组织体系",
              "levels": dict(enumerate(("党工委", "党委", "党总支", "党支部", "党小组"), 1))}]  # fmt: skip
    if not both:
        units, lines = [one for one in units if one["line"] == "m"], lines[:1]
    pairs = [("M1", "P1"), ("M2", "P2")] if both else []
    return ChartFacts(date(2026, 11, 24), 7, "怡居苑社区", ["c"], lines, units, pairs, places)


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
