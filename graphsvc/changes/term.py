"""A term change 换届: a whole sheet of assignments, checked, previewed and made as one, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from graphsvc.accounts.account import Account
from graphsvc.answers.change import Change
from graphsvc.changes import making
from graphsvc.changes.making import Planned, Seen
from graphsvc.changes.several import Asked, plan_several
from graphsvc.rosters.faults import BundleRefused, Fault
from graphsvc.rosters.termsheet import Numbered, doubled
from graphsvc.rules.standing import NO_LIMITS, Limits
from graphsvc.store import Read, Store

KIND = "term"


class SheetRefused(BundleRefused):
    """A change sheet with faults; `faults` holds them all, in the order of its rows."""

    code = "sheet_refused"


def change_term(
    store: Store, rows: Numbered, faults: list[Fault], *, by: Account, today: date, reason: str | None = None,
    preview: bool = False, unmoved_since: int | None = None, limits: Limits = NO_LIMITS,
) -> Change:  # fmt: skip
    """Make every assignment of a sheet in one change, or with `preview` tell what that would do.

    `rows` and `faults` are as `read_sheet` gives them. Raises `SheetRefused` with every fault of every row: an
    unknown post or person, two rows for one single post, what `assign` refuses, each with its code; `outside_scope`
    and `stale`. Without a `reason` the change has those of the rows. Then nothing is written.
    """
    if not rows:
        raise SheetRefused(faults)
    told = reason or ";".join(dict.fromkeys(one.reason for _, one in rows))
    decide = partial(plan_term, rows, faults, Asked(KIND, told, by, today))
    return (making.preview if preview else making.make)(store, decide, Seen(unmoved_since, by, today), limits)


def plan_term(rows: Numbered, faults: Iterable[Fault], asked: Asked, read: Read, revision: int) -> Planned:
    """What a sheet comes to by what is believed at `revision`. Raises `SheetRefused` with every fault."""
    if not rows:
        raise SheetRefused(faults)
    posts = sorted({one.post for _, one in rows})
    single = {row["start"]: row["single"] is not False for row in read("posts_in", posts=posts, revision=revision)}
    twice = doubled(rows, single)
    again = {fault.row for fault in twice}
    kept = [(number, one) for number, one in rows if number not in again]
    planned, refused = plan_several(read, revision, [one for _, one in kept], asked)
    found = [*faults, *twice]
    for one in refused:
        number, assignment = kept[one.place]
        column = one.error.field if one.error.field in ("person", "since", "basis", "planned_end") else "post"
        value = str(getattr(assignment, column))
        found.append(Fault("sheet", number, column, value, one.error.code, one.error.zh, one.error.en))
    if found:
        raise SheetRefused(sorted(found, key=lambda fault: (fault.row or 0, fault.column or "")))
    return planned
