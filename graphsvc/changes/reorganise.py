"""Units, what they serve, whom they are paired with, and posts, changed from a day on: dated like tenures.

What is asked are rows of a roster (units, serves, pairs, posts) as they shall stand; columns left out stay as they
are. So a unit moves by its `part_of`, closes by its `until`, a building's service is split or merged by rows of
service, and all that a roster refuses is refused here, by the same rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from graphsvc.accounts.account import Account
from graphsvc.accounts.scope import check_scope
from graphsvc.answers.change import Change
from graphsvc.changes import making
from graphsvc.changes.making import Planned, Seen
from graphsvc.changes.record import made
from graphsvc.errors import Conflict, bad_question
from graphsvc.questions.whole import whole_facts
from graphsvc.rosters.believed import Believed, read_believed, rows_of
from graphsvc.rosters.cells import show
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.importing import plan_of
from graphsvc.rosters.planning import Plan
from graphsvc.rosters.touched import rows_told
from graphsvc.rules.households import after_change
from graphsvc.rules.service import newly_unserved
from graphsvc.store import Read, Store

KIND = "reorganise"
MAY_CHANGE = ("units", "serves", "pairs", "posts")

Rows = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Reorganising:
    """The rows by file, the day from which values without dates of their own count, why, and the places named as
    left without a management unit on purpose."""

    rows: Rows
    since: date
    reason: str
    unserved: frozenset[str] = frozenset()


def reorganise(
    store: Store, asked: Reorganising, *, by: Account, today: date, preview: bool = False,
    unmoved_since: int | None = None,
) -> Change:  # fmt: skip
    """Make the rows stand, in one change, or with `preview` tell what that would do.

    Raises `BundleRefused` with every fault of the rows, `not_reorganised` for a file of another kind,
    `leaves_unserved` naming places not spoken of, `no_reason`, `outside_scope`, `stale`; then nothing is written.
    """
    if not asked.reason.strip():
        raise bad_question("no_reason", "reason", "请写明理由。", "Give a reason.")
    check_files(asked.rows)
    decide = partial(_plan, asked, by)
    return (making.preview if preview else making.make)(store, decide, Seen(unmoved_since, by, today))


def check_files(rows: Rows) -> None:
    """Raise `not_reorganised` for rows of a file that is not changed this way."""
    if other := sorted(set(rows) - set(MAY_CHANGE)):
        raise bad_question(
            "not_reorganised", "rows",
            f"这里只能改:{'、'.join(MAY_CHANGE)};“{other[0]}”请用导入。",
            f'Only {", ".join(MAY_CHANGE)} are changed here; bring "{other[0]}" in by an import.',
        )  # fmt: skip


def _plan(asked: Reorganising, by: Account, read: Read, revision: int) -> Planned:
    believed = read_believed(read, revision)
    plan = plan_rows(believed, asked.rows, asked.since)
    units = _units(asked, plan)
    known = {str(slot[1]) for slot in believed.slots if slot[0] == "at_level"}
    check_scope(read, by, units & known, asked.since, revision)
    before = whole_facts(read, asked.since, revision)
    left = set(newly_unserved(before, after_change(before, plan.retract, plan.record, asked.since), asked.since))
    if unsaid := sorted(left - asked.unserved):
        more = f" (+{len(unsaid) - 5})" if len(unsaid) > 5 else ""
        raise Conflict(
            "leaves_unserved",
            f"这样改后没有管理组织服务:{'、'.join(unsaid[:5])}{more}。如属有意,请逐个列出。",
            f"This leaves without a management unit: {', '.join(unsaid[:5])}{more}. Name each if that is meant.",
            field="unserved",
        )
    change = made(
        actor=by.name, kind=KIND, reason=asked.reason.strip(), on=asked.since,
        retract=plan.retract, record=plan.record, facts=[*plan.facts, *rows_told(plan)],
    )  # fmt: skip
    nodes = tuple((one.label, one.id, one.values) for one in plan.things)
    retract = {one: believed.recorded[one] for one in plan.retract}
    return Planned(change, retract, tuple(plan.record), tuple(sorted(units)), nodes)


def plan_rows(believed: Believed, rows: Rows, on: date) -> Plan:
    """What rows that may be partial come to from `on`. Raises `BundleRefused` with every fault."""
    return plan_of(believed, _whole_rows(believed, rows, on), on=on)[0]


def _whole_rows(believed: Believed, asked: Rows, on: date) -> dict[str, list[dict[str, str]]]:
    """The rows asked for, each filled up with what the graph says already under its key."""
    current = rows_of(believed, on, ended=True)
    whole: dict[str, list[dict[str, str]]] = {}
    for name, rows in asked.items():
        file = FILES[name]
        said = {
            tuple(show(file.column(column), row[column]) for column in file.key):  # type: ignore[arg-type]  # a key's columns are there
            {column.name: show(column, row.get(column.name)) for column in file.columns}
            for row in current[name].values()
        }  # fmt: skip
        whole[name] = [said.get(tuple(row.get(column, "") for column in file.key), {}) | dict(row) for row in rows]
    return whole


def _units(asked: Reorganising, plan: Plan) -> set[str]:
    """The units that the rows name and that the facts touch."""
    columns = ("unit", "part_of", "paired_with")
    named = {row[column] for rows in asked.rows.values() for row in rows for column in columns if row.get(column)}
    for one in plan.retract | plan.record:
        if one.relation in ("part_of", "paired_with"):
            named |= {one.start, one.end}
        elif one.relation in ("serves", "at_level"):
            named.add(one.start)
        elif one.relation == "post_in":
            named.add(one.end)
    return named
