"""What was changed, when, by whom and why: the audit."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from graphsvc.answers.change import Change, ChangeList, Households, change_of, fact_of_text
from graphsvc.errors import NotFound, Stale
from graphsvc.model import Fact
from graphsvc.questions.consequences import consequences
from graphsvc.store import Read, Store

_EVER = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC))
_MOST_TOLD = 20
ANY = ""


def changes(
    store: Store,
    *,
    after: int = 0,
    limit: int = 100,
    actor: str = ANY,
    post: str = ANY,
    person: str = ANY,
    unit: str = ANY,
    since: datetime | None = None,
    until: datetime | None = None,
) -> ChangeList:
    """The changes after revision `after`, oldest first, of that actor, post, person or unit, made in that time.

    Instants are aware; `since` counts, `until` no longer does.
    """
    rows = store.read(
        "changes", after=after, most=limit + 1, actor=actor, post=post, person=person, unit=unit,
        **{"from": since or _EVER[0], "to": until or _EVER[1]},
    )  # fmt: skip
    return ChangeList(tuple(_whole(store, row) for row in rows[:limit]), len(rows) > limit)


def change(store: Store, revision: int) -> Change:
    """The change of a revision. Raises `unknown_change`."""
    return _whole(store, change_row(store.read, revision))


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


def check_unmoved(read: Read, looked_at: int | None, revision: int) -> None:
    """Raise `stale`, which tells what came in between, where the graph is no longer at the revision looked at."""
    if looked_at is None or looked_at == revision:
        return
    rows = read(
        "changes", after=looked_at, most=_MOST_TOLD, actor=ANY, post=ANY, person=ANY, unit=ANY,
        **{"from": _EVER[0], "to": _EVER[1]},
    )  # fmt: skip
    raise Stale(revision, [_briefly(change_of(row)[0]) for row in rows])


def _briefly(one: Change) -> dict[str, object]:
    told = one.as_json()
    return {key: told[key] for key in ("revision", "at", "actor", "kind", "reason", "ended", "begun")}


def edges_of(body: dict[str, Any]) -> tuple[list[Fact], list[Fact]] | None:
    """The facts a change retracted and recorded, where they were kept with it."""
    if "retract" not in body:
        return None
    return [fact_of_text(one) for one in body["retract"]], [fact_of_text(one) for one in body["record"]]


def _whole(store: Store, row: dict[str, Any]) -> Change:
    """A kept change with its households: told with it, kept beside it, or worked out from both its revisions."""
    found, body = change_of(row)
    kept = body.get("households") or (json.loads(row["households"]) if row["households"] else None)
    undone = next(iter(row["undone"]), None)
    if kept is not None:
        return replace(found, households=Households(kept["count"], tuple(kept["items"])), undone_by=undone)
    edges = edges_of(body)
    if edges is None or found.on is None:
        return replace(found, undone_by=undone)
    follows = consequences(store.read, found.revision - 1, found.on, *edges, row["units"])
    return replace(found, households=follows.households, undone_by=undone)
