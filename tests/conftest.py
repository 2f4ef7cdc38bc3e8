"""Both engines, each started once; every test begins with an empty graph."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
import segno
from flask.testing import FlaskClient

from graphsvc.accounts import Account, add_account
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store, open_store
from graphsvc.web import create_app
from tests.processes import named_neo4j
from tests.town import TODAY, TOWN

pytest_plugins = ["tests.browsing"]
ENGINES = ("embedded", "neo4j")


@pytest.fixture(scope="session")
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "embedded":
        with open_store(f"embedded:{tmp_path_factory.mktemp('graph')}") as store:
            yield store
        return
    with open_store(named_neo4j()) as store:
        yield store


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('graph')}") as store:
        yield store


@pytest.fixture
def store(opened: Store) -> Store:
    return emptied(opened)


@pytest.fixture(scope="module")
def town(opened: Store) -> Store:
    """The standing town on each engine, for modules whose tests only read."""
    import_bundle(emptied(opened), TOWN, on=TODAY)
    return opened


@pytest.fixture(scope="module")
def public(town: Store) -> FlaskClient:
    """Asks without signing in."""
    return create_app(town).test_client()


@pytest.fixture(scope="module")
def clerk(town: Store) -> FlaskClient:
    """Asks with a clerk's token."""
    return signed_in(town, Account("clerk", "clerk"))


def emptied(opened: Store) -> Store:
    """An empty graph into which no earlier test's service still notes what it was asked."""
    for late in threading.enumerate():
        if isinstance(late, threading.Timer):
            late.cancel()
            late.join()
    opened.clear()
    return opened


def signed_in(store: Store, account: Account) -> FlaskClient:
    """A client that asks with a token of a new account."""
    client = create_app(store).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = bearer(store, account)["Authorization"]
    return client


def bearer(store: Store, account: Account) -> dict[str, str]:
    """The headers of whoever asks with a token of a new account."""
    return {"Authorization": f"Bearer {add_account(store, account, token=True)}"}


def lend(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command opens this store, and leaves it open."""
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self: nullcontext(store))


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the codes that are printed, as a phone reads them."""
    read: list[str] = []
    made = segno.make

    def noted(address: str, **more: object) -> object:
        read.append(address)
        return made(address, **more)

    monkeypatch.setattr(segno, "make", noted)
    return read


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "opened" in metafunc.fixturenames:
        metafunc.parametrize("opened", ENGINES, indirect=True, scope="session")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=ENGINES, help="neo4j: only what asks Neo4j; embedded: all the rest")


_LATE = ["Locator expected", "TimeoutError", "Unable to capture screenshot"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each engine's tests can be run by a process of its own, since every test empties its engine's graph.

    A browser that shares two cores with an engine is late now and then: what waited in vain for it is tried again,
    and told of with an R. What is wrong stays wrong.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=2, only_rerun=_LATE))
    engine = config.getoption("--engine")
    if engine is None:
        return
    others = [item for item in items if _engine_of(item) != engine]
    config.hook.pytest_deselected(items=others)
    left = set(others)
    items[:] = [item for item in items if item not in left]


def _engine_of(item: pytest.Item) -> str:
    params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    on_neo4j = "neo4j" in params.values() or item.get_closest_marker("neo4j") is not None
    return "neo4j" if on_neo4j else "embedded"


def pytest_report_header() -> str:
    url = os.environ.get("GRAPHSVC_TEST_NEO4J")
    return (
        f"Neo4j: {url}"
        if url
        else "Neo4j: none named (GRAPHSVC_TEST_NEO4J); its tests are skipped, or fail with CI set"
    )
