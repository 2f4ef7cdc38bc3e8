"""Who may ask the engine: everybody while it answers, one at a time while it is away, and nobody before it is ready."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import neo4j

from graphsvc.errors import StoreAway
from graphsvc.store.access import Access

T = TypeVar("T")


class Gate:
    """Runs work on an access once `prepare` has been run there, and again after an outage or on another engine.

    While the engine is away one caller at a time looks whether it is back; the others are refused at once, so that
    nobody waits behind others' waiting.
    """

    def __init__(self, access: Access, prepare: Callable[[Access], None]) -> None:
        self._access = access
        self._prepare = prepare
        self._away = False
        self._looking = threading.Lock()
        self._readying = threading.Lock()
        self._ready: neo4j.Driver | None = None

    def run(self, action: Callable[[neo4j.Session], T], mode: str) -> T:
        """As `Access.run`."""
        return self._admitted(lambda: self._access.run(action, mode))

    def write_alone(self, name: str, params: dict[str, Any]) -> None:
        """As `Access.write_alone`."""
        self._admitted(lambda: self._access.write_alone(name, params))

    def make_ready(self) -> None:
        """See to it that the graph is prepared. Raises `StoreAway` where it can't be reached."""
        self._admitted(lambda: None)

    def _admitted(self, act: Callable[[], T]) -> T:
        looking = self._away
        if looking and not self._looking.acquire(blocking=False):
            raise StoreAway()
        try:
            self._readied(looking)
            return self._watched(act)
        finally:
            if looking:
                self._looking.release()

    def _readied(self, looking: bool) -> None:
        if self._ready is self._access.driver:
            return
        with self._readying:
            driver = self._access.driver
            if self._ready is driver:
                return
            # Whoever was here before found nothing.
            if self._away and not looking:
                raise StoreAway()
            self._watched(lambda: self._prepare(self._access))
            self._ready = driver

    def _watched(self, act: Callable[[], T]) -> T:
        try:
            done = act()
        except StoreAway:
            # A change may have been committed without an answer; prepared again, the graph publishes it.
            self._away, self._ready = True, None
            raise
        except Exception:
            self._away = False
            raise
        self._away = False
        return done
