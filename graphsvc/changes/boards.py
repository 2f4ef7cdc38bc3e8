"""Remembering which notice board was printed, at which revision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from graphsvc.pictures.boards import Board
from graphsvc.store import Store


def remember(store: Store, boards: Iterable[Board], *, paper: str, on: date, revision: int, actor: str) -> None:
    """Keep of each board what was printed last; a print is no fact and takes no revision."""
    at = datetime.now(UTC)
    rows = [
        {
            "id": board.id,
            "values": {
                "kind": board.kind,
                "root": board.root,
                "paper": paper,
                "revision": revision,
                "printed_on": on,
                "at": at,
                "actor": actor,
                "said": board.said(),
            },
        }
        for board in boards
    ]
    store.write(lambda tx: tx.run("remember_boards", rows=rows), change=False)
