"""What the graph believes, whole: every fact with its revision, every node's values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from graphsvc.model import ALWAYS, FOREVER, Fact, Thing
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.facts import DATED, EDGE_OF, EDGES, OWN_DATES, THINGS, Row, Slot, columns_of, slot_of
from graphsvc.store import Read

Key = tuple[object, ...]


@dataclass
class Believed:
    """Facts by slot, in order of `since`; the revision each was recorded at; values of nodes by label and id."""

    slots: dict[Slot, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    recorded: dict[Fact, int] = field(default_factory=dict)
    things: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))

    def facts(self) -> set[Fact]:
        """Every fact believed."""
        return set(self.recorded)

    def add(self, fact: Fact, recorded: int) -> None:
        """Believe one fact more."""
        self.slots[slot_of(fact.relation, fact.start, fact.end, fact.since)].append(fact)
        self.recorded[fact] = recorded


def believed_of(facts: Iterable[Fact], things: Iterable[Thing]) -> Believed:
    """What a graph of just these would believe: for planning without a store."""
    believed = Believed()
    for fact in sorted(facts, key=lambda fact: fact.since):
        believed.add(fact, 1)
    for thing in things:
        believed.things[thing.label].setdefault(thing.id, {}).update(thing.values)
    return believed


def read_believed(
    read: Read, revision: int, *, relations: Container[str] = EDGE_OF, labels: Container[str] | None = None
) -> Believed:
    """All that the graph believes at `revision`; named, because the many reads must tell of one graph.

    Only facts of `relations` and nodes of `labels` are read, where they are named.
    """
    believed = Believed()
    for relation, edge in EDGE_OF.items():
        if relation not in relations:
            continue
        rows = read(f"believed_facts_{relation}", revision=revision)
        for row in sorted(rows, key=lambda row: row["since"]):
            values = tuple((key, row[key]) for key in sorted(edge.values) if row.get(key) is not None)
            fact = Fact(relation, row["start"], row["end"], row["since"], row["until"], values)
            believed.add(fact, row["recorded"])
    for label, _, _ in THINGS.values():
        if labels is not None and label not in labels:
            continue
        for row in read(f"believed_things_{label.lower()}"):
            values_of = {key: value for key, value in row.items() if key != "id" and value is not None}
            believed.things[label][row["id"]] = values_of
    return believed


def rows_of(believed: Believed, on: date, *, ended: bool = False) -> dict[str, dict[Key, Row]]:
    """The rows of each file by key, as of `on`: dated rows whole, of the rest what lives, or all if `ended`."""
    found: dict[str, dict[Key, Row]] = {file: {} for file in FILES}
    for slot, facts in believed.slots.items():
        edge = EDGE_OF[str(slot[0])]
        file = _FILE_BY_FIRST.get(edge.relation)
        if file is None or not facts:
            continue
        if not ended and file not in DATED | OWN_DATES and facts[-1].until <= on:
            continue
        row = _row(believed, file, facts, on)
        found[file][tuple(row[column] for column in FILES[file].key)] = row
    return found


_FILE_BY_FIRST = {edges[0].relation: file for file, edges in EDGES.items()}


def _at(facts: list[Fact], day: date) -> Fact | None:
    return next((fact for fact in facts if fact.since <= day < fact.until), None)


def _waiting(believed: Believed, facts: list[Fact], day: date) -> Fact | None:
    """The `part_of` that only the other unit's dates keep from holding on `day`: the row still says it."""
    for fact in facts:
        above = believed.slots.get(("at_level", fact.end), [])
        if above and (fact.until == above[-1].until <= day or fact.since == above[0].since > day):
            return fact
    return None


def _row(believed: Believed, file: str, facts: list[Fact], on: date) -> Row:
    """One row: its own facts on `on`, or on the day of its life nearest to that."""
    first, last = facts[0], facts[-1]
    day = max(min(on, last.until - timedelta(1)), first.since)
    main = _at(facts, day) or last
    row: Row = dict.fromkeys(column.name for column in FILES[file].columns)
    for edge in EDGES[file]:
        fact: Fact | None = main
        if edge.relation != main.relation:
            slot = slot_of(edge.relation, main.start, main.start, main.since)
            fact = _at(believed.slots.get(slot, []), day)
            if fact is None and edge.relation == "part_of":
                fact = _waiting(believed, believed.slots.get(slot, []), day)
        if fact:
            row |= columns_of(edge, fact)
    if file in THINGS:
        row |= believed.things[THINGS[file][0]].get(main.start, {})
    if "since" in row:
        row["since"] = None if file in OWN_DATES and first.since == ALWAYS else first.since
        row["until"] = None if last.until == FOREVER else last.until
    return {column.name: row.get(column.name) for column in FILES[file].columns}
