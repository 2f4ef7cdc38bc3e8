"""The hall's desk as a picture: `desk_picture.py FOLDER FILE` opens the sample's graph in FOLDER and signs a clerk in."""

from __future__ import annotations

import shutil
import sys
import threading

from playwright.sync_api import sync_playwright
from waitress.server import create_server

from graphsvc.accounts import Account, add_account, new_password, set_password
from graphsvc.store import open_store
from graphsvc.web import create_app

ASKED = "/desk/household/h-40-2-301?matter=noise&reported=2026-11-24T09:00"


def main(folder: str, file: str) -> None:
    """Serve the graph to one browser, once."""
    password = new_password()
    with open_store(f"embedded:{folder}") as store, sync_playwright() as player:
        add_account(store, Account("window", "clerk"))
        set_password(store, "window", password)
        server = create_server(create_app(store), host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        page.goto(f"http://127.0.0.1:{server.effective_port}{ASKED}")
        page.locator("[name=name]").fill("window")
        page.locator("[name=password]").fill(password)
        page.keyboard.press("Enter")
        page.locator("#answer").wait_for()
        page.screenshot(path=file)
        browser.close()
        server.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
