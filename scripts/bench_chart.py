"""How smoothly the sheet of 4,842 doors moves in a browser: `bench_chart.py [STYLE]` prints the gaps between frames.

The picture is dragged and zoomed by the mouse as fast as the browser takes it; nothing here passes or fails.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from statistics import quantiles

from clerk import signed_in
from playwright.sync_api import Page

from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.sample import sample_bundle
from graphsvc.store import open_store

WATCH = """() => {
  window.gaps = []; let last = performance.now(); window.watching = true;
  const tick = now => { window.gaps.push(now - last); last = now; if (window.watching) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


def main(style: str = "doors") -> None:
    """Serve the sample to one browser, move the sheet, and print."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"embedded:{folder}") as store:
        import_bundle(store, sample_bundle(), on=datetime.now(UTC).date())
        with signed_in(store, f"/charts?root=yijuyuan&style={style}", 1440) as page:
            page.locator("html.scripted #pan svg").wait_for()
            page.wait_for_timeout(1500)
            measure(page, style)


def measure(page: Page, style: str) -> None:
    """Print how far apart the frames come while the picture rests, is dragged and is zoomed."""
    nodes = page.evaluate("document.querySelectorAll('#pan *').length")
    print(f"{style}: {nodes:,} nodes in the picture")
    for name, move in (("at rest", rest), ("panning", drag), ("zooming", zoom), ("panning, enlarged", drag)):
        page.evaluate(WATCH)
        move(page)
        gaps = page.evaluate("(window.watching = false, window.gaps.slice(1))")
        cuts = quantiles(gaps, n=20)
        print(f"{name}: {len(gaps)} frames, gap p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms, most {max(gaps):.0f} ms")


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
