"""A clerk's day at the desk, by keyboard alone, in both languages and at both widths; no other host is ever asked."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browsing import kept


def test_one_begins_with_what_it_is_about(clerk_page: Page) -> None:
    """J and Enter choose the matter, a door and Enter the household: its path is that matter's at once."""
    clerk_page.goto("/desk")
    expect(clerk_page.locator("#gaps table")).to_be_visible()
    kept(clerk_page, "desk")
    clerk_page.keyboard.press("Escape")
    clerk_page.locator("#q").evaluate("e => e.blur()")
    clerk_page.keyboard.press("j")
    clerk_page.keyboard.press("Enter")
    expect(clerk_page.locator(".about")).to_be_visible()
    expect(clerk_page.locator("#q")).to_be_focused()
    kept(clerk_page, "desk-about")
    for key in (*"12101", "Enter"):
        clerk_page.keyboard.press(key)
    expect(clerk_page.locator("#answer")).to_be_focused()
    there = urlsplit(clerk_page.url)
    assert there.path == "/desk/household/h-101"
    assert parse_qs(there.query)["matter"] == ["land"]
    # The next person is asked without it.
    for key in (*"3301", "Enter"):
        clerk_page.keyboard.press(key)
    expect(clerk_page.locator("#answer .where")).to_contain_text("3号楼301室")
    assert "matter" not in urlsplit(clerk_page.url).query


def test_the_answer_says_whose_household_it_is(clerk_page: Page) -> None:
    """Its head, its size, where it came from; in the rows of the search too."""
    clerk_page.goto("/desk")
    clerk_page.keyboard.type("12101")
    row = clerk_page.locator("#found [role=option]").first
    expect(row).to_contain_text("子某")
    clerk_page.keyboard.press("Enter")
    where = clerk_page.locator("#answer .where")
    for told in ("子某", "2", "示例村"):
        expect(where).to_contain_text(told)
    # One person in both lines bears one number.
    expect(clerk_page.locator(".path .same")).not_to_have_count(0)


def test_a_plus_on_an_answer_makes_it_a_dispute(clerk_page: Page) -> None:
    """The first party stands in the box; the second is typed behind it."""
    clerk_page.goto("/desk/household/h-101")
    clerk_page.keyboard.press("+")
    expect(clerk_page.locator("#q")).to_have_value("h-101+")
    expect(clerk_page.locator("#q")).to_be_focused()
    for key in (*"2201", "Enter"):
        clerk_page.keyboard.press(key)
    expect(clerk_page.locator(".partybox")).to_have_count(2)
    expect(clerk_page.locator(".partybox").first).to_contain_text("子某")


def test_a_path_stops_where_a_party_refuses_mediation(clerk_page: Page) -> None:
    """R says so: no leader stands as the answer any more, the ways out do; R again, and the path is back."""
    clerk_page.goto("/desk/dispute?party=household:h-101&party=household:h-102&matter=noise")
    expect(clerk_page.locator(".path")).to_be_visible()
    clerk_page.keyboard.press("r")
    expect(clerk_page.locator(".stopped")).to_be_visible()
    expect(clerk_page.locator(".path")).to_have_count(0)
    expect(clerk_page.locator(".exits")).to_contain_text("示例派出所")
    kept(clerk_page, "dispute-refused")
    clerk_page.keyboard.press("r")
    expect(clerk_page.locator(".path")).to_be_visible()


def test_a_disputes_matter_is_chosen_and_worked_out_by_keys(clerk_page: Page) -> None:
    """M goes to the matters, a letter or arrow chooses, Ctrl and Enter work it out; whom a party objects to as well."""
    clerk_page.goto("/desk/dispute?party=household:h-101&party=household:h-102")
    clerk_page.keyboard.press("m")
    expect(clerk_page.locator("select[name=matter]")).to_be_focused()
    clerk_page.locator("select[name=matter]").select_option("parking")
    clerk_page.keyboard.press("Control+Enter")
    clerk_page.wait_for_url("**matter=parking*")
    clerk_page.keyboard.press("x")
    expect(clerk_page.locator("select[name=objects_to]")).to_be_focused()
    clerk_page.locator("select[name=objects_to]").select_option("who-ding")
    clerk_page.keyboard.press("Control+Enter")
    clerk_page.wait_for_url("**objects_to=who-ding*")
    expect(clerk_page.locator(".left-out")).to_contain_text("丁某")


def test_a_receipt_is_printed_with_a_key(clerk_page: Page) -> None:
    """P opens the PDF of exactly this answer."""
    clerk_page.goto("/desk/household/h-101?matter=noise")
    with clerk_page.context.expect_page() as beside:
        clerk_page.keyboard.press("p")
    asked = urlsplit(beside.value.url)
    assert asked.path == "/desk/receipt.pdf"
    assert parse_qs(asked.query)["matter"] == ["noise"]


def test_what_to_watch_stands_on_the_desk_and_whole_on_a_page(clerk_page: Page) -> None:
    """The first few with whom to call meanwhile; all of them one link away."""
    clerk_page.goto("/desk")
    gaps = clerk_page.locator("#gaps")
    expect(gaps.locator("tbody tr")).to_have_count(5)
    expect(gaps).to_contain_text("3号楼楼长室")
    gaps.get_by_role("link").first.press("Enter")
    clerk_page.wait_for_url("**/desk/gaps")
    expect(clerk_page.locator("#gaps tbody tr")).to_have_count(6)
    kept(clerk_page, "gaps")


def test_what_is_sought_from_a_disputes_page(clerk_page: Page) -> None:
    """The next person is just typed there, too."""
    clerk_page.goto("/desk/dispute?party=household:h-101&party=household:h-102")
    for key in (*"3301", "Enter"):
        clerk_page.keyboard.press(key)
    expect(clerk_page.locator("#answer .where")).to_contain_text("3号楼301室")
