"""Every page, dark, on a projector, on the narrowest phone, on paper: readable, reachable, within its sheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PageObject, PdfReader

from graphsvc.web import create_app
from tests.browsing import LANGUAGES, SEEN, watched

VIEWS: dict[str, tuple[int, int, Literal["light", "dark"]]] = {
    "projector": (1920, 1080, "light"),
    "narrow": (320, 640, "light"),
    "dark": (1440, 900, "dark"),
    "phone-dark": (390, 844, "dark"),
}
# One of each scheme, one wide and one narrow: a fault of naming or contrast is another's by neither.
_HELD_TO_AXE = ("projector", "phone-dark")
PLAIN = (
    "/signin",
    "/password",
    "/accounts",
    "/accounts/window",
    "/desk",
    "/desk?q=%E5%8D%AF%E6%9F%90",
    "/desk?q=nothing",
    "/desk?matter=noise",
    "/desk/gaps",
    "/desk/household/h-101",
    "/desk/household/h-101?matter=noise",
    "/desk/household/nobody",
    "/desk/place/b3",
    "/desk/dispute",
    "/desk/dispute?party=household:h-101&party=household:h-201&matter=noise",
    "/desk/dispute?party=household:h-101&party=household:h-201&matter=noise&unwilling=yes",
    "/building",
    "/building?b=99",
    "/building/b3",
    "/charts?root=c",
    "/handover",
    "/people/who-jia/handover",
    "/posts",
    "/posts/m3-1-a",
    "/changes",
    "/changes/1/undo",
    "/todo",
    "/terms",
    "/import",
    "/export",
)
# Parts of pages, files, and what stands only once something was sent or an account elsewhere is used.
NO_PAGES = {
    "/", "/desk/found", "/desk/receipt.pdf", "/people/found", "/posts/<id>/people", "/signin/oidc", "/signin/oidc/back",
    "/term-sheet.xlsx", "/import/<id>", "/terms/<id>",
}  # fmt: skip
_SMALL = """() => [...document.querySelectorAll('a[href], button, select, input:not([type=hidden])')]
  .filter(e => !e.closest('svg, p, td, th, li, dd, .note, .sr, .head') && !e.matches('.skip, .sr'))
  .map(e => [e, (e.closest('label') || e).getBoundingClientRect()])
  .filter(([e, r]) => r.width && (r.width < 24 || r.height < 24)).map(([e]) => e.outerHTML.slice(0, 90))"""


@pytest.fixture
def owners_page(browser: Browser, site: str, signed_as: Any) -> Iterator[Page]:
    """A page of one who may open them all."""
    yield from watched(browser, site, ("zh", "desk"), storage_state=signed_as("keeper"))


def test_every_page_is_looked_at(embedded: Any) -> None:
    """A page that is added must be added here."""
    rules = {
        rule.rule.split("?")[0]
        for rule in create_app(embedded).url_map.iter_rules()
        if rule.endpoint.startswith("pages.") and "GET" in (rule.methods or ())
    }
    seen = {path.partition("?")[0] for path in PLAIN}
    own = {rule for rule in rules - NO_PAGES if rule.count("<") < 2 and "." not in rule}
    sent = ("/terms/", "/import/", "/export/", "/charts/")
    missed = [rule for rule in own if not rule.startswith(sent) and not any(_is_of(rule, path) for path in seen)]
    assert missed == []


def _is_of(rule: str, path: str) -> bool:
    parts, found = rule.split("/"), path.split("/")
    return len(parts) == len(found) and all(one == two or "<" in one for one, two in zip(parts, found, strict=True))


@pytest.mark.parametrize("path", PLAIN)
def test_each_view(owners_page: Page, path: str) -> None:
    """No fault of contrast or naming, nothing over the edge, nothing too small for a finger.

    Opened once: what differs from view to view is decided by the sheet of styles, live.
    """
    page = owners_page
    answer = page.goto(path)
    assert answer
    assert answer.status in (200, 404)
    name = path.strip("/").replace("/", "-").replace("?", "-").replace("&", "-").replace(":", "-").replace("%", "")
    SEEN.mkdir(parents=True, exist_ok=True)
    for view, (width, height, scheme) in VIEWS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=SEEN / f"view-{name}-{view}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        assert page.evaluate(_SMALL) == [], view
        if view in _HELD_TO_AXE:
            found = Axe().run(page)
            assert found.violations_count == 0, f"{view}: {found.generate_report()}"


@pytest.mark.parametrize("view", ["dark", "narrow"])
@pytest.mark.parametrize("path", ["/desk", "/desk/household/h-101"])
def test_focus_is_seen_on_everything_that_takes_it(owners_page: Page, path: str, view: str) -> None:
    """Each stop of the tab key on the desk and on an answer has an outline of three pixels."""
    width, height, scheme = VIEWS[view]
    owners_page.set_viewport_size({"width": width, "height": height})
    owners_page.emulate_media(color_scheme=scheme)
    owners_page.goto(path)
    for _ in range(25):
        owners_page.keyboard.press("Tab")
        outline = owners_page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " if (e === document.body || e.matches('.skip')) return '3px';"
            " return s.outlineStyle === 'none' ? '0' : s.outlineWidth }"
        )
        assert float(outline.removesuffix("px")) >= 3, owners_page.evaluate("document.activeElement.outerHTML")


PRINTED = (
    "/desk/household/h-101",
    "/desk/dispute?party=household:h-101&party=household:h-201&matter=noise",
    "/desk/gaps",
    "/building/b3",
)


@pytest.mark.parametrize("path", PRINTED)
def test_paper_holds_what_is_told_and_no_controls(browser: Browser, site: str, signed: Any, path: str) -> None:
    """Black on white, no button, nothing wider than the sheet."""
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed, viewport={"width": 559, "height": 794}):
        page.goto(path)
        page.emulate_media(media="print")
        SEEN.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SEEN / f"print-{path.strip('/').split('?')[0].replace('/', '-')}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 559
        shown = page.locator("main button:visible, main select:visible, main input:visible, nav:visible")
        assert shown.evaluate_all("all => all.map(one => one.outerHTML)") == []
        found = Axe().run(page, options={"runOnly": ["color-contrast"]})
        assert found.violations_count == 0, found.generate_report()


_A4 = (595, 842)
_ON_PAPER = 688
"""The pixels of a sheet of A4 between its margins."""

_DARK = """() => [...document.querySelectorAll('main, main *')].filter(e => e.checkVisibility() && !e.closest('svg'))
  .map(e => [e, getComputedStyle(e).backgroundColor.match(/[\\d.]+/g).map(Number)])
  .filter(([e, [r, g, b, a = 1]]) => a > 0 && .2126 * r + .7152 * g + .0722 * b < 200)
  .map(([e]) => e.outerHTML.slice(0, 90))"""
_CUT = """() => [...document.querySelectorAll('main, main *')]
  .filter(e => e.checkVisibility() && !e.closest('svg, .sr'))
  .filter(e => getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
  .map(e => e.outerHTML.slice(0, 90))"""
_TOLD = """() => {
  const told = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const e = walk.currentNode.parentElement;
    if (e.checkVisibility() && !e.closest('svg, .sr'))
      told.push([walk.currentNode.data, parseFloat(getComputedStyle(e).fontSize)]); }
  return told }"""
_CONTROLS = "main :is(button, select, textarea, input):visible, nav:visible, .bar:visible, .preview .acts:visible"


def _read(sheets: Iterable[PageObject]) -> str:
    text = "".join("".join(sheet.extract_text().split()) for sheet in sheets)
    return "".join(one if "⺀" <= one <= "⿕" else unicodedata.normalize("NFKC", one) for one in text)


def _as_on_paper(word: str) -> re.Pattern[str]:
    """A word as a PDF may spell it: one glyph stands for a character and its radical, for one dash and another."""
    spelt = unicodedata.normalize("NFKC", word)
    return re.compile(
        "".join("." if one in "–—" else f"[{one}⺀-⿕]" if one > "⿿" else re.escape(one) for one in spelt)
    )


def _of_a_post(page: Page) -> None:
    page.goto("/posts/m3-1-a")
    page.locator("[name=person]").first.check()
    expect(page.locator("#preview .count3")).to_be_visible()


def _of_a_hand_over(page: Page) -> None:
    page.goto("/people/who-jia/handover")
    page.locator('[name="how:m2-member"][value=open]').check(force=True)
    page.locator('[name="how:m3-1-a"][value=open]').check(force=True)
    page.locator('[name="how:p3-1-head"][value=open]').check(force=True)
    page.locator("[name=reason]").fill("搬走")
    page.locator("[name=reason]").press("Enter")
    expect(page.locator(".moves")).to_be_visible()


OFFICE: dict[str, Callable[[Page], Any]] = {
    "post": _of_a_post,
    "hand-over": _of_a_hand_over,
    "audit": lambda page: page.goto("/changes?since=2020-01-01"),
    "health": lambda page: page.goto("/todo"),
    "accounts": lambda page: page.goto("/accounts/window"),
    "gaps": lambda page: page.goto("/desk/gaps"),
    "how-to-import": lambda page: page.goto("/import"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", OFFICE)
def test_an_administrators_page_goes_on_paper(
    browser: Browser, site: str, signed_as: Any, name: str, lang: str
) -> None:
    """On A4, from a dark screen: nothing dark, cut off or folded in, nothing to press, all of it readable."""
    for page in watched(browser, site, (lang, "desk"), storage_state=signed_as("keeper"), color_scheme="dark"):
        OFFICE[name](page)
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        page.set_viewport_size({"width": _ON_PAPER, "height": 971})
        page.emulate_media(media="print")
        page.screenshot(path=SEEN / f"paper-{name}-{lang}.png", full_page=True)
        assert page.locator(_CONTROLS).evaluate_all("all => all.map(one => one.outerHTML)") == []
        assert (page.evaluate(_DARK), page.evaluate(_CUT)) == ([], [])
        assert page.evaluate("document.documentElement.scrollWidth") <= _ON_PAPER
        told: list[tuple[str, float]] = page.evaluate(_TOLD)
        assert min(size for text, size in told if text.strip()) >= 10.6, "eight points"
        sheets = PdfReader(BytesIO(printed)).pages
        assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {_A4}
        on_paper = _read(sheets)
        assert [text for text, _ in told for word in text.split() if not _as_on_paper(word).search(on_paper)] == []
        found = Axe().run(page, options={"runOnly": ["color-contrast"]})
        assert found.violations_count == 0, found.generate_report()


def test_the_whole_menu_is_in_sight(browser: Browser, site: str, signed_as: Any) -> None:
    """An owner's, the longest, in English; on a phone it is moved by a finger, with the present page in sight."""
    for page in watched(browser, site, ("en", "desk"), storage_state=signed_as("keeper")):
        for width in (768, 1024, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto("/accounts")
            hidden = (
                "() => { const nav = document.querySelector('.bar nav'); return nav.scrollWidth - nav.clientWidth }"
            )
            assert page.evaluate(hidden) <= 0, width
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto("/accounts")
        expect(page.locator(".bar nav [aria-current]")).to_be_in_viewport(ratio=1)


def test_an_account_is_read_and_ended_on_a_phone_without_moving_its_table(
    browser: Browser, site: str, signed_as: Any
) -> None:
    for page in watched(browser, site, ("zh", "phone"), storage_state=signed_as("keeper")):
        for path in ("/accounts", "/accounts/keeper"):
            page.goto(path)
            wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
            assert page.locator(".tablewrap:visible").evaluate_all(wide) == 0
        expect(page.get_by_role("button", name="作废").first).to_be_in_viewport(ratio=1)
