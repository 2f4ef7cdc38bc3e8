"""The graph goes away and comes back: refused within five seconds, and answered again without anyone's help."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import orjson
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graphsvc.errors import StoreAway
from graphsvc.settings import Settings
from graphsvc.store import Store, open_store
from graphsvc.web import create_app
from tests.processes import HOLD, OWN, free_port, frozen, get, neo4j_at, python, running, serve, until_ready

WITHIN = 5.0
VACANCIES = "/api/v1/vacancies"


def timed(ask: Callable[[], TestResponse]) -> tuple[TestResponse, float]:
    began = monotonic()
    return ask(), monotonic() - began


def assert_away(client: FlaskClient) -> None:
    """Asked for vacancies it says 503, when to come back, and nothing else, in time."""
    response, took = timed(lambda: client.get(VACANCIES))
    assert (response.status_code, response.mimetype) == (503, "application/problem+json")
    assert int(response.headers["Retry-After"]) > 0
    assert orjson.loads(response.data)["code"] == "store_away"
    assert took < WITHIN


def assert_all_refused_in_time(client: FlaskClient) -> None:
    """However many ask at once, none waits behind the others."""
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(timed, lambda: client.application.test_client().get(VACANCIES)) for _ in range(24)]
        assert {one.result()[0].status_code for one in asked} == {503}
        assert max(one.result()[1] for one in asked) < WITHIN


def served(store: Store) -> FlaskClient:
    return create_app(store, Settings()).test_client()


def test_a_neo4j_that_is_not_there_yet_then_ends_and_comes_back() -> None:
    """The service may start before its server, and makes its schema stand on an empty one that comes after."""
    port, web = free_port(), free_port()
    url = f"bolt://127.0.0.1:{port}"
    with serve(url, web), open_store(url, at_once=False) as store:
        client = served(store)
        assert_away(client)
        assert get(web, "/healthz")[0] == 200
        assert get(web, "/readyz")[0] == 503
        with neo4j_at(port):
            assert until_ready(web) == {"status": "ok", "revision": 0}
            assert client.get("/readyz").json == {"status": "ok", "revision": 0}
            assert store.write(lambda tx: tx.revision) == 1
            assert client.get(VACANCIES).status_code == 200
        assert_away(client)
        assert client.get("/healthz").status_code == 200
        assert_all_refused_in_time(client)
        with neo4j_at(port):
            assert client.get(VACANCIES).status_code == 200
            assert client.get("/readyz").json == {"status": "ok", "revision": 0}
            assert store.write(lambda tx: tx.revision) == 1


def test_a_neo4j_that_answers_nothing_is_given_up() -> None:
    """Neither a question on an open connection nor one that opens another waits for it; both are answered after."""
    port = free_port()
    with neo4j_at(port, GRAPHSVC_NEO4J_KEEP_ALIVE="1s") as url, open_store(url) as store:
        client = served(store)
        assert client.get(VACANCIES).status_code == 200
        with frozen(port):
            assert_away(client)
            assert_all_refused_in_time(client)
        assert client.get(VACANCIES).status_code == 200
        assert store.write(lambda tx: tx.revision) == 1


def test_an_owner_that_is_killed_is_succeeded_by_who_is_attached(tmp_path: Path) -> None:
    """The question that finds the owner gone is answered, and so is every one after it."""
    url = f"embedded:{tmp_path}"
    with running(*python(OWN, url), said="ready") as owner, open_store(url) as store:
        client = served(store)
        assert store.write(lambda tx: tx.revision) == 1
        owner.kill()
        owner.wait()
        response, took = timed(lambda: client.get("/readyz"))
        assert response.json == {"status": "ok", "revision": 1}
        assert took < WITHIN
        assert store.write(lambda tx: tx.revision) == 2


def test_many_who_ask_when_the_owner_ends_are_all_answered(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path}"
    with running(*python(OWN, url), said="ready") as owner, open_store(url) as store:
        client = served(store)
        assert client.get(VACANCIES).status_code == 200
        owner.terminate()
        assert owner.wait(10) == 0
        with ThreadPoolExecutor(16) as pool:
            asked = [pool.submit(timed, lambda: client.application.test_client().get(VACANCIES)) for _ in range(32)]
            assert {one.result()[0].status_code for one in asked} == {200}
            assert max(one.result()[1] for one in asked) < WITHIN


def test_an_owner_that_comes_back_on_another_port_is_found(tmp_path: Path) -> None:
    """The first to be there owns the folder; who was attached asks the new owner."""
    url = f"embedded:{tmp_path}"
    with running(*python(OWN, url), said="ready") as owner, open_store(url) as store:
        client = served(store)
        assert client.get("/readyz").status_code == 200
        owner.kill()
        owner.wait()
        with running(*python(OWN, url), said="ready"):
            assert client.get("/readyz").status_code == 200
            with open_store(url) as third:
                assert store.write(lambda tx: tx.revision) == 1
                assert third.published() == 1


def test_a_folder_held_by_a_process_that_does_not_answer(tmp_path: Path) -> None:
    """503 while somebody holds the folder without answering; answered once they let go."""
    url = f"embedded:{tmp_path}"
    with running(*python(OWN, url), said="ready") as owner, open_store(url) as store:
        client = served(store)
        assert client.get(VACANCIES).status_code == 200
        with running(*python(HOLD, tmp_path / "owner.lock"), said="ready"):
            owner.kill()
            owner.wait()
            assert_away(client)
        assert client.get(VACANCIES).status_code == 200


def test_a_password_that_is_not_taken_is_no_outage(tmp_path: Path) -> None:
    """Waiting would not help: it is said what to look at."""
    with open_store(f"embedded:{tmp_path}"):
        url = orjson.loads((tmp_path / "address.json").read_bytes())["url"]
        with pytest.raises(StoreAway) as refused:
            open_store(url, user="root", password="not-the-one")
    assert refused.value.code == "store_refused"
    assert "GRAPHSVC_NEO4J_PASSWORD" in refused.value.en
