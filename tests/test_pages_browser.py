"""The pages in a real browser: by keyboard alone, in both languages, at two widths, asking no other host.


Pictures of what was seen are left in .cache/pages.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from waitress.server import create_server

from graphsvc.accounts import Account, add_account, set_password
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.processes import CHECKOUT
from tests.town import TODAY, TOWN

PASSWORD = "window-two-2026"
SEEN = CHECKOUT / ".cache" / "pages"
SIZES = {"phone": (390, 844), "desk": (1440, 900)}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's chromium; without one there is nothing to test with."""
    chromium = shutil.which("chromium")
    if chromium is None and os.environ.get("CI"):
        pytest.fail("chromium is not installed, and with CI set it must be")
    if chromium is None:
        pytest.skip("no chromium: install it, or run ./scripts/test")
    return {"executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture(scope="module")
def site(embedded: Store) -> Iterator[str]:
    """The standing town, served as `serve` does."""
    embedded.clear()
    import_bundle(embedded, TOWN, on=TODAY)
    add_account(embedded, Account("window", "clerk"))
    set_password(embedded, "window", PASSWORD)
    server = create_server(create_app(embedded), host="127.0.0.1", port=0, threads=4)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{server.effective_port}"  # type: ignore[union-attr]
    server.close()
    running.join(5)


@pytest.fixture(scope="module")
def signed(browser: Browser, site: str) -> Any:
    """What a browser keeps once a clerk has signed in, by keyboard alone."""
    context = browser.new_context(base_url=site, locale="zh-CN")
    page = context.new_page()
    page.goto("/desk")
    page.keyboard.type("window")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_be_focused()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(params=[(lang, size) for lang in LANGUAGES for size in SIZES], ids="-".join)
def screen(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A language and a width."""
    return request.param  # type: ignore[no-any-return]


def opened(browser: Browser, site: str, screen: tuple[str, str], **more: Any) -> Iterator[Page]:
    lang, size = screen
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=site, locale=LANGUAGES[lang], viewport={"width": width, "height": height}, **more
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    asked, said = [], []
    page.on("request", lambda one: asked.append(urlsplit(one.url).hostname))
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    yield page
    context.close()
    assert {host for host in asked if host} == {"127.0.0.1"}
    assert said == []


@pytest.fixture
def clerk(browser: Browser, site: str, signed: Any, screen: tuple[str, str]) -> Iterator[Page]:
    """A clerk's page, signed in."""
    yield from opened(browser, site, screen, storage_state=signed)


@pytest.fixture
def at_desk(browser: Browser, site: str, signed: Any) -> Iterator[Page]:
    """The same at a desk, in Chinese: for what no language or width changes."""
    yield from opened(browser, site, ("zh", "desk"), storage_state=signed)


@pytest.fixture
def resident(browser: Browser, site: str, screen: tuple[str, str]) -> Iterator[Page]:
    """A resident's page, not signed in."""
    yield from opened(browser, site, screen)


def kept(page: Page, name: str) -> None:
    """Hold a page to what every page must be, and leave its picture."""
    SEEN.mkdir(parents=True, exist_ok=True)
    lang, width = page.locator("html").get_attribute("lang"), page.viewport_size["width"]  # type: ignore[index]
    page.screenshot(path=SEEN / f"{name}-{lang}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "nothing runs over the edge"
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_buildings_leader_in_two_keys(clerk: Page) -> None:
    """The number stands in the first row before anything is opened; Enter opens who it is."""
    clerk.goto("/desk")
    expect(clerk.locator("#q")).to_be_focused()
    clerk.keyboard.press("3")
    first = clerk.locator("#found [role=option]").first
    expect(first).to_contain_text("3号楼")
    expect(first.locator(".tel")).to_be_visible()
    phone = first.locator(".tel").inner_text()
    kept(clerk, "typing")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("#answer .tel")).to_have_text(phone)
    kept(clerk, "building")


def test_a_household_on_the_numeric_pad(clerk: Page) -> None:
    """Digits and Enter, as fast as one can: the ladder with due times, and the four promises."""
    clerk.goto("/desk")
    for key in "3301":
        clerk.keyboard.press(key)
    clerk.keyboard.press("Enter")
    expect(clerk.locator("#answer")).to_be_focused()
    assert urlsplit(clerk.url).path == "/desk/household/h-301"
    expect(clerk.locator(".path .rung")).not_to_have_count(0)
    expect(clerk.locator(".path .rung.now")).to_have_count(1)
    expect(clerk.locator(".matters h3")).not_to_have_count(0)
    kept(clerk, "household")


def test_a_dispute_in_fourteen_keystrokes(clerk: Page) -> None:
    """Two doors joined by a plus: who takes it, who stands aside and why."""
    clerk.goto("/desk")
    keys = [*"12101+2201", "Enter"]
    assert len(keys) <= 14
    for key in keys:
        clerk.keyboard.press(key)
    expect(clerk.locator(".partybox")).to_have_count(2)
    expect(clerk.locator("#out-h")).to_be_visible()
    kept(clerk, "dispute")


def test_a_matter_is_chosen_by_key(at_desk: Page) -> None:
    """J goes to the disputes, Enter takes the first; its path stands in place of the plain one."""
    at_desk.goto("/desk/household/h-101")
    at_desk.keyboard.press("j")
    expect(at_desk.locator(".matters [data-key=j]")).to_be_focused()
    at_desk.keyboard.press("Enter")
    expect(at_desk.locator(".matters [aria-current]")).to_have_count(1)
    assert "matter=" in at_desk.url


def test_the_next_person_is_just_typed(at_desk: Page) -> None:
    """On an answer digits begin a new search, in an empty box; nothing of the last is kept."""
    at_desk.goto("/desk/household/h-101")
    at_desk.keyboard.type("4401")
    expect(at_desk.locator("#q")).to_have_value("4401")
    at_desk.keyboard.press("Enter")
    expect(at_desk.locator(".answer .where")).to_contain_text("4号楼401室")
    assert at_desk.evaluate("Object.keys(localStorage)") == []
    expect(at_desk.locator("#q")).to_have_attribute("autocomplete", "off")


def test_a_receipt_opens_with_a_key(at_desk: Page) -> None:
    """P opens the PDF beside the page."""
    at_desk.goto("/desk/household/h-101")
    with at_desk.context.expect_page() as beside:
        at_desk.keyboard.press("p")
    assert "/desk/receipt.pdf?household=h-101" in beside.value.url


def test_single_letters_can_be_switched_off(at_desk: Page) -> None:
    """Once off they do nothing, on every page; digits still do."""
    at_desk.goto("/desk/household/h-101")
    at_desk.keyboard.press("?")
    expect(at_desk.locator("#keys")).to_be_visible()
    at_desk.locator("[data-keys-switch]").uncheck()
    at_desk.keyboard.press("Escape")
    at_desk.reload()
    at_desk.keyboard.press("j")
    expect(at_desk.locator("#answer")).to_be_focused()
    at_desk.keyboard.press("2")
    expect(at_desk.locator("#q")).to_be_focused()


@pytest.mark.parametrize(("composing", "path"), [(True, "/desk"), (False, "/desk/place/b3")])
def test_nothing_opens_while_an_input_method_composes(at_desk: Page, composing: bool, path: str) -> None:
    """The Enter that ends a word of pinyin opens nothing; the next one does."""
    at_desk.goto("/desk")
    at_desk.keyboard.type("3")
    expect(at_desk.locator("#found [role=option]").first).to_be_visible()
    at_desk.evaluate(
        "composing => document.querySelector('#q').dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true, isComposing: composing}))",
        composing,
    )
    at_desk.wait_for_timeout(300)
    at_desk.wait_for_load_state()
    assert urlsplit(at_desk.url).path == path


def test_a_clerk_reads_without_script(browser: Browser, site: str, signed: Any) -> None:
    """The form is plain, its answer a page."""
    for page in opened(browser, site, ("zh", "desk"), storage_state=signed, java_script_enabled=False):
        page.goto("/desk")
        page.locator("#q").fill("3-301")
        page.keyboard.press("Enter")
        expect(page.locator("#answer")).to_contain_text("现在请找")


def test_a_session_that_has_ended_leads_back_to_what_was_typed(at_desk: Page) -> None:
    """While typing, too: one signs in again and goes on."""
    at_desk.goto("/desk")
    at_desk.context.clear_cookies()
    at_desk.keyboard.type("3301")
    at_desk.keyboard.press("Enter")
    expect(at_desk.locator("[name=password]")).to_be_visible()
    at_desk.locator("[name=name]").fill("window")
    at_desk.locator("[name=password]").fill(PASSWORD)
    at_desk.keyboard.press("Enter")
    expect(at_desk.locator("#answer")).to_be_visible()
    assert urlsplit(at_desk.url).path == "/desk/household/h-301"


def test_a_resident_finds_the_board_of_a_building(resident: Page) -> None:
    """Building and entrance, Enter: whom to call first, and the number to press."""
    resident.goto("/building")
    kept(resident, "find-building")
    resident.locator("[name=b]").fill("1")
    resident.locator("[name=e]").fill("2")
    resident.keyboard.press("Enter")
    expect(resident.locator(".call").first).to_be_visible()
    assert urlsplit(resident.url).path == "/building/b1e2"
    kept(resident, "board")


def test_a_resident_is_told_that_a_building_is_not_there(resident: Page) -> None:
    """And may look for another at once."""
    resident.goto("/building")
    resident.locator("[name=b]").fill("99")
    resident.keyboard.press("Enter")
    expect(resident.locator("[role=alert]")).to_contain_text("99")
    resident.locator("[name=b]").fill("3")
    resident.keyboard.press("Enter")
    expect(resident.locator(".plate")).to_contain_text("3号楼")


def test_signing_in_looks_right(resident: Page) -> None:
    """The page everyone begins with."""
    resident.goto("/signin")
    kept(resident, "signin")


def test_a_chart_is_zoomed_moved_and_walked_by_keys(at_desk: Page) -> None:
    """V goes to the picture, plus enlarges, arrows move, Enter steps among the units and opens one's own chart."""
    at_desk.goto("/charts?root=c")
    at_desk.keyboard.press("v")
    expect(at_desk.locator("#view")).to_be_focused()
    before = at_desk.locator("#pan").evaluate("e => e.getBoundingClientRect().width")
    at_desk.keyboard.press("+")
    at_desk.keyboard.press("ArrowLeft")
    at_desk.wait_for_timeout(500)
    assert at_desk.locator("#pan").evaluate("e => e.getBoundingClientRect().width") > before
    at_desk.keyboard.press("0")
    kept(at_desk, "chart")
    at_desk.keyboard.press("Enter")
    at_desk.keyboard.press("Enter")
    at_desk.wait_for_url("**/charts?root=*")
    with at_desk.expect_download() as taken:
        at_desk.get_by_role("button", name="SVG").or_(at_desk.get_by_role("link", name="SVG")).click()
    assert taken.value.suggested_filename.endswith(".svg")
