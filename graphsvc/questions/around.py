"""One trip for all that bears on a home on a day, as plain facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from graphsvc.errors import bad_question, outside, unknown
from graphsvc.model import ALWAYS, FOREVER, Body, Exit, Facts, Home, Matter, Person, Post, Step, Tenure, Unit
from graphsvc.store import Row, Store

T = TypeVar("T")

NO_ID = ""
"""Stands in a query for an id not asked about: no id is empty, and a null makes the embedded engine scan."""


@dataclass(frozen=True, slots=True)
class Around:
    """The facts, the home they stand around, the matter asked about and the rows that may handle it."""

    facts: Facts
    home: Home
    matter: Matter | None
    steps: dict[str, list[Step]]
    exits: dict[str, list[Exit]]
    carveouts: dict[str, list[Step]]
    bodies: tuple[Body, ...]


def around_home(
    store: Store,
    *,
    household: str | None,
    place: str | None,
    matter: str | None,
    on: date,
    revision: int | None,
    path: bool = False,
) -> Around:
    """Read all that bears on one household or place.

    Raises `unknown_household`, `unknown_place`, `unknown_matter`, `unknown_revision`, or `household_not_there` for
    a household asked outside its stays.
    """
    row = store.read(
        "around_home",
        household=household or NO_ID,
        place=place or NO_ID,
        matter=matter or NO_ID,
        on=on,
        path=path,
        revision=revision,
        always=ALWAYS,
        forever=FOREVER,
    )[0]
    check_revision(revision, row["published"])
    home = _home(row, household, place, on)
    found = Matter(**row["matters"][0]) if row["matters"] else None
    if matter is not None and found is None:
        raise bad_question(
            "unknown_matter",
            "matter",
            f"没有“{matter}”这个事项。请从事项表里选。",
            f'There is no matter "{matter}". Choose one from the list of matters.',
        )
    facts = facts_of(row, on)
    handling = row["handling"]
    if handling is None:
        return Around(facts, home, found, {}, {}, {}, ())
    return Around(
        facts,
        home,
        found,
        _by(handling["steps"], "scope", _step),
        _by(handling["exits"], "scope", _exit),
        _by(handling["carveouts"], "place", _step),
        tuple(_body(one) for one in handling["bodies"]),
    )


def check_revision(asked: int | None, published: int) -> None:
    """Raise `unknown_revision` for one that has not come yet or never will."""
    if asked is not None and not 0 <= asked <= published:
        raise bad_question(
            "unknown_revision",
            "revision",
            f"没有第{asked}版,现在是第{published}版。",
            f"There is no revision {asked}; the present one is {published}.",
        )


def facts_of(row: Row, on: date) -> Facts:
    """The neighbourhood in a row of `around_home` or of a question with the same columns."""
    around: dict[str, list[tuple[int, str]]] = {}
    serves: dict[str, set[str]] = {}
    for one in row["around"]:
        around.setdefault(one["spot"], []).append((one["depth"], one["place"]))
        serves.setdefault(one["place"], set()).update(one["units"])
    for one in row.get("serves", ()):
        serves.setdefault(one["place"], set()).add(one["unit"])
    parents = {one["unit"]: one["above"] for one in row["parents"]}
    for climb in row.get("climbs", ()):
        parents.update(pairwise(climb))
    posts: dict[str, list[Post]] = {}
    for one in row["posts"]:
        posts.setdefault(one["unit"], []).append(_post(one))
    return Facts(
        on=on,
        revision=row["revision"],
        units={one["id"]: _unit(one) for one in row["units"]},
        parents=parents,
        serves={place: tuple(sorted(units)) for place, units in serves.items()},
        pairs={one["unit"]: one["paired"] for one in row["pairs"]},
        posts={unit: tuple(found) for unit, found in posts.items()},
        around={spot: tuple(place for _, place in sorted(set(found))) for spot, found in around.items()},
    )


def _home(row: Row, household: str | None, place: str | None, on: date) -> Home:
    if household is None:
        assert place is not None
        if not any(one["since"] <= on < one["until"] for one in row["places"]):
            raise unknown("place", place) if not row["places"] else outside("place", place, on.isoformat())
        return Home(None, place, None)
    stays = [one for one in row["homes"] if one["kind"] == "LIVES_IN"]
    if not stays:
        raise unknown("household", household)
    live = {one["kind"]: one["place"] for one in row["homes"] if one["since"] <= on < one["until"]}
    if "LIVES_IN" not in live:
        raise outside("household", household, on.isoformat())
    return Home(household, live["LIVES_IN"], live.get("CAME_FROM"), tuple(sorted(row["party_units"])))


def _unit(one: Row) -> Unit:
    return Unit(
        one["id"], one["name"], one["line"], one["role"].removeprefix("line:"), one["tier"], one["level"],
        one["phone"], _terms(one["lives"]),
    )  # fmt: skip


def _post(one: Row) -> Post:
    tenures = tuple(
        Tenure(
            Person(held["person"], held["name"], held["phone"], bool(held["publish"])),
            held["since"], held["until"], held["basis"],
        )
        for held in one["tenures"]
    )  # fmt: skip
    return Post(one["id"], one["unit"], one["title"], one["rank"], one["order"], tenures, _terms(one["lives"]))


def _terms(lives: list[list[date]]) -> tuple[tuple[date, date], ...]:
    # A query may leave out what is there always: a day takes longer to bring over than all else in a row.
    return tuple((since, until) for since, until in lives) or ((ALWAYS, FOREVER),)


def _step(one: Row) -> Step:
    return Step(one["step"], one["role"], one["handler"], one["limit"], one["limit_unit"], one["source"])


def _exit(one: Row) -> Exit:
    return Exit(one["when"], one["body"], one["limit"], one["limit_unit"], one["source"])


def _body(one: Row) -> Body:
    covers = one["covers"][0] if one["covers"] else None
    return Body(one["id"], one["name"], one["kind"].removeprefix("body:"), one["phone"], covers)


def _by(rows: list[Row], key: str, make: Callable[[Row], T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for one in rows:
        found.setdefault(one[key], []).append(make(one))
    return found
