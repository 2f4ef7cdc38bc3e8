"""A clerk's browser before a graph that is served, for the scripts that look at its pages."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright
from waitress.server import create_server

from graphsvc.accounts import Account, add_account, new_password, set_password
from graphsvc.store import Store
from graphsvc.web import create_app

NAME = "window"


@contextmanager
def signed_in(store: Store, address: str, width: int, height: int = 900) -> Iterator[Page]:
    """The page at `address`, on its way there as a new clerk; the browser and the service end with it."""
    password = new_password()
    add_account(store, Account(NAME, "clerk"))
    set_password(store, NAME, password)
    server = create_server(create_app(store), host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        page.goto(f"http://127.0.0.1:{server.effective_port}{address}")
        page.locator("[name=name]").fill(NAME)
        page.locator("[name=password]").fill(password)
        page.keyboard.press("Enter")
        yield page
        browser.close()
    server.close()
