"""The pages' figures, measured beside the others in Debian's chromium: ratios to a static page and to the API."""

from __future__ import annotations

import http.client
import itertools
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import quote

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
DOORS = [f"{building}{entrance}{floor}01" for floor in (3, 5) for entrance in (1, 2) for building in range(11, 41)]
NAMES = ("张王李赵刘陈杨黄", ["zhang", "wang", "li", "zhao", "liu", "chen", "yang", "huang"])
_LOADS, _ASKS = 15, 60
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
    typed: dict[str, list[str]] = {f"{n} of a door": [door[:n] for door in DOORS] for n in range(1, 7)}
    typed |= {"a surname": list(NAMES[0]), "its pinyin": list(NAMES[1])}
    for what, texts in typed.items():
        key, api = _keystroke(connection, texts, cookie, token or "")
        table.add_row(
            "embedded", f"a keystroke ÷ the API, {what}", f"{key:.1f} ÷ {api:.1f} ms = {key / api:.2f}", "≤ 2"
        )
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
    # The page's policy lets nothing be waited for within it.
    while (painted := page.evaluate(_PAINTED)) is None:
        page.wait_for_timeout(20)
    return float(painted)


def _keystroke(connection: http.client.HTTPConnection, texts: list[str], cookie: str, token: str) -> list[float]:
    """Each text in turn, so that nothing is typed twice in a row."""
    pages, api = (itertools.cycle([quote(one) for one in texts]) for _ in range(2))
    signed = {"Authorization": f"Bearer {token}"}
    return _medians(
        [
            lambda: _asked(connection, f"/desk/found?q={next(pages)}", {"Cookie": cookie}),
            lambda: _asked(connection, f"/api/v1/households?q={next(api)}&limit=6", signed),
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
