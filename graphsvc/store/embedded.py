"""The embedded engine: one process owns the folder and serves it on loopback; others find its address and connect."""

from __future__ import annotations

import threading
from importlib import metadata
from pathlib import Path
from typing import Any

import neo4j

from graphsvc.errors import StoreAway
from graphsvc.store.access import LIMITS
from graphsvc.store.copies import Copies
from graphsvc.store.host import attach

# The engine is on this machine: it answers at once or is gone, and then another process may own the folder.
_LIMITS = LIMITS | {"max_transaction_retry_time": 0.5}


class Embedded:
    """The link to a folder's engine, in this process or in the one that owns the folder.

    When the owner ends, whoever is attached and first to notice opens the folder itself and goes on; the others find
    the new owner.
    """

    engine = "embedded"
    version = f"ArcadeDB/{metadata.version('arcadedb')}"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._renewing = threading.Lock()
        self._closed = False
        self.host = attach(folder)
        self.driver = self._reach()
        self.copies = Copies(folder, self._sql)

    def renew(self, failed: neo4j.Driver) -> bool:
        """Find the engine again: its new owner, or own the folder from now on."""
        with self._renewing:
            if self.driver is not failed:
                return True
            if self.host.owned or self._closed:
                return False
            try:
                found = attach(self._folder)
            except StoreAway:
                return False
            if found == self.host:
                return False
            self.host = found
            self.driver = self._reach()
            failed.close()
            return True

    def close(self) -> None:
        """End the connections, and the engine where this process owns it."""
        with self._renewing:
            # Whoever asks from now on, a thread left behind at the end, must not start the engine anew.
            self._closed = True
            self.driver.close()
            self.host.close()

    def _sql(self, command: str) -> list[dict[str, Any]]:
        asked = self.driver
        try:
            return self.host.sql(command)
        except StoreAway:
            if not self.renew(asked):
                raise
            return self.host.sql(command)

    def _reach(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(self.host.url, auth=("root", self.host.password), **_LIMITS)
