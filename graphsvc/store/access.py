"""The way to the engine: the driver's errors become ours, and an engine that comes back is found again."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from typing import Any, Protocol, TypeVar

import neo4j
from neo4j import exceptions as driver_errors

from graphsvc.errors import GraphsvcError, StoreAway, StoreBug, StoreBusy
from graphsvc.store.copies import Copies
from graphsvc.store.files import query
from graphsvc.store.transaction import NothingToDo

T = TypeVar("T")

LIMITS: dict[str, Any] = {
    "connection_timeout": 2,
    "connection_acquisition_timeout": 2,
    # It begins no wait later than this, and the last wait is as long again.
    "max_transaction_retry_time": 1.5,
    "initial_retry_delay": 0.02,
    "telemetry_disabled": True,
    "notifications_min_severity": "OFF",
}
"""The driver's settings; with its own defaults a dead server takes a minute to be noticed."""

_AWAY = (driver_errors.DriverError, driver_errors.AuthError, OSError)
_PATIENCE = 3.0
_TRIES = 3
_COLLISIONS = 5
_ENDED = {
    f"Neo.ClientError.Transaction.{how}"
    # By us; by a limit of the server's own; by one that came with the question.
    for how in ("Terminated", "TransactionTimedOut", "TransactionTimedOutClientConfiguration")
}


class Link(Protocol):
    """Where the engine is, and a driver that reaches it."""

    @property
    def driver(self) -> neo4j.Driver:
        """The driver to ask now; another one once the link was renewed."""

    @property
    def engine(self) -> str:
        """`embedded` or `neo4j`."""

    @property
    def version(self) -> str:
        """The engine by its name and number."""

    @property
    def copies(self) -> Copies:
        """The copies of an embedded store. Raises `no_copies` where a server keeps its own."""

    def renew(self, failed: neo4j.Driver) -> bool:
        """Whether, now that `failed` reached nothing, another driver may be asked."""

    def close(self) -> None:
        """End the connections, and the engine where this process owns it."""


class Access:
    """Runs work in sessions of a link's driver."""

    def __init__(self, link: Link) -> None:
        self._link = link

    @property
    def driver(self) -> neo4j.Driver:
        """The driver that is asked now."""
        return self._link.driver

    def run(self, action: Callable[[neo4j.Session], T], mode: str) -> T:
        """What `action` gives, run in a session of `mode`. Raises what `write_alone` raises."""

        def in_session(driver: neo4j.Driver) -> T:
            with driver.session(default_access_mode=mode) as session:
                return action(session)

        return self._tried(in_session)

    def write_alone(self, name: str, params: dict[str, Any]) -> None:
        """Run a query file that writes as a transaction of its own, which begins in the same trip as it is run.

        Raises `StoreAway` within five seconds where the engine can't be reached, `StoreBusy` where other writers were
        in the way at every try (`store_too_long` where a question was ended for its length), `StoreBug` where the
        engine refuses a query.
        """
        asked = query(name)
        self._tried(
            lambda driver: driver.execute_query(
                asked.text, params, routing_=neo4j.RoutingControl.WRITE, bookmark_manager_=None
            )
        )

    def _tried(self, action: Callable[[neo4j.Driver], T]) -> T:
        until = time.monotonic() + _PATIENCE
        for attempt in count(1):
            driver = self._link.driver
            try:
                return action(driver)
            except (GraphsvcError, NothingToDo):
                raise
            except driver_errors.ConstraintError as error:
                # Creations of one key that raced; the second one finds it there.
                if attempt == _COLLISIONS:
                    raise StoreBusy() from error
                time.sleep(0.01 * attempt)
            except driver_errors.TransientError as error:
                # A first try may have lasted long for other reasons, as on a server that stood still a while.
                if attempt >= _TRIES and time.monotonic() > until:
                    raise StoreBusy() from error
            except _AWAY as error:
                renewed = self._link.renew(driver)
                # Whether a commit without an answer was made is not known, and work may not be done twice.
                unknown = isinstance(error, driver_errors.IncompleteCommit)
                if unknown or not renewed or time.monotonic() > until:
                    raise _away(error) from error
            except driver_errors.Neo4jError as error:
                raise (_too_long() if error.code in _ENDED else StoreBug()) from error
        raise StoreBusy()


def _too_long() -> StoreBusy:
    return StoreBusy(
        "store_too_long",
        "这个问题太久没有答完,已停止。请问得更窄一些,或稍后再试。",
        "The question took too long and was stopped. Ask about less, or later.",
    )


def _away(error: Exception) -> StoreAway:
    if isinstance(error, driver_errors.AuthError):
        return StoreAway(
            "store_refused",
            "图数据库不认这个用户名或密码。请核对 GRAPHSVC_NEO4J_USER 和 GRAPHSVC_NEO4J_PASSWORD。",
            "The graph takes no such user or password. Check GRAPHSVC_NEO4J_USER and GRAPHSVC_NEO4J_PASSWORD.",
        )
    return StoreAway()
