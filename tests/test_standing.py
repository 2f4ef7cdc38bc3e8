"""A graph whose schema does not stand is made ready by whoever opens it, however many do so at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from neo4j import Driver, GraphDatabase

from graphsvc.store import open_store
from tests.processes import named_neo4j

INDEXES = ("person_name", "person_pinyin", "person_phone")
ROUNDS, OPENERS = 3, 6


def let_fall(driver: Driver) -> None:
    """The graph as one on which part of the schema was never declared."""
    for index in INDEXES:
        driver.execute_query(f"DROP INDEX {index} IF EXISTS")
    driver.execute_query("MATCH (n:Graph {id: 'head'}) REMOVE n.schema")


def standing(driver: Driver) -> set[str]:
    return {record["name"] for record in driver.execute_query("SHOW INDEXES").records}


def published(url: str, together: threading.Barrier) -> int:
    together.wait()
    with open_store(url) as store:
        return store.published()


@pytest.mark.neo4j
def test_several_open_it_at_once() -> None:
    """The server lets two declare one index at once, and refuses the one that comes second."""
    url = named_neo4j()
    with open_store(url) as store:
        store.clear()
    with GraphDatabase.driver(url) as driver:
        for _ in range(ROUNDS):
            let_fall(driver)
            assert not standing(driver) & set(INDEXES)
            together = threading.Barrier(OPENERS)
            with ThreadPoolExecutor(OPENERS) as pool:
                opened = [pool.submit(published, url, together) for _ in range(OPENERS)]
                assert {one.result() for one in opened} == {0}
            assert set(INDEXES) <= standing(driver)
