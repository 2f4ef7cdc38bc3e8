"""What a query brings of units, posts, steps and bodies, as facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from graphsvc.errors import bad_question
from graphsvc.model import ALWAYS, FOREVER, Body, Exit, Facts, Matter, Person, Post, Step, Tenure, Unit
from graphsvc.store import Row

T = TypeVar("T")

NO_ID = ""
"""Stands in a query for an id not asked about: no id is empty, and a null makes the embedded engine scan."""


def check_revision(asked: int | None, published: int) -> None:
    """Raise `unknown_revision` for one that has not come yet or never will."""
    if asked is not None and not 0 <= asked <= published:
        raise bad_question(
            "unknown_revision",
            "revision",
            f"没有第{asked}版,现在是第{published}版。请核对版次。",
            f"There is no revision {asked}; the present one is {published}. Check the number.",
        )


def matters_of(row: Row, asked: str | None) -> tuple[Matter, ...]:
    """The matters read. Raises `unknown_matter` where the one asked about is not among them."""
    if asked is not None and not row["matters"]:
        raise bad_question(
            "unknown_matter",
            "matter",
            f"没有“{asked}”这个事项。请从事项表里选。",
            f'There is no matter "{asked}". Choose one from the list of matters.',
        )
    return tuple(Matter(**one) for one in row["matters"])


def facts_of(row: Row, on: date) -> Facts:
    """The neighbourhood in a row of `around_home` or of another question with the same columns."""
    around: dict[str, set[tuple[int, str]]] = {}
    serves: dict[str, set[str]] = {}
    for spot, depth, place, server in row["around"]:
        around.setdefault(spot, set()).add((depth, place))
        if server is not None:
            serves.setdefault(place, set()).add(server)
    for one in row.get("serves", ()):
        serves.setdefault(one["place"], set()).add(one["unit"])
    roles = {one["id"]: one["role"].removeprefix("line:") for one in row["lines"]}
    units: dict[str, Unit] = {}
    parents: dict[str, str] = {}
    pairs: dict[str, str] = {}
    posts: dict[str, tuple[Post, ...]] = {}
    for id, name, phone, above, paired, levels, held in row["units"]:
        lives = _terms(levels)
        live = next((one for one, (since, until) in zip(levels, lives, strict=True) if since <= on < until), None)
        if live is None or live[-1] not in roles:
            continue
        *_, tier, level, line = live
        units[id] = Unit(id, name, line, roles[line], tier, level, phone, lives)
        posts[id] = tuple(_post(one, id) for one in held)
        if above is not None:
            parents[id] = above
        if paired is not None:
            pairs[id] = paired
    return Facts(
        on=on,
        revision=row["revision"],
        units=units,
        parents=parents,
        serves={place: tuple(sorted(found)) for place, found in serves.items()},
        pairs=pairs,
        posts=posts,
        around={spot: tuple(place for _, place in sorted(found)) for spot, found in around.items()},
    )


# Units and posts come as lists, the day a term begins as three numbers, and an open end as null: to bring over names of
# values and days takes longer than all else in a row.


def _post(row: list[Any], unit: str) -> Post:
    id, title, rank, order, lives, holders = row
    tenures = tuple(
        Tenure(Person(person, name, phone, bool(publish)), date(year, month, day), until or FOREVER, basis)
        for person, name, phone, year, month, day, until, basis, publish in holders
    )
    # A query may leave out what is there always.
    return Post(id, unit, title, rank, order, tenures, _terms(lives) or ((ALWAYS, FOREVER),))


def _terms(lives: list[list[Any]]) -> tuple[tuple[date, date], ...]:
    return tuple((date(year, month, day), until or FOREVER) for year, month, day, until, *_ in lives)


def step(one: Row) -> Step:
    """A step of a matter, a category or a carve-out."""
    return Step(one["step"], one["role"], one["handler"], one["limit"], one["limit_unit"], one["source"])


def way_out(one: Row) -> Exit:
    """A way out of a matter."""
    return Exit(one["when"], one["body"], one["limit"], one["limit_unit"], one["source"])


def body(one: Row) -> Body:
    """A body with the place it covers."""
    covers = one["covers"][0] if one["covers"] else None
    return Body(one["id"], one["name"], one["kind"].removeprefix("body:"), one["phone"], covers)


def by(rows: list[Row], key: str, make: Callable[[Row], T]) -> dict[str, list[T]]:
    """What `make` gives of each row, by the row's `key`."""
    found: dict[str, list[T]] = {}
    for one in rows:
        found.setdefault(one[key], []).append(make(one))
    return found
