"""What every format is made from: one reading of the graph, as facts and as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graphsvc.rosters.believed import Believed, read_believed
from graphsvc.rosters.exporting import TextRows, export_believed
from graphsvc.store import Store


@dataclass(frozen=True)
class Read:
    """What is believed, and the same as a bundle's rows: dated rows whole, the rest as of `on`."""

    believed: Believed
    rows: TextRows
    on: date

    def live(self, file: str) -> Iterable[dict[str, str]]:
        """The rows of a file that hold on the day."""
        on = self.on.isoformat()
        return (row for row in self.rows[file] if row["since"] <= on and (not row["until"] or on < row["until"]))


def read_for_export(store: Store, on: date) -> Read:
    """Read the graph once, at the revision published now."""
    believed = read_believed(store.read, store.published())
    return Read(believed, export_believed(believed, on), on)
