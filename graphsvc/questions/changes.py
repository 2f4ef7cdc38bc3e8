"""What was changed, when, by whom and why: the audit."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from graphsvc.accounts.account import Account
from graphsvc.accounts.scope import outside_scope
from graphsvc.answers.change import Change, ChangeList, Households, change_of, fact_of_text
from graphsvc.answers.plain import Why
from graphsvc.errors import Forbidden, NotFound, Stale
from graphsvc.model import Fact
from graphsvc.questions.consequences import consequences
from graphsvc.questions.whole import whole_facts
from graphsvc.rosters.believed import read_believed
from graphsvc.rules.households import changed_households
from graphsvc.store import Read, Store

_EVER = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC))
_MOST_TOLD = 20
_MOST_SOUGHT = 200
"""Of how many changes those told are picked, while other changes wait."""
ALL = 2_000_000_000
"""More than there are changes."""
MOST_LISTED = 1000
"""Above this an import tells the count of households alone, and not which rows came and went."""
ANY = ""


def changes(
    store: Store,
    *,
    after: int = 0,
    before: int = ALL,
    newest: bool = False,
    limit: int = 100,
    actor: str = ANY,
    post: str = ANY,
    person: str = ANY,
    unit: str = ANY,
    since: datetime | None = None,
    until: datetime | None = None,
    by: Account | None = None,
    today: date | None = None,
) -> ChangeList:
    """The changes after revision `after` and before `before`, oldest first or `newest`, of that actor, post, person
    or unit, made in that time.

    Instants are aware; `since` counts, `until` no longer does. Where an administrator asks (`by`), those alone that
    touch units which all lie within on `today`, and without sensitive fields.
    """
    found: list[dict[str, Any]] = []
    while True:
        rows = store.read(
            "changes", after=after, before=before, newest=newest, most=limit + 1,
            actor=actor, post=post, person=person, unit=unit,
            **{"from": since or _EVER[0], "to": until or _EVER[1]},
        )  # fmt: skip
        found += _readable(store.read, rows, by, today)
        if len(found) > limit or len(rows) <= limit:
            return ChangeList(tuple(_seen(store, row, by) for row in found[:limit]), len(found) > limit)
        after, before = (after, rows[-1]["revision"]) if newest else (rows[-1]["revision"], before)


def change(store: Store, revision: int, *, by: Account | None = None, today: date | None = None) -> Change:
    """The change of a revision. Raises `unknown_change`, and `outside_scope` where an administrator may not read it."""
    row = change_row(store.read, revision)
    if not _readable(store.read, [row], by, today):
        raise Forbidden(
            "outside_scope",
            "这次改动不限于您管理的范围,请找管得到它的同事。",
            "This change reaches beyond your area. Ask a colleague whose area holds all of it.",
        )
    return _seen(store, row, by)


def _seen(store: Store, row: dict[str, Any], by: Account | None) -> Change:
    whole = _whole(store, row)
    return whole if by is None or by.sees_sensitive else whole.without_sensitive()


def _readable(read: Read, rows: list[dict[str, Any]], by: Account | None, today: date | None) -> list[dict[str, Any]]:
    if by is None or by.role != "administrator" or today is None:
        return rows
    outside = set(outside_scope(read, by, {unit for row in rows for unit in row["units"]}, today))
    return [row for row in rows if row["units"] and not outside & set(row["units"])]


def change_row(read: Read, revision: int) -> dict[str, Any]:
    """The row kept of a change. Raises `unknown_change`."""
    rows = read("change", revision=revision)
    if not rows:
        raise NotFound(
            "unknown_change",
            f"没有第{revision}版的改动。请核对编号。",
            f"There is no change {revision}. Check the number.",
            field="revision",
        )
    return rows[0]


def check_unmoved(
    read: Read, looked_at: int | None, revision: int, by: Account | None = None, today: date | None = None
) -> None:
    """Raise `stale`, which tells what came in between, where the graph is no longer at the revision looked at.

    Of what an administrator may not read on `today` no more is told than how many changes it was.
    """
    if looked_at is None or looked_at == revision:
        return
    rows = _after(read, looked_at, _MOST_SOUGHT)
    told = _readable(read, rows, by, today)[:_MOST_TOLD]
    between = max(revision - max(looked_at, 0), 0)
    raise Stale(revision, [_briefly(change_of(row)[0]) for row in told], between - len(told))


def _briefly(one: Change) -> dict[str, object]:
    told = one.as_json()
    return {key: told[key] for key in ("revision", "at", "actor", "kind", "reason", "ended", "begun")}


def later_changes(read: Read, revision: int) -> list[tuple[Change, dict[str, Any]]]:
    """The changes after `revision`, oldest first, with their bodies."""
    return [change_of(row) for row in _after(read, revision, ALL)]


def _after(read: Read, revision: int, most: int) -> list[dict[str, Any]]:
    return read(
        "changes", after=revision, before=ALL, newest=False, most=most, actor=ANY, post=ANY, person=ANY, unit=ANY,
        **{"from": _EVER[0], "to": _EVER[1]},
    )  # fmt: skip


def edges_of(read: Read, one: Change, body: dict[str, Any]) -> tuple[list[Fact], list[Fact]]:
    """The facts a change retracted and recorded: kept with it, else found by comparing all that was believed."""
    if "retract" in body:
        return [fact_of_text(kept) for kept in body["retract"]], [fact_of_text(kept) for kept in body["record"]]
    before, after = (read_believed(read, revision) for revision in (one.revision - 1, one.revision))
    new = [fact for fact, recorded in after.recorded.items() if recorded == one.revision]
    gone = [fact for fact, recorded in before.recorded.items() if after.recorded.get(fact) != recorded]
    return gone, new


def _whole(store: Store, row: dict[str, Any]) -> Change:
    """A kept change with its households: told with it, kept beside it, or worked out from both its revisions."""
    found, body = change_of(row)
    kept = body.get("households") or (json.loads(row["households"]) if row["households"] else None)
    undone = max(row["undone"], default=None)
    if kept is not None:
        warnings = (*found.warnings, *(Why(*one) for one in kept.get("warnings", ())))
        households = Households(kept["count"], tuple(kept["items"]))
        return replace(found, households=households, warnings=warnings, undone_by=undone)
    if found.on is None:
        return replace(found, undone_by=undone)
    if "retract" in body:
        edges = edges_of(store.read, found, body)
        households = consequences(store.read, found.revision - 1, found.on, *edges, row["units"]).households
    else:
        before, after = (whole_facts(store.read, found.on, at) for at in (found.revision - 1, found.revision))
        items = changed_households(before, after, found.on)
        households = Households(len(items), items if len(items) <= MOST_LISTED else ())
    return replace(found, households=households, undone_by=undone)
