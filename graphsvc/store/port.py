"""The port: read by a query file's name; write by handing over a function of a transaction."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions as driver_errors

from graphsvc.errors import GraphsvcError, StoreAway, StoreBug, StoreBusy
from graphsvc.store.files import queries, query
from graphsvc.store.shared import Shared
from graphsvc.store.values import from_store, to_store

T = TypeVar("T")
Row = dict[str, Any]

_AWAY = (driver_errors.ServiceUnavailable, driver_errors.SessionExpired, driver_errors.AuthError, OSError)
_TRIES = 5


class NothingToDo(Exception):
    """Raised by a work function that found nothing to change: rolled back, no revision spent."""


class Transaction:
    """What a work function may touch. `revision` is the number this change will carry."""

    def __init__(self, tx: neo4j.ManagedTransaction, revision: int | None) -> None:
        self._tx = tx
        self._revision = revision

    @property
    def revision(self) -> int:
        """The change's revision. Raises `StoreBug` in work that takes none."""
        if self._revision is None:
            raise StoreBug()
        return self._revision

    def run(self, name: str, /, **params: Any) -> list[Row]:
        """The rows of a query file, read to the end."""
        return _rows(self._tx, name, params)


def _rows(tx: neo4j.ManagedTransaction, name: str, params: dict[str, Any]) -> list[Row]:
    asked = query(name)
    if asked.params != params.keys():
        raise StoreBug() from TypeError(f"{name}.cypher takes {sorted(asked.params)}, not {sorted(params)}")
    try:
        result = tx.run(asked.text, to_store(params))
        return [{key: from_store(value) for key, value in dict(record).items()} for record in result]
    except driver_errors.Neo4jError as error:
        error.add_note(f"in cypher/{asked.room}/{name}.cypher")
        raise


class Store:
    """One graph behind one driver. Close it, or use it as a context manager."""

    def __init__(self, driver: neo4j.Driver, on_close: Callable[[], None] = lambda: None) -> None:
        self._driver = driver
        self._on_close = on_close
        self._writers = threading.RLock()
        self._published = Shared(lambda: int(self.read("published")[0]["revision"]))
        self._prepare()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connections, and the engine where this process owns it."""
        self._driver.close()
        self._on_close()

    @property
    def engine(self) -> str:
        """`embedded` or `neo4j`."""
        return "embedded" if "ArcadeDB" in self._driver.get_server_info().agent else "neo4j"

    def read(self, name: str, /, **params: Any) -> list[Row]:
        """The rows of a question's query file. Raises `StoreAway` where the graph can't be reached."""
        return self._guarded(lambda session: session.execute_read(_rows, name, params), neo4j.READ_ACCESS)

    def published(self) -> int:
        """The revision readers are given now: at least that of every change acknowledged before this was asked."""
        return self._published()

    def write(self, work: Callable[[Transaction], T], *, change: bool = True) -> T | None:
        """Run `work` in one transaction and publish it; None where it raised `NothingToDo`.

        A `change` takes the next revision with its first statement, which puts changes in a row. The driver may run
        `work` again, so it must touch nothing but its transaction. Accounts and tokens pass `change=False`.
        """

        def whole(tx: neo4j.ManagedTransaction) -> tuple[T, int | None]:
            revision = _rows(tx, "take_revision", {})[0]["revision"] if change else None
            return work(Transaction(tx, revision)), revision

        with self._writers:
            try:
                result, revision = self._guarded(lambda session: session.execute_write(whole), neo4j.WRITE_ACCESS)
            except NothingToDo:
                return None
            if revision is not None:
                self._publish(revision)
            return result

    def clear(self) -> None:
        """Delete everything and begin anew: for tests and the demonstration."""
        with self._writers:
            self._guarded(lambda session: session.execute_write(_rows, "clear", {}), neo4j.WRITE_ACCESS)
            self._prepare()

    def _prepare(self) -> None:
        for name, found in queries().items():
            if found.room == "schema":
                self._guarded(lambda session, name=name: session.run(query(name).text).consume(), neo4j.WRITE_ACCESS)  # type: ignore[misc]
        self._guarded(lambda session: session.execute_write(_rows, "begin_graph", {}), neo4j.WRITE_ACCESS)
        head = self.read("head")[0]["revision"]
        self._publish(head)

    def _publish(self, revision: int) -> None:
        self._guarded(
            lambda session: session.execute_write(_rows, "publish", {"revision": revision}), neo4j.WRITE_ACCESS
        )

    def _guarded(self, action: Callable[[neo4j.Session], T], access: str) -> T:
        """Run `action` in a session; driver errors become ours; colliding creations are tried again."""
        for attempt in range(_TRIES):
            try:
                with self._driver.session(default_access_mode=access) as session:
                    return action(session)
            except (GraphsvcError, NothingToDo):
                raise
            except driver_errors.ConstraintError as error:
                if attempt == _TRIES - 1:
                    raise StoreBusy() from error
                time.sleep(0.01 * (attempt + 1))
            except driver_errors.TransientError as error:
                raise StoreBusy() from error
            except _AWAY as error:
                raise StoreAway() from error
            except driver_errors.DriverError as error:
                raise StoreAway() from error
            except driver_errors.Neo4jError as error:
                raise StoreBug() from error
        raise StoreBusy()
