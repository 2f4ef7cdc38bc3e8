"""Taking a change back: what it recorded is retracted, what it retracted is believed again, as a change of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from graphsvc.accounts.account import Account
from graphsvc.accounts.scope import check_scope
from graphsvc.answers.change import Change, FactTold, change_of
from graphsvc.changes import making
from graphsvc.changes.making import Planned, Seen
from graphsvc.changes.record import made
from graphsvc.errors import Conflict, Forbidden, bad_question
from graphsvc.model import Fact
from graphsvc.questions.changes import change_row, edges_of, later_changes
from graphsvc.questions.whole import fact_of
from graphsvc.rosters.values import restored, write_values
from graphsvc.rules.standing import NO_LIMITS, Limits
from graphsvc.rules.tenures import HOLDS
from graphsvc.rules.undoing import Resting, relations_needed, resting
from graphsvc.store import Read, Store

KIND = "undo"
_EVERY_FACT = "import"


def undo(
    store: Store, revision: int, reason: str, *, by: Account, today: date, unmoved_since: int | None = None,
    limits: Limits = NO_LIMITS,
) -> Change:  # fmt: skip
    """Take back the change of `revision`; the change that does so, at its own revision.

    Raises `unknown_change`, `no_reason`, `already_undone`, `change_rests_on` (both name the later change),
    `nothing_to_undo`, `outside_scope`, `stale`; then nothing is written.
    """
    return making.make(store, partial(_plan, revision, reason, by, today), Seen(unmoved_since, by, today), limits)


def preview_undo(
    store: Store, revision: int, reason: str, *, by: Account, today: date, unmoved_since: int | None = None,
    limits: Limits = NO_LIMITS,
) -> Change:  # fmt: skip
    """What `undo` would do, at the revision it was looked at; nothing is written. Raises what it raises."""
    return making.preview(store, partial(_plan, revision, reason, by, today), Seen(unmoved_since, by, today), limits)


def _plan(revision: int, reason: str, by: Account, today: date, read: Read, now: int) -> Planned:
    if not reason.strip():
        raise bad_question("no_reason", "reason", "请写明理由。", "Give a reason.")
    row = change_row(read, revision)
    original, body = change_of(row)
    _check_may(read, by, original, row["units"], today, now)
    retracted, recorded = edges_of(read, original, body)
    believed = _believed(read, relations_needed(retracted, recorded), retracted, recorded, now)
    back = {believed[one] for one in recorded if one in believed} - {revision}
    undos = {at for at in back if change_row(read, at)["kind"] == KIND}
    against = resting(retracted, recorded, believed, revision, _single(read, retracted, recorded, now), undos)
    if against:
        raise _rests(revision, _later(read, revision, against), row["undone"])
    values = restored(read, original.facts)
    if values.moved is not None:
        raise _rests(revision, _told_later(read, revision, values.moved), row["undone"])
    if not (retracted or recorded or values.things):
        raise Conflict(
            "nothing_to_undo",
            f"第{revision}版没有可撤销的内容。",
            f"Change {revision} did nothing that could be undone.",
        )
    change = made(
        actor=by.name, kind=KIND, reason=reason.strip(), on=original.on, retract=recorded, record=retracted,
        facts=[replace(one, before=one.after, after=one.before) for one in original.facts], undoes=revision,
    )  # fmt: skip
    moved = any(one.relation == "located_in" for one in (*retracted, *recorded))
    retract = {one: believed[one] for one in recorded}
    beside = partial(write_values, values=values, on=today, moved_places=moved) if values.things or moved else None
    return Planned(change, retract, tuple(retracted), tuple(row["units"]), beside=beside)


def _check_may(read: Read, by: Account, original: Change, units: list[str], today: date, now: int) -> None:
    # An import may touch people and places that lie in no unit, so only an owner takes it back.
    if by.role != "owner" and (original.kind == _EVERY_FACT or not units):
        raise Forbidden(
            "outside_scope",
            "这次改动不限于您管理的范围。请找所有者撤销。",
            "This change reaches beyond your area. Ask an owner to undo it.",
        )
    check_scope(read, by, units, today, now)


def _believed(
    read: Read, relations: Iterable[str], retracted: Iterable[Fact], recorded: Iterable[Fact], now: int
) -> dict[Fact, int]:
    """What is believed now of the relations concerned; of tenures alone, those of the posts concerned."""
    wanted = set(relations)
    if wanted == {HOLDS}:
        posts = sorted({one.end for one in (*retracted, *recorded)})
        rows = {HOLDS: read("holds_of_posts", posts=posts, revision=now)}
    else:
        rows = {relation: read(f"believed_facts_{relation}", revision=now) for relation in sorted(wanted)}
    return {fact_of(relation, row): row["recorded"] for relation, found in rows.items() for row in found}


def _single(read: Read, retracted: Iterable[Fact], recorded: Iterable[Fact], now: int) -> dict[str, bool]:
    posts = sorted({one.end for one in (*retracted, *recorded) if one.relation == HOLDS})
    return {row["start"]: row["single"] is not False for row in read("posts_in", posts=posts, revision=now)}


def _later(read: Read, revision: int, against: Resting) -> int | None:
    """The change that rests on the one of `revision`: the one that recorded the fact, or the one that retracted it."""
    if against.revision is not None:
        return against.revision
    for one, body in later_changes(read, revision):
        if against.fact in edges_of(read, one, body)[0]:
            return one.revision
    return None


def _told_later(read: Read, revision: int, moved: FactTold) -> int | None:
    """The latest change that told of the same value."""
    same = [
        one.revision
        for one, _ in later_changes(read, revision)
        for told in one.facts
        if (told.file, told.key, told.column) == (moved.file, moved.key, moved.column)
    ]
    return max(same, default=None)


def _rests(revision: int, later: int | None, undone: list[int]) -> Conflict:
    if later in undone:
        return Conflict(
            "already_undone",
            f"第{revision}版已由第{later}版撤销。",
            f"Change {revision} was undone by change {later} already.",
        )
    return Conflict(
        "change_rests_on",
        f"第{later}版以第{revision}版为基础。请先撤销第{later}版。",
        f"Change {later} rests on change {revision}. Undo change {later} first.",
    )
