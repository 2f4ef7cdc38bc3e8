"""How smoothly the sheet of 4,842 doors moves in a browser: `bench_chart.py [STYLE]` prints the gaps between frames.

The picture is dragged and zoomed by the mouse as fast as the browser takes it; nothing here passes or fails.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from datetime import UTC, datetime
from statistics import quantiles

from playwright.sync_api import Page, sync_playwright
from waitress.server import create_server

from graphsvc.accounts import Account, add_account, new_password, set_password
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.sample import sample_bundle
from graphsvc.store import open_store
from graphsvc.web import create_app

WATCH = """() => {
  window.gaps = []; let last = performance.now(); window.watching = true;
  const tick = now => { window.gaps.push(now - last); last = now; if (window.watching) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


def main(style: str = "doors") -> None:
    """Serve the sample to one browser, move the sheet, and print."""
    password = new_password()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(f"embedded:{folder}") as store,
        sync_playwright() as player,
    ):
        import_bundle(store, sample_bundle(), on=datetime.now(UTC).date())
        add_account(store, Account("window", "clerk"))
        set_password(store, "window", password)
        server = create_server(create_app(store), host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        page.goto(f"http://127.0.0.1:{server.effective_port}/charts?root=yijuyuan&style={style}")
        page.locator("[name=name]").fill("window")
        page.locator("[name=password]").fill(password)
        page.keyboard.press("Enter")
        page.locator("html.scripted #pan svg").wait_for()
        page.wait_for_timeout(1500)
        nodes = page.evaluate("document.querySelectorAll('#pan *').length")
        print(f"{style}: {nodes:,} nodes in the picture")
        for name, move in (("at rest", rest), ("panning", drag), ("zooming", zoom), ("panning, enlarged", drag)):
            page.evaluate(WATCH)
            move(page)
            gaps = page.evaluate("(window.watching = false, window.gaps.slice(1))")
            cuts = quantiles(gaps, n=20)
            print(
                f"{name}: {len(gaps)} frames, gap p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms, most {max(gaps):.0f} ms"
            )
        browser.close()
        server.close()


def rest(page: Page) -> None:
    """Nothing moves: what this machine's browser can do at best."""
    page.wait_for_timeout(2000)


def drag(page: Page) -> None:
    """The picture is dragged to and fro."""
    box = page.locator("#view").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for at in range(120):
        page.mouse.move(x + 300 * (at % 30 - 15) / 15, y - 2 * at)
    page.mouse.up()


def zoom(page: Page) -> None:
    """The wheel turns in and out and in again."""
    page.locator("#view").focus()
    for at in range(60):
        page.mouse.wheel(0, -120 if at % 30 < 18 else 120)
        page.wait_for_timeout(16)


if __name__ == "__main__":
    main(*sys.argv[1:])
