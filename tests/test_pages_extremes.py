"""Pages at their limits: markup for a name, names without end, five hundred results, and a graph with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from graphsvc.store import Store
from tests.browsing import kept, serving, signed_in_at, watched
from tests.town import TODAY, TOWN

MARKUP = '"><script>alert(1)</script><b>&amp;'
LONG = "长" * 90
LONG_WORD = "Q" * 120
DOORS = [f"{floor}{door:02}" for floor in range(1, 26) for door in range(1, 11)]
ENTRANCES = ("1", "2")


def crowded() -> dict[str, list[dict[str, str]]]:
    """The standing town with a building of 500 households, all headed by a 张, and names no form was made for."""
    homes = [(entrance, door) for entrance in ENTRANCES for door in DOORS]
    calls = {("2", "301"): f"张{MARKUP}", ("2", "401"): f"张{LONG}", ("1", "101"): f"张{LONG_WORD}"}
    return {
        **TOWN,
        "places": [
            *TOWN["places"],
            {"place": "b40", "kind": "building", "name": "40号楼", "within": "c"},
            *({"place": f"40-{one}", "kind": "entrance", "name": f"{one}单元", "within": "b40"} for one in ENTRANCES),
            *(
                {"place": f"d40-{one}-{door}", "kind": "dwelling", "name": f"{door}室", "within": f"40-{one}"}
                for one, door in homes
            ),
        ],
        "units": [
            *({**one, "name": f"{one['name']}{LONG}"} if one["unit"] == "m2" else one for one in TOWN["units"]),
            {"unit": "m3-40", "line": "m", "tier": "3", "name": f"40号楼{LONG_WORD}", "part_of": "m2"},
        ],
        "serves": [*TOWN["serves"], {"unit": "m3-40", "place": "b40", "since": "2020-01-01"}],
        "posts": [*TOWN["posts"], {"post": "m3-40-head", "unit": "m3-40", "title": f"楼长{LONG}", "rank": "head"}],
        "people": [
            *TOWN["people"],
            {"person": "long", "name": f"王{LONG}", "phone": "19900000099"},
            *(
                {"person": f"p40-{one}-{door}", "name": calls.get((one, door), f"张{one}{door}")}
                for one, door in homes
            ),
        ],
        "tenures": [
            *TOWN["tenures"],
            {"post": "m3-40-head", "person": "long", "since": "2020-01-01", "basis": "elected"},
        ],
        "households": [
            *TOWN["households"],
            *(
                {"household": f"h40-{one}-{door}", "place": f"d40-{one}-{door}", "head": f"p40-{one}-{door}",
                 "size": "3", "since": "2020-01-01"}
                for one, door in homes
            ),
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def crowd(embedded: Store) -> Iterator[str]:
    """The crowded town, served."""
    yield from serving(embedded, crowded(), on=TODAY)


@pytest.fixture(scope="module")
def in_crowd(browser: Browser, crowd: str) -> Any:
    """What a clerk's browser keeps there."""
    return signed_in_at(browser, crowd, "window")


@pytest.fixture
def page(browser: Browser, crowd: str, in_crowd: Any, screen: tuple[str, str]) -> Iterator[Page]:
    """A clerk there, in both languages and at both widths."""
    yield from watched(browser, crowd, screen, storage_state=in_crowd)


@pytest.fixture
def at_desk(browser: Browser, crowd: str, in_crowd: Any) -> Iterator[Page]:
    """The same in Chinese at a desk."""
    yield from watched(browser, crowd, ("zh", "desk"), storage_state=in_crowd)


class Counted:
    """A keyboard that counts: each key pressed is one action."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        """One action a key."""
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1


def test_the_main_task_takes_three_keys(page: Page) -> None:
    """4 0 and the number to call stands in the first row; Enter opens who it is."""
    page.goto("/desk")
    expect(page.locator("#q")).to_be_focused()
    keys = Counted(page)
    keys.press(*"40")
    expect(page.locator("#found [role=option]").first.locator(".tel")).to_have_text("19900000099")
    assert keys.count <= 2
    kept(page, "long-typing")
    keys.press("Enter")
    expect(page.locator("#answer .tel")).to_have_text("19900000099")
    assert urlsplit(page.url).path == "/desk/place/b40"
    assert keys.count <= 3
    kept(page, "long-building")


def test_a_dispute_takes_fourteen_keystrokes(page: Page) -> None:
    """Two doors of a large building, Enter: both parties, whatever their heads are called."""
    page.goto("/desk")
    keys = Counted(page)
    keys.press(*"402301+402401", "Enter")
    expect(page.locator(".partybox")).to_have_count(2)
    assert keys.count <= 14
    expect(page.locator(".partybox").first).to_contain_text(MARKUP)
    kept(page, "long-dispute")


def test_a_household_by_arrow_in_four_keys(at_desk: Page) -> None:
    """Below the building stand its doors."""
    at_desk.goto("/desk")
    keys = Counted(at_desk)
    keys.press(*"40")
    expect(at_desk.locator("#found [role=option]")).to_have_count(6)
    keys.press("ArrowDown", "Enter")
    expect(at_desk.locator("#answer")).to_be_focused()
    assert urlsplit(at_desk.url).path == "/desk/household/h40-1-101"
    assert keys.count == 4


def test_markup_for_a_name_is_read_as_it_was_written(page: Page) -> None:
    """On the answer and in a row of what was found; a dialog would be an error of the page."""
    page.goto("/desk/household/h40-2-301")
    expect(page.locator("#answer .where")).to_contain_text(f"张{MARKUP}")
    page.keyboard.type("402301")
    expect(page.locator("#found [role=option]").first).to_contain_text(MARKUP)
    assert page.locator("main script").count() == 0
    kept(page, "markup")


def test_a_long_name_breaks_and_pushes_nothing_aside(page: Page) -> None:
    """Heads, units, posts and holders of a hundred characters, one without any place to break."""
    for household in ("h40-2-401", "h40-1-101"):
        page.goto(f"/desk/household/{household}")
        expect(page.locator("#answer")).to_be_visible()
        kept(page, f"long-{household}")


def test_five_hundred_results_come_in_pages(page: Page) -> None:
    """Fifty, a sentence and the way on; typing shows six and says that there are more."""
    page.goto("/desk")
    page.keyboard.type("张")
    expect(page.locator("#found [role=option]")).to_have_count(6)
    page.locator("#foundbox .more a").press("Enter")
    page.wait_for_url("**/desk?q=*")
    seen: list[str] = []
    for _ in range(20):
        seen += page.locator(".results li a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        if not page.locator(".more a").count():
            break
        page.locator(".results + .more a").press("Enter")
        page.wait_for_url(f"**after={seen[-1].rpartition('/')[2]}*")
    assert len(seen) == len(set(seen)) == 500
    page.goto("/desk?q=张")
    kept(page, "500")


@pytest.fixture(scope="module")
def owner_in_crowd(browser: Browser, crowd: str) -> Any:
    """What an owner's browser keeps there."""
    return signed_in_at(browser, crowd, "keeper")


@pytest.fixture
def owner_page(browser: Browser, crowd: str, owner_in_crowd: Any, screen: tuple[str, str]) -> Iterator[Page]:
    """An owner there, in both languages and at both widths."""
    yield from watched(browser, crowd, screen, storage_state=owner_in_crowd)


def test_what_waits_stands_with_names_without_end(owner_page: Page) -> None:
    """A building of five hundred households is told as far more than others serve."""
    owner_page.goto("/todo")
    expect(owner_page.locator("#load tbody tr")).to_have_count(1)
    expect(owner_page.locator("#load")).to_contain_text("500")
    kept(owner_page, "long-todo")


def test_posts_are_handed_over_by_and_to_whom_no_form_was_made_for(owner_page: Page) -> None:
    """Markup for a successor's name, and a predecessor's that does not end."""
    owner_page.goto("/people/long/handover")
    owner_page.locator('[name="who:m3-40-head"]').fill("p40-2-301")
    expect(owner_page.locator(".meant")).to_contain_text(MARKUP)
    owner_page.locator("#handover [name=reason]").fill(LONG_WORD)
    owner_page.locator("#handover [name=reason]").press("Enter")
    expect(owner_page.locator(".moves")).to_contain_text(MARKUP)
    expect(owner_page.locator(".handing .count3 b").first).to_have_text("500")
    kept(owner_page, "long-handover")


EMPTY = ("/desk", "/desk?q=1", "/desk?q=1%2B2", "/desk/gaps", "/desk/dispute", "/building", "/building?b=1", "/charts")


@pytest.fixture(scope="module")
def nothing(embedded: Store, crowd: str) -> Iterator[str]:
    """A graph that holds accounts and nothing else; after the crowd, since both stand in one store."""
    yield from serving(embedded, None, on=TODAY)


@pytest.mark.parametrize("path", EMPTY)
def test_a_graph_with_nothing_in_it_says_so(browser: Browser, nothing: str, screen: tuple[str, str], path: str) -> None:
    """Each page stands, and none is blank."""
    for page in watched(browser, nothing, screen, storage_state=signed_in_at(browser, nothing, "window")):
        answer = page.goto(path)
        assert answer
        assert answer.status < 500
        expect(page.locator("main")).not_to_be_empty()
        kept(page, f"empty{path.replace('/', '-').replace('?', '-')}")


@pytest.mark.parametrize("path", ["/todo", "/handover", "/handover?q=1"])
def test_an_owner_of_nothing_is_told_so(browser: Browser, nothing: str, screen: tuple[str, str], path: str) -> None:
    """The machine alone has anything to tell."""
    for page in watched(browser, nothing, screen, storage_state=signed_in_at(browser, nothing, "keeper")):
        page.goto(path)
        expect(page.locator("main")).not_to_be_empty()
        kept(page, f"empty{path.replace('/', '-').replace('?', '-')}")
