"""Which server `graphsvc serve` answers with: waitress on a graph of its own, gunicorn before a Neo4j."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from click.testing import CliRunner
from gunicorn.app.base import BaseApplication

from graphsvc.cli import cli
from graphsvc.settings import Settings
from graphsvc.store import Store

Served = list[tuple[str, Any]]


@pytest.fixture
def served(embedded: Store, monkeypatch: pytest.MonkeyPatch) -> Served:
    """What a server was told; none listens, and no signal of the tests' process is taken."""
    embedded.clear()
    told: Served = []
    monkeypatch.setattr(embedded, "close", lambda: None)
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self, at_once=True: embedded)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("waitress.serve", lambda app, **how: told.append(("waitress", how)))
    monkeypatch.setattr(BaseApplication, "run", lambda self: told.append(("gunicorn", self.cfg)))
    return told


def serve(store: str) -> None:
    said = CliRunner().invoke(cli, ["--store", store, "serve", "--host", "127.0.0.1", "--port", "8123"])
    assert said.exit_code == 0, said.output


@pytest.mark.parametrize(
    "refusal",
    [OSError(errno.EADDRINUSE, "Address already in use"), ValueError("Invalid host/port specified.")],
    ids=["a port that another has", "a host that nobody knows"],
)
def test_an_address_that_cant_be_had_is_2_and_told(
    embedded: Store, served: Served, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    def refuse(*_: object, **how: object) -> None:
        raise refusal

    monkeypatch.setattr("waitress.serve", refuse)
    said = CliRunner().invoke(cli, ["--lang", "en", "--store", "embedded:anywhere", "serve", "--port", "8123"])
    assert (said.exit_code, said.stdout) == (2, "")
    assert "127.0.0.1:8123 can't be used (" in said.stderr
    assert "GRAPHSVC_PORT or GRAPHSVC_HOST" in said.stderr


def test_the_embedded_engine_is_served_by_waitress(served: Served) -> None:
    serve("embedded:anywhere")
    assert served == [("waitress", {"host": "127.0.0.1", "port": 8123, "threads": Settings().threads})]


@pytest.mark.parametrize("url", ["neo4j://db:7687", "neo4j+s://db:7687", "bolt://db:7687"])
def test_a_neo4j_is_served_by_the_threads_of_gunicorn(served: Served, url: str) -> None:
    serve(url)
    ((name, cfg),) = served
    assert (name, cfg.worker_class_str, cfg.bind, cfg.threads) == (
        "gunicorn",
        "gthread",
        ["127.0.0.1:8123"],
        Settings().threads,
    )
