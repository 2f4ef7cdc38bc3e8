"""An administrator's pages: changing a leader with its effect seen first, the audit, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import kept, tab_to, watched


@pytest.fixture
def office(browser: Browser, site: str, signed_as: Callable[[str], Any], screen: tuple[str, str]) -> Iterator[Page]:
    """An administrator of the community, in each language and width."""
    yield from watched(browser, site, screen, storage_state=signed_as("office"))


@pytest.fixture
def at_office(browser: Browser, site: str, signed_as: Callable[[str], Any]) -> Iterator[Page]:
    """The same at a desk, in Chinese."""
    yield from watched(browser, site, ("zh", "desk"), storage_state=signed_as("office"))


@pytest.fixture
def without_script(browser: Browser, site: str, signed_as: Callable[[str], Any]) -> Iterator[Page]:
    """The same with no script at all."""
    yield from watched(browser, site, ("zh", "desk"), storage_state=signed_as("office"), java_script_enabled=False)


def holder_of(page: Page, post: str) -> str:
    """Who holds a post, by the head of its page."""
    page.goto(f"/posts/{post}")
    return page.locator(".posthead").inner_text()


def take_back(page: Page) -> None:
    """Undo what the page of changes says was written just now."""
    page.locator(".done [role=button]").click()
    page.locator("[name=reason]").fill("试一试")
    page.locator("[data-submit]").click()
    expect(page.locator(".done")).to_be_visible()


def test_the_way_to_a_post(office: Page) -> None:
    """What is vacant in one's area stands there; a building or a name leads to the posts there."""
    office.goto("/posts")
    expect(office.locator("main")).to_contain_text("3号楼楼长室")
    assert "镇长" not in office.locator("main").inner_text(), "vacant, and outside the area"
    kept(office, "posts")
    office.keyboard.type("甲某")
    office.keyboard.press("Enter")
    expect(office.locator(".results a")).to_have_count(3)
    office.goto("/posts?q=2")
    office.get_by_role("link", name="2号楼楼长室").click()
    expect(office.locator("h1")).to_contain_text("2号楼楼长室")
    office.goto("/posts?q=无此人")
    expect(office.locator(".empty")).to_contain_text("无此人")


def test_the_page_of_a_post(office: Page) -> None:
    """Its history, who might be next, and what the first of them would change; nothing is written by looking."""
    office.goto("/posts/m3-3-head")
    expect(office.locator(".timeline")).to_contain_text("丙某")
    expect(office.locator("#preview")).to_contain_text("3号楼")
    expect(office.locator("#preview .count3 b").first).to_have_text("1")
    kept(office, "post")
    assert "○" in holder_of(office, "m3-3-head")


def test_a_leader_is_changed_and_changed_back_by_keyboard_alone(office: Page) -> None:
    """From the box to the post, a candidate, a reason, written; and undone."""
    office.goto("/posts")
    office.keyboard.type("1号楼")
    office.keyboard.press("Enter")
    office.wait_for_url("**/posts?q=*")
    office.keyboard.press("Tab")
    while office.evaluate("document.activeElement.textContent") != "1号楼楼长室":
        office.keyboard.press("Tab")
    office.keyboard.press("Enter")
    office.wait_for_url("**/posts/m3-1-a")
    first, second = (office.locator("input[name=person]").nth(number) for number in (0, 1))
    expect(first).to_be_focused()
    office.keyboard.press("ArrowDown")
    expect(second).to_be_checked()
    name = office.locator(".pick tbody tr").nth(1).locator("label").inner_text().strip()
    expect(office.locator("#bar")).to_contain_text(name)
    office.keyboard.press("r")
    office.keyboard.type("补缺")
    office.keyboard.press("Control+Enter")
    expect(office.locator(".done")).to_be_visible()
    expect(office.locator(".changes > li").first).to_contain_text("补缺")
    kept(office, "changes")
    office.keyboard.press("z")
    office.wait_for_url("**/undo")
    kept(office, "undo")
    office.keyboard.type("选错了人")
    office.keyboard.press("Control+Enter")
    office.wait_for_url("**/changes?made=*")
    expect(office.locator(".changes > li").first).to_contain_text("选错了人")
    expect(office.locator(".changes > li.gone").first).to_contain_text("补缺")
    assert "甲某" in holder_of(office, "m3-1-a")


def test_the_second_of_two_tabs_is_told_and_keeps_what_was_typed(at_office: Page) -> None:
    """The first writes; the second sees what came in between, and writes by the new revision if they still mean it."""
    at_office.goto("/posts/m3-3-head")
    other = at_office.context.new_page()
    other.goto("/posts/m3-2-head")
    other.locator("[name=reason]").fill("先写的")
    other.locator("[data-submit]").click()
    expect(other.locator(".done")).to_be_visible()
    at_office.locator("[name=reason]").fill("后写的")
    at_office.locator("[name=approved_by]").fill("居委会")
    at_office.locator("[data-submit]").click()
    expect(at_office.locator(".error")).to_contain_text("2号楼楼长室")
    expect(at_office.locator(".error")).to_contain_text("先写的")
    expect(at_office.locator("[name=reason]")).to_have_value("后写的")
    expect(at_office.locator("[name=approved_by]")).to_have_value("居委会")
    at_office.locator("[data-submit]").click()
    expect(at_office.locator(".changes > li").first).to_contain_text("后写的")
    take_back(at_office)
    take_back_of = at_office.locator(".changes > li", has_text="先写的").get_by_role("link", name="撤回")
    take_back_of.click()
    at_office.locator("[name=reason]").fill("试一试")
    at_office.locator("[data-submit]").click()
    expect(at_office.locator(".changes > li.gone", has_text="先写的")).to_be_visible()
    other.close()


def test_without_script_nothing_is_written_unseen(without_script: Page) -> None:
    """What was changed after the look is looked at again; then it is written."""
    page = without_script
    page.goto("/posts/m3-3-head")
    page.locator("[name=since]").fill("2026-12-24")
    page.locator("[name=reason]").fill("年底交接")
    page.locator("[data-submit]").click()
    expect(page.locator(".error")).to_be_visible()
    expect(page.locator("#preview")).to_contain_text("2026-12-24")
    expect(page.locator("[name=reason]")).to_have_value("年底交接")
    page.locator("[data-submit]").click()
    expect(page.locator(".changes > li").first).to_contain_text("2026-12-24")
    take_back(page)


def test_someone_else_is_found_by_name(at_office: Page, without_script: Page) -> None:
    """As it is typed with script, at a press of the button without."""
    at_office.goto("/posts/m3-3-head")
    at_office.locator("#who").press_sequentially("ym")
    expect(at_office.locator("#others")).to_contain_text("寅某")
    at_office.locator("#others input").first.check()
    expect(at_office.locator("#bar")).to_contain_text("寅某")
    without_script.goto("/posts/m3-3-head")
    without_script.locator("#who").fill("壬某")
    without_script.get_by_role("button", name="找", exact=True).click()
    without_script.locator("#others input").first.check()
    without_script.get_by_role("button", name="再看一遍").click()
    expect(without_script.locator("#bar")).to_contain_text("壬某")


def test_a_refusal_says_what_to_do_and_keeps_the_rest(at_office: Page) -> None:
    """Acting cover without its end is told beside the form, before anything is written."""
    at_office.goto("/posts/m3-3-head")
    at_office.locator("[name=reason]").fill("生病一个月")
    at_office.locator("[name=basis]").select_option("acting")
    expect(at_office.locator("#preview")).to_contain_text("代理要写明到哪天为止")
    expect(at_office.locator("[data-submit]")).to_have_count(0)
    at_office.locator("[name=planned_end]").fill("2027-01-01")
    at_office.locator("[name=planned_end]").blur()
    expect(at_office.locator("[data-submit]")).to_be_visible()
    expect(at_office.locator("[name=reason]")).to_have_value("生病一个月")


def test_who_holds_it_already_is_no_change(at_office: Page) -> None:
    at_office.goto("/posts/m3-2-head?person=who-xin")
    expect(at_office.locator("#preview")).to_contain_text("已经是这个人了")
    expect(at_office.locator("[data-submit]")).to_have_count(0)


def test_another_area_is_refused(at_office: Page) -> None:
    """The page of a post one may not change is 403, before anything of it is shown."""
    answer = at_office.goto("/posts/o2-head")
    assert answer is not None
    assert answer.status == 403
    assert "癸某" not in at_office.content()
    assert at_office.goto("/changes/1/undo").status == 403


def test_an_auditor_reads_and_takes_nothing_back(browser: Browser, site: str, signed_as: Callable[[str], Any]) -> None:
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed_as("reviewer")):
        page.goto("/changes")
        expect(page.locator("#r1")).to_contain_text("导入")
        expect(page.locator("a", has_text="撤回第")).to_have_count(0)
        assert page.goto("/posts").status == 403


def test_changes_are_sifted(browser: Browser, site: str, signed_as: Callable[[str], Any]) -> None:
    """By who made them, whose posts they touch, and when."""
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed_as("keeper")):
        page.goto("/posts/m3-4-head?person=who-mao")
        page.locator("[name=reason]").fill("回来了")
        page.locator("[data-submit]").click()
        expect(page.locator(".changes > li").first).to_contain_text("回来了")
        last = page.url
        page.locator("[name=who]").fill("卯某")
        page.locator("[name=actor]").fill("keeper")
        page.get_by_role("button", name="筛").click()
        expect(page.locator(".changes > li")).to_have_count(1)
        page.locator("[name=until]").fill("2020-01-01")
        page.get_by_role("button", name="筛").click()
        expect(page.locator(".empty")).to_be_visible()
        page.goto("/changes?who=无此人")
        expect(page.locator(".empty")).to_be_visible()
        page.goto(last)
        take_back(page)


def test_the_audit_is_asked_by_keyboard_alone(office: Page) -> None:
    """Whose posts were touched, by the key of every search; what stood in a filter is there to be typed over."""
    office.goto("/posts/m3-3-head")
    office.keyboard.press("r")
    office.keyboard.type("查得到")
    office.keyboard.press("Control+Enter")
    expect(office.locator(".changes > li").first).to_contain_text("查得到")
    office.goto("/changes")
    office.keyboard.press("/")
    office.keyboard.type("无此人")
    office.keyboard.press("Enter")
    expect(office.locator(".empty")).to_be_visible()
    tab_to(office, "[name=actor]")
    office.keyboard.type("office")
    tab_to(office, "[name=who]")
    office.keyboard.press("Delete")
    office.keyboard.press("Enter")
    expect(office.locator(".changes > li").first).to_contain_text("查得到")
    tab_to(office, '.changes a[href$="/undo"]')
    office.keyboard.press("Enter")
    office.wait_for_url("**/undo")
    office.keyboard.type("试一试")
    office.keyboard.press("Control+Enter")
    expect(office.locator(".changes > li.gone").first).to_contain_text("查得到")


def test_an_undo_that_another_change_rests_on_names_it(at_office: Page) -> None:
    at_office.goto("/posts/m3-3-head")
    at_office.locator("[name=reason]").fill("第一次")
    at_office.locator("[data-submit]").click()
    expect(at_office.locator(".done")).to_be_visible()
    first = int(re.search(r"made=(\d+)", at_office.url)[1])
    at_office.goto("/posts/m3-3-head?person=who-ren")
    at_office.locator("[name=since]").fill("2027-05-01")
    at_office.locator("[name=since]").blur()
    expect(at_office.locator("#bar")).to_contain_text("2027-05-01")
    at_office.locator("[name=reason]").fill("第二次")
    at_office.locator("[data-submit]").click()
    expect(at_office.locator(".done")).to_be_visible()
    second = at_office.url
    at_office.goto(f"/changes/{first}/undo")
    expect(at_office.locator("main")).to_contain_text(f"请先撤销第{first + 1}版")
    at_office.goto(second)
    take_back(at_office)
    at_office.goto(f"/changes?made={first}")
    take_back(at_office)


def test_a_number_no_revision_has_is_refused_in_words(at_office: Page) -> None:
    """None is a fault of the program: the graph's numbers end, and an address does not."""
    for address, status in (
        (f"/changes?before={10**30}", 422),
        (f"/changes?made={10**30}", 422),
        (f"/changes/{10**30}/undo", 404),
        (f"/terms/done/{10**30}", 404),
    ):
        answer = at_office.goto(address)
        assert answer is not None
        assert answer.status == status
