"""GET /charts/{unit or place}.svg and its other forms, over HTTP."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

ON = "2026-06-01"


def words(svg: bytes) -> str:
    """All text of a picture, tooltips and ids with it."""
    tree = ElementTree.fromstring(svg)
    return " ".join([*tree.itertext(), *(value for one in tree.iter() for value in one.attrib.values())])


def test_it_works(public: FlaskClient) -> None:
    """The units of the community and those above them, each once, on one sheet."""
    said = public.get(f"/api/v1/charts/c.svg?on={ON}")
    assert (said.status_code, said.mimetype) == (200, "image/svg+xml")
    drawn = re.findall(r'<g id="a_((?!graph0)[^"]+)"', html.unescape(said.text))
    assert sorted(drawn) == ["m1", "m2", "m3-1", "m3-2", "m3-2x", "m3-3", "m3-4", "p1", "p2", "p3-1", "p3-2"]


@pytest.mark.parametrize(
    ("form", "mimetype", "begins"),
    [
        ("svg", "image/svg+xml", b"<?xml"),
        ("png", "image/png", b"\x89PNG"),
        ("pdf", "application/pdf", b"%PDF"),
        ("dot", "text/vnd.graphviz", b"digraph"),
        ("html", "text/html", b"<!doctype html>"),
        ("txt", "text/plain", "示例社区".encode()),
    ],
)
def test_each_form(public: FlaskClient, form: str, mimetype: str, begins: bytes) -> None:
    """The form is the ending's."""
    said = public.get(f"/api/v1/charts/c.{form}?on={ON}")
    assert (said.mimetype, said.data[: len(begins)]) == (mimetype, begins)
    assert said.headers["Content-Type"].count("charset") == (mimetype not in ("image/png", "application/pdf"))


def test_the_same_question_gives_the_same_bytes(public: FlaskClient) -> None:
    """And so the same tag."""
    first, again = (public.get(f"/api/v1/charts/c.dot?on={ON}") for _ in range(2))
    assert (first.data, first.headers["ETag"]) == (again.data, again.headers["ETag"])


@pytest.mark.parametrize("form", ["svg", "dot"])
def test_a_holder_is_drawn_to_the_public_with_consent_alone(public: FlaskClient, clerk: FlaskClient, form: str) -> None:
    """Text, tooltips, ids: 甲某 consented as leader, the Party's secretary did not; a clerk sees both."""
    seen, all_ = (client.get(f"/api/v1/charts/c.{form}?on={ON}").text for client in (public, clerk))
    assert ("甲某" in seen, "丁某" in seen) == (True, True)
    assert [name for name in ("乙某", "戊某", "庚某", "壬某") if name in seen] == []
    assert [name for name in ("甲某", "戊某", "庚某", "壬某") if name not in all_] == []
    assert "who-" not in seen


def test_acting_and_vacant_are_marked(public: FlaskClient) -> None:
    """In words, not by colour alone."""
    said = words(public.get(f"/api/v1/charts/c.svg?on={ON}").data)
    assert ("空缺" in said, "代理" in said) == (True, True)


def test_it_speaks_english(public: FlaskClient) -> None:
    """The words of the sheet; names stay as the roster has them."""
    said = public.get(f"/api/v1/charts/c.svg?on={ON}", headers={"Accept-Language": "en"})
    assert "空缺" not in words(said.data)
    assert said.headers["Content-Language"] == "en"


@pytest.mark.parametrize("root", ["m2", "unit:m2", "place:c", "b1"])
def test_each_kind_of_root(public: FlaskClient, root: str) -> None:
    """A unit or a place, with its kind before it or not."""
    assert public.get(f"/api/v1/charts/{root}.svg?on={ON}").status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "code", "field"),
    [
        ("nothing.svg", 404, "unknown_unit", "unit"),
        ("place:nothing.svg", 404, "unknown_place", "place"),
        ("c.gif", 404, "no_route", None),
        ("c", 404, "no_route", None),
        ("c.svg?on=2026-13-01", 422, "bad_date", "on"),
        ("c.svg?compare=2026-13-01", 422, "bad_date", "compare"),
        ("c.svg?revision=2", 422, "unknown_revision", "revision"),
        ("c.svg?style=baroque", 422, "unknown_style", "style"),
        ("m2.svg?on=9999-12-31", 409, "unit_not_there", "on"),
        ("household:h-101.svg", 401, "unauthorized", None),
        ("person:who-jia.svg", 401, "unauthorized", None),
        ("c.svg?style=ladder", 401, "unauthorized", None),
        ("c.svg?style=person", 401, "unauthorized", None),
        ("c.svg?style=building", 422, "wrong_root", "style"),
        ("c.pdf?paper=B5", 422, "bad_paper", "paper"),
        ("c.svg?layers=vacant,gold", 422, "unknown_layer", "layers"),
        ("place:b1.svg?style=building&layers=span", 422, "not_in_this_style", "layers"),
    ],
)
def test_refusals(public: FlaskClient, path: str, status: int, code: str, field: str | None) -> None:
    """Each refusal is JSON with its status, its code, and the field it is about."""
    said = public.get(f"/api/v1/charts/{path}")
    assert said.mimetype == "application/problem+json"
    assert (said.status_code, said.json["code"], said.json.get("field")) == (status, code, field)


@pytest.mark.parametrize("style", ["lines", "tree", "poster", "doors", "building"])
def test_each_style_of_a_place_is_open(public: FlaskClient, style: str) -> None:
    """Nobody who did not consent is named in any."""
    root = "place:b1" if style == "building" else "c"
    said = public.get(f"/api/v1/charts/{root}.svg?on={ON}&style={style}")
    assert said.status_code == 200
    assert [name for name in ("乙某", "戊某", "庚某", "壬某") if name in words(said.data)] == []


@pytest.mark.parametrize(
    ("root", "shown"),
    [
        ("household:h-101", "示例社区1号楼2单元101室"),
        ("person:who-jia", "甲某"),
        ("place:b1", "示例社区1号楼"),
    ],
)
def test_a_ladder_and_a_person_are_drawn_for_those_who_may_ask(clerk: FlaskClient, root: str, shown: str) -> None:
    """A household's root is a ladder and a person's a person, without the style being said."""
    style = "&style=ladder" if root.startswith("place:") else ""
    said = clerk.get(f"/api/v1/charts/{root}.svg?on={ON}{style}&matter={'noise' if 'person' not in root else ''}")
    assert (said.status_code, shown in words(said.data)) == (200, True)


def test_what_has_changed_is_told_in_signs_and_words(clerk: FlaskClient) -> None:
    """The leader of building 3 left in March, another acts in building 4 since April."""
    said = clerk.get(f"/api/v1/charts/c.txt?on={ON}&compare=2026-01-01").text
    assert "○ 新空缺 3号楼楼长室: 丙某 → —" in said
    assert "⇄ 换人 4号楼楼长室: 卯某 → 己某" in said
    drawn = words(clerk.get(f"/api/v1/charts/c.svg?on={ON}&compare=2026-01-01").data)
    assert "2026-01-01 至 2026-06-01 的变化" in drawn.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("place:b3.txt?style=building", "○ 新空缺 3号楼楼长室: 丙某 → —"),
        ("c.txt?style=doors", "⇄ 换人 4号楼楼长室: 卯某 → 己某"),
        ("person:who-ji.txt?style=person", "+ 上任 4号楼楼长室: — → 楼长"),
        ("person:who-mao.txt?style=person", "− 卸任 4号楼楼长室: 楼长 → —"),
    ],
)
def test_every_style_of_a_day_can_be_compared(clerk: FlaskClient, asked: str, said: str) -> None:
    """In words, and in the picture beside what it shows."""
    assert said in clerk.get(f"/api/v1/charts/{asked}&on={ON}&compare=2026-01-01").text
    drawn = clerk.get(f"/api/v1/charts/{asked.replace('.txt', '.svg')}&on={ON}&compare=2026-01-01")
    assert "2026-01-01 至 2026-06-01 的变化" in words(drawn.data).replace("\xa0", " ")


@pytest.mark.parametrize("more", ["compare=2026-01-01", "layers=stale", "layers=vacant,span"])
def test_a_path_is_of_no_two_days(clerk: FlaskClient, more: str) -> None:
    """What a ladder cannot show is refused, and the styles that can are named."""
    said = clerk.get(f"/api/v1/charts/household:h-101.svg?on={ON}&{more}", headers={"Accept-Language": "en"})
    assert (said.status_code, said.json["code"]) == (422, "not_in_this_style")
    assert "doors" in said.json["detail"]


@pytest.mark.parametrize(
    ("root", "style", "unit"),
    [
        ("c", "lines", "m3-3"), ("c", "tree", "m3-3"), ("c", "poster", "m3-3"), ("c", "doors", "m3-3"),
        ("place:b3", "building", "m3-3"), ("household:h-301", "ladder", "m3-3"), ("person:who-xin", "person", "m3-2"),
        ("c", "doors", "b3"), ("place:b3", "building", "b3"),
    ],
)  # fmt: skip
def test_a_unit_can_be_pointed_at(clerk: FlaskClient, root: str, style: str, unit: str) -> None:
    """Its card alone gets the frame, in every style; in those of doors a building does, too."""
    asked = f"/api/v1/charts/{root}.dot?on={ON}&style={style}"
    plain, lit = (clerk.get(f"{asked}{more}").text for more in ("", f"&highlight={unit}"))
    assert (plain.count('BORDER="3"'), lit.count('BORDER="3"')) == (0, 1)


@pytest.mark.parametrize(("root", "style"), [("c", "lines"), ("c", "doors"), ("place:b3", "building")])
def test_a_layer_is_off_where_it_is_not_named(public: FlaskClient, root: str, style: str) -> None:
    """The vacancy of building 3 still stands in words; nothing alarms."""
    asked = f"/api/v1/charts/{root}.dot?on={ON}&style={style}"
    on, off = (public.get(f"{asked}&layers={layers}").text for layers in ("vacant", ""))
    assert "#FFF3BF" in on
    assert "#FFF3BF" not in off


def test_too_many_households_are_a_layer(public: FlaskClient) -> None:
    """Switched on, with the number that is too many."""
    said = public.get(f"/api/v1/charts/c.txt?on={ON}&layers=span&span=1").text
    assert "▲ 超载 2 户" in said
    assert "▲" not in public.get(f"/api/v1/charts/c.txt?on={ON}").text


@pytest.mark.parametrize("root", ["unit:m2", "place:c"])
def test_a_page_in_words_shows_its_picture_too(public: FlaskClient, root: str) -> None:
    """Whoever reads the code of a unit's board comes here: the sheet is seen, and told in words below."""
    page = public.get(f"/api/v1/charts/{root}.html?on={ON}&style=tree")
    address = html.unescape(re.findall(r'<img src="([^"]+)"', page.text)[0])
    said = public.get(f"/api/v1/charts/{address}")
    assert (said.status_code, said.mimetype) == (200, "image/svg+xml")
    assert said.data == public.get(f"/api/v1/charts/{root}.svg?on={ON}&style=tree").data
    assert "<ul>" in page.text


def test_a_page_of_a_household_shows_no_picture(clerk: FlaskClient) -> None:
    """A browser would ask for it without the clerk's token."""
    page = clerk.get(f"/api/v1/charts/household:h-101.html?on={ON}")
    assert (page.status_code, "<img" in page.text) == (200, False)
