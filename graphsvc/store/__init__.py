"""The one door to the graph: `open_store(url)` gives a `Store`; only this room knows the driver."""

from __future__ import annotations

import os
from pathlib import Path

from graphsvc.errors import GraphsvcError
from graphsvc.store.access import Link
from graphsvc.store.addresses import EMBEDDED, folder_of
from graphsvc.store.beside import Beside
from graphsvc.store.care import Care
from graphsvc.store.copies import Copies, Copy, listed, no_copies, restore
from graphsvc.store.embedded import Embedded
from graphsvc.store.port import Store
from graphsvc.store.reading import Read
from graphsvc.store.server import Server
from graphsvc.store.transaction import First, NothingToDo, Row, Transaction

__all__ = [
    "Beside",
    "Care",
    "Copies",
    "Copy",
    "First",
    "NothingToDo",
    "Read",
    "Row",
    "Store",
    "Transaction",
    "embedded_folder",
    "listed",
    "open_store",
    "restore",
]


def embedded_folder(url: str) -> Path:
    """The folder of an embedded graph. Raises `no_copies` where `url` names a server."""
    if not url.startswith(EMBEDDED):
        raise no_copies()
    return folder_of(url)


def open_store(url: str, *, user: str | None = None, password: str | None = None, at_once: bool = True) -> Store:
    """Open the graph at `url`: `embedded:FOLDER`, `neo4j://`, `neo4j+s://` or `bolt://`.

    User and password of a server default to GRAPHSVC_NEO4J_USER and GRAPHSVC_NEO4J_PASSWORD. Raises `StoreAway` where
    it can't be reached, `bad_store` for another address; not `at_once`, a server is reached for when it is first asked,
    and may be away until then.
    """
    link: Link
    if url.startswith(EMBEDDED):
        link = Embedded(folder_of(url))
    else:
        name = user or os.environ.get("GRAPHSVC_NEO4J_USER", "neo4j")
        link = Server(url, name, password or os.environ.get("GRAPHSVC_NEO4J_PASSWORD"))
    store = Store(link)
    if at_once:
        try:
            store.make_ready()
        except GraphsvcError:
            store.close()
            raise
    return store
