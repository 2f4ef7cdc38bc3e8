"""The page of charts: what fits a root, the days that differ, the table of the same facts, what is refused."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from graphsvc.questions.chart import chart_facts
from graphsvc.questions.drawing import STYLES
from graphsvc.questions.find_roots import find_roots
from graphsvc.store import Store
from tests.test_pages import browser
from tests.town import TODAY

WHOLE = {"lines", "tree", "poster", "doors"}


@pytest.fixture(scope="module")
def desk(town: Store) -> FlaskClient:
    """A clerk's browser, signed in."""
    return browser(town, "charts-clerk", "clerk")


@pytest.fixture(scope="module")
def auditor(town: Store) -> FlaskClient:
    return browser(town, "charts-auditor", "auditor")


def offered(text: str) -> set[str]:
    """The styles that can be chosen."""
    radios = re.findall(r'<input type="radio"[^>]*>', text)
    return {re.findall(r'value="(\w+)"', one)[0] for one in radios if "disabled" not in one}


def test_it_works(desk: FlaskClient) -> None:
    """The picture, all seven styles by name, the files to take away, and the same as a table."""
    page = desk.get(f"/charts?root=c&on={TODAY}").text
    for word in ("两线", "树", "海报", "每一户", "楼和门", "一张梯", "一个人"):
        assert f">{word}</label>" in page
    assert "<svg" in page
    assert [form for form in ("svg", "png", "pdf", "dot") if f"/charts/chart.{form}?" not in page] == []
    assert "同一张图的表格" in page


@pytest.mark.parametrize(
    ("root", "styles"),
    [
        ("", WHOLE),
        ("unit:m2", WHOLE),
        ("place:c", WHOLE | {"ladder"}),
        ("place:b1", WHOLE | {"building", "ladder"}),
        ("household:h-101", {"ladder"}),
        ("person:who-jia", {"person"}),
    ],
)
def test_what_fits_a_root_can_be_chosen(desk: FlaskClient, root: str, styles: set[str]) -> None:
    """The rest is named too, and drawn by nobody who presses it; each that fits is drawn."""
    page = desk.get(f"/charts?root={root}&on={TODAY}").text
    assert offered(page) == styles
    for style in styles:
        assert "<svg" in desk.get(f"/charts?root={root}&on={TODAY}&style={style}").text, style


@pytest.mark.parametrize("style", STYLES)
def test_a_style_of_another_root_gives_way(desk: FlaskClient, style: str) -> None:
    """Whoever goes on from a sheet to a person or a household sees it in its own style."""
    for root in ("person:who-jia", "household:h-101", "unit:m2"):
        said = desk.get(f"/charts?root={root}&on={TODAY}&style={style}&layers=span&compare=2026-01-01")
        assert (said.status_code, "<svg" in said.text) == (200, True)


@pytest.mark.parametrize("root", ["household:h-101", "person:who-jia"])
def test_a_household_and_a_person_are_for_those_who_may_ask(auditor: FlaskClient, root: str) -> None:
    """An auditor is told that they may not, on the page and in its files, whatever the style."""
    for style in ("", "lines", "ladder", "person"):
        for page in ("/charts", "/charts/chart.svg"):
            assert auditor.get(f"{page}?root={root}&style={style}").status_code == 403
    assert auditor.get("/charts?root=place:c&style=ladder").status_code == 200
    assert "ladder" not in offered(auditor.get("/charts?root=place:c").text)


@pytest.mark.parametrize("style", ["lines", "poster", "doors"])
def test_the_table_holds_what_the_picture_shows(town: Store, desk: FlaskClient, style: str) -> None:
    """Every unit once, with who holds it, its state and the phone that answers."""
    page = desk.get(f"/charts?root=c&on={TODAY}&style={style}").text
    rows = re.findall(r"<tr.*?</tr>", page[page.index("<tbody>") :], re.S)
    facts = {unit["id"]: unit for unit in chart_facts(town, "c", TODAY).units}
    told = {re.findall(r"root=unit:([^&\"]+)", row)[0]: html.unescape(row) for row in rows}
    assert told.keys() == facts.keys()
    assert len(rows) == len(facts)
    for id, unit in facts.items():
        rung, row = unit["rung"], told[id]
        assert unit["name"] in row
        assert (rung["name"] or "○ 空缺") in row
        assert (rung["phone"] or unit["phone"] or "") in row
        assert ("◐ 代理" in row) == (rung["state"] == "acting")


def test_a_picture_of_doors_is_read_as_a_list(desk: FlaskClient) -> None:
    """Each building with its doors; a ladder with its steps; a person with their posts."""
    assert "101" in desk.get(f"/charts?root=c&on={TODAY}&style=doors").text.partition('class="outline"')[2]
    assert "1. " in desk.get(f"/charts?root=household:h-101&on={TODAY}").text.partition('class="outline"')[2]
    assert "党小组" in desk.get(f"/charts?root=person:who-jia&on={TODAY}").text.partition('class="outline"')[2]


def test_days_lead_from_change_to_change(desk: FlaskClient) -> None:
    """Without script too: a link back, one on, and the stops of the slider; what fell vacant is marked."""
    page = desk.get("/charts?root=c&on=2026-03-15").text
    stops = re.findall(r'data-stops="([^"]+)"', page)[0].split()
    assert {"2026-03-01", "2026-04-01"} <= set(stops)
    for name, day in (("earlier", "2026-03-01"), ("later", "2026-04-01")):
        link = re.findall(rf'id="{name}" href="([^"]+)"', page)[0]
        assert parse_qs(urlsplit(html.unescape(link)).query)["on"] == [day]
    assert page.count('class="vac"') == 1, "building 3 lost its leader; the subdistrict's deputy is no head"


def test_two_days_are_compared_beside_the_picture(desk: FlaskClient) -> None:
    """What has changed, each with its sign; one key takes it away again."""
    page = desk.get(f"/charts?root=c&on={TODAY}&compare=2026-01-01").text
    aside = page[page.index('id="diffs"') :]
    assert "○ 新空缺" in aside
    assert '<s lang="zh">丙某</s>' in aside
    assert "compare" not in re.findall(r'id="cmp"[^>]*href="([^"]+)"', page)[0]
    eve = re.findall(r'id="cmp"[^>]*href="([^"]+)"', desk.get("/charts?root=c&on=2026-04-15").text)[0]
    assert "compare=2026-03-31" in eve


def test_layers_are_kept_in_the_address(desk: FlaskClient) -> None:
    """None chosen is none shown; nothing said is the usual two. A file is of what the page shows."""
    page = f"/charts?root=c&on={TODAY}"
    assert "#fff3bf" in desk.get(page).text
    bare = desk.get(f"{page}&layers=")
    assert "#fff3bf" not in bare.text.partition("<svg")[2].partition("</svg")[0].replace('class="chip', "")
    file = html.unescape(re.findall(r'href="(/charts/chart.svg[^"]+)"', bare.text)[0])
    assert "#fff3bf" not in desk.get(file).text
    assert "▲" in desk.get(f"{page}&layers=span&span=1").text


def test_what_is_sought_is_framed_without_script(desk: FlaskClient) -> None:
    """By a name in the picture; what isn't there frames nothing."""
    framed = [
        desk.get(f"/charts?root=c&on={TODAY}&in={text}").text.count('stroke="#6b21a8"') for text in ("己某", "癶")
    ]
    assert framed[0] > framed[1] == 0


def test_a_root_is_found_by_what_was_typed(desk: FlaskClient, auditor: FlaskClient) -> None:
    """One opens at once, of several one chooses; people are met by those who may ask alone."""
    assert parse_qs(urlsplit(desk.get("/charts?find=物业站").location).query)["root"] == ["unit:m3-2x"]
    several = desk.get("/charts?find=楼长室").text
    assert len(re.findall(r'<li><a href="/charts\?root=unit:', several)) == 4
    assert "没有找到“&lt;b&gt;”" in desk.get("/charts?find=<b>").text
    assert desk.get("/charts?find=甲某").location.startswith("/charts?root=person:who-jia")
    assert "没有找到" in auditor.get("/charts?find=甲某").text


def test_a_root_is_of_every_kind(town: Store) -> None:
    kinds = {one.kind for one in find_roots(town, "1", TODAY, people=True)}
    assert {"building", "unit", "household"} <= kinds
    assert find_roots(town, " ", TODAY, people=True) == ()


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("root=nothing", 404, "没有编号为"),
        ("root=m2&on=1900-01-01", 200, "<svg"),
        ("root=c&on=2026-13-01", 422, "日期"),
        ("root=c&style=baroque", 422, "没有这种图"),
        (f"root={'x' * 90}", 422, "没有这么长的编号"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_a_sentence(desk: FlaskClient, asked: str, status: int, said: str) -> None:
    """With what to do; the tools stay where the root can still be changed."""
    told = desk.get(f"/charts?{asked}")
    assert (told.status_code, said in told.text) == (status, True)


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "dot"])
def test_a_picture_is_taken_away(desk: FlaskClient, form: str) -> None:
    """Named by its day; an SVG is sound XML, whatever stands in its links."""
    said = desk.get(f"/charts/chart.{form}?root=c&on={TODAY}")
    assert said.status_code == 200
    assert said.headers["Content-Disposition"] == f'attachment; filename="chart-{TODAY}.{form}"'
    if form == "svg":
        ElementTree.fromstring(said.data)


def test_doors_lead_to_whoever_answers_there(desk: FlaskClient, auditor: FlaskClient) -> None:
    """A clerk's door opens the desk; a unit its own chart."""
    page = f"/charts?root=c&on={TODAY}&style=doors"
    assert "/desk/place/d3-301?" in desk.get(page).text
    assert "/desk/place" not in auditor.get(page).text
