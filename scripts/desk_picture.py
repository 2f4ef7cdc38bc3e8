"""The hall's desk as a picture: `desk_picture.py FOLDER FILE` opens the sample's graph in FOLDER and signs a clerk in."""

from __future__ import annotations

import sys

from clerk import signed_in

from graphsvc.store import open_store

ASKED = "/desk/household/h-40-2-301?matter=noise&reported=2026-11-24T09:00"


def main(folder: str, file: str) -> None:
    """Serve the graph to one browser, once."""
    with open_store(f"embedded:{folder}") as store, signed_in(store, ASKED, 1280) as page:
        page.locator("#answer").wait_for()
        page.screenshot(path=file)


if __name__ == "__main__":
    main(*sys.argv[1:])
