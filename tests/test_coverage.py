"""Coverage says what one would find by asking about every dwelling and every matter, day by day."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from graphsvc.answers.coverage import Coverage, Gap
from graphsvc.checks.coverage import coverage, prove
from graphsvc.checks.world import World
from graphsvc.errors import BadQuestion
from graphsvc.questions import escalation
from graphsvc.rosters.believed import believed_of
from graphsvc.rosters.importing import import_bundle, plan_of
from graphsvc.rosters.sample import sample_bundle
from graphsvc.store import Store
from tests.oracle import ANSWERING, Oracle
from tests.oracle_ladders import on_day, span
from tests.town import TODAY, TOWN
from tests.worlds import DAYS, Bundle, random_world

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


@pytest.mark.parametrize("seed", range(30))
def test_the_verdict_is_that_of_asking_day_by_day(seed: int) -> None:
    """Random worlds, from some days before a date on which much changes; every tenth until after the next."""
    bundle, rng = random_world(Random(seed)), Random(seed)
    on = rng.choice(DAYS[:-2]) - timedelta(rng.randint(0, 9))
    later = next(day for day in DAYS if day > on + timedelta(20))
    days = min((later - on).days + 5, 250) if seed % 10 == 0 else rng.randint(11, 40)
    found = prove(world_of(bundle), on, days)
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
    assert verdict(coverage(store, on, days)) == found


# ------------------------------------------------------------ in the standing town


def town(file: str, key: dict[str, str], **cells: str) -> Bundle:
    """The town with other cells in the one row that `key` picks."""
    bundle = copy.deepcopy(TOWN)
    (row,) = (row for row in bundle[file] if all(row.get(column) == cell for column, cell in key.items()))
    row.update(cells)
    return bundle


def shown(gaps: tuple[Gap, ...]) -> list[tuple[str, str, set[str], list[tuple[str, str | None]]]]:
    return [
        (str(gap.since), str(gap.until), set(gap.matters), [(one.why.code, one.unit) for one in gap.causes])
        for gap in gaps
    ]


def test_a_head_whose_term_ends_leaves_a_gap_from_that_day(embedded: Store) -> None:
    """Parking goes to the committee alone, in building 4 noise too; other matters go on climbing."""
    found = prove(world_of(town("tenures", {"post": "m2-head"}, until="2026-08-01")), TODAY, 100)
    assert not found.covered
    assert found.risks == (), "what is a gap in any case is told once"
    assert shown(found.gaps) == [
        ("2026-08-01", "2026-09-09", {"noise"}, [("ends", "m2")]),
        ("2026-08-01", "2026-09-09", {"parking"}, [("ends", "m2")]),
    ]
    assert [gap.places for gap in found.gaps] == [("d4-401",), ("d1-101", "d1-102", "d2-201", "d3-301", "d4-401")]
    assert found.gaps[0].causes[0].why.zh == "示例社区居委会的任期到2026-08-01止,没有接任的。"


def test_a_planned_end_is_a_risk_and_breaks_nothing() -> None:
    """The tenure is open, so the rules still name its holder; but someone should be found by then."""
    found = prove(world_of(town("tenures", {"post": "m2-head"}, planned_end="2026-08-01")), TODAY, 100)
    assert found.covered
    assert shown(found.risks) == [
        ("2026-08-01", "2026-09-09", {matter}, [("planned_end", "m2")]) for matter in ("noise", "parking")
    ]


def test_a_post_that_is_vacant_already_is_told_since_when() -> None:
    found = prove(world_of(town("tenures", {"post": "m2-head"}, until="2026-05-01")), TODAY, 10)
    assert found.gaps[0].causes[0].why.zh == "示例社区居委会自2026-05-01起空缺。"
    assert shown(found.gaps) == [
        ("2026-06-01", "2026-06-11", {matter}, [("vacant", "m2")]) for matter in ("noise", "parking")
    ]


def test_a_handler_that_is_not_there_is_told_by_its_name() -> None:
    """A tier no unit of this place has, a body that covers others, a unit not live."""
    bundle = copy.deepcopy(TOWN)
    bundle["steps"] = [row for row in bundle["steps"] if row["matter"] not in ("category:邻里", "noise")]
    bundle["units"].append({"unit": "gone", "line": "m", "tier": "3", "name": "旧站", "until": "2026-01-01"})
    bundle["steps"] += [
        {"matter": "parking", "step": str(number), "role": "lead", "handler": handler}
        for number, handler in enumerate(["body:court", "unit:gone", "o:2"], start=1)
    ]
    found = prove(world_of(bundle), TODAY, 1)
    told = {place: [(one.why.code, one.handler) for one in gap.causes] for gap in found.gaps for place in gap.places}
    assert told == {"d3-301": [("no_body", "body:court"), ("missing", "unit:gone"), ("missing", "o:2")]}


def test_a_place_nobody_serves_and_a_carve_out_are_told_apart() -> None:
    """In building 4 the carve-out names the committee: without a head there, noise has nobody in that building."""
    bundle = town("tenures", {"post": "m2-head"}, until="2026-06-01")
    found = prove(world_of(bundle), TODAY, 1)
    assert [(gap.matters, gap.places) for gap in found.gaps] == [
        (("noise",), ("d4-401",)),
        (("parking",), ("d1-101", "d1-102", "d2-201", "d3-301", "d4-401")),
    ]
    bundle = {**copy.deepcopy(TOWN), "serves": [], "steps": [], "carveouts": []}
    found = prove(world_of(bundle), TODAY, 1)
    assert {one.why.code for gap in found.gaps for one in gap.causes} == {"unserved"}


def test_only_days_on_which_somebody_lives_there_count() -> None:
    """A household that leaves takes its gap along."""
    bundle = town("tenures", {"post": "m2-head"}, until="2026-06-01")
    for row in bundle["households"]:
        row.setdefault("until", "2026-06-11")
    found = prove(world_of(bundle), TODAY, 100)
    assert {(gap.since, gap.until) for gap in found.gaps} == {(date(2026, 6, 1), date(2026, 6, 11))}


def test_the_sample_is_covered_for_a_year() -> None:
    found = prove(world_of(sample_bundle()), ON, 365)
    assert (found.covered, found.risks, found.matters) == (True, (), 36)
    assert found.places > 4600
