"""What a work function may touch: the query files, inside one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import neo4j
from neo4j.exceptions import Neo4jError

from graphsvc.errors import StoreBug
from graphsvc.store.files import query
from graphsvc.store.values import from_store, to_store

Row = dict[str, Any]


class NothingToDo(Exception):
    """Raised by a work function that found nothing to change: rolled back, no revision spent."""


@dataclass(frozen=True, slots=True)
class First:
    """A change's first statement where it reads besides: `takes` takes the revision as `take_revision` does, and its
    row answers the question `asks`, of the revision before, as well. Both are query files and take `params`.
    """

    takes: str
    asks: str
    params: Mapping[str, Any]


class Transaction:
    """What a work function may touch. `revision` is the number this change will carry."""

    def __init__(
        self, tx: neo4j.ManagedTransaction, revision: int | None, read: tuple[First, list[Row]] | None = None
    ) -> None:
        self._tx = tx
        self._revision = revision
        self._read = read

    @property
    def revision(self) -> int:
        """The change's revision. Raises `StoreBug` in work that takes none."""
        if self._revision is None:
            raise StoreBug()
        return self._revision

    def run(self, name: str, /, **params: Any) -> list[Row]:
        """The rows of a query file, read to the end."""
        # What the first statement read is true until the work writes, and no longer.
        first, self._read = self._read, None
        if first and (name, params) == (first[0].asks, {**first[0].params, "revision": self.revision - 1}):
            return first[1]
        return rows(self._tx, name, params)


def rows(tx: neo4j.ManagedTransaction, name: str, params: dict[str, Any]) -> list[Row]:
    """The rows of a query file in a transaction of the driver's; its errors name the file."""
    asked = query(name)
    if asked.params != params.keys():
        raise StoreBug() from TypeError(f"{name}.cypher takes {sorted(asked.params)}, not {sorted(params)}")
    try:
        result = tx.run(asked.text, to_store(params))
        return [{key: from_store(value) for key, value in dict(record).items()} for record in result]
    except Neo4jError as error:
        error.add_note(f"in cypher/{asked.room}/{name}.cypher")
        raise
