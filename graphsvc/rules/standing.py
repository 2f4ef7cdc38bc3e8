"""What speaks against someone in a post: told, never forbidden. Terms and spans are local, so all bounds are settings.

Ages and terms of building leaders stand in local templates alone, and published spans run from 10 households a leader
to 700; the bounds here come from the settings. That kin should not sit beside each other follows recusal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graphsvc.answers.plain import Why
from graphsvc.model import Fact
from graphsvc.rules.tenures import HOLDS


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds configured; None is no bound. Ages in years, reached in the year asked about."""

    youngest: int | None = None
    oldest: int | None = None
    most_posts: int | None = None
    most_households: int | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a person who would hold a post: their age that year, and what they would then carry.

    `posts` and `households` count the post asked about; `kin_beside` says that kin of theirs holds another post of
    the same unit, or of the one paired with it.
    """

    age: int | None
    posts: int
    households: int
    kin_beside: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of the table: a code, when it holds, and what is said. No sentence tells an age or a relation."""

    code: str
    holds: Callable[[Standing, Limits], bool]
    zh: str
    en: str


def _above(value: int | None, bound: int | None) -> bool:
    return value is not None and bound is not None and value > bound


def _below(value: int | None, bound: int | None) -> bool:
    return value is not None and bound is not None and value < bound


MARKS = (
    Mark(
        "over_age", lambda one, limits: _above(one.age, limits.oldest),
        "超过设定的年龄上限。", "Above the age set for this work.",
    ),
    Mark(
        "under_age", lambda one, limits: _below(one.age, limits.youngest),
        "未到设定的年龄下限。", "Below the age set for this work.",
    ),
    Mark(
        "over_loaded", lambda one, limits: _above(one.posts, limits.most_posts),
        "担任的岗位超过设定的数目。", "Would hold more posts than the number set.",
    ),
    Mark(
        "over_span", lambda one, limits: _above(one.households, limits.most_households),
        "服务的住户超过设定的数目。", "Would answer for more households than the number set.",
    ),
    Mark(
        "kin_beside", lambda one, _: one.kin_beside,
        "亲属在同一组织或对应组织任职。", "Kin holds a post in the same unit or the one paired with it.",
    ),
)  # fmt: skip


def coming(retract: Iterable[Fact], record: Iterable[Fact]) -> tuple[Fact, ...]:
    """The tenures with which a change brings someone into a post, acting or not: these the marks are looked for in.

    One whose tenure in the post is only cut short, moved or taken up again was in it before.
    """
    before = {(one.start, one.end) for one in retract if one.relation == HOLDS}
    new = (one for one in record if one.relation == HOLDS and (one.start, one.end) not in before)
    return tuple(sorted(new, key=lambda one: (one.since, one.end, one.start)))


def marks(standing: Standing, limits: Limits) -> tuple[Why, ...]:
    """What the standing rules have to say, in the order of the table."""
    return tuple(Why(one.code, one.zh, one.en) for one in MARKS if one.holds(standing, limits))
