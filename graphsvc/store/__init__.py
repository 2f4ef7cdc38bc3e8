"""The one door to the graph: `open_store(url)` gives a `Store`; only this room knows the driver."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import neo4j

from graphsvc.errors import StoreAway
from graphsvc.store.embedded import attach
from graphsvc.store.port import NothingToDo, Row, Store, Transaction
from graphsvc.store.reading import Read

__all__ = ["NothingToDo", "Read", "Row", "Store", "Transaction", "open_store"]

_LIMITS: dict[str, Any] = {
    "connection_timeout": 2,
    "connection_acquisition_timeout": 3,
    "max_transaction_retry_time": 3,
    "initial_retry_delay": 0.02,
    "telemetry_disabled": True,
    "notifications_min_severity": "OFF",
}


def open_store(url: str, *, user: str | None = None, password: str | None = None) -> Store:
    """Open the graph at `url`: `embedded:FOLDER`, `neo4j://`, `neo4j+s://` or `bolt://`.

    User and password of a server default to GRAPHSVC_NEO4J_USER and GRAPHSVC_NEO4J_PASSWORD.
    Raises `StoreAway` where it can't be reached.
    """
    if url.startswith("embedded:"):
        host = attach(Path(url.removeprefix("embedded:")))
        driver = neo4j.GraphDatabase.driver(host.url, auth=("root", host.password), **_LIMITS)
        return _opened(driver, host.close)
    name = user or os.environ.get("GRAPHSVC_NEO4J_USER", "neo4j")
    secret = password or os.environ.get("GRAPHSVC_NEO4J_PASSWORD")
    auth = (name, secret) if secret else None
    return _opened(neo4j.GraphDatabase.driver(url, auth=auth, **_LIMITS), lambda: None)


def _opened(driver: neo4j.Driver, on_close: Callable[[], None]) -> Store:
    try:
        return Store(driver, on_close)
    except StoreAway:
        driver.close()
        on_close()
        raise
