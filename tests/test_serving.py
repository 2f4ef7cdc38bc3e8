"""`graphsvc serve` as a process of its own: it answers, it ends when told to, and it loads no more than it needs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import monotonic, sleep

import pytest

from graphsvc.store import listed, open_store
from tests.processes import OWN, free_port, get, neo4j_at, python, running, serve, until_ready

# Each takes a tenth of a second to load, or more, and no answer of the service needs it.
NOT_NEEDED = ("faker", "networkx", "pypinyin", "python_calamine", "rdflib", "rich", "structlog", "xlsxwriter")


def neo4j() -> AbstractContextManager[str]:
    """The Neo4j that is named for tests, else one of its own."""
    named = os.environ.get("GRAPHSVC_TEST_NEO4J")
    return nullcontext(named) if named else neo4j_at(free_port())


@pytest.fixture(params=["embedded", "neo4j"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with nullcontext(f"embedded:{tmp_path}") if request.param == "embedded" else neo4j() as named:
        with open_store(named) as store:
            store.clear()
            store.write(lambda tx: tx.revision)
        yield named


def test_it_works(url: str) -> None:
    """Ready, it answers a question, many at once, and ended by a service manager it exits 0."""
    port = free_port()
    with serve(url, port) as service:
        assert until_ready(port) == {"status": "ok", "revision": 1}
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: get(port, "/api/v1/vacancies?on=2026-01-01"), range(64)))
        assert answers == [(200, {"on": "2026-01-01", "revision": 1, "items": [], "more": False})] * 64
        service.send_signal(signal.SIGTERM)
        assert service.wait(20) == 0
    with open_store(url) as store:
        assert store.published() == 1


def test_the_command_works_while_the_service_runs(tmp_path: Path) -> None:
    """On the same folder; what it writes the service answers with."""
    port = free_port()
    with serve(f"embedded:{tmp_path}", port):
        until_ready(port)
        with open_store(f"embedded:{tmp_path}") as store:
            store.write(lambda tx: tx.revision)
        assert get(port, "/readyz") == (200, {"status": "ok", "revision": 1})


def test_a_service_beside_an_owner_goes_on_when_that_is_killed(tmp_path: Path) -> None:
    url, port = f"embedded:{tmp_path}", free_port()
    with running(*python(OWN, url), said="ready") as owner, serve(url, port) as service:
        until_ready(port)
        owner.kill()
        owner.wait()
        assert until_ready(port) == {"status": "ok", "revision": 0}
        service.send_signal(signal.SIGTERM)
        assert service.wait(20) == 0


def test_a_service_checks_what_was_not_closed_and_copies_it(tmp_path: Path) -> None:
    """Beside its first answers, or before them where these are late."""
    url, port = f"embedded:{tmp_path}", free_port()
    heard: list[str] = []
    with running(*python(OWN, url), said="ready") as owner:
        owner.kill()
    with serve(url, port, heard=heard) as service:
        until_ready(port)
        end = monotonic() + 60
        while monotonic() < end and not listed(tmp_path):
            sleep(0.1)
        assert [copy.name[:6] for copy in listed(tmp_path)] == ["daily-"]
        assert not (tmp_path / "unchecked").exists()
        service.send_signal(signal.SIGTERM)
        assert service.stdout
        said = "".join(heard) + service.stdout.read()
        assert "It was not closed properly last time; checked, the graph is sound." in said


@pytest.mark.parametrize("server", ["waitress", "gunicorn"])
def test_one_process_answers(tmp_path: Path, server: str) -> None:
    """What is uploaded or typed waits in its memory, so it is the only one, whatever the machine says of others.

    gunicorn's other process answers nothing: it watches over this one.
    """
    port, away = free_port(), free_port()
    url, beside = (f"embedded:{tmp_path}", 0) if server == "waitress" else (f"bolt://127.0.0.1:{away}", 1)
    with serve(url, port, WEB_CONCURRENCY="3") as service:
        end = monotonic() + 30
        while not _lives(port) and monotonic() < end:
            sleep(0.05)
        sleep(0.5)  # another would be there by now
        found = Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text(encoding="ascii").split()
        assert (_lives(port), len(found)) == (True, beside)


def _lives(port: int) -> bool:
    try:
        return get(port, "/healthz")[0] == 200
    except OSError:
        return False


def test_what_the_service_needs_not_is_not_loaded() -> None:
    """So that it answers within a second of its start."""
    code = "import sys, graphsvc.cli, graphsvc.cli.serving, graphsvc.web.app; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
    assert set(NOT_NEEDED) & set(said.split()) == set()
