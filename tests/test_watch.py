"""A question that takes too long is ended, and nothing else is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import neo4j
import pytest

from graphsvc.errors import StoreBusy
from graphsvc.store import Beside, Store, open_store
from graphsvc.store.access import Access
from graphsvc.store.files import Query, queries
from tests.processes import named_neo4j

SLOW = "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b WITH a, b WHERE a = -b RETURN count(*) AS n"
SLOW_CHANGE = "UNWIND range(1, 1200) AS a UNWIND range(1, 1200) AS b WITH a, b WHERE a = -b RETURN count(*) AS n"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question and a change that take long."""
    for name, room, text in (("slow", "questions", SLOW), ("slow_change", "changes", SLOW_CHANGE)):
        monkeypatch.setitem(queries(), name, Query(name, room, "Takes long.", frozenset(), text))


def end_until(store: Store, limit: float, seconds: float) -> int:
    """Look for long questions for some seconds, as the service does; how many were ended."""
    end, ended = monotonic() + seconds, 0
    while monotonic() < end and not ended:
        ended += store.end_long(limit)
        sleep(0.1)
    return ended


def test_it_works(store: Store, slow: None) -> None:
    """Whoever asked is told so, in time, and others are answered before and after."""
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(store.read, "slow")
        assert store.published() == 0
        assert end_until(store, 0.5, 20) == 1
        with pytest.raises(StoreBusy) as refused:
            asked.result(10)
    assert refused.value.code == "store_too_long"
    assert store.published() == 0


def test_what_is_not_long_yet_goes_on(store: Store, slow: None) -> None:
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(store.read, "slow")
        assert end_until(store, 60, 0.5) == 0
        assert not asked.done()
        assert end_until(store, 0, 20) == 1
        with pytest.raises(StoreBusy):
            asked.result(10)


def test_a_change_is_let_end(store: Store, slow: None) -> None:
    """A roster's import takes as long as it takes."""
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(store.write, lambda tx: tx.run("slow_change"))
        assert end_until(store, 0, 0.5) == 0
        assert asked.result(60) == [{"n": 0}]


def test_what_others_ask_the_same_server_is_let_end(store: Store, slow: None) -> None:
    """Known by its text, a question of ours is told from theirs."""
    with ThreadPoolExecutor(1) as pool:

        def theirs(session: neo4j.Session) -> int:
            record = session.run(SLOW_CHANGE + " // not ours").single(strict=True)
            return int(record["n"])

        asked = pool.submit(store._gate.run, theirs, neo4j.READ_ACCESS)
        assert end_until(store, 0, 0.5) == 0
        assert asked.result(60) == 0


def test_beside_a_service_it_is_looked_again_and_again() -> None:
    looks: list[float] = []
    with Beside(lambda: looks.append(monotonic()), first=0.05, between=0.01):
        end = monotonic() + 5
        while len(looks) < 5 and monotonic() < end:
            sleep(0.01)
    seen = len(looks)
    assert seen >= 5
    sleep(0.05)
    assert len(looks) == seen


@pytest.mark.neo4j
def test_a_limit_that_is_not_ours_is_told_as_ours_is() -> None:
    """A server may have one for all who ask it."""
    with open_store(named_neo4j()) as store, pytest.raises(StoreBusy) as refused:
        Access(store._link).run(lambda session: session.begin_transaction(timeout=0.2).run(SLOW).data(), "READ")
    assert refused.value.code == "store_too_long"
