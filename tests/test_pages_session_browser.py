"""A session that ends while somebody writes, in a browser: what was typed comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PASSWORD, end_session, kept, watched


def come_back(page: Page, name: str) -> None:
    """Sign in by keyboard, where one was sent to."""
    expect(page.locator("main")).to_contain_text(re.compile("没写完的还在|what you typed is kept"))
    page.locator("[name=name]").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".keptform")).to_be_visible()


@pytest.fixture
def owner_page(browser: Browser, site: str, signed_as: Callable[[str], Any], screen: tuple[str, str]) -> Iterator[Page]:
    """An owner's page."""
    yield from watched(browser, site, screen, storage_state=signed_as("keeper"))


def test_a_form_sent_too_late_comes_back_filled(owner_page: Page) -> None:
    """By keyboard alone; told above it, and sent again it is taken."""
    page = owner_page
    page.goto("/accounts")
    page.keyboard.press("n")
    page.keyboard.type("keeper")
    end_session(page)
    page.keyboard.press("Enter")
    come_back(page, "keeper")
    assert urlsplit(page.url).path == "/accounts"
    expect(page.locator("[name=name]")).to_have_value("keeper")
    kept(page, "kept-form")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert]")).to_contain_text("keeper")


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])
def test_a_change_of_leader_outlives_its_session(
    browser: Browser, site: str, signed_as: Callable[[str], Any], java_script_enabled: bool
) -> None:
    """Its preview stands still meanwhile; reason, day and person are there again once one has signed in."""
    state = signed_as("office")
    for page in watched(browser, site, ("zh", "desk"), storage_state=state, java_script_enabled=java_script_enabled):
        page.goto("/posts/m3-3-head")
        person = page.locator("#reassign [name=person]").last
        who = person.get_attribute("value")
        end_session(page)
        page.locator("[name=since]").fill("2026-12-24")
        page.locator("[name=reason]").fill("前任<搬走>")
        person.check()
        if java_script_enabled:
            expect(page.locator("#preview")).to_contain_text("接着填就好")
        page.locator("#reassign [type=submit], #reassign button:not([type])").last.click()
        come_back(page, "office")
        assert urlsplit(page.url).path == "/posts/m3-3-head"
        expect(page.locator("[name=reason]")).to_have_value("前任<搬走>")
        expect(page.locator("[name=since]")).to_have_value("2026-12-24")
        expect(page.locator("#reassign [name=person]:checked")).to_have_value(who or "")


@pytest.mark.parametrize(
    ("path", "typed", "sought"),
    [("/posts/m3-3-head", "#who", "寅"), ("/people/who-ding/handover", '[name="who:m2-head"]', "丑")],
    ids=["post", "hand-over"],
)
def test_a_part_of_a_form_leads_back_to_the_form(owner_page: Page, path: str, typed: str, sought: str) -> None:
    """Typed on after the session's end, a name is sought no more: the key beside it signs in again, nothing lost."""
    page = owner_page
    page.goto(path)
    page.locator("[name=reason]").fill("另有任用")
    end_session(page)
    page.locator(typed).press_sequentially(sought)
    again = page.locator(f"form:has({typed}) button", has_text=re.compile("请再登录|Sign in again"))
    expect(again).to_be_visible()
    again.press("Enter")
    come_back(page, "keeper")
    assert urlsplit(page.url).path == path
    expect(page.locator("[name=reason]")).to_have_value("另有任用")
    expect(page.locator(typed)).to_have_value(sought)
