"""What must stand before a graph is asked: its constraints and indexes, the two nodes that count revisions."""

from __future__ import annotations

from functools import cache, partial
from hashlib import sha256

import neo4j
from neo4j.exceptions import ClientError

from graphsvc.store.access import Access
from graphsvc.store.files import Query, queries
from graphsvc.store.gate import Gate
from graphsvc.store.transaction import rows

_STANDS = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"


def stand(access: Access) -> None:
    """See to it that the schema stands and that what is committed is published.

    A graph that was left in order is only looked at: one read. A change's writer may have ended between its commit
    and the publishing; whoever opens the graph next publishes for it.
    """
    found = access.run(lambda session: session.execute_read(rows, "counts", {}), neo4j.READ_ACCESS)
    counts = {row["id"]: row for row in found}
    schema, mark = _schema()
    if counts.keys() != {"head", "published"} or counts["head"]["schema"] != mark:
        for one in schema:
            access.run(partial(_declare, one=one), neo4j.WRITE_ACCESS)
        begin(access)
    elif counts["head"]["revision"] != counts["published"]["revision"]:
        _publish_all(access)


def begin(access: Access | Gate) -> None:
    """Make the nodes that count revisions where they are not there, on a schema that stands."""
    access.run(lambda session: session.execute_write(rows, "begin_graph", {}), neo4j.WRITE_ACCESS)
    _publish_all(access)


def schema_mark() -> str:
    """The mark of a graph on which the statements of the schema have been run."""
    return _schema()[1]


def _publish_all(access: Access | Gate) -> None:
    params = {"schema": _schema()[1]}
    access.run(lambda session: session.execute_write(rows, "publish_head", params), neo4j.WRITE_ACCESS)


def _declare(session: neo4j.Session, one: Query) -> None:
    # A schema statement stands alone in its own transaction.
    try:
        session.run(one.text).consume()
    except ClientError as error:
        # `IF NOT EXISTS` looks before it makes: where another made it meanwhile, it stands all the same.
        if error.code != _STANDS:
            raise


@cache
def _schema() -> tuple[tuple[Query, ...], str]:
    """The statements of the schema, and the mark of a graph on which they have been run."""
    schema = tuple(found for found in queries().values() if found.room == "schema")
    return schema, sha256("\n".join(found.text for found in schema).encode()).hexdigest()[:16]
