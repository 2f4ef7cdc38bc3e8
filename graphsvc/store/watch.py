"""Questions that take too long in the engine are ended, on both engines in the same way."""

from __future__ import annotations

import neo4j
from neo4j.time import Duration

from graphsvc.store.access import Access
from graphsvc.store.files import queries
from graphsvc.store.gate import Gate

# No questions of ours about the graph, but the engines' own words about themselves.
_RUNNING = "SHOW TRANSACTIONS YIELD transactionId, currentQuery, elapsedTime"
_END = "TERMINATE TRANSACTIONS $id"


def end_long(access: Access | Gate, limit: float) -> int:
    """End the questions that have run longer than `limit` seconds; how many there were.

    Known by their text: neither changes are touched, which may well take long, nor what others ask the same server.
    """
    questions = {found.text for found in queries().values() if found.room == "questions"}

    def look(session: neo4j.Session) -> list[str]:
        return [
            row["transactionId"]
            for row in session.run(_RUNNING)
            if row["currentQuery"] in questions and _seconds(row["elapsedTime"]) > limit
        ]

    long = access.run(look, neo4j.READ_ACCESS)
    for id in long:
        access.run(lambda session, id=id: session.run(_END, id=id).consume(), neo4j.WRITE_ACCESS)  # type: ignore[misc]  # mypy infers no lambda with a default
    return len(long)


def _seconds(elapsed: Duration) -> float:
    return float(elapsed.days * 86400 + elapsed.seconds + elapsed.nanoseconds / 1e9)
