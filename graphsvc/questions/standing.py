"""What do the standing rules say of those who come into posts by a change, whichever change it is?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from graphsvc.answers.plain import Why
from graphsvc.model import Fact
from graphsvc.rules.standing import Limits, Standing, coming, marks
from graphsvc.rules.tenures import live
from graphsvc.store import Read, Row

Lives = Mapping[str, Iterable[Mapping[str, Any]]]
"""The units of posts, each with its dates."""


def remarks(
    read: Read,
    revision: int,
    change: tuple[Collection[Fact], Collection[Fact]],
    held: Collection[Fact],
    lives: Lives,
    limits: Limits,
) -> tuple[Why, ...]:
    """What is remarked on everyone who comes into a post by a change (its facts retracted and recorded), as of the
    day they come; where several come, each remark names its person.

    `held` are all tenures of those people once the change is made, `lives` the units of those posts. Each day is
    asked once, however many come on it.
    """
    retract, record = change
    comers = coming(retract, record)
    several = len({one.start for one in comers}) > 1
    found: dict[Why, None] = {}
    for day in sorted({one.since for one in comers}):
        on_day = [(one, unit) for one in comers if one.since == day for unit in _units(lives, one.end, day)]
        row = standing_row(read, {one.start for one, _ in on_day}, {unit for _, unit in on_day}, day, revision)
        posts = _posts_by_person(held, lives, day)
        loads = _counted(read, posts, day, revision, limits)
        people = {one["person"]: one for one in row["people"]}
        beside = _beside(row, retract, record, lives, day)
        for one, unit in on_day:
            if one.start in people:
                near = beside[unit] | {each for other in paired(row, unit) for each in beside[other]}
                standing = standing_of(people[one.start], one.end, posts[one.start], near, loads, day)
                found |= dict.fromkeys(_named(why, people[one.start], several) for why in marks(standing, limits))
    return tuple(found)


def standing_row(read: Read, people: Iterable[str], units: Iterable[str], on: date, revision: int) -> Row:
    """What is known of people on a day, and who holds the posts of units and of those paired with them."""
    return read("standing_of_people", people=sorted(people), units=sorted(units), on=on, revision=revision)[0]


def paired(row: Row, unit: str) -> set[str]:
    """The units paired with one, in a `standing_row`."""
    return {one["paired"] for one in row["pairs"] if one["unit"] == unit}


def loads_of(read: Read, posts: Iterable[str], on: date, revision: int) -> dict[str, int]:
    """How many households each post answers for."""
    rows = read("loads", posts=sorted(posts), on=on, revision=revision)
    return {row["post"]: row["households"] for row in rows}


def standing_of(
    one: Mapping[str, Any],
    post: str,
    held: Collection[str],
    beside: Iterable[tuple[str, str]],
    loads: Mapping[str, int],
    on: date,
) -> Standing:
    """How a person stands who holds `held` and would hold `post`; `beside` are (post, person) of the units near."""
    carried = {*held, post}
    near = {person for other, person in beside if other != post}
    return Standing(
        on.year - one["birth_year"] if one["birth_year"] is not None else None,
        len(carried),
        sum(loads.get(each, 0) for each in carried),
        bool(set(one["kin"]) & near),
    )


def _units(lives: Lives, post: str, day: date) -> list[str]:
    return [one["unit"] for one in lives.get(post, ()) if one["since"] <= day < one["until"]]


def _posts_by_person(held: Collection[Fact], lives: Lives, day: date) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in live(held, day):
        if _units(lives, one.end, day):
            found[one.start].add(one.end)
    return found


def _counted(read: Read, posts: Mapping[str, set[str]], day: date, revision: int, limits: Limits) -> dict[str, int]:
    # Counting households is dear, and without a bound on them nothing is asked of the count.
    if limits.most_households is None:
        return {}
    return loads_of(read, {post for found in posts.values() for post in found}, day, revision)


def _beside(
    row: Row, retract: Collection[Fact], record: Collection[Fact], lives: Lives, day: date
) -> dict[str, set[tuple[str, str]]]:
    """Who holds which post of each unit once the change is made."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in row["beside"]:
        found[one["unit"]].add((one["post"], one["person"]))
    gone, come = live(retract, day), live(record, day)
    for unit in found:
        found[unit] -= {(one.end, one.start) for one in gone}
    for one in come:
        for unit in _units(lives, one.end, day):
            found[unit].add((one.end, one.start))
    return found


def _named(why: Why, one: Mapping[str, Any], several: bool) -> Why:
    name, id = one["name"], one["person"]
    return replace(why, zh=f"{name}({id}):{why.zh}", en=f"{name} ({id}): {why.en}") if several else why
