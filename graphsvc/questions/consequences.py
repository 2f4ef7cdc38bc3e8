"""What follows from a change: whose answers it alters, which boards it makes stale, which posts people then hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from graphsvc.answers.change import HeldPost, Households
from graphsvc.model import Fact
from graphsvc.questions.whole import fact_of, facts_below, whole_facts
from graphsvc.rules.boards import stale_boards
from graphsvc.rules.households import after_change, changed_households
from graphsvc.rules.tenures import HOLDS, live
from graphsvc.store import Read


@dataclass(frozen=True, slots=True)
class Consequences:
    """The households, boards (by unit) and posts of a change, for one day."""

    households: Households
    boards: tuple[str, ...]
    posts: tuple[HeldPost, ...]


def consequences(
    read: Read, revision: int, on: date, retract: Collection[Fact], record: Collection[Fact], units: Iterable[str]
) -> Consequences:
    """What follows on `on` when what is believed at `revision` loses `retract` and gains `record`.

    `units` are those whose posts are touched. Where anything but tenures changes, the whole graph is compared.
    """
    tenures_only = all(one.relation == HOLDS for one in (*retract, *record))
    before = facts_below(read, set(units), on, revision) if tenures_only else whole_facts(read, on, revision)
    after = after_change(before, retract, record, on)
    found = changed_households(before, after, on)
    return Consequences(
        Households(len(found), found), stale_boards(before, after, on), _posts(read, revision, on, retract, record)
    )


def _posts(
    read: Read, revision: int, on: date, retract: Collection[Fact], record: Collection[Fact]
) -> tuple[HeldPost, ...]:
    """The posts that those who come into one then hold, on `on`."""
    people = sorted({one.start for one in record if one.relation == HOLDS and one.since <= on < one.until})
    if not people:
        return ()
    rows = read("person_posts", people=people, revision=revision)
    held = {fact_of(HOLDS, row) for row in rows} - set(retract) | {one for one in record if one.start in people}
    lives = {row["end"]: row["lives"] for row in rows}
    new = sorted({one.end for one in record} - lives.keys())
    for row in read("posts_in", posts=new, revision=revision):
        lives.setdefault(row["start"], []).append({**row, "unit": row["end"]})
    return tuple(
        HeldPost(one.start, one.end, post["unit"], post["title"], one.since)
        for one in sorted(live(held, on), key=lambda one: (one.start, one.end))
        if one.start in people
        for post in lives.get(one.end, ())
        if post["since"] <= on < post["until"]
    )
