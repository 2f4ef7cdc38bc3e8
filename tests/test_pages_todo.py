"""What waits to be done, in a real browser: an owner's glance, an administrator's, and boards printed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from graphsvc.accounts import Account, Notes, Refusal
from graphsvc.changes.boards import remember
from graphsvc.changes.reassign import reassign
from graphsvc.questions.boards import boards_of
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store
from graphsvc.web.moments import day_of
from tests.browsing import kept, watched

OWNER = Account("keeper", "owner")


@pytest.fixture(scope="module")
def waiting(site: str, embedded: Store) -> str:
    """The town today: two boards hang, one of which a change of leaders made stale; a term ends in twenty days."""
    today = day_of(None)
    found = boards_of(embedded, ["place:b2", "place:b4"], today)
    remember(embedded, found.boards, paper="A3", on=today, revision=found.revision, actor="keeper")
    for post, person, end in (("m3-4-head", "who-zi", None), ("m3-3-head", "who-yin", today + timedelta(20))):
        asked = Assignment(post, person, today, "试", planned_end=end)
        reassign(embedded, asked, by=OWNER, today=today)
    notes = Notes(embedded)
    notes.refused(Refusal("POST /api/v1/posts/{id}/assignments", "forbidden", "window", "m3-1-a"))
    notes.flush()
    return site


@pytest.fixture
def owner_page(browser: Browser, waiting: str, signed_as: Any, screen: tuple[str, str]) -> Iterator[Page]:
    """An owner's page, signed in."""
    yield from watched(browser, waiting, screen, storage_state=signed_as("keeper"))


@pytest.fixture
def at_office(browser: Browser, waiting: str, signed_as: Any) -> Iterator[Page]:
    """An administrator's page at a desk, in Chinese."""
    yield from watched(browser, waiting, ("zh", "desk"), storage_state=signed_as("office"))


def test_an_owner_sees_what_waits(owner_page: Page) -> None:
    """Three numbers on top, then a section each; what is empty says so in a sentence."""
    owner_page.goto("/")
    owner_page.locator('nav a[href="/todo"]').click()
    expect(owner_page.locator(".glance b")).to_have_count(3)
    assert owner_page.locator(".glance b").all_inner_texts()[2] == "1"
    expect(owner_page.locator("#boards tbody tr")).to_have_count(1)
    expect(owner_page.locator("#boards")).to_contain_text("4号楼")
    expect(owner_page.locator("#open tbody")).to_contain_text("示例街道办事处")
    ends = owner_page.locator("#ending tbody tr")
    expect(ends).to_have_count(1)
    expect(ends).to_contain_text("寅某")
    expect(ends.locator("a").first).to_have_attribute("href", "/posts/m3-3-head")
    expect(ends).to_contain_text((day_of(None) + timedelta(20)).isoformat())
    expect(owner_page.locator("#refused")).to_contain_text("window")
    expect(owner_page.locator("#machine")).to_contain_text("ArcadeDB/")
    expect(owner_page.locator("#load .empty")).to_have_count(1)
    expect(owner_page.locator("#gaps a")).to_have_attribute("href", "/import")
    kept(owner_page, "todo")


def test_boards_are_printed_with_a_key_and_are_stale_no_more(
    browser: Browser, waiting: str, signed_as: Callable[[str], Any], embedded: Store
) -> None:
    """B prints what the page names; a print is remembered, so they are stale no more."""
    for page in watched(browser, waiting, ("zh", "desk"), storage_state=signed_as("keeper")):
        page.goto("/todo")
        with page.context.expect_event("response", lambda one: one.url.endswith("/todo/boards")) as printed:
            page.keyboard.press("b")
        assert printed.value.status == 200
        assert printed.value.headers["content-type"] == "application/pdf"
        page.goto("/todo")
        expect(page.locator("#boards .empty")).to_have_count(1)
        expect(page.locator("#boards button")).to_have_count(0)
    hung = {row["id"]: row["on"] for row in embedded.read("boards", after="", most=10)}
    assert hung.keys() == {"place:b2", "place:b4"}


def test_it_reads_without_script(browser: Browser, waiting: str, signed_as: Callable[[str], Any]) -> None:
    """The numbers lead to their sections."""
    for page in watched(browser, waiting, ("zh", "desk"), storage_state=signed_as("keeper"), java_script_enabled=False):
        page.goto("/todo")
        page.locator(".glance a").nth(1).click()
        expect(page.locator("#open")).to_be_in_viewport()


def test_an_administrator_sees_their_area_alone(at_office: Page) -> None:
    """Nothing of the machine, of refusals, or of villages outside."""
    at_office.goto("/todo")
    expect(at_office.locator("#open tbody")).to_contain_text("示例社区居委会 副主任")
    expect(at_office.locator("#open tbody")).not_to_contain_text("示例街道办事处")
    expect(at_office.locator("#open tbody")).not_to_contain_text("示例镇政府")
    expect(at_office.locator("#ending tbody tr")).to_have_count(1)
    for section in ("#machine", "#refused", "#sound"):
        expect(at_office.locator(section)).to_have_count(0)


def test_a_clerk_has_no_such_page(at_desk: Page) -> None:
    """Neither the page nor the way to it."""
    at_desk.goto("/desk")
    expect(at_desk.locator('nav a[href="/todo"]')).to_have_count(0)
    assert at_desk.context.request.get("/todo").status == 403


def test_a_year_is_looked_at(at_office: Page) -> None:
    """From today on."""
    at_office.goto("/todo")
    expect(at_office.locator(".verdict")).to_contain_text("365")
    assert date.fromisoformat(at_office.locator(".foot span").first.inner_text().rpartition(" ")[2]) == day_of(None)
