"""What every rule looks at: facts, the days of each thing, the order of the day asked, rows as a bundle names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import networkx as nx

from graphsvc.answers.integrity import Broken
from graphsvc.checks.world import Order, World, order_on
from graphsvc.model import ALWAYS, FOREVER, Fact
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.facts import EDGE_OF, FILE_OF, columns_of
from graphsvc.rosters.network import Node
from graphsvc.rules.ladder import ORIGIN
from graphsvc.rules.runs import Term, joined

_KEYED_BY_ID = frozenset({"steps", "exits", "carveouts"})


LIFE = {
    "Line": "line_role", "Level": "level_of", "Place": "place_kind", "Unit": "at_level", "Post": "post_in",
    "Person": "person_kind", "Household": "lives_in", "Body": "body_kind",
}  # fmt: skip
"""The relation that says of a thing that it is there, and when."""


@dataclass(frozen=True)
class Ground:
    """One world looked at on one day."""

    world: World
    on: date

    @cached_property
    def lives(self) -> dict[Node, tuple[Term, ...]]:
        """The days on which each thing is there, by label and id."""
        found: dict[Node, list[Term]] = {}
        for label, relation in LIFE.items():
            for fact in self.world.facts(relation):
                found.setdefault((label, fact.start), []).append((fact.since, fact.until))
        return {node: joined(terms) for node, terms in found.items()}

    @cached_property
    def order(self) -> Order:
        """How places, units and matters stand on the day."""
        return order_on(self.world, self.on)

    @cached_property
    def places(self) -> nx.DiGraph[str]:
        """Places of the day, each with an edge from the one it lies in."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(fact.start for fact in self.world.live("place_kind", self.on))
        graph.add_edges_from((fact.end, fact.start) for fact in self.world.live("located_in", self.on))
        return graph

    @cached_property
    def came_from(self) -> dict[str, int]:
        """How many households living somewhere on the day came from each place."""
        there = {fact.start for fact in self.world.live("lives_in", self.on)}
        found: dict[str, int] = {}
        for fact in self.world.live("came_from", self.on):
            if fact.start in there:
                found[fact.end] = found.get(fact.end, 0) + 1
        return found

    @cached_property
    def tenures(self) -> dict[str, list[Fact]]:
        """The tenures of each post, on any day."""
        found: dict[str, list[Fact]] = {}
        for fact in self.world.facts("holds"):
            found.setdefault(fact.end, []).append(fact)
        return found

    @cached_property
    def lived_in(self) -> dict[str, int]:
        """How many households live in each occupied dwelling on the day."""
        found: dict[str, int] = {}
        for fact in self.world.live("lives_in", self.on):
            found[fact.end] = found.get(fact.end, 0) + 1
        return found

    @cached_property
    def loads(self) -> dict[tuple[str, int], dict[str, int]]:
        """Households by level and unit: those that live in the places a unit names, on an origin line those from
        there.
        """
        facts = self.order.facts
        named: dict[str, set[str]] = defaultdict(set)
        for place, serving in facts.serves.items():
            inside = {place} | (nx.descendants(self.places, place) if place in self.places else set())
            for unit in serving:
                named[unit] |= inside
        found: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
        for id, one in facts.units.items():
            if id in named:
                homes = self.came_from if one.role == ORIGIN else self.lived_in
                found[one.line, one.tier][id] = sum(homes.get(place, 0) for place in named[id])
        return found


Rule = Callable[[Ground], Iterable[Broken]]


def row_of(fact: Fact, note: str = "") -> Broken:
    """The row a fact comes from, as far as the fact shows its key."""
    file = FILE_OF[fact.relation]
    if file in _KEYED_BY_ID:
        return Broken(file, fact.start, note)
    columns = columns_of(EDGE_OF[fact.relation], fact) | {"since": fact.since}
    return Broken(file, "/".join(str(columns[name]) for name in FILES[file].key if name in columns), note)


def days(since: date, until: date) -> str:
    """Days as a note tells them; an open end stays open."""
    return f"{'' if since == ALWAYS else since}..{'' if until == FOREVER else until}"


def overlapping(facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts that hold at once: each with the one before it that lasts longest."""
    latest: Fact | None = None
    for fact in sorted(facts, key=lambda one: (one.since, one.until, one.start, one.end)):
        if latest is not None and fact.since < latest.until:
            yield latest, fact
        if latest is None or fact.until > latest.until:
            latest = fact
