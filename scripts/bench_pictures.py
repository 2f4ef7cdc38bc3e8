"""The pictures' figures, measured beside the others: ratios to bare dot and to an answer of 304."""

from __future__ import annotations

import http.client
import itertools
import statistics
import subprocess
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from rich.table import Table

from graphsvc.pictures import render
from graphsvc.pictures.boards import boards_pdf
from graphsvc.questions.boards import boards_of, buildings_within
from graphsvc.questions.drawing import Wanted, drawing
from graphsvc.store import Store
from graphsvc.web.moments import SHANGHAI

COMMUNITY = "yijuyuan"
_ROUNDS = 7


def pictures(store: Store, connection: http.client.HTTPConnection, on: date, table: Table) -> None:
    """The figures of the sample's pictures; `connection` reaches the service on the same store."""
    began = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)

    days = itertools.count()

    def wanted(style: str, later: int = 0) -> bytes:
        return render(drawing(store, Wanted(COMMUNITY, on + timedelta(later), began, style)), "svg")

    source = render(drawing(store, Wanted(COMMUNITY, on, began)), "dot")

    def bare() -> bytes:
        return subprocess.run(["dot", "-Tsvg"], input=source, capture_output=True, check=True).stdout

    # Each time of another day, so that its facts are read; then of one day, as other forms and languages are drawn.
    whole, again, plain = _medians([lambda: wanted("lines", next(days)), lambda: wanted("lines"), bare])
    table.add_row("embedded", "both lines ÷ bare dot, SVG", _ratio(whole, plain), "≤ 1.2")
    table.add_row("embedded", "the same, its facts read already ÷ bare dot", _ratio(again, plain), "")
    (doors,) = _medians([lambda: wanted("doors")])
    table.add_row("embedded", "every door of the sample, SVG", f"{doors / 1000:.2f} s", "≤ 1 s")
    path = f"/api/v1/charts/{COMMUNITY}.svg?on={on}"
    _, tag = _asked(connection, path, {})
    kept, unchanged = _medians(
        [lambda: _asked(connection, path, {}), lambda: _asked(connection, path, {"If-None-Match": tag})], 60
    )
    table.add_row("embedded", "a kept picture ÷ a 304, HTTP", _ratio(kept, unchanged), "≤ 2")
    start = time.perf_counter()
    found = boards_of(store, buildings_within(store, COMMUNITY, on), on)
    boards_pdf(found.boards, on=on, revision=found.revision, base="https://example.org", timeout=60)
    told = f"{time.perf_counter() - start:.1f} s for {len(found.boards)}"
    table.add_row("embedded", "all notice boards as one PDF", told, "≤ 10 s")


def _asked(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> tuple[int, str]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers["ETag"]


def _medians(asks: list[Callable[[], object]], rounds: int = _ROUNDS) -> list[float]:
    """The median milliseconds of each, asked in turn."""
    taken: list[list[float]] = [[] for _ in asks]
    for round in range(rounds + 1):
        for number, ask in enumerate(asks):
            start = time.perf_counter()
            ask()
            if round:
                taken[number].append((time.perf_counter() - start) * 1000)
    return [statistics.median(found) for found in taken]


def _ratio(one: float, other: float) -> str:
    return f"{one:.1f} ÷ {other:.1f} ms = {one / other:.2f}"
