"""What an account may change: facts in one trip, and a pure rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graphsvc.accounts.account import Account
from graphsvc.errors import Forbidden
from graphsvc.rules.scope import Standing, lies_within
from graphsvc.store import Read


def outside_scope(
    read: Read, account: Account, units: Iterable[str], on: date | Iterable[date], revision: int | None = None
) -> tuple[str, ...]:
    """Those of `units` that `account` may not change: none for an owner, all for a clerk or an auditor, for an
    administrator those that don't lie within on `on`, or on one of several days.

    A change that reaches back asks of every day of `reaching`: what has left an area is changed from there no more.

    `read` is a store's, or a change's own `tx.run` with the revision before it, so that nothing moves in between.
    """
    asked = tuple(sorted(set(units)))
    if account.role == "owner":
        return ()
    if account.role != "administrator" or account.within is None:
        return asked
    inside = set(asked)
    for day in {on} if isinstance(on, date) else set(on):
        rows = {row["id"]: row for row in read("standing", units=sorted(inside), on=day, revision=revision)}
        inside = {unit for unit in inside if lies_within(account.within, _standing(unit, rows.get(unit)))}
    return tuple(unit for unit in asked if unit not in inside)


def reaching(since: date, today: date) -> set[date]:
    """The days on which a change of `since` must lie within: its own, and today where that comes after."""
    return {since, max(since, today)}


def check_scope(
    read: Read, account: Account, units: Iterable[str], on: date | Iterable[date], revision: int | None = None
) -> None:
    """Raise `outside_scope`, naming a unit, unless `account` may change all of `units`."""
    if outside := outside_scope(read, account, units, on, revision):
        raise Forbidden(
            "outside_scope",
            f"组织“{outside[0]}”不在您管理的范围内。请找管理它的同事。",
            f'The unit "{outside[0]}" lies outside your area. Ask the colleague who administers it.',
        )


def _standing(unit: str, row: dict[str, list[dict[str, str]]] | None) -> Standing:
    around: dict[str, set[str]] = {}
    for one in row["places"] if row else ():
        around.setdefault(one["place"], set()).add(one["around"])
    above = frozenset(str(one) for one in row["above"]) if row else frozenset()
    return Standing(unit, above, {place: frozenset(found) for place, found in around.items()})
