"""The figures, measured in one run on this machine: ratios, since machines are noisy."""

from __future__ import annotations

import http.client
import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from bench_pages import pages
from bench_pictures import pictures
from rich.console import Console
from rich.table import Table
from waitress.server import create_server

from graphsvc.accounts import Account
from graphsvc.changes.making import Seen, written
from graphsvc.changes.reassign import first_of, plan_assignment, preview, reassign
from graphsvc.changes.term import change_term
from graphsvc.checks.coverage import prove
from graphsvc.checks.world import read_world
from graphsvc.questions.within import units_within
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.sample import sample_bundle
from graphsvc.rosters.termsheet import sheet_of
from graphsvc.rules.assignment import Assignment
from graphsvc.settings import Settings
from graphsvc.store import Store, open_store
from graphsvc.web import create_app

ON = date(2026, 11, 24)
ROUNDS, WARM = 400, 60
_SHARED = ("lines", "levels", "matters", "steps", "exits", "carveouts", "bodies", "kin")
_IDS = {
    "place", "within", "unit", "part_of", "paired_with", "post", "person", "household", "head", "origin",
    "former_cadre_of", "party_unit",
}  # fmt: skip
Bundle = dict[str, list[dict[str, str]]]


def times(bundle: Bundle, copies: int) -> Bundle:
    """The sample several times over, each copy with ids of its own."""
    grown: Bundle = {name: list(rows) for name, rows in bundle.items()}
    for copy in range(1, copies):
        for name, rows in bundle.items():
            if name not in _SHARED:
                grown[name] += [
                    {key: f"{copy}.{value}" if key in _IDS and value else value for key, value in row.items()}
                    for row in rows
                ]
    return grown


@contextmanager
def served(store: Store) -> Iterator[http.client.HTTPConnection]:
    """The service on loopback; its `/readyz` reads one number from the same store, and nothing else."""
    server = create_server(create_app(store, Settings()), host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield http.client.HTTPConnection("127.0.0.1", server.effective_port)
    # Whoever still ends an answer would find nothing to tell.
    server.task_dispatcher.shutdown()
    server.close()


def p50(asks: list[Callable[[], None]]) -> list[float]:
    """The median milliseconds of each, asked in turn so that noise falls on all."""
    taken: list[list[float]] = [[] for _ in asks]
    for round in range(ROUNDS + WARM):
        for number, ask in enumerate(asks):
            began = time.perf_counter()
            ask()
            if round >= WARM:
                taken[number].append((time.perf_counter() - began) * 1000)
    return [statistics.median(found) for found in taken]


def get(connection: http.client.HTTPConnection, paths: Iterator[str], token: str) -> None:
    """One answer, whole; anything but 200 ends the run."""
    path = next(paths)
    connection.request("GET", path, headers={"Authorization": f"Bearer {token}"} if token else {})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status} {body[:200]!r}")


def cycle(paths: list[str]) -> Iterator[str]:
    """Each path in turn, so that nothing is asked twice in a row."""
    while True:
        yield from paths


def figures(name: str, store: Store, table: Table) -> None:
    """The ratios of one engine."""
    medians = {}
    for copies in (1, 10):
        store.clear()
        bundle = times(sample_bundle(), copies)
        began = time.perf_counter()
        import_bundle(store, bundle, on=ON)
        if copies == 1:
            table.add_row(name, "import of the sample", f"{time.perf_counter() - began:.1f} s", "≤ 10 s embedded")
        places = [one["place"] for one in bundle["places"] if one["kind"] == "dwelling"]
        answer = cycle([f"/api/v1/places/{place}/responsible" for place in places[:: max(1, len(places) // 500)]])
        with served(store) as connection:
            one = cycle(["/readyz"])
            bare, full = p50([partial(get, connection, one, ""), partial(get, connection, answer, "")])
        medians[copies] = full
        if copies == 1:
            table.add_row(name, "responsible ÷ a bare read, HTTP", _ratio(full, bare), "≤ 1.5")
    table.add_row(name, "responsible at ten times ÷ at the sample", _ratio(medians[10], medians[1]), "≤ 1.2")


def changes(name: str, store: Store, table: Table) -> None:
    """What changing costs on the sample: a post, each in its turn; a preview of the top one; a term sheet of 200 rows.

    No post changes hands a thousand times, and none that had would tell of the others.
    """
    store.clear()
    import_bundle(store, sample_bundle(), on=ON)
    by = Account("bench", "owner")
    heads = sorted(row["start"] for row in store.read("believed_facts_post_in", revision=None) if row["rank"] == "head")
    people = sorted(row["id"] for row in store.read("believed_things_person"))
    turn, posts = itertools.cycle(people[:97]), itertools.cycle(heads)

    def asked(post: str) -> Assignment:
        return Assignment(post, next(turn), ON, "bench")

    def bare() -> None:
        rows = [{"id": "bench", "values": {"name": next(turn)}}]
        store.write(lambda tx: tx.run("merge_kind", rows=rows), change=False)

    def write() -> None:
        one = asked(next(posts))
        written(store, partial(plan_assignment, one, by, ON), Seen(None, by, ON), first_of(one))

    def whole() -> None:
        reassign(store, asked(next(posts)), by=by, today=ON)

    one, part, full = p50([bare, write, whole])
    table.add_row(name, "a reassignment written ÷ a bare write", _ratio(part, one), "≤ 4")
    table.add_row(name, "the same with its households told ÷ a bare write", _ratio(full, one), "")
    facts = units_within(store, None, ON).facts
    top = min(facts.units.values(), key=lambda unit: unit.tier).id
    first = facts.posts[top][0].id
    took = [_seconds(lambda: preview(store, asked(first), by=by, today=ON)) for _ in range(5)]
    table.add_row(name, "preview over the whole sample", f"{statistics.median(took):.2f} s", "≤ 1 s")
    rows = [
        {"post": post, "person": person, "since": "2027-01-01", "reason": "bench"}
        for post, person in zip(heads[:200], people[100:300], strict=True)
    ]
    took = [_seconds(lambda: change_term(store, *sheet_of(rows), by=by, today=ON))]
    table.add_row(name, "a term sheet of 200 rows", f"{took[0]:.2f} s", "≤ 3 s")


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _ratio(one: float, other: float) -> str:
    return f"{one:.2f} ÷ {other:.2f} ms = {one / other:.2f}"


def start(table: Table) -> None:
    """How soon a service on the embedded sample answers, and what it takes."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"embedded:{folder}/graph"
        with open_store(url) as store:
            import_bundle(store, sample_bundle(), on=ON)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [str(Path(sys.executable).parent / "graphsvc"), "--store", url, "serve", "--port", str(port)]
        began = time.perf_counter()
        service = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            while time.perf_counter() - began < 30:
                try:
                    connection = http.client.HTTPConnection("127.0.0.1", port)
                    get(connection, cycle(["/api/v1/places/40-2-301/responsible"]), "")
                    break
                except OSError:
                    time.sleep(0.01)
            took = time.perf_counter() - began
            # On a busy machine the processor's time is what tells.
            ticks = Path(f"/proc/{service.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            busy = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
            told = f"{took:.2f} s, {busy:.2f} s of processor"
            table.add_row("embedded", "process start to first answer", told, "≤ 1 s")
            status = Path(f"/proc/{service.pid}/status").read_text()
            memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024
            table.add_row("embedded", "memory with the sample", f"{memory:.0f} MB", "≤ 250 MB")
        finally:
            service.terminate()
            service.wait()


def coverage(table: Table) -> None:
    """How long the proof takes that somebody is there for everyone in the sample, every day of a year."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"embedded:{folder}/graph") as store:
        import_bundle(store, sample_bundle(), on=ON)
        began = time.perf_counter()
        world = read_world(store.read, store.published())
        read = time.perf_counter() - began
        taken, busy = [], time.thread_time()
        for _ in range(5):
            began = time.perf_counter()
            prove(world, ON, 365)
            taken.append(time.perf_counter() - began)
        busy = (time.thread_time() - busy) / len(taken)
    told = f"{statistics.median(taken):.2f} s, {busy:.2f} s of processor (its facts read in {read:.2f} s)"
    table.add_row("embedded", "coverage of the sample × 365 days", told, "≤ 1 s")


def main() -> None:
    """Print the table."""
    table = Table("engine", "figure", "measured", "wanted")
    try:
        start(table)
        coverage(table)
        with tempfile.TemporaryDirectory() as folder, open_store(f"embedded:{folder}/graph") as store:
            import_bundle(store, sample_bundle(), on=ON)
            with served(store) as connection:
                pictures(store, connection, ON, table)
            pages(store, table)
        with tempfile.TemporaryDirectory() as folder, open_store(f"embedded:{folder}/graph") as store:
            figures("embedded", store, table)
            changes("embedded", store, table)
        if url := os.environ.get("GRAPHSVC_TEST_NEO4J"):
            with open_store(url) as store:
                figures("neo4j", store, table)
                changes("neo4j", store, table)
    finally:
        Console(width=120).print(table)


if __name__ == "__main__":
    main()
