"""The pages in a real browser: by keyboard alone, in both languages, at two widths, asking no other host."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PASSWORD, end_session, kept, tab_to, watched


def test_a_buildings_leader_in_two_keys(clerk_page: Page) -> None:
    """The number stands in the first row before anything is opened; Enter opens who it is."""
    clerk_page.goto("/desk")
    expect(clerk_page.locator("#q")).to_be_focused()
    clerk_page.keyboard.press("3")
    first = clerk_page.locator("#found [role=option]").first
    expect(first).to_contain_text("3号楼")
    expect(first.locator(".tel")).to_be_visible()
    phone = first.locator(".tel").inner_text()
    kept(clerk_page, "typing")
    clerk_page.keyboard.press("Enter")
    expect(clerk_page.locator("#answer .tel")).to_have_text(phone)
    kept(clerk_page, "building")


def test_what_is_typed_before_the_page_listens_is_sought(at_desk: Page) -> None:
    """A clerk types while the page still loads."""
    at_desk.add_init_script(
        "document.addEventListener('readystatechange', "
        "() => { document.querySelector('#q').value = '3' }, {once: true})"
    )
    at_desk.goto("/desk")
    expect(at_desk.locator("#found [role=option]").first).to_contain_text("3号楼")


def test_a_household_on_the_numeric_pad(clerk_page: Page) -> None:
    """Digits and Enter, as fast as one can: the ladder with due times, and the four promises."""
    clerk_page.goto("/desk")
    for key in "3301":
        clerk_page.keyboard.press(key)
    clerk_page.keyboard.press("Enter")
    expect(clerk_page.locator("#answer")).to_be_focused()
    assert urlsplit(clerk_page.url).path == "/desk/household/h-301"
    expect(clerk_page.locator(".path .rung")).not_to_have_count(0)
    expect(clerk_page.locator(".path .rung.now")).to_have_count(1)
    expect(clerk_page.locator(".matters h3")).not_to_have_count(0)
    kept(clerk_page, "household")


def test_a_dispute_in_fourteen_keystrokes(clerk_page: Page) -> None:
    """Two doors joined by a plus: who takes it, who stands aside and why."""
    clerk_page.goto("/desk")
    keys = [*"12101+2201", "Enter"]
    assert len(keys) <= 14
    for key in keys:
        clerk_page.keyboard.press(key)
    expect(clerk_page.locator(".partybox")).to_have_count(2)
    expect(clerk_page.locator("#out-h")).to_be_visible()
    kept(clerk_page, "dispute")


def test_a_matter_is_chosen_by_key(clerk_page: Page) -> None:
    """J goes to the disputes, Enter takes the first; its path stands in place of the plain one."""
    clerk_page.goto("/desk/household/h-101")
    clerk_page.keyboard.press("j")
    expect(clerk_page.locator(".matters [data-key=j]")).to_be_focused()
    clerk_page.keyboard.press("Enter")
    expect(clerk_page.locator(".matters [aria-current]")).to_have_count(1)
    assert "matter=" in clerk_page.url


def test_a_way_out_is_told_once_with_when_it_may_be_taken(clerk_page: Page) -> None:
    """A body that may be turned to in several cases has one line with all of them."""
    clerk_page.goto("/desk/household/h-101?matter=noise")
    told = clerk_page.locator(".exits li").all_inner_texts()
    assert told
    assert len({one.splitlines()[0] for one in told}) == len(told)
    assert [bool(one) for one in clerk_page.locator(".exits .note").all_inner_texts()] == [True] * len(told)
    expect(clerk_page.locator(".path")).to_contain_text(re.compile("1 个月|1 month(?!s)"))


def test_the_next_person_is_just_typed(at_desk: Page) -> None:
    """On an answer digits begin a new search, in an empty box; nothing of the last is kept."""
    at_desk.goto("/desk/household/h-101")
    at_desk.keyboard.type("4401")
    expect(at_desk.locator("#q")).to_have_value("4401")
    at_desk.keyboard.press("Enter")
    expect(at_desk.locator(".answer .where")).to_contain_text("4号楼401室")
    assert at_desk.evaluate("Object.keys(localStorage)") == []
    expect(at_desk.locator("#q")).to_have_attribute("autocomplete", "off")


def test_digits_lead_to_the_desk_from_everywhere(
    browser: Browser, site: str, signed_as: Any, screen: tuple[str, str]
) -> None:
    """On a page without the box it comes at the first digit, so that none is lost; Esc leaves the page as it was."""
    for page in watched(browser, site, screen, storage_state=signed_as("keeper")):
        for path in ("/todo", "/posts/m3-3-head", "/charts?root=c", "/building/b3"):
            page.goto(path)
            page.keyboard.type("3")
            expect(page.locator("#seek-q")).to_be_focused()
            if path == "/todo":
                kept(page, "digits")
                page.keyboard.press("Escape")
                page.keyboard.press("Escape")  # the first empties the box
                expect(page.locator("#seek")).not_to_be_visible()
                assert urlsplit(page.url).path == path
                page.keyboard.type("3")
            page.keyboard.type("301")
            page.keyboard.press("Enter")
            page.wait_for_url("**/desk/household/h-301")


def test_who_may_not_ask_at_the_desk_is_led_nowhere(browser: Browser, site: str, signed_as: Any) -> None:
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed_as("reviewer")):
        page.goto("/changes")
        page.keyboard.type("3301")
        page.keyboard.press("/")
        expect(page.locator("#seek")).to_have_count(0)


def test_a_receipt_opens_with_a_key(clerk_page: Page) -> None:
    """P opens the PDF beside the page."""
    clerk_page.goto("/desk/household/h-101")
    with clerk_page.context.expect_page() as beside:
        clerk_page.keyboard.press("p")
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
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed, java_script_enabled=False):
        page.goto("/desk")
        page.locator("#q").fill("3-301")
        page.keyboard.press("Enter")
        expect(page.locator("#answer")).to_contain_text("现在请找")


def test_a_session_that_has_ended_leads_back_to_what_was_typed(at_desk: Page) -> None:
    """While typing, too: one signs in again and goes on."""
    at_desk.goto("/desk")
    end_session(at_desk)
    at_desk.keyboard.type("3301")
    at_desk.keyboard.press("Enter")
    expect(at_desk.locator("[name=password]")).to_be_visible()
    at_desk.locator("[name=name]").fill("window")
    at_desk.locator("[name=password]").fill(PASSWORD)
    at_desk.keyboard.press("Enter")
    expect(at_desk.locator("#answer")).to_be_visible()
    assert urlsplit(at_desk.url).path == "/desk/household/h-301"


def test_a_resident_finds_the_board_of_a_building(resident_page: Page) -> None:
    """Building and entrance, Enter: whom to call first, and the number to press."""
    resident_page.goto("/building")
    kept(resident_page, "find-building")
    tab_to(resident_page, "[name=b]")
    resident_page.keyboard.type("1")
    resident_page.keyboard.press("Tab")
    resident_page.keyboard.type("2")
    resident_page.keyboard.press("Enter")
    expect(resident_page.locator(".call").first).to_be_visible()
    assert urlsplit(resident_page.url).path == "/building/b1e2"
    kept(resident_page, "board")


def test_a_resident_is_told_that_a_building_is_not_there(resident_page: Page) -> None:
    """And may look for another at once."""
    resident_page.goto("/building")
    tab_to(resident_page, "[name=b]")
    resident_page.keyboard.type("99")
    resident_page.keyboard.press("Enter")
    expect(resident_page.locator("[role=alert]")).to_contain_text("99")
    tab_to(resident_page, "[name=b]")  # what stands there is marked, and typed over
    resident_page.keyboard.type("3")
    resident_page.keyboard.press("Enter")
    expect(resident_page.locator(".plate")).to_contain_text("3号楼")


def test_signing_in_looks_right(resident_page: Page) -> None:
    """The page everyone begins with."""
    resident_page.goto("/signin")
    kept(resident_page, "signin")
