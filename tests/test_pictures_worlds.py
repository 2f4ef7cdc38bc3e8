"""A chart equals the graph: over random worlds a picture shows the units the question gives, each once."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest

from graphsvc.answers import Rung
from graphsvc.errors import GraphsvcError
from graphsvc.pictures import ChartFacts, Drawing, render, sheet_drawing
from graphsvc.pictures.build import one_line
from graphsvc.questions import duties, escalation, responsible
from graphsvc.questions.chart import chart_facts
from graphsvc.questions.drawing import Wanted, drawing
from graphsvc.questions.spots import spots_within
from graphsvc.questions.within import units_within
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from tests.worlds import days_asked, random_world

IMPORTED = date(2026, 11, 24)


def drawn(facts: ChartFacts, style: str) -> list[str]:
    return ids(sheet_drawing(facts, style))


def ids(drawing: Drawing) -> list[str]:
    svg = html.unescape(render(drawing, "svg").decode())
    return sorted(re.findall(r'<g id="a_((?!graph0)[^"]+)"', svg))


@pytest.mark.parametrize("seed", range(8))
def test_a_picture_shows_what_the_question_gives(store: Store, seed: int) -> None:
    """Of each place: the units within it, as another question tells them, with all above them."""
    bundle = random_world(Random(seed))
    import_bundle(store, bundle, on=IMPORTED)
    rng = Random(seed)
    days = days_asked(bundle)
    seen = 0
    for _ in range(6):
        place, on = rng.choice(bundle["places"])["place"], rng.choice(days)
        try:
            facts = chart_facts(store, f"place:{place}", on)
        except GraphsvcError:
            continue
        shown = {unit["id"] for unit in facts.units}
        within = set(units_within(store, f"place:{place}", on).facts.units)
        above = {unit["id"]: unit["part_of"] for unit in facts.units}
        climbed = set(within)
        for id in within:
            while (id := above.get(id) or "") in above:
                climbed.add(id)
        assert shown == climbed
        for style in ("lines", "poster"):
            assert drawn(facts, style) == sorted(shown)
        assert drawn(facts, "tree") == sorted(unit["id"] for unit in one_line(facts).units)
        seen += 1
    assert seen


@pytest.mark.parametrize("seed", range(4))
def test_the_whole_graph_is_drawn_whole(store: Store, seed: int) -> None:
    import_bundle(store, random_world(Random(100 + seed)), on=IMPORTED)
    facts = chart_facts(store, None, IMPORTED)
    for style in ("lines", "poster"):
        assert drawn(facts, style) == sorted(unit["id"] for unit in facts.units)


def asked(store: Store, seed: int) -> Iterator[tuple[str, date]]:
    """A place of a random world and a day on which an answer may change, a few times."""
    bundle = random_world(Random(seed))
    import_bundle(store, bundle, on=IMPORTED)
    rng = Random(seed)
    for _ in range(8):
        yield rng.choice(bundle["places"])["place"], rng.choice(days_asked(bundle))


def pictured(store: Store, root: str, on: date, style: str, **more: Any) -> Drawing | None:
    """The picture, None where the root is not there on that day or is no root of such a picture."""
    try:
        return drawing(store, Wanted(root, on, datetime(2026, 6, 1, 8, tzinfo=UTC), style, **more))
    except GraphsvcError:
        return None


def doors_within(store: Store, place: str, on: date) -> list[str]:
    """Every place within the buildings of a place that has nothing within itself, but an entrance of no doors."""
    spots = spots_within(store, place, on)
    above = {id: spot.within for id, spot in spots.items()}
    buildings = {id for id, spot in spots.items() if spot.kind == "building"} or {place}
    found = []
    for id, spot in spots.items():
        climbed, around = id, []
        while (climbed := above.get(climbed) or "") in spots:
            around.append(climbed)
        bare = spot.kind == "entrance" and spot.within in buildings
        if buildings & set(around) and id not in above.values() and not bare:
            found.append(f"place:{id}")
    return sorted(found)


def in_both_lines(ladder: Iterable[Rung]) -> list[str]:
    return [one.unit.id for rung in ladder for one in (rung, rung.paired) if one]


@pytest.mark.parametrize("seed", range(6))
def test_doors_are_the_places_within(store: Store, seed: int) -> None:
    """Of a community every door of its buildings once, on a sheet or on one building's own."""
    seen = 0
    for place, on in asked(store, seed):
        for style in ("doors", "building"):
            if (found := pictured(store, f"place:{place}", on, style)) is None:
                continue
            assert [id for id in ids(found) if id.startswith("place:")] == doors_within(store, place, on)
            seen += 1
    assert seen


@pytest.mark.parametrize("seed", range(6))
def test_beside_a_building_stands_its_ladder(store: Store, seed: int) -> None:
    """The units of the ladder, each with the one paired with it, and no other."""
    seen = 0
    for place, on in asked(store, 10 + seed):
        if (found := pictured(store, f"place:{place}", on, "building")) is None:
            continue
        answer = responsible(store, place=place, on=on)
        drawn = [id for id in ids(found) if not id.startswith("place:")]
        assert drawn == sorted(in_both_lines(answer.ladder)) == sorted(card.unit for card in found.cards)
        seen += 1
    assert seen


@pytest.mark.parametrize("seed", range(6))
def test_a_ladder_climbs_the_path(store: Store, seed: int) -> None:
    """The units that lead its steps, each with the one paired with it."""
    seen = 0
    for place, on in asked(store, 20 + seed):
        if (found := pictured(store, f"place:{place}", on, "ladder")) is None:
            continue
        path = escalation(store, place=place, on=on, reported=datetime(2026, 6, 1, 8, tzinfo=UTC))
        leads = [step.rung for step in path.steps if step.role == "lead" and step.rung]
        assert ids(found) == sorted(in_both_lines(leads))
        seen += 1
    assert seen


@pytest.mark.parametrize("seed", range(6))
def test_a_person_is_drawn_with_all_they_hold(store: Store, seed: int) -> None:
    """Every post once, and what was taken and given up between two days."""
    bundle = random_world(Random(30 + seed))
    import_bundle(store, bundle, on=IMPORTED)
    rng = Random(seed)
    days = days_asked(bundle)
    for _ in range(8):
        person, on, before = rng.choice(bundle["people"])["person"], rng.choice(days), rng.choice(days)
        found = pictured(store, f"person:{person}", on, "person", compare=before)
        assert found is not None
        now, was = (
            {one.post: one.acting for one in duties(store, "person", person, day).items} for day in (on, before)
        )
        assert ids(found) == sorted([f"person:{person}", *(f"post:{id}" for id in now)])
        assert {one.unit: one.code for one in found.differences} == {
            **dict.fromkeys(now.keys() - was.keys(), "took"),
            **dict.fromkeys(was.keys() - now.keys(), "gave_up"),
            **{id: "changed" for id in now.keys() & was.keys() if now[id] != was[id]},
        }


@pytest.mark.parametrize("style", ["lines", "doors", "building"])
@pytest.mark.parametrize("seed", range(3))
def test_two_days_differ_where_the_questions_do(store: Store, seed: int, style: str) -> None:
    """A unit is told of exactly where it came, went, or where another answers."""
    seen = 0
    for place, on in asked(store, 40 + seed):
        before = date(2023, 3, 15)
        found = pictured(store, f"place:{place}", on, style, compare=before)
        if found is None:
            continue
        then, now = (answers(store, place, day, style) for day in (before, on))
        told = {one.unit for one in found.differences if one.code != "moved"}
        assert told == {id for id in then.keys() | now.keys() if then.get(id) != now.get(id)}
        seen += 1
    assert seen


def answers(store: Store, place: str, on: date, style: str) -> dict[str, tuple[str, str | None]]:
    """The state and the holder of each unit that a picture of this style shows."""
    if style == "building":
        rungs = [one for rung in responsible(store, place=place, on=on).ladder for one in (rung, rung.paired) if one]
        return {one.unit.id: (one.state, one.person.id if one.person else None) for one in rungs}
    units = chart_facts(store, f"place:{place}", on).units
    return {one["id"]: (one["rung"]["state"], one["rung"]["person"]) for one in units}
