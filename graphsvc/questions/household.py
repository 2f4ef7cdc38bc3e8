"""Who is one household: where does it live, who heads it, where did it come from?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from operator import itemgetter

from graphsvc.answers.household import Household, Named
from graphsvc.errors import outside, unknown
from graphsvc.questions.rows import check_revision
from graphsvc.rules.naming import address
from graphsvc.store import Row, Store


def household(store: Store, id: str, on: date, revision: int | None = None) -> Household:
    """The household on `on`. Raises `unknown_household`, `household_not_there`, `unknown_revision`."""
    if revision is not None:
        check_revision(revision, store.published())
    rows = store.read("households", households=[id], on=on, revision=revision)
    if not rows:
        raise unknown("household", id)
    there = [row for row in rows if row["since"] <= on < row["until"]]
    if not there:
        raise outside("household", id, on.isoformat())
    return _told(there[0], on)


def households(store: Store, ids: Collection[str], on: date, revision: int) -> dict[str, Household]:
    """Those of `ids` that are there on `on`, as known at `revision`."""
    if not ids:
        return {}
    rows = store.read("households", households=list(ids), on=on, revision=revision)
    return {row["household"]: _told(row, on) for row in rows if row["since"] <= on < row["until"]}


def around_of(row: Row) -> list[tuple[str, str]]:
    """The kind and name of a place and of all it lies in, from the place outwards."""
    return [(one["kind"].removeprefix("place:"), one["name"]) for one in sorted(row["around"], key=itemgetter("depth"))]


def _told(row: Row, on: date) -> Household:
    return Household(
        row["household"], on, row["revision"], row["place"], address(around_of(row)), _first(row["heads"]), row["size"],
        _first(row["origins"]), row["since"],
    )  # fmt: skip


def _first(named: list[Row]) -> Named | None:
    return min((Named(one["id"], one["name"] or one["id"]) for one in named), key=lambda one: one.id, default=None)
