"""Who holds a post from a day on: one assignment decided against the tenures known (contract section 3).

A post for one person passes from its present holder to the new one; a post for several gains a holder. Acting cover
has its end at once, and who held the post properly before it resumes on that day by themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graphsvc.answers.plain import Why
from graphsvc.errors import Conflict, bad_question
from graphsvc.model import FOREVER, Fact
from graphsvc.rules.tenures import ACTING, is_acting, live, tenure, value

BASES = ("elected", "appointed", "engaged", "posted", "concurrent", "recruited", ACTING)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is asked: `person` holds `post` from `since` on. Of acting cover `planned_end` is the end."""

    post: str
    person: str
    since: date
    reason: str
    basis: str = "appointed"
    planned_end: date | None = None
    approved_by: str | None = None
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The facts a change retracts and records, and what it warns of. Both empty: there is nothing to do."""

    retract: tuple[Fact, ...] = ()
    record: tuple[Fact, ...] = ()
    warnings: tuple[Why, ...] = ()


def check_assignment(asked: Assignment) -> None:
    """Raise the refusals that need no graph: `no_reason`, `no_planned_end`, `bad_planned_end`, `unknown_basis`."""
    if not asked.reason.strip():
        raise bad_question("no_reason", "reason", "请写明理由。", "Give a reason.")
    if asked.basis not in BASES:
        raise bad_question(
            "unknown_basis", "basis",
            f"任职方式只能是:{'、'.join(BASES)}。", f"The basis is one of {', '.join(BASES)}.",
        )  # fmt: skip
    if asked.basis == ACTING and asked.planned_end is None:
        raise bad_question(
            "no_planned_end", "planned_end", "代理要写明到哪天为止。", "Acting cover needs the day it ends."
        )
    if asked.planned_end is not None and asked.planned_end <= asked.since:
        raise bad_question(
            "bad_planned_end", "planned_end", "届满日应晚于起日。", "The planned end must be after `since`."
        )


def came_with_cover(recorded: Mapping[Fact, int]) -> dict[Fact, int]:
    """Another's proper tenures that begin where cover ends and came by the one change with it: at which revision.

    Cover from the first day of a tenure leaves nothing of it before itself: that it resumes is told by this alone.
    """
    ends = {(one.end, one.until, at): one.start for one, at in recorded.items() if is_acting(one)}
    return {
        one: at
        for one, at in recorded.items()
        if not is_acting(one) and ends.get((one.end, one.since, at), one.start) != one.start
    }


def assign(
    asked: Assignment, tenures: Sequence[Fact], *, single: bool, today: date, resuming: Collection[Fact] = (),
    freed: Collection[Fact] = (),
) -> Outcome:  # fmt: skip
    """Decide one assignment against every tenure believed in the post.

    `today` is Shanghai's date: it tells a correction of the past from a plan; `resuming` are the tenures that covers
    are known to have made, `freed` those of them whose cover ends by the same change. Nothing to do where the person
    holds the post already. Raises `before_tenure`, `later_tenure`, `acting_live` (all `Conflict`) and
    `check_assignment`'s.
    """
    check_assignment(asked)
    held = live(tenures, asked.since)
    own = [one for one in tenures if one.start == asked.person]
    if _stands_already(asked, held):
        return Outcome(warnings=(_ALREADY,))
    cover = next((one for one in held if is_acting(one)), None) if single else None
    if cover is not None and asked.basis == ACTING:
        raise _acting_live(cover)
    present = [one for one in held if single or one.start == asked.person]
    left = next((one for one in tenures if one in freed), None) if single else None
    resumption = resumption_of(cover, tenures, resuming) if cover is not None else left
    against = [one for one in (tenures if single else own) if one.since > asked.since and one != resumption]
    _check_later(asked, against, today)
    until = min((one.since for one in against if one.start == asked.person), default=FOREVER)
    retract = [*present, *([resumption] if resumption else [])]
    record = [replace(one, until=asked.since) for one in present if one.since < asked.since]
    if asked.basis == ACTING:
        assert asked.planned_end is not None
        covered = [*present, *([left] if left else [])]
        record += [_resuming(one, asked.planned_end) for one in covered if one.until > asked.planned_end]
        until = min(until, asked.planned_end)
    record.append(_begun(asked, until))
    return Outcome(tuple(retract), tuple(record), _warnings(asked, retract, today))


def _stands_already(asked: Assignment, held: Sequence[Fact]) -> bool:
    """Whether the person holds the post on the day as asked: a retry meets its own write."""
    for one in held:
        if one.start == asked.person and is_acting(one) == (asked.basis == ACTING):
            return not is_acting(one) or one.until == asked.planned_end
        if one.start == asked.person and not is_acting(one):
            return True
    return False


def resumption_of(cover: Fact, tenures: Sequence[Fact], resuming: Collection[Fact]) -> Fact | None:
    """The tenure with which the one whom the cover stands in for resumes at its end."""
    before = {one.start for one in tenures if one.until == cover.since and not is_acting(one)}
    at_end = (one for one in tenures if one.since == cover.until)
    return next((one for one in at_end if one.start in before or one in resuming), None)


def _check_later(asked: Assignment, later: Sequence[Fact], today: date) -> None:
    others = [one for one in later if one.start != asked.person or one.since <= today]
    if not others:
        return
    first = min(others, key=lambda one: (one.since, one.start))
    if first.since <= today:
        raise Conflict(
            "before_tenure",
            f"{first.since}起的任职已经登记,不能从更早的{asked.since}改起。请用{first.since}或之后的日期。",
            f"A tenure began on {first.since}, so {asked.since} is too early. Use {first.since} or a later day.",
            field="since",
        )
    raise Conflict(
        "later_tenure",
        f"已登记{first.since}起由别人任职。请先撤销那次改动,或改用{first.since}。",
        f"Another's tenure from {first.since} is known already. Undo that change first, or use {first.since}.",
        field="since",
    )


def _acting_live(cover: Fact) -> Conflict:
    zh, en = ("", "") if cover.until == FOREVER else (f"到{cover.until}", f" until {cover.until}")
    return Conflict(
        "acting_live",
        f"这个岗位已有人代理{zh}。请先结束这次代理。",
        f"Someone acts in this post{en} already. End that cover first.",
        field="basis",
    )


def _resuming(before: Fact, on: date) -> Fact:
    """The proper holder's tenure again, from the end of the cover to its own end."""
    return replace(before, since=on)


def _begun(asked: Assignment, until: date) -> Fact:
    return tenure(
        asked.person, asked.post, asked.since, until,
        basis=asked.basis, planned_end=asked.planned_end, approved_by=asked.approved_by, publish=asked.publish,
    )  # fmt: skip


_ALREADY = Why("holds_already", "此人已在这个岗位上,没有改动。", "This person holds the post already; nothing changes.")


def _warnings(asked: Assignment, present: Sequence[Fact], today: date) -> tuple[Why, ...]:
    found = []
    if asked.since < today:
        zh, en = f"起日{asked.since}已过:这是更正记录。", f"{asked.since} has passed: this corrects the record."
        found.append(Why("corrects_record", zh, en))
    if asked.basis == ACTING and not any(one.until > (asked.planned_end or FOREVER) for one in present):
        zh = f"{asked.planned_end}代理结束后没有人接任,将空缺。"
        en = f"Nobody follows when the cover ends on {asked.planned_end}: the post will be vacant."
        found.append(Why("vacancy_follows", zh, en))
    for one in present:
        end = value(one, "planned_end")
        if not is_acting(one) and isinstance(end, date) and end > asked.since and asked.basis != ACTING:
            zh, en = f"原任期到{end}才届满。", f"The term ended now was planned to run to {end}."
            found.append(Why("before_planned_end", zh, en))
    return tuple(found)
