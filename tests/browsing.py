"""A real browser on the standing town, for every test of a page; what was seen is left as pictures in .cache/pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from graphsvc.accounts import Account, add_account, set_password
from graphsvc.changes.undo import undo
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from graphsvc.web.moments import day_of
from tests.loopback import answering
from tests.processes import CHECKOUT
from tests.town import TODAY, TOWN

PASSWORD = "window-two-2026"
expect.set_options(timeout=15_000)
SEEN = CHECKOUT / ".cache" / "pages"
ACCOUNTS = (
    Account("window", "clerk"),
    Account("office", "administrator", "place:c"),
    Account("keeper", "owner"),
    Account("reviewer", "auditor"),
)
SIZES = {"phone": (390, 844), "desk": (1440, 900)}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_NO_FAULT = (
    # The field was focused by hand before the page came to it.
    "Autofocus processing was blocked",
    # A refusal that is shown on the page.
    "the server responded with a status of 4",
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's chromium; without one there is nothing to test with."""
    chromium = shutil.which("chromium")
    if chromium is None and os.environ.get("CI"):
        pytest.fail("chromium is not installed, and with CI set it must be")
    if chromium is None:
        pytest.skip("no chromium: install it, or run ./scripts/test")
    return {"executable_path": chromium, "args": ["--no-sandbox"]}


def serving(store: Store, bundle: dict[str, list[dict[str, str]]] | None, on: date) -> Iterator[str]:
    """A bundle, or nothing but accounts, served as `serve` does."""
    store.clear()
    if bundle is not None:
        import_bundle(store, bundle, on=on)
    for account in ACCOUNTS:
        add_account(store, account)
        set_password(store, account.name, PASSWORD)
    with answering(create_app(store)) as site:
        yield site


def signed_in_at(browser: Browser, site: str, name: str) -> Any:
    """What a browser keeps once an account of that name has signed in, by keyboard alone."""
    context = browser.new_context(base_url=site, locale="zh-CN")
    page = context.new_page()
    page.goto("/signin")
    focused(page)
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".me")).to_have_text(name)
    kept_by_browser = context.storage_state()
    context.close()
    return kept_by_browser


@pytest.fixture(scope="module")
def site(embedded: Store) -> Iterator[str]:
    """The standing town, served."""
    yield from serving(embedded, TOWN, TODAY)


@pytest.fixture(scope="module")
def signed_as(browser: Browser, site: str) -> Callable[[str], Any]:
    """What a browser keeps, by the account that has signed in."""
    return cache(lambda name: signed_in_at(browser, site, name))


@pytest.fixture(scope="module")
def signed(signed_as: Callable[[str], Any]) -> Any:
    """What a clerk's browser keeps."""
    return signed_as("window")


@pytest.fixture(params=[(lang, size) for lang in LANGUAGES for size in SIZES], ids="-".join)
def screen(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A language and a width."""
    return request.param


def focused(page: Page) -> None:
    """Wait until what asks for the focus has it: that comes after a page is loaded, and sooner than anybody types."""
    # Asked from here: the page's own rules let no text be run that comes to it later, as wait_for_function does.
    end = monotonic() + 15
    while page.evaluate(
        "!!document.querySelector('[autofocus], [data-typed]') && document.activeElement === document.body"
    ):
        assert monotonic() < end, "nothing has the focus"
        page.wait_for_timeout(20)


def tab_to(page: Page, what: str) -> None:
    """Press Tab until what is named has the focus; it must be reached before the page has been gone round."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    pytest.fail(f"Tab never reached {what} at {page.url}: {page.locator('main').inner_text()}")


def _gone_to(page: Page, goto: Callable[..., Any], *where: Any, **how: Any) -> Any:
    answer = goto(*where, **how)
    focused(page)
    return answer


def end_session(page: Page) -> None:
    """Once all of the page is there: the last answer on its way would bring the cookie back."""
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()


def watched(browser: Browser, site: str, screen: tuple[str, str], **more: Any) -> Iterator[Page]:
    lang, size = screen
    width, height = SIZES[size]
    more = {"viewport": {"width": width, "height": height}, **more}
    context = browser.new_context(base_url=site, locale=LANGUAGES[lang], **more)
    page = context.new_page()
    page.set_default_timeout(15_000)
    if more.get("java_script_enabled", True):
        page.goto = partial(_gone_to, page, page.goto)
    asked, said = [], []
    page.on("request", lambda one: asked.append(urlsplit(one.url).hostname))
    page.on("console", lambda one: None if any(text in one.text for text in _NO_FAULT) else said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    yield page
    context.close()
    assert {host for host in asked if host} == {"127.0.0.1"}
    assert said == []


@pytest.fixture
def clerk_page(browser: Browser, site: str, signed: Any, screen: tuple[str, str]) -> Iterator[Page]:
    """A clerk's page, signed in."""
    yield from watched(browser, site, screen, storage_state=signed)


@pytest.fixture
def at_desk(browser: Browser, site: str, signed: Any) -> Iterator[Page]:
    """The same at a desk, in Chinese: for what no language or width changes."""
    yield from watched(browser, site, ("zh", "desk"), storage_state=signed)


@pytest.fixture
def resident_page(browser: Browser, site: str, screen: tuple[str, str]) -> Iterator[Page]:
    """A resident's page, not signed in."""
    yield from watched(browser, site, screen)


@pytest.fixture
def taken_back(embedded: Store, site: str) -> Iterator[None]:
    """What a test writes is undone after it."""
    before = embedded.published()
    yield
    for revision in range(embedded.published(), before, -1):
        undo(embedded, revision, "测试", by=Account("keeper", "owner"), today=day_of(None))


def kept(page: Page, name: str) -> None:
    """Hold a page to what every page must be, and leave its picture."""
    SEEN.mkdir(parents=True, exist_ok=True)
    lang, width = page.locator("html").get_attribute("lang"), page.viewport_size["width"]
    page.screenshot(path=SEEN / f"{name}-{lang}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "nothing runs over the edge"
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
