"""What follows from a change: whose answers it alters, which boards it makes stale, which posts people then hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from graphsvc.answers.change import Change, FactTold, HeldPost, Households
from graphsvc.answers.plain import Why
from graphsvc.model import Fact
from graphsvc.questions.standing import Lives, remarks
from graphsvc.questions.whole import fact_of, facts_below, whole_facts
from graphsvc.rules.boards import stale_boards
from graphsvc.rules.households import after_change, changed_households
from graphsvc.rules.standing import NO_LIMITS, Limits
from graphsvc.rules.tenures import HOLDS, live
from graphsvc.store import Read

_ON_BOARDS = frozenset({"name", "phone", "supervision"})
"""The columns of a unit that its board shows, and the boards below it."""


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
) -> Consequences:
    """What follows on `on` when what is believed at `revision` loses `retract` and gains `record`.

    `units` are those whose posts are touched, `facts` what changes that is no
    tenure. Where anything but tenures changes, the whole graph is compared.
    """
    tenures_only = all(one.relation == HOLDS for one in (*retract, *record))
    before = facts_below(read, set(units), on, revision) if tenures_only else whole_facts(read, on, revision)
    after = after_change(before, retract, record, on)
    found = changed_households(before, after, on)
    held, lives = _held(read, revision, retract, record)
    return Consequences(
        Households(len(found), found),
        stale_boards(before, after, on, _renamed(facts), tenures_only=tenures_only),
        _posts(held, lives, record, on),
        remarks(read, revision, (retract, record), held, lives, limits),
    )


def told_with(change: Change, follows: Consequences) -> Change:
    """The change with what follows from it."""
    return replace(
        change, households=follows.households, boards=follows.boards, posts=follows.posts,
        warnings=(*change.warnings, *follows.warnings),
    )  # fmt: skip


def _renamed(facts: Iterable[FactTold]) -> set[str]:
    return {one.key for one in facts if one.file == "units" and one.column in _ON_BOARDS}


def _held(read: Read, revision: int, retract: Collection[Fact], record: Collection[Fact]) -> tuple[set[Fact], Lives]:
    """All tenures, once the change is made, of those it tells a tenure of, and the units of those posts."""
    new = {one for one in record if one.relation == HOLDS}
    people = sorted({one.start for one in new})
    if not people:
        return set(), {}
    rows = read("person_posts", people=people, revision=revision)
    lives = {row["end"]: list(row["lives"]) for row in rows}
    for row in read("posts_in", posts=sorted({one.end for one in new} - lives.keys()), revision=revision):
        lives.setdefault(row["start"], []).append({**row, "unit": row["end"]})
    return ({fact_of(HOLDS, row) for row in rows} - set(retract)) | new, lives


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
