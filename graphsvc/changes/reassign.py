"""Who holds a post from a day on: decided where it is written, previewed without writing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graphsvc.accounts import Account, check_scope
from graphsvc.answers.change import Change
from graphsvc.changes.record import made, tell, write_facts
from graphsvc.changes.settle import settled
from graphsvc.errors import Conflict, bad_question, outside, unknown
from graphsvc.model import Fact
from graphsvc.questions.changes import check_unmoved
from graphsvc.questions.consequences import consequences
from graphsvc.questions.whole import fact_of
from graphsvc.rules.assignment import Assignment, Outcome, assign, check_assignment
from graphsvc.rules.tenures import HOLDS
from graphsvc.store import NothingToDo, Read, Store, Transaction

KIND = "reassign"


@dataclass(frozen=True, slots=True)
class Decided:
    """An assignment decided: its outcome, when each fact it retracts was recorded, and the post's unit that day."""

    outcome: Outcome
    recorded: dict[Fact, int]
    unit: str


def reassign(store: Store, asked: Assignment, *, by: Account, today: date, unmoved_since: int | None = None) -> Change:
    """Make one assignment in one transaction with its row; the change, at its revision, with what follows from it.

    The present holder again is no change: the present revision, nothing ended or begun, `at` None. `unmoved_since`
    is the revision the caller looked at. Raises `unknown_post`, `unknown_person`, `person_not_there`,
    `post_not_there`, `outside_scope`, `stale` and the refusals of `assign`; then nothing is written.
    """
    check_assignment(asked)
    done: list[tuple[Change, Decided]] = []

    def work(tx: Transaction) -> int:
        check_unmoved(tx.run, unmoved_since, tx.revision - 1)
        found = decide(tx.run, asked, tx.revision - 1, today, by)
        change = _change(asked, found, by.name)
        done.append((replace(change, revision=tx.revision - 1), found))
        if not found.outcome.record:
            raise NothingToDo
        write_facts(tx, found.recorded, found.outcome.record)
        tell(tx, change, units=[found.unit], edges=(found.outcome.retract, found.outcome.record))
        return tx.revision

    revision = store.write(work)
    change, found = done[-1]
    if revision is None:
        return change
    return settled(store, replace(change, revision=revision), found.outcome.retract, found.outcome.record, [found.unit])


def preview(store: Store, asked: Assignment, *, by: Account, today: date, unmoved_since: int | None = None) -> Change:
    """What `reassign` would do, at the revision it was looked at; nothing is written. Raises what it raises."""
    check_assignment(asked)
    revision = store.read("published")[0]["revision"]
    check_unmoved(store.read, unmoved_since, revision)
    found = decide(store.read, asked, revision, today, by)
    change = replace(_change(asked, found, by.name), revision=revision)
    if not found.outcome.record:
        return change
    follows = consequences(store.read, revision, asked.since, found.outcome.retract, found.outcome.record, [found.unit])
    return replace(change, households=follows.households, boards=follows.boards, posts=follows.posts)


def decide(read: Read, asked: Assignment, revision: int, today: date, by: Account) -> Decided:
    """The facts of the post as believed at `revision`, and the decision on them."""
    row = read("post_tenures", post=asked.post, person=asked.person, revision=revision)[0]
    post = _live_post(row, asked)
    check_scope(read, by, [post["end"]], asked.since, revision)
    if not row["person"]:
        raise bad_question(
            "unknown_person", "person",
            f"没有编号为“{asked.person}”的人员。请核对编号,或先登记此人。",
            f'There is no person "{asked.person}". Check the id, or record the person first.',
        )  # fmt: skip
    if not any(since <= asked.since < until for since, until in row["person"]):
        raise Conflict(
            "person_not_there",
            f"{asked.since}这天,人员“{asked.person}”不在册。请换个日期或换个人。",
            f'The person "{asked.person}" is not there on {asked.since}. Choose another day or person.',
            field="person",
        )
    recorded = {fact_of(HOLDS, one): one["recorded"] for one in row["holds"]}
    single = post["single"] is not False
    outcome = assign(asked, sorted(recorded, key=lambda one: (one.since, one.start)), single=single, today=today)
    return Decided(outcome, {one: recorded[one] for one in outcome.retract}, post["end"])


def _live_post(row: dict[str, Any], asked: Assignment) -> dict[str, Any]:
    """The post as it is on the day, in a unit that lives then."""
    if not row["post_in"]:
        raise unknown("post", asked.post)
    for one in row["post_in"]:
        lives = one["since"] <= asked.since < one["until"]
        if lives and any(since <= asked.since < until for since, until in one["lives"]):
            found: dict[str, Any] = one
            return found
    raise outside("post", asked.post, asked.since.isoformat())


def _change(asked: Assignment, found: Decided, actor: str) -> Change:
    return made(
        actor=actor, kind=KIND, reason=asked.reason.strip(), on=asked.since,
        retract=found.outcome.retract, record=found.outcome.record, warnings=found.outcome.warnings,
    )  # fmt: skip
