"""Many assignments and endings as one change: every fault found first, then all of it or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphsvc.accounts.account import Account
from graphsvc.accounts.scope import check_scope, reaching
from graphsvc.changes.making import Planned
from graphsvc.changes.reassign import check_person, live_post, resumed
from graphsvc.changes.record import made
from graphsvc.errors import GraphsvcError
from graphsvc.model import Fact
from graphsvc.questions.whole import fact_of
from graphsvc.rules.assignment import Assignment
from graphsvc.rules.batch import Refused, Step, decide_batch
from graphsvc.rules.tenures import HOLDS
from graphsvc.store import Read


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a change of several steps, and what is kept with it; `today` is Shanghai's date."""

    kind: str
    reason: str
    by: Account
    today: date


def plan_several(read: Read, revision: int, steps: Sequence[Step], asked: Asked) -> tuple[Planned, tuple[Refused, ...]]:
    """The one change that all `steps` come to by what is believed at `revision`, and each step that can't be made.

    Households are told for the latest day of the steps, when all of them have come to hold. Raises `outside_scope`.
    """
    posts = _posts(read, revision, steps)
    refused = _not_there(read, revision, steps, posts)
    units = {row["end"] for rows in posts.values() for row in rows}
    on = max(one.since for one in steps)
    for since in {one.since for one in steps}:
        touched = {row["end"] for one in steps if one.since == since for row in posts.get(one.post, ())}
        check_scope(read, asked.by, touched, reaching(since, asked.today), revision)
    recorded = _tenures(read, revision, posts)
    bad = {one.place for one in refused}
    places = [place for place in range(len(steps)) if place not in bad]
    single = {post: rows[0]["single"] is not False for post, rows in posts.items() if rows}
    kept = [steps[place] for place in places]
    outcome, more = decide_batch(kept, recorded, single, asked.today, resumed(read, recorded))
    refused += [Refused(places[one.place], one.error) for one in more]
    change = made(
        actor=asked.by.name, kind=asked.kind, reason=asked.reason.strip(), on=on,
        retract=outcome.retract, record=outcome.record, warnings=outcome.warnings,
    )  # fmt: skip
    retract = {one: recorded[one] for one in outcome.retract}
    planned = Planned(change, retract, outcome.record, tuple(sorted(units)))
    return planned, tuple(sorted(refused, key=lambda one: one.place))


def _posts(read: Read, revision: int, steps: Sequence[Step]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read("posts_in", posts=sorted({one.post for one in steps}), revision=revision):
        found[row["start"]].append(row)
    return found


def _not_there(
    read: Read, revision: int, steps: Sequence[Step], posts: dict[str, list[dict[str, Any]]]
) -> list[Refused]:
    """The steps whose post or person is not there on their day."""
    there: dict[str, list[list[date]]] = defaultdict(list)
    for row in read("people_there", people=sorted({one.person for one in steps}), revision=revision):
        there[row["person"]].append([row["since"], row["until"]])
    refused = []
    for place, one in enumerate(steps):
        # What someone was to hold in a post that is not there yet can end before it begins.
        if not isinstance(one, Assignment):
            continue
        try:
            live_post(posts.get(one.post, []), one.post, one.since)
            check_person(there[one.person], one.person, one.since)
        except GraphsvcError as error:
            refused.append(Refused(place, error))
    return refused


def _tenures(read: Read, revision: int, posts: dict[str, list[dict[str, Any]]]) -> dict[Fact, int]:
    rows = read("holds_of_posts", posts=sorted(posts), revision=revision)
    return {fact_of(HOLDS, row): row["recorded"] for row in rows}
