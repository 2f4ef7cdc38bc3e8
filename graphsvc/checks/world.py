"""All that the checks look at: facts by relation, and what is known of nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from graphsvc.model import Body, Fact, Facts, Matter, Step
from graphsvc.rosters.believed import read_believed
from graphsvc.rosters.facts import EDGE_OF
from graphsvc.rules.households import facts_on
from graphsvc.store import Read

NEEDED = frozenset(
    {
        "line_role", "level_of", "located_in", "at_level", "part_of", "serves", "paired_with", "post_in",
        "holds", "lives_in", "came_from", "body_kind", "covers", "in_category", "step_of", "stands_at", "carved_from",
    }
)  # fmt: skip
"""The relations that coverage looks at."""
_PAIRED = frozenset({"place_kind", "person_kind", "located_in", "lives_in", "came_from", "heads", "member_of"})
"""Those with a fact for every place, person or household; their values decide no check."""
_LABELS = frozenset({"Unit", "Level", "Matter", "Step", "Carveout"})
_ORDERING = frozenset({"line_role", "level_of", "at_level", "part_of", "serves"})
_DEEPEST = 32

Things = Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class World:
    """Facts believed at `revision` by relation, and values of nodes by label and id."""

    by: Mapping[str, tuple[Fact, ...]]
    things: Things
    revision: int = 0

    @classmethod
    def of(cls, facts: Iterable[Fact], things: Things, revision: int = 0) -> World:
        """The world of just these."""
        by: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            by[fact.relation].append(fact)
        return cls({relation: tuple(found) for relation, found in by.items()}, things, revision)

    def facts(self, *relations: str) -> list[Fact]:
        """The facts of some relations, on any day."""
        return [fact for relation in relations for fact in self.by.get(relation, ())]

    def live(self, relation: str, on: date) -> list[Fact]:
        """The facts of a relation that hold on the day."""
        return [fact for fact in self.by.get(relation, ()) if fact.since <= on < fact.until]

    def changes(self, *relations: str) -> set[date]:
        """The days on which a fact of some relations begins or ends."""
        return {day for fact in self.facts(*relations) for day in (fact.since, fact.until)}

    def name(self, unit: str) -> str:
        """A unit's name, or its id where it has none."""
        return str(self.things.get("Unit", {}).get(unit, {}).get("name", unit))


def read_world(read: Read, revision: int, *, whole: bool = False) -> World:
    """What coverage needs of the graph, as believed at `revision`; every fact of it where the `whole` is asked."""
    wanted = frozenset(EDGE_OF) if whole else NEEDED
    believed = read_believed(read, revision, relations=wanted - _PAIRED, labels=_LABELS)
    row = read("world_pairs", revision=revision)[0]
    pairs = {
        Fact(relation, start, end, one["since"], one["until"])
        for relation in _PAIRED & wanted
        for one in row[relation]
        for start, end in one["pairs"]
    }
    return World.of(believed.facts() | pairs, believed.things, revision)


@dataclass(frozen=True)
class Order:
    """How places, units and matters stand to each other on one day; who holds what is left out."""

    facts: Facts
    within: Mapping[str, str]
    bodies: tuple[Body, ...]
    matters: tuple[Matter, ...]
    steps: Mapping[str, list[Step]]
    carveouts: Mapping[str, Mapping[str, list[Step]]]
    named: frozenset[str]
    _chains: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def around(self, place: str) -> tuple[str, ...]:
        """The places around one, itself first: only those that a unit serves, a body covers or a carve-out names.

        Dwellings with the same such places are answered alike, so this is also what they are grouped by.
        """
        passed, found = [], self._chains.get(place)
        at: str | None = place
        while found is None:
            passed.append(str(at))
            at = self.within.get(str(at))
            found = () if at is None or len(passed) > _DEEPEST else self._chains.get(at)
        for one in reversed(passed):
            found = (one, *found) if one in self.named else found
            self._chains[one] = found
        return found


def order_on(world: World, on: date) -> Order:
    """The order of one day."""
    facts = facts_on(world.facts(*_ORDERING), on, world.revision)
    pairs = {a: b for one in world.live("paired_with", on) for a, b in ((one.start, one.end), (one.end, one.start))}
    covers = {fact.start: fact.end for fact in world.live("covers", on)}
    bodies = tuple(
        Body(fact.start, "", fact.end.removeprefix("body:"), None, covers.get(fact.start))
        for fact in world.live("body_kind", on)
    )
    carved = {fact.start: fact.end for fact in world.live("carved_from", on)}
    carveouts: dict[str, dict[str, list[Step]]] = defaultdict(lambda: defaultdict(list))
    for fact in world.live("stands_at", on):
        if fact.start in carved:
            carveouts[carved[fact.start]][fact.end].append(_step(world, "Carveout", fact.start))
    steps: dict[str, list[Step]] = defaultdict(list)
    for fact in world.live("step_of", on):
        steps[fact.end].append(_step(world, "Step", fact.start))
    named = {*facts.serves, *covers.values(), *(place for found in carveouts.values() for place in found)}
    return Order(
        replace(facts, pairs=pairs),
        {fact.start: fact.end for fact in world.live("located_in", on)},
        bodies,
        tuple(_matter(world, fact) for fact in sorted(world.live("in_category", on), key=lambda fact: fact.start)),
        steps,
        carveouts,
        frozenset(named),
    )


def _step(world: World, label: str, id: str) -> Step:
    values = world.things[label][id]
    return Step(int(values["step"]), str(values["role"]), str(values["handler"]))


def _matter(world: World, fact: Fact) -> Matter:
    values = dict(fact.values)
    name = str(world.things.get("Matter", {}).get(fact.start, {}).get("name", fact.start))
    return Matter(fact.start, name, str(values.get("kind")), str(values.get("home")), fact.end)
