"""Taking a change back: what it recorded is retracted, what it retracted is believed again, as a change of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from graphsvc.accounts import Account, check_scope
from graphsvc.answers.change import Change, FactTold, change_of
from graphsvc.changes.record import made, tell, write_facts
from graphsvc.changes.settle import settled
from graphsvc.errors import Conflict, Forbidden, bad_question
from graphsvc.model import Fact
from graphsvc.questions.changes import change_row, check_unmoved, edges_of, later_changes
from graphsvc.questions.consequences import consequences
from graphsvc.questions.whole import fact_of
from graphsvc.rosters.values import Restored, restored, write_values
from graphsvc.rules.tenures import HOLDS
from graphsvc.rules.undoing import Resting, relations_needed, resting
from graphsvc.store import Read, Store, Transaction

KIND = "undo"
_EVERY_FACT = "import"


@dataclass(frozen=True, slots=True)
class Decided:
    """An undo decided: the facts with their revisions, the nodes' values to write, and the row of it."""

    retract: dict[Fact, int]
    record: tuple[Fact, ...]
    values: Restored
    change: Change
    units: tuple[str, ...]


def undo(
    store: Store, revision: int, reason: str, *, by: Account, today: date, unmoved_since: int | None = None
) -> Change:
    """Take back the change of `revision`; the change that does so, at its own revision.

    Raises `unknown_change`, `no_reason`, `already_undone`, `change_rests_on` (both name the later change),
    `nothing_to_undo`, `outside_scope`, `stale`; then nothing is written.
    """
    done: list[Decided] = []

    def work(tx: Transaction) -> int:
        check_unmoved(tx.run, unmoved_since, tx.revision - 1)
        found = decide(tx.run, revision, reason, by, today, tx.revision - 1)
        done.append(found)
        write_facts(tx, found.retract, found.record)
        moved = any(one.relation == "located_in" for one in (*found.retract, *found.record))
        write_values(tx, found.values, today, moved_places=moved)
        tell(tx, found.change, units=found.units, edges=(found.retract, found.record))
        return tx.revision

    at = store.write(work)
    assert at is not None
    found = done[-1]
    return settled(store, replace(found.change, revision=at), found.retract, found.record, found.units)


def preview_undo(
    store: Store, revision: int, reason: str, *, by: Account, today: date, unmoved_since: int | None = None
) -> Change:
    """What `undo` would do, at the revision it was looked at; nothing is written. Raises what it raises."""
    now = store.read("published")[0]["revision"]
    check_unmoved(store.read, unmoved_since, now)
    found = decide(store.read, revision, reason, by, today, now)
    change = replace(found.change, revision=now)
    if change.on is None:
        return change
    follows = consequences(store.read, now, change.on, found.retract, found.record, found.units)
    return replace(change, households=follows.households, boards=follows.boards, posts=follows.posts)


def decide(read: Read, revision: int, reason: str, by: Account, today: date, now: int) -> Decided:
    """What undoing the change of `revision` comes to, by what is believed at `now`."""
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
    return Decided({one: believed[one] for one in recorded}, tuple(retracted), values, change, tuple(row["units"]))


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
