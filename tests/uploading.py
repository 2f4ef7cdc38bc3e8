"""Sending files to pages: in a browser, and without one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from graphsvc.accounts import add_token
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.browsing import watched

Sent = tuple[io.BytesIO, str]


def send(page: Page, *files: tuple[str, bytes]) -> None:
    """Choose files in the form that takes them, and send it."""
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "", "buffer": raw} for name, raw in files]
    )
    with page.expect_navigation():
        page.locator("form[enctype] button").click()
    page.wait_for_load_state()


def chooser_page(browser: Browser, site: str, screen: tuple[str, str], signed: Any) -> Iterator[Page]:
    """A page whose choosers of files are caught from the beginning, for that takes a moment to begin."""
    for page in watched(browser, site, screen, storage_state=signed):
        page.on("filechooser", lambda _: None)
        yield page


def send_by_keys(page: Page, *files: tuple[str, bytes]) -> None:
    """The same by keyboard alone, but for the system's own window in which files are chosen."""
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("u")
    chooser.value.set_files([{"name": name, "mimeType": "", "buffer": raw} for name, raw in files])
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    page.wait_for_load_state()


def client_of(store: Store, name: str, settings: Settings | None = None) -> FlaskClient:
    """Asks pages as an account, with a service of its own."""
    client = create_app(store, settings).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {add_token(store, name)}"
    return client


def post(client: FlaskClient, page: str, to: str | None = None, **fields: Any) -> Any:
    """Send the form of a page."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert token
    return client.post(to or page, data={"csrf_token": token[1], **fields}, content_type="multipart/form-data")


def file(raw: bytes, name: str = "x.csv") -> Sent:
    """A file of a form."""
    return io.BytesIO(raw), name
