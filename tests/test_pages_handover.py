"""Someone leaves, in a real browser: their posts handed over, looked at first, by keyboard alone, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from graphsvc.accounts import Account
from graphsvc.changes.reassign import reassign
from graphsvc.changes.undo import undo
from graphsvc.questions import duties
from graphsvc.questions.leaving import leaves
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store
from graphsvc.web.moments import day_of
from graphsvc.web.pages.leaving import typed
from tests.browsing import PASSWORD, end_session, kept, tab_to, watched

OWNER = Account("keeper", "owner")
ZH_DESK = ("zh", "desk")


@pytest.fixture
def owner_page(browser: Browser, site: str, signed_as: Any, screen: tuple[str, str]) -> Iterator[Page]:
    """An owner's page, signed in."""
    yield from watched(browser, site, screen, storage_state=signed_as("keeper"))


@pytest.fixture
def at_office(browser: Browser, site: str, signed_as: Any) -> Iterator[Page]:
    """An owner's page at a desk, in Chinese."""
    yield from watched(browser, site, ZH_DESK, storage_state=signed_as("keeper"))


def look(page: Page) -> None:
    """Ask for the preview, by Enter in the reason."""
    page.locator("#handover [name=reason]").press("Enter")


def take_it_back(page: Page) -> None:
    """What was written just now, by keyboard alone."""
    page.keyboard.press("z")
    page.wait_for_url("**/undo")
    page.keyboard.type("试一试")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/changes?made=*")


def test_it_is_looked_at_before_anything_is_written(owner_page: Page, embedded: Store) -> None:
    """Three posts: someone follows, someone acts, one stays open; who is told, which boards, what to mind."""
    before = embedded.published()
    owner_page.goto("/handover")
    kept(owner_page, "leaving")
    owner_page.locator("main [name=q]").fill("who-jia")
    owner_page.keyboard.press("Enter")
    owner_page.locator(".results a").click()
    expect(owner_page.locator(".choice")).to_have_count(3)
    kept(owner_page, "handover")
    owner_page.locator('[name="who:m2-member"]').fill("who-zi")
    owner_page.locator('[name="how:m3-1-a"][value=acts]').check(force=True)
    owner_page.locator('[name="who:m3-1-a"]').fill("寅某")
    owner_page.locator('[name="until:m3-1-a"]').fill((day_of(None) + timedelta(60)).isoformat())
    owner_page.locator('[name="how:p3-1-head"][value=open]').check(force=True)
    owner_page.locator("[name=reason]").fill("搬走")
    look(owner_page)
    expect(owner_page.locator(".preview")).to_be_visible()
    expect(owner_page.locator(".moves > li")).to_have_count(3)
    expect(owner_page.locator("#pre-h")).to_be_focused()
    moved = owner_page.locator(".moves")
    for word in ("子某", "寅某", (day_of(None) + timedelta(60)).isoformat()):
        expect(moved).to_contain_text(word)
    expect(moved.locator(".chip.vacant")).to_have_count(1)
    assert owner_page.locator(".handing .count3 b").all_inner_texts()[2] == "1"
    kept(owner_page, "handover-preview")
    assert embedded.published() == before


def test_it_is_written_by_keyboard_alone_and_told_on_a_sheet(owner_page: Page, embedded: Store) -> None:
    """From the first page to the sheet's PDF and back, no mouse; a name typed is sought while it is typed."""
    page = owner_page
    if not duties(embedded, "person", "who-ren", day_of(None)).items:  # a try before was late once it had written
        undo(embedded, embedded.published(), "试一试", by=OWNER, today=day_of(None))
    page.goto("/handover")
    page.keyboard.type("who-ren")
    page.keyboard.press("Enter")
    page.wait_for_url("**/handover?q=*")
    expect(page.locator("main [name=q]")).to_be_focused()
    tab_to(page, ".results a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/who-ren/handover")
    page.keyboard.press("r")
    page.keyboard.type("退休")
    tab_to(page, '[name="who:m3-2x-head"]')
    page.keyboard.type("mm")
    expect(page.locator(".choice").first.locator('[name="pick:m3-2x-head"]')).to_have_count(2)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    tab_to(page, '[name="how:p3-2-head"]')
    page.keyboard.press("ArrowLeft")
    expect(page.locator('[name="how:p3-2-head"][value=open]')).to_be_checked()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#pre-h")).to_be_focused()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/people/who-ren/handover/*")
    kept(page, "handed")
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    assert page.locator(".tablewrap").evaluate_all(wide) == 0
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).to_contain_text("卯某")
    expect(page.locator("tbody .chip.vacant")).to_have_count(1)
    assert duties(embedded, "person", "who-ren", day_of(None)).items == ()
    with page.context.expect_page() as beside:
        page.keyboard.press("p")
    assert urlsplit(beside.value.url).path.endswith(".pdf")
    told = page.context.request.get(urlsplit(page.url).path + ".pdf")
    assert (told.status, told.headers["content-type"], told.body()[:5]) == (200, "application/pdf", b"%PDF-")
    other = urlsplit(page.url).path.replace("who-ren", "who-jia")
    assert page.context.request.get(other).status == 404
    beside.value.close()
    take_it_back(page)
    assert len(duties(embedded, "person", "who-ren", day_of(None)).items) == 2


def test_what_changed_meanwhile_is_told_and_what_was_typed_is_kept(
    browser: Browser, site: str, signed_as: Callable[[str], Any], embedded: Store
) -> None:
    """The second of two is shown what came in between, and writes only once they have looked again."""
    today = day_of(None)
    # The browser writes a line of its own for a status above 400.
    context = browser.new_context(base_url=site, locale="zh-CN", storage_state=signed_as("keeper"))
    page = context.new_page()
    page.goto("/people/who-xin/handover")
    page.locator('[name="who:m3-2-head"]').fill("who-yin")
    page.locator("[name=reason]").fill("换届")
    look(page)
    expect(page.locator(".preview")).to_be_visible()
    reassign(embedded, Assignment("m3-4-head", "who-zi", today, "补缺"), by=OWNER, today=today)
    with page.expect_response("**/people/who-xin/handover") as answered:
        page.locator(".preview button").click()
    assert answered.value.status == 412
    told = page.locator("#stale")
    expect(told.locator("h2")).to_be_focused()
    expect(told).to_contain_text("补缺")
    expect(told).to_contain_text("子某")
    expect(page.locator('[name="who:m3-2-head"]').first).to_have_value("who-yin")
    expect(page.locator("#handover [name=reason]")).to_have_value("换届")
    kept(page, "handover-stale")
    assert duties(embedded, "person", "who-xin", today).items != ()
    page.locator(".preview button").click()
    page.wait_for_url("**/people/who-xin/handover/*")
    assert duties(embedded, "person", "who-xin", today).items == ()
    context.close()


def test_what_is_missing_is_told_at_its_field(
    browser: Browser, site: str, signed_as: Callable[[str], Any], embedded: Store
) -> None:
    """A name nobody has, cover without an end, no reason: nothing is lost, nothing written."""
    before = embedded.published()
    context = browser.new_context(base_url=site, locale="zh-CN", storage_state=signed_as("keeper"))
    page = context.new_page()
    page.goto("/people/who-jia/handover")
    page.locator('[name="who:m2-member"]').fill("<b>无此人</b>")
    page.locator('[name="how:m3-1-a"][value=acts]').check(force=True)
    page.locator('[name="who:m3-1-a"]').fill("卯某")
    look(page)
    expect(page.locator("#faults h2")).to_be_focused()
    wrong = {
        "who:m2-member": "没有找到这个人",
        "who:m3-1-a": "不止一个人",
        "until:m3-1-a": "代理到哪一天",
        "reason": "为什么",
    }
    for field, said in wrong.items():
        expect(page.locator(f'[id="f-{field}"]')).to_contain_text(said)
        expect(page.locator(f'#handover [name="{field}"]')).to_have_attribute("aria-invalid", "true")
    expect(page.locator('[name="who:m2-member"]')).to_have_value("<b>无此人</b>")
    expect(page.locator(".preview")).to_have_count(0)
    kept(page, "handover-faults")
    assert embedded.published() == before
    context.close()


def test_a_choice_counts_only_for_the_name_it_was_made_for(site: str, embedded: Store) -> None:
    """Whoever was picked before the name was typed anew is not meant any more."""
    held = leaves(embedded, "who-yi", day_of(None))
    form = {"since": held.on.isoformat(), "reason": "搬走", "who:m3-1-b": "卯某", "pick:m3-1-b": "who-mao2"}
    assert typed(embedded, form, held).entry("m3-1-b").person == "who-mao2"
    assert typed(embedded, {**form, "who:m3-1-b": "子某"}, held).entry("m3-1-b").person == "who-zi"
    assert typed(embedded, {**form, "pick:m3-1-b": "who-zi"}, held).entry("m3-1-b").person is None


def test_it_goes_without_script(browser: Browser, site: str, signed_as: Callable[[str], Any]) -> None:
    """Of two who are called the same one is chosen on the page that comes back."""
    for page in watched(browser, site, ZH_DESK, storage_state=signed_as("keeper"), java_script_enabled=False):
        page.goto("/people/who-yi/handover")
        page.locator("[name=reason]").fill("搬走")
        page.locator('[name="who:m3-1-b"]').fill("子某")
        look(page)
        expect(page.locator(".moves")).to_contain_text("子某")


def test_what_lies_outside_is_not_theirs(
    browser: Browser, site: str, signed_as: Callable[[str], Any], embedded: Store
) -> None:
    """An administrator of the community hands over no village; it is told in words, and what was typed is kept."""
    before = embedded.published()
    context = browser.new_context(base_url=site, locale="zh-CN", storage_state=signed_as("office"))
    page = context.new_page()
    page.goto("/people/who-gui/handover")
    page.locator("[name=reason]").fill("换人")
    page.locator('[name="how:o2-head"][value=open]').check(force=True)
    with page.expect_response("**/people/who-gui/handover") as answered:
        look(page)
    assert answered.value.status == 403
    expect(page.locator("#refused")).to_contain_text("范围")
    expect(page.locator("#handover [name=reason]")).to_have_value("换人")
    assert embedded.published() == before
    context.close()


def test_a_session_that_ends_mid_form_loses_nothing(at_office: Page) -> None:
    """One signs in again, and the form is as it was."""
    at_office.goto("/people/who-ding/handover")
    at_office.locator("[name=reason]").fill("另有任用")
    at_office.locator('[name="who:m2-head"]').fill("who-chou")
    end_session(at_office)
    look(at_office)
    at_office.locator("[name=name]").fill("keeper")
    at_office.locator("[name=password]").fill(PASSWORD)
    at_office.keyboard.press("Enter")
    expect(at_office.locator("#handover [name=reason]")).to_have_value("另有任用")
    expect(at_office.locator('[name="who:m2-head"]')).to_have_value("who-chou")


def test_who_holds_nothing_has_nothing_to_hand_over(at_office: Page) -> None:
    """In one sentence, and another may be chosen."""
    at_office.goto("/people/who-chou/handover")
    expect(at_office.locator(".empty a")).to_have_attribute("href", "/handover")


def test_a_post_that_is_only_to_come_is_spoken_of_too(embedded: Store, site: str) -> None:
    """What someone takes later is handed over with what they hold."""
    later = day_of(None) + timedelta(40)
    reassign(embedded, Assignment("m1-head", "who-geng", later, "试"), by=OWNER, today=day_of(None))
    found = leaves(embedded, "who-geng", day_of(None))
    assert [(one.post, one.name, one.since) for one in found.posts] == [
        ("m1-deputy", "示例街道办事处 副主任", found.posts[0].since), ("m1-head", "示例街道办事处 主任", later),
    ]  # fmt: skip
