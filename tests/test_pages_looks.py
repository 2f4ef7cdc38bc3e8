"""Every page, dark, on a projector, on the narrowest phone, on paper: readable, reachable, within its sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from graphsvc.web import create_app
from tests.browsing import SEEN, watched

VIEWS: dict[str, dict[str, Any]] = {
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "projector": {"viewport": {"width": 1920, "height": 1080}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
}
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


@pytest.fixture(params=VIEWS)
def owners_page(request: pytest.FixtureRequest, browser: Browser, site: str, signed_as: Any) -> Iterator[Page]:
    """A page of one who may open them all, in a view of its own."""
    yield from watched(browser, site, ("zh", "desk"), storage_state=signed_as("keeper"), **VIEWS[request.param])


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
    """No fault of contrast or naming, nothing over the edge, nothing too small for a finger."""
    answer = owners_page.goto(path)
    assert answer
    assert answer.status in (200, 404)
    width = owners_page.viewport_size["width"]  # type: ignore[index]
    name = path.strip("/").replace("/", "-").replace("?", "-").replace("&", "-").replace(":", "-").replace("%", "")
    SEEN.mkdir(parents=True, exist_ok=True)
    dark = owners_page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    owners_page.screenshot(path=SEEN / f"view-{name}-{width}{'-dark' if dark else ''}.png", full_page=True)
    assert owners_page.evaluate("document.documentElement.scrollWidth") <= width
    assert owners_page.evaluate(_SMALL) == []
    found = Axe().run(owners_page)
    assert found.violations_count == 0, found.generate_report()


def test_focus_is_seen_on_everything_that_takes_it(owners_page: Page) -> None:
    """Each stop of the tab key on the desk and on an answer has an outline of three pixels."""
    for path in ("/desk", "/desk/household/h-101"):
        owners_page.goto(path)
        for _ in range(25):
            owners_page.keyboard.press("Tab")
            width = owners_page.evaluate(
                "() => { const e = document.activeElement, s = getComputedStyle(e);"
                " if (e === document.body || e.matches('.skip')) return '3px';"
                " return s.outlineStyle === 'none' ? '0' : s.outlineWidth }"
            )
            assert float(width.removesuffix("px")) >= 3, owners_page.evaluate("document.activeElement.outerHTML")


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
