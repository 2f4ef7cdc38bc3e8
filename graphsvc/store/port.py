"""The port: read by a query file's name; write by handing over a function of a transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import neo4j

from graphsvc.store.access import Access, Link
from graphsvc.store.copies import Copies
from graphsvc.store.gate import Gate
from graphsvc.store.kept import Kept
from graphsvc.store.shared import Shared
from graphsvc.store.standing import begin, schema_mark, stand
from graphsvc.store.transaction import First, NothingToDo, Row, Transaction, rows
from graphsvc.store.watch import end_long

T = TypeVar("T")


class Store:
    """One graph behind one link. Close it, or use it as a context manager.

    The first question makes sure that the graph stands, and so does the first after an outage or on another engine.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._gate = Gate(Access(link), self._stand)
        self._kept = Kept()
        self._writers = threading.RLock()
        self._published = Shared(lambda: int(self.read("published")[0]["revision"]))

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connections, and the engine where this process owns it."""
        self._link.close()

    @property
    def engine(self) -> str:
        """`embedded` or `neo4j`."""
        return self._link.engine

    @property
    def version(self) -> str:
        """The engine by its name and number, as `Neo4j/5.26.0`."""
        return self._link.version

    @property
    def schema(self) -> str:
        """The mark of the constraints and indexes that the graph stands on."""
        return schema_mark()

    @property
    def copies(self) -> Copies:
        """The dated copies of an embedded graph. Raises `no_copies` on a server."""
        return self._link.copies

    def read(self, name: str, /, **params: Any) -> list[Row]:
        """The rows of a question's query file. Raises `StoreAway` where the graph can't be reached."""
        return self._gate.run(lambda session: session.execute_read(rows, name, params), neo4j.READ_ACCESS)

    def recall(self, name: str, /, **params: Any) -> list[Row]:
        """As `read`, of a query that tells `published`: the same rows again while no change has come since.

        What an answer decides at a revision never changes, and a name changes with a revision alone. It is for what
        takes long to read and is asked for again and again; nobody may alter the rows.
        """
        return self._kept.get(name, params, self.published(), lambda: self.read(name, **params))

    def recalled(self, name: str, made: Callable[[Row], T], of: Hashable, /, **params: Any) -> T:
        """What `made` makes of the first row of `recall`: the very same again while the rows are kept.

        `of` tells apart what is made of one row.
        """
        rows, beside = self._kept.beside(name, params, self.published(), lambda: self.read(name, **params))
        if of not in beside:
            beside[of] = made(rows[0])
        found: T = beside[of]
        return found

    def published(self) -> int:
        """The revision readers are given now: at least that of every change acknowledged before this was asked."""
        return self._published()

    def write(self, work: Callable[[Transaction], T], *, change: bool = True, first: First | None = None) -> T | None:
        """Run `work` in one transaction and publish it; None where it raised `NothingToDo`.

        A `change` takes the next revision with its first statement, which puts changes in a row. The driver may run
        `work` again, so it must touch nothing but its transaction. Accounts and tokens pass `change=False`.
        """

        def whole(tx: neo4j.ManagedTransaction) -> tuple[T, int | None]:
            if not change:
                return work(Transaction(tx, None)), None
            taken = rows(tx, first.takes, dict(first.params)) if first else rows(tx, "take_revision", {})
            revision: int = taken[0]["revision"]
            return work(Transaction(tx, revision, (first, taken) if first else None)), revision

        with self._writers:
            try:
                result, revision = self._gate.run(lambda session: session.execute_write(whole), neo4j.WRITE_ACCESS)
            except NothingToDo:
                return None
            if revision is not None:
                self._gate.write_alone("publish", {"revision": revision})
            return result

    def clear(self) -> None:
        """Delete everything and begin anew: for tests and the demonstration."""
        with self._writers:
            self._gate.run(lambda session: session.execute_write(rows, "clear", {}), neo4j.WRITE_ACCESS)
            self._kept.forget()
            begin(self._gate)

    def end_long(self, limit: float) -> int:
        """End the questions that have run longer than `limit` seconds, whoever asked them; how many there were."""
        return end_long(self._gate, limit)

    def make_ready(self) -> None:
        """See to it that the graph stands. Raises `StoreAway` where it can't be reached."""
        self._gate.make_ready()

    def _stand(self, access: Access) -> None:
        # After an outage it may be a copy that answers.
        self._kept.forget()
        stand(access)
