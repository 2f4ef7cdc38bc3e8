"""Writing single facts, for tests that want a graph of three nodes and no roster."""

from __future__ import annotations

from datetime import date

from graphsvc.model import ALWAYS, FOREVER, Scalar
from graphsvc.store import Transaction


def merge(tx: Transaction, label: str, *ids: str, **values: Scalar) -> None:
    """Make nodes of one label, all with the same values."""
    tx.run(f"merge_{label}", rows=[{"id": id, "values": values} for id in ids])


def record(
    tx: Transaction, relation: str, start: str, end: str, since: date = ALWAYS, until: date = FOREVER, **values: Scalar
) -> None:
    """Record one fact at the change's revision."""
    row = {"start": start, "end": end, "since": since, "until": until, "revision": tx.revision, "values": values}
    tx.run(f"record_{relation}", rows=[row])


def retract(tx: Transaction, relation: str, start: str, end: str, since: date, recorded: int) -> None:
    """Retract one fact at the change's revision."""
    row = {"start": start, "end": end, "since": since, "recorded": recorded, "revision": tx.revision}
    tx.run(f"retract_{relation}", rows=[row])
