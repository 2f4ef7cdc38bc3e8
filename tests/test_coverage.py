"""Coverage says what one would find by asking about every dwelling and every matter, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from oracle import ANSWERING, Oracle
from oracle_ladders import on_day, span
from worlds import DAYS, Bundle, random_world

from graphsvc.answers.coverage import Coverage, Gap
from graphsvc.checks.coverage import coverage
from graphsvc.checks.world import World, read_world
from graphsvc.errors import BadQuestion
from graphsvc.questions import escalation
from graphsvc.rosters.believed import believed_of
from graphsvc.rosters.importing import import_bundle, plan_of
from graphsvc.store import Store

ON = date(2026, 11, 24)
Verdict = tuple[date, str, str, bool]
"""A day, a dwelling, a matter, and whether the question was refused for want of a place of origin."""


def world_of(bundle: Bundle) -> World:
    """What an empty graph would believe once the bundle had come in."""
    plan, _ = plan_of(believed_of([], []), bundle, on=ON)
    things: dict[str, dict[str, dict[str, object]]] = {}
    for thing in plan.things:
        things.setdefault(thing.label, {})[thing.id] = dict(thing.values)
    return World.of(plan.record, things, 1)


def told(gaps: tuple[Gap, ...], unasked: bool) -> Iterator[Verdict]:
    """Gaps taken apart again into days, dwellings and matters."""
    for gap in gaps:
        for number in range((gap.until - gap.since).days):
            for place in gap.places:
                for matter in gap.matters:
                    yield gap.since + timedelta(number), place, matter, unasked


def verdict(found: Coverage) -> set[Verdict]:
    """As a set: two households of one dwelling may have their own causes each."""
    return {*told(found.gaps, False), *told(found.unasked, True)}


def homes_on(bundle: Bundle, day: date) -> Iterator[tuple[str, str]]:
    """Every household living somewhere that day, with its dwelling."""
    for row in bundle.get("households", []):
        if on_day(span(row), day):
            yield row["household"], row["place"]


def asked_of_the_oracle(bundle: Bundle, on: date, days: int) -> set[Verdict]:
    oracle, found = Oracle(bundle), set()
    for day in (on + timedelta(number) for number in range(days)):
        for household, dwelling in homes_on(bundle, day):
            for matter in oracle.matters:
                path = oracle.escalation(household, "household", matter, datetime(2026, 1, 5, 9, tzinfo=UTC), day)
                if isinstance(path, str):
                    assert path == "no_origin"
                    found.add((day, dwelling, matter, True))
                elif not (
                    any(one["role"] == "lead" and one["state"] in ANSWERING for one in path["steps"])
                    or _called(oracle, household, matter, day)
                ):
                    found.add((day, dwelling, matter, False))
    return found


def _called(oracle: Oracle, household: str, matter: str, day: date) -> bool:
    """Whether a body leads that an emergency calls: a path lists it as an exit, without its role."""
    where = oracle.home(household, "household", matter, day)
    assert not isinstance(where, str)
    dwelling, origin, home = where
    place = origin if home == "origin" and origin else dwelling
    return any(
        row["role"] == "lead" and row["handler"].startswith("body:") and oracle.body(row["handler"][5:], place)
        for row in oracle.steps_of(matter, place, day) or []
    )


@pytest.mark.parametrize("seed", range(40))
def test_the_verdict_is_that_of_asking_day_by_day(seed: int) -> None:
    """Random worlds, from some days before a date on which much changes to some days after the next."""
    bundle, rng = random_world(Random(seed)), Random(seed)
    on = rng.choice(DAYS[:-2]) - timedelta(rng.randint(0, 9))
    later = next(day for day in DAYS if day > on + timedelta(20))
    days = min((later - on).days + rng.randint(1, 9), 400)
    found = coverage(world_of(bundle), on, days)
    assert verdict(found) == asked_of_the_oracle(bundle, on, days)


@pytest.mark.parametrize("seed", range(3))
def test_the_verdict_is_what_the_graph_answers(store: Store, seed: int) -> None:
    """The same, asked of both engines: coverage from what is read, and each path from the question itself."""
    bundle = random_world(Random(seed))
    import_bundle(store, bundle, on=ON)
    on, days = DAYS[4] - timedelta(2), 5
    oracle, found = Oracle(bundle), set()
    for day in (on + timedelta(number) for number in range(days)):
        for household, dwelling in homes_on(bundle, day):
            for matter in oracle.matters:
                try:
                    path = escalation(
                        store, household=household, matter=matter, reported=datetime(2026, 1, 5, 9, tzinfo=UTC), on=day
                    )
                except BadQuestion:
                    found.add((day, dwelling, matter, True))
                    continue
                if not (
                    any(one.role == "lead" and one.state in ANSWERING for one in path.steps)
                    or _called(oracle, household, matter, day)
                ):
                    found.add((day, dwelling, matter, False))
    assert verdict(coverage(read_world(store.read, 1), on, days)) == found
