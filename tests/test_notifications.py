"""Neo4j tells of a query that asks for what nothing writes, or multiplies what it need not: none of ours does."""

from __future__ import annotations

import re
from collections.abc import Iterator

import neo4j
import pytest

from graphsvc.rosters.columns import FILES
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import open_store
from graphsvc.store.files import Query, queries
from tests.processes import named_neo4j
from tests.town import TODAY, TOWN

pytestmark = pytest.mark.neo4j

ASKED = [one for one in queries().values() if one.room != "schema"]
BOARDS = {"root", "paper", "printed_on", "said"}
CHANGES = "\n".join(one.text for one in queries().values() if one.room == "changes")


@pytest.fixture(scope="module")
def driver(request: pytest.FixtureRequest) -> Iterator[neo4j.Driver]:
    """A driver of the tests' Neo4j that is told everything, on a graph that knows every name a change writes."""
    url = named_neo4j()
    with open_store(url) as store:
        store.clear()
        import_bundle(store, TOWN, on=TODAY)
    with neo4j.GraphDatabase.driver(url) as driver:
        know(driver)
        yield driver


def know(driver: neo4j.Driver) -> None:
    """Names stay known to a Neo4j once anything was called so, even where that was taken back."""
    labels = set(re.findall(r"\(\w*:(\w+)", CHANGES))
    relations = set(re.findall(r"\[\w*:(\w+)", CHANGES))
    properties = set(re.findall(r"\b(\w+): ", CHANGES)) | set(re.findall(r"\.(\w+) = ", CHANGES))
    # Written as a map of values, so that no query names them.
    properties |= {column.name for file in FILES.values() for column in file.columns} | BOARDS
    assert {"Person", "Account"} <= labels
    assert {"HOLDS", "TOKEN_OF"} <= relations
    assert {"revision", "since"} <= properties
    with driver.session() as session, session.begin_transaction() as tx:
        for label in labels:
            tx.run(f"CREATE (:{label})")
        for relation in relations:
            tx.run(f"CREATE (a)-[:{relation}]->(a)")
        for name in properties:
            tx.run(f"CREATE (a) SET a.{name} = 1")
        tx.rollback()


def told(driver: neo4j.Driver, text: str) -> list[str]:
    """What Neo4j has to say about a statement, which is planned and not run."""
    params = dict.fromkeys(re.findall(r"\$(\w+)", text))
    with driver.session() as session:
        found = session.run(f"EXPLAIN {text}", params).consume().gql_status_objects
    return [one.status_description for one in found if one.is_notification]


def test_it_works(driver: neo4j.Driver) -> None:
    """A name that is misspelt, and a product, are told of; the names of a roster's columns are known."""
    assert told(driver, "MATCH (p:Persn) RETURN p.id") != []
    assert told(driver, "MATCH (p:Person) RETURN p.phoen") != []
    assert told(driver, "MATCH (p:Person), (q:Place) RETURN p.id, q.id") != []
    assert told(driver, "MATCH (p:Person) RETURN p.id, p.name, p.pinyin") == []


@pytest.mark.parametrize("one", ASKED, ids=[one.name for one in ASKED])
def test_nothing_is_told_of_a_query_file(driver: neo4j.Driver, one: Query) -> None:
    """No label, relation or property that no change writes, no product of unconnected patterns, nothing outdated."""
    assert told(driver, one.text) == []
