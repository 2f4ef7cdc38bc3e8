"""The service, or its server, killed at random points of its changes: nothing acknowledged is lost, nothing half there.

GRAPHSVC_TEST_KILLS is how many reassignments, sheets and servers are killed; `scripts/soak` kills more.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphsvc.store import Store, open_store
from tests.killing import Told, assert_whole, changing, outright, server_of
from tests.leaders import settle
from tests.processes import free_port, neo4j_at

REASSIGNMENTS, SHEETS, SERVERS = (int(one) for one in os.environ.get("GRAPHSVC_TEST_KILLS", "50 10 5").split())
KINDS = ["reassign"] * REASSIGNMENTS + ["term"] * SHEETS


def kill_all(url: str) -> Told:
    told = Told()
    with changing(url) as process:
        for seed, kind in enumerate(KINDS):
            process.kill_in(told, seed, kind, outright)
    with open_store(url) as store:
        assert_whole(store, told)
    assert len(told.acknowledged) >= 2 * len(KINDS)
    print(told.report(url.partition(":")[0]))
    return told


def test_an_embedded_graph_survives(tmp_path: Path) -> None:
    """Its engine dies with its owner."""
    url = f"embedded:{tmp_path / 'graph'}"
    with open_store(url) as store:
        settle(store)
    kill_all(url)


def test_a_graph_on_a_server_survives_its_client(store: Store) -> None:
    if store.engine != "neo4j":
        pytest.skip("the embedded graph has a test of its own, in which its engine dies with its owner")
    settle(store)
    kill_all(os.environ["GRAPHSVC_TEST_NEO4J"])


@pytest.mark.neo4j
def test_a_server_killed_itself_comes_back_with_all_it_acknowledged(tmp_path: Path) -> None:
    """The same Neo4j again and again on the same files, killed by turns in a reassignment and in a sheet."""
    folder, port, told = tmp_path / "neo4j", free_port(), Told()
    for number in range(SERVERS):
        with neo4j_at(port, GRAPHSVC_NEO4J_DATA=str(folder)) as url:
            if number == 0:
                with open_store(url) as store:
                    settle(store)
            with changing(url) as process:
                process.kill_in(told, number, ("reassign", "term")[number % 2], server_of(folder))
    with neo4j_at(port, GRAPHSVC_NEO4J_DATA=str(folder)) as url, open_store(url) as store:
        assert_whole(store, told)
    print(told.report("neo4j, the server"))
