"""What follows from a change: whose answers it alters, which boards it makes stale, which posts people then hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from graphsvc.answers.change import Change, FactTold, HeldPost, Households
from graphsvc.answers.plain import Why
from graphsvc.model import Fact
from graphsvc.questions.lives import lives_in, lives_of
from graphsvc.questions.standing import Lives, remarks
from graphsvc.questions.whole import fact_of, facts_below, whole_facts
from graphsvc.rules.boards import NO_VALUES, Values, stale_boards
from graphsvc.rules.households import after_change, changed_households
from graphsvc.rules.standing import NO_LIMITS, Limits
from graphsvc.rules.tenures import HOLDS, live
from graphsvc.store import Read

Nodes = Iterable[tuple[str, str, Mapping[str, object]]]
"""Nodes that a change writes: label, id and values."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """The households, boards (by unit), posts and what the standing rules say of a change, for one day."""

    households: Households
    boards: tuple[str, ...]
    posts: tuple[HeldPost, ...]
    warnings: tuple[Why, ...]


def consequences(
    read: Read,
    revision: int,
    on: date,
    retract: Collection[Fact],
    record: Collection[Fact],
    units: Iterable[str],
    limits: Limits = NO_LIMITS,
    facts: Iterable[FactTold] = (),
    nodes: Nodes = (),
) -> Consequences:
    """What follows on `on` when what is believed at `revision` loses `retract` and gains `record`.

    `units` are those whose posts are touched, `facts` what changes that is no tenure, `nodes` what is not written yet.
    Where anything but tenures changes, the whole graph is compared.
    """
    tenures_only = all(one.relation == HOLDS for one in (*retract, *record))
    before = facts_below(read, set(units), on, revision) if tenures_only else whole_facts(read, on, revision)
    after = after_change(before, retract, record, on)
    found = changed_households(before, after, on)
    held, lives = _held(read, revision, retract, record)
    told = [one for one in facts if one.file == "units"]
    values = NO_VALUES if tenures_only and not told else _values(read, told, nodes)
    return Consequences(
        Households(len(found), found),
        stale_boards(before, after, on, values, tenures_only=tenures_only),
        _posts(held, lives, record, on),
        remarks(read, revision, (retract, record), held, lives, limits),
    )


def told_with(change: Change, follows: Consequences) -> Change:
    """The change with what follows from it."""
    return replace(
        change, households=follows.households, boards=follows.boards, posts=follows.posts,
        warnings=(*change.warnings, *follows.warnings),
    )  # fmt: skip


def _values(read: Read, facts: Iterable[FactTold], nodes: Nodes) -> Values:
    """The values of units that boards show, before and after; what is there now may be either."""
    changed: dict[str, dict[str, FactTold]] = {"name": {}, "phone": {}, "supervision": {}}
    for one in facts:
        if one.column in changed:
            changed[one.column][one.key] = one
    watched = {row["id"]: row["supervision"] or "" for row in read("believed_things_unit")}
    new = {id: str(values.get("supervision") or "") for label, id, values in nodes if label == "Unit"}
    before = {id: one.before or "" for id, one in changed["supervision"].items()}
    after = {id: one.after or "" for id, one in changed["supervision"].items()}
    return Values(frozenset(changed["name"]), frozenset(changed["phone"]), watched | before, watched | new | after)


def _held(read: Read, revision: int, retract: Collection[Fact], record: Collection[Fact]) -> tuple[set[Fact], Lives]:
    """All tenures, once the change is made, of those it tells a tenure of, and the units of those posts."""
    new = {one for one in record if one.relation == HOLDS}
    people = sorted({one.start for one in new})
    if not people:
        return set(), {}
    rows = read("person_posts", people=people, revision=revision)
    found = {row["end"]: lives_of(row) for row in rows}
    for row in read("posts_in", posts=sorted({one.end for one in new} - found.keys()), revision=revision):
        found.setdefault(row["start"], []).extend(lives_in(row["end"], row, row["lives"]))
    return ({fact_of(HOLDS, row) for row in rows} - set(retract)) | new, found


def _posts(held: Collection[Fact], lives: Lives, record: Collection[Fact], on: date) -> tuple[HeldPost, ...]:
    """The posts that those who come into one then hold, on `on`."""
    people = {one.start for one in live(record, on) if one.relation == HOLDS}
    return tuple(
        HeldPost(one.start, one.end, post["unit"], post["title"], one.since)
        for one in sorted(live(held, on), key=lambda one: (one.start, one.end))
        if one.start in people
        for post in lives.get(one.end, ())
        if post["since"] <= on < post["until"]
    )
