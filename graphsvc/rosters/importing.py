"""A bundle into the graph: read, check everything, plan, then write all of it in one change or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from graphsvc.answers.change import Change
from graphsvc.changes.record import CHUNK, Writer, fact_rows, made, tell
from graphsvc.model import Fact
from graphsvc.questions.changes import MOST_LISTED, check_unmoved
from graphsvc.rosters.believed import Believed, read_believed, rows_of
from graphsvc.rosters.checking import check_roster
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.faults import BundleRefused, Fault
from graphsvc.rosters.following import households_of, warnings_of
from graphsvc.rosters.merging import merged_rows
from graphsvc.rosters.planning import Plan, plan_import
from graphsvc.rosters.reading import Sheets, read_bundle, sheets_of
from graphsvc.rosters.searchkeys import keys_of_people, keys_of_places
from graphsvc.rosters.touched import rows_told, units_touched
from graphsvc.rosters.typed import typed_rows
from graphsvc.store import NothingToDo, Store, Transaction

__all__ = ["Writer", "import_bundle", "plan_of", "read_bundle", "tell_change", "write_plan"]

_NEEDS_SCOPE = frozenset({"step_of", "exit_of", "in_category"})
_OF_KIND = frozenset({"line_role", "place_kind", "person_kind", "body_kind"})
Bundle = Sheets | Mapping[str, Sequence[Mapping[str, Any]]]


def import_bundle(
    store: Store,
    bundle: Bundle,
    *,
    on: date,
    actor: str = "import",
    prune: bool = False,
    dry_run: bool = False,
    unmoved_since: int | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Plan:
    """Import `bundle`; the plan tells what was done, its `revision` is None where nothing was written.

    `unmoved_since` is the revision a plan was looked at, whose `planned_at` told it: nothing but that plan is then
    written. `progress` is told (stage, done, of). Raises `BundleRefused` with every fault, `stale`, `StoreError`.
    """
    if dry_run:
        revision = store.published()
        plan = plan_of(read_believed(store.read, revision), bundle, on=on, prune=prune)[0]
        plan.planned_at = revision
        return plan
    made: list[Plan] = []

    def work(tx: Transaction) -> None:
        # Read, checked and planned where it is written: the head's lock keeps every other change out meanwhile.
        check_unmoved(tx.run, unmoved_since, tx.revision - 1)
        believed = read_believed(tx.run, tx.revision - 1)
        plan, keys = plan_of(believed, bundle, on=on, prune=prune)
        plan.planned_at = tx.revision - 1
        made.append(plan)
        if plan.empty:
            raise NothingToDo
        write_plan(tx, plan, believed.recorded, keys, progress)
        tell_change(tx, plan, actor, units_touched(believed, plan))
        plan.revision = tx.revision

    store.write(work)
    return made[-1]


def plan_of(believed: Believed, bundle: Bundle, *, on: date, prune: bool = False) -> tuple[Plan, dict[str, Any]]:
    """The checked plan, and the search keys of places and people by label and id. Raises `BundleRefused`."""
    sheets = bundle if isinstance(bundle, Sheets) else sheets_of(bundle)
    rows, numbers, faults, given = typed_rows(sheets)
    current = rows_of(believed, on)
    merged = merged_rows(current, rows, on, prune=prune)
    faults += [one for one in check_roster(merged, numbers, believed, given, on) if not _of_unread(one, sheets.unread)]
    if faults:
        raise BundleRefused(
            sorted(
                map(sheets.as_written, set(faults)), key=lambda fault: (fault.file, fault.row or 0, fault.column or "")
            )
        )
    plan = plan_import(believed, rows, on, prune=prune)
    if not plan.empty:
        plan.households, plan.warnings = households_of(believed, plan), warnings_of(believed, plan)
    keys = {"Place": keys_of_places(merged["places"]), "Person": keys_of_people(merged["people"])}
    return plan, keys


def _of_unread(fault: Fault, unread: set[str]) -> bool:
    """Whether it is only that the other file could not be read, which is told already."""
    column = FILES[fault.file].column(fault.column or "")
    return fault.code == "unknown_reference" and column is not None and column.refers in unread


def write_plan(tx: Writer, plan: Plan, recorded: Mapping[Fact, int], keys: Mapping[str, Any],
               progress: Callable[[str, int, int], None] | None = None, *, chunk: int = CHUNK) -> None:  # fmt: skip
    """Write nodes, retract and record, `chunk` rows at a time, within the change of `tx`."""
    nodes: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for thing in plan.things:
        gone = dict.fromkeys(plan.cleared.get((thing.label, thing.id), ()))
        nodes[thing.label][thing.id] = {**thing.values, **gone}
    for label, id in _searched(plan, keys):
        nodes[label].setdefault(id, {}).update(keys[label][id])
    for fact in plan.record:
        if fact.relation in _OF_KIND:
            nodes["Kind"].setdefault(fact.end, {})
        elif fact.relation in _NEEDS_SCOPE:
            nodes["Matter"].setdefault(fact.end, {})
    steps: list[tuple[str, list[dict[str, Any]]]] = [
        (f"merge_{label.lower()}", [{"id": id, "values": values} for id, values in found.items()])
        for label, found in nodes.items()
    ]
    steps += fact_rows(tx.revision, {fact: recorded[fact] for fact in plan.retract}, plan.record)
    done, total = 0, sum(len(rows) for _, rows in steps)
    for name, rows in steps:
        for at in range(0, len(rows), chunk):
            part = rows[at : at + chunk]
            tx.run(name, rows=part)
            done += len(part)
            if progress:
                progress("write", done, total)


def _searched(plan: Plan, keys: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The places and people whose search keys are to be written: a place that moves takes all below it along."""
    people = {thing.id for thing in plan.things if thing.label == "Person"}
    yield from (("Person", id) for id in people if id in keys["Person"])
    moved = any(thing.label == "Place" for thing in plan.things)
    moved |= any(fact.relation == "located_in" for fact in plan.record | plan.retract)
    if moved:
        yield from (("Place", id) for id in keys["Place"])


def tell_change(tx: Writer, plan: Plan, actor: str, units: Iterable[str] = ()) -> None:
    """Write the row that tells of the import."""
    tell(tx, _change(plan, actor), units, plan.households, counts=plan.counts)


def change_of_plan(plan: Plan, actor: str) -> Change:
    """The change a plan comes to: what was written, or the preview of it at the revision it was planned at."""
    revision = plan.planned_at if plan.revision is None else plan.revision
    return replace(_change(plan, actor), revision=revision, households=plan.households)


def _change(plan: Plan, actor: str) -> Change:
    """It tells the rows that come and go where they are not too many."""
    rows = rows_told(plan) if len(plan.rows) <= MOST_LISTED else ()
    return made(
        actor=actor, kind="import", reason="", on=plan.earliest, retract=plan.retract, record=plan.record,
        facts=[*plan.facts, *rows], warnings=plan.warnings,
    )  # fmt: skip
