"""Writing a change: its facts, and the row that tells who did what and why, in the one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol

from graphsvc.answers.change import Change, FactTold, Households, body_of, fact_text, told
from graphsvc.answers.plain import Why
from graphsvc.model import Fact
from graphsvc.rules.tenures import HOLDS, ended_and_begun

_MOST_KEPT = 2000
BEYOND = ""
"""Stands among the units of a change that touches what lies in no unit, and so in no administrator's area."""
CHUNK = 5000
"""Rows written in one statement."""
_TENURES = {f"retract_{HOLDS}", f"record_{HOLDS}"}


class Writer(Protocol):
    """What a change is written through: a store's transaction, or what takes its statements down."""

    @property
    def revision(self) -> int:
        """The change's revision."""

    def run(self, name: str, /, **params: Any) -> list[dict[str, Any]]:
        """Run a query file by its name."""


def fact_rows(
    revision: int, retract: Mapping[Fact, int], record: Iterable[Fact]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The query files, with their rows, that retract facts (each recorded at the revision told) and record others."""
    steps: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one, recorded in sorted(retract.items(), key=lambda entry: _order(entry[0])):
        row = {"start": one.start, "end": one.end, "since": one.since, "until": one.until, "recorded": recorded}
        steps[f"retract_{one.relation}"].append({**row, "revision": revision})
    for one in sorted(record, key=_order):
        row = {"start": one.start, "end": one.end, "since": one.since, "until": one.until, "values": dict(one.values)}
        steps[f"record_{one.relation}"].append({**row, "revision": revision})
    return list(steps.items())


def write(
    tx: Writer, change: Change, retract: Mapping[Fact, int], record: Sequence[Fact], units: Iterable[str]
) -> None:
    """Write a change whole: the facts it retracts, each recorded at the revision told; those it records; its row."""
    row = _row(tx, change, units, None, (retract, record))
    rows = dict(fact_rows(tx.revision, retract, record))
    if rows.keys() <= _TENURES and max(len(retract), len(record)) <= CHUNK:
        # What most changes are, in one trip instead of three.
        tx.run("record_tenures", retract=_bare(rows, "retract"), record=_bare(rows, "record"), **row)
        return
    for name, part in rows.items():
        for at in range(0, len(part), CHUNK):
            tx.run(name, rows=part[at : at + CHUNK])
    tx.run("record_change", **row)


def _bare(rows: Mapping[str, list[dict[str, Any]]], what: str) -> list[dict[str, Any]]:
    """Rows of tenures without what their statement knows by itself: each value sent costs a change some time."""
    known = ("revision", "until") if what == "retract" else ("revision",)
    return [{key: one[key] for key in one if key not in known} for one in rows.get(f"{what}_{HOLDS}", ())]


def made(
    *,
    actor: str,
    kind: str,
    reason: str,
    on: date | None,
    retract: Iterable[Fact],
    record: Iterable[Fact],
    facts: Iterable[FactTold] = (),
    warnings: Iterable[Why] = (),
    undoes: int | None = None,
) -> Change:
    """The change these facts make, without its number and instant; `on` is the day its households are told for."""
    ended, begun = ended_and_begun(retract, record)
    return Change(
        0, None, actor, kind, reason, on, told(ended), told(begun), Households(0), tuple(facts), tuple(warnings), undoes
    )


def tell(tx: Writer, change: Change, units: Iterable[str], households: Households, **more: Any) -> None:
    """Write the row of a change whose facts are written already, with the units it touches and its households; `more`
    stands in its body."""
    tx.run("record_change", **_row(tx, change, units, households, None, **more))


def _row(
    tx: Writer,
    change: Change,
    units: Iterable[str],
    households: Households | None,
    edges: tuple[Iterable[Fact], Iterable[Fact]] | None,
    **more: Any,
) -> dict[str, Any]:
    """What the row of the change of `tx` tells.

    `units` are those it touches, for who may read it. `households`, where already known, are told with it; where not,
    they are worked out from the graph when first asked for. `edges`, the facts retracted and recorded, let it be
    undone without comparing the whole graph before and after.
    """
    if households is not None:
        more["households"] = households.as_json()
    if edges is not None:
        retract, record = ([fact_text(one) for one in side] for side in edges)
        if len(retract) + len(record) <= _MOST_KEPT:
            more |= {"retract": retract, "record": record}
    tenures = [*change.ended, *change.begun]
    return {
        "revision": tx.revision,
        "at": datetime.now(UTC).replace(tzinfo=None),
        "actor": change.actor,
        "kind": change.kind,
        "reason": change.reason,
        "body": body_of(change, **more),
        "posts": sorted({one.post for one in tenures} | _keys(change, "posts")),
        "people": sorted({one.person for one in tenures} | _keys(change, "people")),
        "units": sorted({*units} | _keys(change, "units") | _keys(change, "serves") | _keys(change, "pairs")),
        # None, not 0: what stands there is indexed, and one key for all that undo nothing makes each change dearer.
        "undoes": change.undoes,
    }


def _keys(change: Change, file: str) -> set[str]:
    return {one.key.partition("/")[0] for one in change.facts if one.file == file}


def _order(fact: Fact) -> tuple[Any, ...]:
    return (fact.relation, fact.start, fact.end, fact.since)
