"""The page of charts in a real browser: by mouse, touch and keys, as one layer, in both languages and at each width."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browsing import SEEN, SIZES, end_session, kept, watched

CHART = "/charts?root=c&on=2026-06-01"
WIDE = {"projector": (1920, 1080)}


def ready(page: Page, address: str = CHART) -> Page:
    page.goto(address)
    page.locator("html.scripted #pan svg").wait_for()
    page.wait_for_timeout(100)
    return page


def drawn(page: Page) -> dict[str, float]:
    """Where the picture stands on the screen."""
    return page.locator("#pan").bounding_box() or {}


@pytest.fixture
def touched(browser: Browser, site: str, signed: Any) -> Iterator[Page]:
    """A clerk's phone."""
    yield from watched(browser, site, ("zh", "phone"), storage_state=signed, has_touch=True, is_mobile=True)


def test_the_chart_looks_right(clerk_page: Page) -> None:
    """With what has changed beside it, and its table."""
    ready(clerk_page, f"{CHART}&compare=2026-01-01")
    kept(clerk_page, "chart-compared")
    clerk_page.locator("#twin summary").click()
    expect(clerk_page.locator("#twin tbody tr").first).to_be_visible()
    kept(clerk_page, "chart-table")


@pytest.mark.parametrize("style", ["tree", "poster", "doors", "building", "ladder", "person"])
def test_each_style_looks_right(at_desk: Page, style: str) -> None:
    root = {"building": "place:b1", "ladder": "household:h-101", "person": "person:who-jia"}.get(style, "c")
    ready(at_desk, f"/charts?root={root}&on=2026-06-01&style={style}")
    kept(at_desk, f"chart-{style}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_projector_shows_it(browser: Browser, site: str, signed: Any, scheme: Any) -> None:
    """Wide, and in the dark."""
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed, color_scheme=scheme):
        page.set_viewport_size({"width": WIDE["projector"][0], "height": WIDE["projector"][1]})
        ready(page, f"{CHART}&compare=2026-01-01")
        kept(page, f"chart-{scheme}")


def test_it_is_printed_whole(browser: Browser, site: str, signed: Any) -> None:
    """On paper the picture stands in its natural place, without the tools, however it was moved on the screen."""
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed):
        ready(page)
        page.keyboard.press("v")
        page.keyboard.press("+")
        page.emulate_media(media="print")
        assert page.locator("#pan").evaluate("e => getComputedStyle(e).transform") == "none"
        expect(page.locator(".tools")).to_be_hidden()
        page.screenshot(path=SEEN / "chart-print.png", full_page=True)


def test_keys_lead_from_change_to_change(at_desk: Page) -> None:
    """[ and ] step, K compares and compares no more; the page stays, its address tells what is shown."""
    ready(at_desk)
    at_desk.evaluate("window.stayed = true")
    at_desk.keyboard.press("[")
    at_desk.wait_for_url("**on=2026-04-01**")
    at_desk.keyboard.press("[")
    at_desk.wait_for_url("**on=2026-03-01**")
    at_desk.keyboard.press("]")
    at_desk.wait_for_url("**on=2026-04-01**")
    expect(at_desk.locator("#on")).to_have_value("2026-04-01")
    at_desk.keyboard.press("k")
    expect(at_desk.locator("#diffs li")).to_have_count(1)
    expect(at_desk.locator("#than")).to_have_value("2026-03-31")
    at_desk.keyboard.press("k")
    expect(at_desk.locator("#diffs")).to_have_count(0)
    at_desk.go_back()
    expect(at_desk.locator("#diffs li")).to_have_count(1)
    assert at_desk.evaluate("window.stayed")


def test_the_slider_stops_where_something_changed(at_desk: Page) -> None:
    """By keys: the day is told while it moves, the picture follows, and the slider keeps the focus."""
    ready(at_desk)
    at_desk.locator("#stop").focus()
    at_desk.keyboard.press("Home")
    first = at_desk.locator("#stop").get_attribute("data-stops").split()[0]
    at_desk.wait_for_url(f"**on={first}**")
    expect(at_desk.locator("#on")).to_have_value(first)
    expect(at_desk.locator("#stop")).to_have_attribute("aria-valuetext", first)
    expect(at_desk.locator("#stop")).to_be_focused()


def test_a_style_and_a_layer_are_chosen_by_keys(at_desk: Page) -> None:
    """What was chosen keeps the focus; the picture and its files follow."""
    ready(at_desk)
    at_desk.locator("[name=style]:checked").focus()
    at_desk.keyboard.press("ArrowRight")
    at_desk.wait_for_url("**style=tree**")
    expect(at_desk.locator("[type=radio][value=tree]")).to_be_focused()
    at_desk.locator("#layer-vacant").focus()
    at_desk.keyboard.press("Space")
    expect(at_desk.locator("#layer-vacant")).not_to_be_checked()
    expect(at_desk.locator("#layer-vacant")).to_be_focused()
    expect(at_desk.locator("#files a").first).to_have_attribute(
        "href", "/charts/chart.svg?root=c&style=tree&on=2026-06-01&span=300&layers=acting".replace("&span=300", "")
    )


def test_what_is_sought_is_framed_and_brought_into_sight(at_desk: Page) -> None:
    """F goes to the box, each Enter to the next that is met."""
    ready(at_desk)
    at_desk.keyboard.press("f")
    expect(at_desk.locator("#in")).to_be_focused()
    at_desk.keyboard.type("3号楼")
    expect(at_desk.locator("#view a.hit")).not_to_have_count(0)
    for _ in range(4):
        at_desk.locator('[data-zoom="in"]').click()
    at_desk.locator("#in").focus()
    at_desk.keyboard.press("Enter")
    expect(at_desk.locator("#hits")).to_contain_text("1/")
    in_the_middle = """() => {
          const middle = e => { const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; };
          const view = document.querySelector('#view'), hit = middle(view.querySelector('a.hit'));
          return middle(view).every((at, axis) => Math.abs(at - hit[axis]) < 3);
        }"""
    end = monotonic() + 15
    while not at_desk.evaluate(in_the_middle):
        assert monotonic() < end
        at_desk.wait_for_timeout(20)


def test_a_chart_is_zoomed_moved_and_walked_by_keys(at_desk: Page) -> None:
    """V goes to the picture, plus enlarges, arrows move, 0 shows all; Enter steps among the units and opens one's."""
    ready(at_desk)
    at_desk.keyboard.press("v")
    expect(at_desk.locator("#view")).to_be_focused()
    before = drawn(at_desk)
    at_desk.keyboard.press("+")
    at_desk.wait_for_timeout(100)
    assert drawn(at_desk)["width"] > before["width"]
    enlarged = drawn(at_desk)
    at_desk.keyboard.press("ArrowLeft")
    at_desk.wait_for_timeout(100)
    assert drawn(at_desk)["x"] == pytest.approx(enlarged["x"] + 60, abs=1)
    at_desk.keyboard.press("0")
    at_desk.wait_for_timeout(100)
    view = at_desk.locator("#view").bounding_box()
    assert view
    assert drawn(at_desk)["height"] <= view["height"] + 1
    at_desk.keyboard.press("Enter")
    at_desk.keyboard.press("ArrowDown")
    expect(at_desk.locator("#pan a:focus")).to_have_count(1)
    at_desk.keyboard.press("Enter")
    at_desk.wait_for_url("**/charts?root=*")
    with at_desk.expect_download() as taken:
        at_desk.get_by_role("button", name="SVG").or_(at_desk.get_by_role("link", name="SVG")).click()
    assert taken.value.suggested_filename == "chart-2026-06-01.svg"


def test_it_moves_as_one_layer(at_desk: Page) -> None:
    """Dragged and zoomed, one transform changes and nothing within; a drag that ends on a unit opens none."""
    ready(at_desk, f"{CHART}&style=doors")
    at_desk.evaluate(
        "window.touched = 0, new MutationObserver(all => { window.touched += all.length })"
        ".observe(document.querySelector('#pan svg'), {attributes: true, childList: true, subtree: true})"
    )
    box, address = drawn(at_desk), at_desk.url
    unit = at_desk.locator("#pan a").nth(3).bounding_box()
    assert unit
    at_desk.mouse.move(unit["x"] + 5, unit["y"] + 5)
    at_desk.mouse.down()
    for at in range(10):
        at_desk.mouse.move(unit["x"] + 5 + 4 * at, unit["y"] + 5 + 2 * at)
    expect(at_desk.locator("#pan.moving")).to_have_count(1)
    assert at_desk.locator("#pan").evaluate("e => getComputedStyle(e).willChange") == "transform"
    at_desk.mouse.up()
    assert drawn(at_desk)["x"] == pytest.approx(box["x"] + 36, abs=2)
    at_desk.locator("#view").focus()
    at_desk.mouse.wheel(0, -240)
    expect(at_desk.locator("#pan:not(.moving)")).to_have_count(1)
    assert drawn(at_desk)["width"] > box["width"]
    assert at_desk.evaluate("window.touched") == 0
    assert at_desk.url == address


def test_two_fingers_enlarge_and_one_moves(touched: Page) -> None:
    """As on any map."""
    ready(touched)
    view = touched.locator("#view").bounding_box()
    assert view
    x, y = view["x"] + view["width"] / 2, view["y"] + 80
    before = drawn(touched)
    fingers = touched.context.new_cdp_session(touched)
    touch(fingers, "touchStart", [(x - 20, y), (x + 20, y)])
    for at in range(1, 6):
        touch(fingers, "touchMove", [(x - 20 - 10 * at, y), (x + 20 + 10 * at, y)])
    touch(fingers, "touchEnd", [])
    after = drawn(touched)
    assert after["width"] > before["width"] * 1.5
    touch(fingers, "touchStart", [(x, y)])
    for at in range(1, 6):
        touch(fingers, "touchMove", [(x, y + 8 * at)])
    touch(fingers, "touchEnd", [])
    assert drawn(touched)["y"] == pytest.approx(after["y"] + 40, abs=4)


def touch(session: CDPSession, kind: str, points: list[tuple[float, float]]) -> None:
    """What fingers on the glass do."""
    held = [{"x": x, "y": y, "id": id} for id, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": held})


def test_a_wide_sheet_on_a_phone_begins_at_a_size_that_can_be_read(touched: Page) -> None:
    """At its upper left corner."""
    ready(touched, f"{CHART}&style=lines")
    view = touched.locator("#view").bounding_box()
    assert view
    assert drawn(touched)["width"] > SIZES["phone"][0]
    assert drawn(touched)["x"] == pytest.approx(view["x"], abs=2)
    assert drawn(touched)["y"] == pytest.approx(view["y"], abs=2)


def test_it_is_read_and_asked_without_script(browser: Browser, site: str, signed: Any) -> None:
    """The picture stands whole, days lead on by links, the form sends itself, the table opens."""
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed, java_script_enabled=False):
        page.goto(CHART)
        expect(page.locator("#pan svg")).to_be_visible()
        page.locator("#earlier").click()
        assert "on=2026-04-01" in page.url
        page.locator("#than").fill("2026-03-31")
        page.locator("#show").click()
        expect(page.locator("#diffs li")).to_have_count(1)
        page.locator("#twin summary").click()
        expect(page.locator("#twin tbody tr").first).to_be_visible()
        expect(page.locator(".live").first).to_be_hidden()
        page.screenshot(path=SEEN / "chart-plain.png", full_page=True)


def test_a_root_is_found_by_keys(at_desk: Page) -> None:
    """The slash goes to the box; one that is met opens, several are chosen from."""
    ready(at_desk)
    at_desk.keyboard.press("/")
    expect(at_desk.locator("#find")).to_be_focused()
    at_desk.keyboard.type("物业站")
    at_desk.keyboard.press("Enter")
    at_desk.wait_for_url("**root=unit:m3-2x**")
    ready(at_desk, f"{CHART}&find=楼长室")
    expect(at_desk.locator(".rootlist a")).to_have_count(4)
    kept(at_desk, "chart-which")


def test_a_session_that_has_ended_leads_to_signing_in(at_desk: Page) -> None:
    """Also where only the picture is asked for again."""
    ready(at_desk)
    end_session(at_desk)
    at_desk.keyboard.press("[")
    expect(at_desk.locator("[name=password]")).to_be_visible()
