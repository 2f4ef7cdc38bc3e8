"""Someone leaves: all their posts end on one day, each with a successor, acting cover, or an open vacancy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from graphsvc.accounts.account import Account
from graphsvc.answers.change import Change
from graphsvc.changes import making
from graphsvc.changes.making import Planned, Seen
from graphsvc.changes.several import Asked, plan_several
from graphsvc.errors import Conflict, bad_question, unknown
from graphsvc.questions.leaving import posts_from
from graphsvc.rules.assignment import Assignment, check_assignment
from graphsvc.rules.batch import Ending, Step
from graphsvc.rules.standing import NO_LIMITS, Limits
from graphsvc.store import Read, Store

KIND = "handover"


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one post: `person` follows, acting until `planned_end` where `basis` is acting; None: vacant."""

    post: str
    person: str | None = None
    basis: str = "appointed"
    planned_end: date | None = None
    approved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves, from which day on they hold nothing, why, and what becomes of each post."""

    person: str
    since: date
    reason: str
    choices: tuple[Choice, ...]


def hand_over(
    store: Store, leaving: Leaving, *, by: Account, today: date, preview: bool = False,
    unmoved_since: int | None = None, limits: Limits = NO_LIMITS,
) -> Change:  # fmt: skip
    """End every post of one person in one change, or with `preview` tell what that would do.

    Raises `unknown_person`, `holds_nothing`, `post_not_chosen` where a post of theirs is not spoken of, `not_in_post`
    for one that isn't theirs, `follows_oneself`, and what an assignment raises; then nothing is written.
    """
    if any(choice.person == leaving.person for choice in leaving.choices):
        raise bad_question(
            "follows_oneself", "posts",
            "离任的人不能接自己的岗位。请另选接任人,或先空着。",
            "Whoever leaves can't follow themselves. Choose another, or leave the post vacant.",
        )  # fmt: skip
    for choice in leaving.choices:
        if choice.person is not None:
            check_assignment(_assignment(leaving, choice))
    if not leaving.reason.strip():
        raise bad_question("no_reason", "reason", "请写明理由。", "Give a reason.")
    decide = partial(_plan, leaving, Asked(KIND, leaving.reason, by, today))
    return (making.preview if preview else making.make)(store, decide, Seen(unmoved_since, by, today), limits)


def _plan(leaving: Leaving, asked: Asked, read: Read, revision: int) -> Planned:
    if not read("people_there", people=[leaving.person], revision=revision):
        raise unknown("person", leaving.person)
    rows = read("person_posts", people=[leaving.person], revision=revision)
    held = posts_from(rows, leaving.since)
    _check_chosen(leaving, held)
    planned, refused = plan_several(read, revision, _steps(leaving, held), asked)
    if refused:
        raise refused[0].error
    return replace(planned, change=replace(planned.change, about=leaving.person))


def _check_chosen(leaving: Leaving, held: Sequence[str]) -> None:
    chosen = [choice.post for choice in leaving.choices]
    if not held:
        raise Conflict(
            "holds_nothing",
            f"{leaving.since}起,此人没有要移交的岗位。",
            f"From {leaving.since} on this person holds no post to hand over.",
        )
    if left := sorted(set(held) - set(chosen)):
        raise bad_question(
            "post_not_chosen", "posts",
            f"请逐个说明岗位如何安排,还缺:{'、'.join(left)}。",
            f"Say what becomes of each post; missing: {', '.join(left)}.",
        )  # fmt: skip
    if len(set(chosen)) < len(chosen):
        raise bad_question("post_twice", "posts", "同一岗位写了两次。", "A post is named twice.")
    if more := sorted(set(chosen) - set(held)):
        raise Conflict(
            "not_in_post",
            f"此人{leaving.since}起不在岗位“{more[0]}”上。",
            f'From {leaving.since} on this person does not hold the post "{more[0]}".',
            field="posts",
        )


def _steps(leaving: Leaving, held: Sequence[str]) -> list[Step]:
    steps: list[Step] = [Ending(post, leaving.person, leaving.since) for post in held]
    return steps + [_assignment(leaving, one) for one in leaving.choices if one.person is not None]


def _assignment(leaving: Leaving, choice: Choice) -> Assignment:
    assert choice.person is not None
    return Assignment(
        choice.post, choice.person, leaving.since, leaving.reason, choice.basis, choice.planned_end, choice.approved_by
    )
