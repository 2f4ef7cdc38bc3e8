"""Values that nodes keep without revisions, set back to what they were before a change told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graphsvc.answers.change import FactTold
from graphsvc.model import Scalar
from graphsvc.rosters.believed import read_believed, rows_of
from graphsvc.rosters.cells import parse, show
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.facts import THINGS
from graphsvc.rosters.searchkeys import keys_of_people, keys_of_places
from graphsvc.store import Read, Transaction


@dataclass(frozen=True, slots=True)
class Restored:
    """Values to write by label and id, None where one goes; `moved` is a value that has changed since."""

    things: dict[str, dict[str, dict[str, Scalar | None]]] = field(default_factory=dict)
    moved: FactTold | None = None


def restored(read: Read, facts: Iterable[FactTold]) -> Restored:
    """The nodes' values before the change that told of `facts`, where all of them still are what it made them."""
    told = [one for one in facts if one.file in THINGS and one.column in THINGS[one.file][2]]
    things: dict[str, dict[str, dict[str, Scalar | None]]] = defaultdict(lambda: defaultdict(dict))
    present: dict[str, dict[str, dict[str, Any]]] = {}
    for one in told:
        label = THINGS[one.file][0]
        if label not in present:
            present[label] = {row["id"]: row for row in read(f"believed_things_{label.lower()}")}
        column = next(column for column in FILES[one.file].columns if column.name == one.column)
        now = present[label].get(one.key, {}).get(one.column)
        if (show(column, now) or None) != one.after:
            return Restored(moved=one)
        things[label][one.key][one.column] = parse(column, one.before) if one.before else None
    return Restored({label: dict(found) for label, found in things.items()})


def write_values(tx: Transaction, values: Restored, on: date, *, moved_places: bool) -> None:
    """Write the values, with the keys by which the people and places concerned are sought as of `on`.

    `moved_places` says that places lie elsewhere after this change, so that all their keys are worked out again.
    """
    found = {label: {id: dict(row) for id, row in rows.items()} for label, rows in values.things.items()}
    for label, rows in found.items():
        tx.run(f"merge_{label.lower()}", rows=[{"id": id, "values": row} for id, row in rows.items()])
    places = moved_places or "Place" in found
    if not places and "Person" not in found:
        return
    sought = rows_of(read_believed(tx.run, tx.revision), on, ended=True)
    people = {key: row for key, row in sought["people"].items() if str(key[0]) in found.get("Person", {})}
    keys = {"person": keys_of_people(people), "place": keys_of_places(sought["places"]) if places else {}}
    for label, by_id in keys.items():
        if by_id:
            tx.run(f"merge_{label}", rows=[{"id": id, "values": row} for id, row in by_id.items()])
