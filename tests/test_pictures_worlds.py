"""A chart equals the graph: over random worlds a picture shows the units the question gives, each once."""

from __future__ import annotations

import html
import re
from datetime import date
from random import Random

import pytest
from worlds import days_asked, random_world

from graphsvc.errors import GraphsvcError
from graphsvc.pictures import ChartFacts, render, sheet_drawing
from graphsvc.pictures.build import one_line
from graphsvc.questions.chart import chart_facts
from graphsvc.questions.within import units_within
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store

IMPORTED = date(2026, 11, 24)


def drawn(facts: ChartFacts, style: str) -> list[str]:
    svg = html.unescape(render(sheet_drawing(facts, style), "svg").decode())
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
        ids = {unit["id"] for unit in facts.units}
        within = set(units_within(store, f"place:{place}", on).facts.units)
        above = {unit["id"]: unit["part_of"] for unit in facts.units}
        climbed = set(within)
        for id in within:
            while (id := above.get(id) or "") in above:
                climbed.add(id)
        assert ids == climbed
        for style in ("lines", "poster"):
            assert drawn(facts, style) == sorted(ids)
        assert drawn(facts, "tree") == sorted(unit["id"] for unit in one_line(facts).units)
        seen += 1
    assert seen


@pytest.mark.parametrize("seed", range(4))
def test_the_whole_graph_is_drawn_whole(store: Store, seed: int) -> None:
    import_bundle(store, random_world(Random(100 + seed)), on=IMPORTED)
    facts = chart_facts(store, None, IMPORTED)
    for style in ("lines", "poster"):
        assert drawn(facts, style) == sorted(unit["id"] for unit in facts.units)
