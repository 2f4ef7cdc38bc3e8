"""Who holds a post from a day on: decided where it is written, previewed without writing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from graphsvc.accounts.account import Account
from graphsvc.accounts.scope import check_scope, reaching
from graphsvc.answers.change import Change
from graphsvc.changes import making
from graphsvc.changes.making import Planned, Seen
from graphsvc.changes.record import made
from graphsvc.errors import Conflict, bad_question, outside, unknown
from graphsvc.model import Fact
from graphsvc.questions.whole import fact_of
from graphsvc.rules.assignment import Assignment, assign, came_with_cover, check_assignment
from graphsvc.rules.standing import NO_LIMITS, Limits
from graphsvc.rules.tenures import HOLDS
from graphsvc.store import First, Read, Store

KIND = "reassign"


def reassign(
    store: Store, asked: Assignment, *, by: Account, today: date, unmoved_since: int | None = None,
    limits: Limits = NO_LIMITS,
) -> Change:  # fmt: skip
    """Make one assignment in one transaction with its row; the change, at its revision, with what follows from it.

    The present holder again is no change: the present revision, nothing ended or begun, `at` None. `unmoved_since`
    is the revision the caller looked at. Raises `unknown_post`, `unknown_person`, `person_not_there`,
    `post_not_there`, `outside_scope`, `stale` and the refusals of `assign`; then nothing is written.
    """
    check_assignment(asked)
    decide = partial(plan_assignment, asked, by, today)
    return making.make(store, decide, Seen(unmoved_since, by, today), limits, first_of(asked))


def preview(
    store: Store, asked: Assignment, *, by: Account, today: date, unmoved_since: int | None = None,
    limits: Limits = NO_LIMITS,
) -> Change:  # fmt: skip
    """What `reassign` would do, at the revision it was looked at; nothing is written. Raises what it raises."""
    check_assignment(asked)
    return making.preview(store, partial(plan_assignment, asked, by, today), Seen(unmoved_since, by, today), limits)


def first_of(asked: Assignment) -> First:
    """What takes the revision of an assignment and reads in the same trip all that it is decided on."""
    return First("take_for_post", "post_tenures", {"post": asked.post, "person": asked.person})


def plan_assignment(asked: Assignment, by: Account, today: date, read: Read, revision: int) -> Planned:
    """What an assignment comes to by what is believed at `revision`; raises what `reassign` raises."""
    row = read("post_tenures", post=asked.post, person=asked.person, revision=revision)[0]
    post = live_post(row["post_in"], asked.post, asked.since)
    check_scope(read, by, [post["end"]], reaching(asked.since, today), revision)
    check_person(row["person"], asked.person, asked.since)
    recorded = {fact_of(HOLDS, one): one["recorded"] for one in row["holds"]}
    outcome = assign(asked, list(recorded), single=post["single"] is not False, today=today,
                     resuming=resumed(read, recorded))  # fmt: skip
    change = made(
        actor=by.name, kind=KIND, reason=asked.reason.strip(), on=asked.since,
        retract=outcome.retract, record=outcome.record, warnings=outcome.warnings,
    )  # fmt: skip
    return Planned(change, {one: recorded[one] for one in outcome.retract}, outcome.record, (post["end"],))


def resumed(read: Read, recorded: Mapping[Fact, int]) -> frozenset[Fact]:
    """The tenures that covers made: not those an import brought, whose cover and successor are rows of their own."""
    found = came_with_cover(recorded)
    imports = {at for at in set(found.values()) if read("change", revision=at)[0]["kind"] == "import"}
    return frozenset(one for one, at in found.items() if at not in imports)


def check_person(spans: list[list[date]], person: str, on: date) -> None:
    """Raise `unknown_person` or `person_not_there` unless someone is known and there on `on`, by the dates known."""
    if not spans:
        raise bad_question(
            "unknown_person", "person",
            f"没有编号为“{person}”的人员。请核对编号,或先登记此人。",
            f'There is no person "{person}". Check the id, or record the person first.',
        )  # fmt: skip
    if not any(since <= on < until for since, until in spans):
        raise Conflict(
            "person_not_there",
            f"{on}这天,人员“{person}”不在册。请换个日期或换个人。",
            f'The person "{person}" is not there on {on}. Choose another day or person.',
            field="person",
        )


def live_post(rows: list[dict[str, Any]], post: str, on: date) -> dict[str, Any]:
    """The row of the post as it is on the day, in a unit that lives then. Raises `unknown_post`, `post_not_there`."""
    if not rows:
        raise unknown("post", post)
    for one in rows:
        if one["since"] <= on < one["until"] and any(since <= on < until for since, until in one["lives"]):
            return one
    raise outside("post", post, on.isoformat())
