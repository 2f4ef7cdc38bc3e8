"""The pages' figures, measured beside the others in Debian's chromium: ratios to a static page and to the API."""

from __future__ import annotations

import http.client
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table
from waitress.server import create_server

from graphsvc.accounts import Account, add_account, new_password, set_password
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.sample import sample_bundle
from graphsvc.settings import Settings
from graphsvc.store import Store, open_store
from graphsvc.web import create_app

ON = date(2026, 11, 24)
TYPED = ("4", "40", "402", "4023", "40230", "402301", "张", "zhang")
_LOADS, _ASKS = 15, 25
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def pages(store: Store, table: Table) -> None:
    """The figures of the desk, on a store that holds the sample."""
    password = new_password()
    token = add_account(store, Account("bench-window", "clerk"), token=True)
    set_password(store, "bench-window", password)
    app = create_app(store, Settings())
    frozen: dict[str, Any] = {}

    def still(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """The desk as a file of the same bytes under the same headers; all else as it is."""
        if environ["PATH_INFO"] != "/still":
            return app.wsgi_app(environ, start)
        start("200 OK", frozen["headers"])
        return [frozen["body"]]

    server = create_server(still, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    site = f"http://127.0.0.1:{server.effective_port}"
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        kept = _signed_in(browser, site, password)
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in kept["cookies"])
        connection = http.client.HTTPConnection("127.0.0.1", server.effective_port)
        frozen["headers"], frozen["body"] = _asked(connection, "/desk", {"Cookie": cookie})
        live, same = _paints(browser, site, kept, ("/desk", "/still"))
        browser.close()
    told = f"{live:.0f} ÷ {same:.0f} ms = {live / same:.2f}"
    table.add_row("embedded", f"desk's first paint ÷ {len(frozen['body'])} still bytes", told, "≤ 1.5")
    for q in TYPED:
        key, api = _keystroke(connection, q, cookie, token or "")
        table.add_row("embedded", f"a keystroke ÷ the API: {q}", f"{key:.1f} ÷ {api:.1f} ms = {key / api:.2f}", "≤ 2")
    (hall,) = _medians(
        [lambda: _asked(connection, "/api/v1/households/h-40-2-301/hall", {"Authorization": f"Bearer {token}"})]
    )
    table.add_row("embedded", "what a household is told at the hall, HTTP", f"{hall:.1f} ms", "≤ 50 ms")
    server.close()


def _signed_in(browser: Browser, site: str, password: str) -> Any:
    context = browser.new_context(base_url=site, locale="zh-CN")
    page = context.new_page()
    page.goto("/signin")
    page.locator("[name=name]").fill("bench-window")
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    kept = context.storage_state()
    context.close()
    return kept


def _paints(browser: Browser, site: str, kept: Any, paths: tuple[str, ...]) -> list[float]:
    """The median milliseconds to the first paint with content, each load in a browser that has kept nothing."""
    taken: dict[str, list[float]] = {path: [] for path in paths}
    for round in range(_LOADS + 2):
        for path in paths if round % 2 else reversed(paths):
            context = browser.new_context(base_url=site, locale="zh-CN", storage_state=kept)
            painted = _painted(context.new_page(), path)
            context.close()
            if round >= 2:
                taken[path].append(painted)
    return [statistics.median(taken[path]) for path in paths]


def _painted(page: Page, path: str) -> float:
    page.goto(path, wait_until="load")
    page.wait_for_function(_PAINTED)
    return float(page.evaluate(_PAINTED))


def _keystroke(connection: http.client.HTTPConnection, q: str, cookie: str, token: str) -> list[float]:
    typed = "".join(f"%{byte:02x}" for byte in q.encode())
    return _medians(
        [
            lambda: _asked(connection, f"/desk/found?q={typed}", {"Cookie": cookie}),
            lambda: _asked(connection, f"/api/v1/households?q={typed}&limit=6", {"Authorization": f"Bearer {token}"}),
        ]
    )


def _asked(
    connection: http.client.HTTPConnection, path: str, headers: dict[str, str]
) -> tuple[list[tuple[str, str]], bytes]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status} {body[:200]!r}")
    return [(name, value) for name, value in answer.getheaders() if name not in ("Date", "Server", "Via")], body


def _medians(asks: list[Callable[[], object]]) -> list[float]:
    """The median milliseconds of each, asked in turn so that noise falls on all."""
    taken: list[list[float]] = [[] for _ in asks]
    for round in range(_ASKS + 3):
        for number, ask in enumerate(asks):
            began = time.perf_counter()
            ask()
            if round >= 3:
                taken[number].append((time.perf_counter() - began) * 1000)
    return [statistics.median(found) for found in taken]


if __name__ == "__main__":
    shown = Table("engine", "figure", "measured", "wanted")
    with tempfile.TemporaryDirectory() as folder, open_store(f"embedded:{folder}/graph") as opened:
        import_bundle(opened, sample_bundle(), on=ON)
        pages(opened, shown)
    Console(width=120).print(shown)
