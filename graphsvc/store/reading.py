"""Reading by a query file's name, wherever it is done: by a store, or within a change."""

from __future__ import annotations

from typing import Any, Protocol


class Read(Protocol):
    """A store's `read`, or a transaction's `run`."""

    def __call__(self, name: str, /, **params: Any) -> list[dict[str, Any]]:
        """The rows of a query."""
