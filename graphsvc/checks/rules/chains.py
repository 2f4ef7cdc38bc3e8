"""Chains of places and units: no circle, one above each, none that stops short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import networkx as nx

from graphsvc.answers.integrity import Broken
from graphsvc.checks.rules.ground import Ground, days, overlapping, row_of
from graphsvc.model import Fact

ABOVE = ("located_in", "part_of")


def circles(ground: Ground) -> Iterator[Broken]:
    """Places within themselves and units part of themselves, on a day on which the whole circle holds."""
    for relation in ABOVE:
        facts = ground.world.facts(relation)
        graph: nx.DiGraph[str] = nx.DiGraph((fact.start, fact.end) for fact in facts)
        alone = set(nx.nodes_with_selfloops(graph))
        # Only where there is a circle at all are the days on which it may hold looked at one by one.
        for part in nx.strongly_connected_components(graph):
            if len(part) > 1 or part & alone:
                inside = [fact for fact in facts if fact.start in part and fact.end in part]
                yield from (row_of(fact, days(fact.since, fact.until)) for fact in _circled(inside))


def _circled(facts: list[Fact]) -> list[Fact]:
    found: set[Fact] = set()
    for day in {fact.since for fact in facts}:
        live = {fact.start: fact for fact in facts if fact.since <= day < fact.until}
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_edges_from((fact.start, fact.end) for fact in live.values())
        for cycle in nx.simple_cycles(graph):
            found |= {live[node] for node in cycle}
    return sorted(found, key=lambda fact: (fact.start, fact.since))


def two_parents(ground: Ground) -> Iterator[Broken]:
    """Places within two others and units part of two others at once."""
    for relation in ABOVE:
        by_child: dict[str, list[Fact]] = defaultdict(list)
        for fact in ground.world.facts(relation):
            by_child[fact.start].append(fact)
        for _, facts in sorted((child, facts) for child, facts in by_child.items() if len(facts) > 1):
            yield from (row_of(two, f"{one.end}, {two.end}") for one, two in overlapping(facts))


def not_upward(ground: Ground) -> Iterator[Broken]:
    """Units part of one of another line, or of one that does not stand above them."""
    units = ground.order.facts.units
    for fact in ground.world.live("part_of", ground.on):
        one, above = units.get(fact.start), units.get(fact.end)
        if one and above and (one.line != above.line or above.tier >= one.tier):
            yield row_of(fact, f"{one.line}:{one.tier}, {above.line}:{above.tier}")


def stops_short(ground: Ground) -> Iterator[Broken]:
    """Units part of nothing that lives, on a tier below the highest their line has: no matter climbs past them."""
    facts = ground.order.facts
    top: dict[str, int] = {}
    for unit in facts.units.values():
        top[unit.line] = min(unit.tier, top.get(unit.line, unit.tier))
    for id, unit in sorted(facts.units.items()):
        if unit.tier > top[unit.line] and facts.parents.get(id) not in facts.units:
            yield Broken("units", id, f"{unit.line}:{unit.tier}")


def across_tiers(ground: Ground) -> Iterator[Broken]:
    """Pairs of units of different tiers, or not of a management and a Party unit."""
    units = ground.order.facts.units
    for fact in ground.world.live("paired_with", ground.on):
        one, other = units.get(fact.start), units.get(fact.end)
        if one and other and (one.tier != other.tier or {one.role, other.role} != {"management", "party"}):
            yield row_of(fact, f"{one.line}:{one.tier}, {other.line}:{other.tier}")
