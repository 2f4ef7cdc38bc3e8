"""Rows that stay true while no change comes: kept by query, parameters and the revision published when read."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from graphsvc.store.transaction import Row

Key = tuple[Hashable, ...]
Made = dict[Hashable, Any]
"""What was made of rows, beside them: it goes when they go."""


class Kept:
    """The `most` answers lately asked for. Safe to share among threads; nobody may alter the rows given."""

    def __init__(self, most: int = 16) -> None:
        self._rows: OrderedDict[Key, tuple[list[Row], Made]] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def get(self, name: str, params: Mapping[str, Any], published: int, read: Callable[[], list[Row]]) -> list[Row]:
        """The rows of a query while `published` is; what `read` gives where they aren't kept."""
        return self.beside(name, params, published, read)[0]

    def beside(
        self, name: str, params: Mapping[str, Any], published: int, read: Callable[[], list[Row]]
    ) -> tuple[list[Row], Made]:
        """As `get`, with what was made of the rows so far."""
        key = (name, published, *sorted(params.items()))
        with self._lock:
            found = self._rows.get(key)
            if found is not None:
                self._rows.move_to_end(key)
                return found
        rows: list[Row] = read()
        found = rows, {}
        # A change may have come in between; what was read is true all the same, and not of `published`.
        if rows and rows[0]["published"] == published:
            with self._lock:
                self._rows[key] = found
                while len(self._rows) > self._most:
                    self._rows.popitem(last=False)
        return found

    def forget(self) -> None:
        """Let go of everything: another graph may stand where this one did, at the same revision."""
        with self._lock:
            self._rows.clear()
