"""Who serves whom: nobody left out, no unit without a head, no load far from that of its peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median, quantiles

from graphsvc.answers.health import Uneven
from graphsvc.answers.integrity import Broken, Span
from graphsvc.checks.epoch import Epoch
from graphsvc.checks.rules.ground import Ground
from graphsvc.model import Fact
from graphsvc.rules.ladder import Ladder
from graphsvc.rules.responsible import MANAGEMENT

_FEWEST = 4
_FENCE = 1.5
_FEW_HOMES = 2


def unserved(ground: Ground) -> Iterator[Broken]:
    """Occupied dwellings that no unit of the management line serves."""
    for place, found in _ladders(ground):
        if found is None:
            yield Broken("places", place)


def doubly_served(ground: Ground) -> Iterator[Broken]:
    """Places whose lowest tier has two units, which may be meant: the lesser stands beside the one that answers."""
    told: dict[tuple[str, ...], int] = defaultdict(int)
    for _, found in _ladders(ground):
        if found is not None and found.beside:
            told[found.units[0], *found.beside] += 1
    for units, dwellings in sorted(told.items()):
        yield Broken("units", units[0], f"{', '.join(units[1:])}: {dwellings}")


def _ladders(ground: Ground) -> Iterator[tuple[str, Ladder | None]]:
    epoch = Epoch(ground.order, 1)
    for place in sorted(ground.lived_in):
        yield place, epoch.line_of(MANAGEMENT, ground.order.around(place))


def no_head(ground: Ground) -> Iterator[Broken]:
    """Units without a head post: nobody could ever be responsible there."""
    heads = {fact.end for fact in _posts(ground) if dict(fact.values).get("rank") == "head"}
    yield from (Broken("units", id) for id in sorted(ground.order.facts.units.keys() - heads))


def vacant(ground: Ground) -> Iterator[Broken]:
    """Head posts that nobody holds, acting or not."""
    held = {fact.end for fact in ground.world.live("holds", ground.on)}
    for fact in sorted(_posts(ground), key=lambda one: one.start):
        if dict(fact.values).get("rank") == "head" and fact.start not in held:
            yield Broken("posts", fact.start, fact.end)


def _posts(ground: Ground) -> list[Fact]:
    return [fact for fact in ground.world.live("post_in", ground.on) if fact.end in ground.order.facts.units]


def idle(ground: Ground) -> Iterator[Broken]:
    """Units that serve no place and have no other part of them."""
    facts = ground.order.facts
    busy = {unit for units in facts.serves.values() for unit in units} | set(facts.parents.values())
    yield from (Broken("units", id) for id in sorted(facts.units.keys() - busy))


def spans(ground: Ground) -> tuple[Span, ...]:
    """Per level, the households served by each unit that serves places by name."""
    return tuple(
        Span(line, tier, len(loads), min(loads.values()), median(loads.values()), max(loads.values()))
        for (line, tier), loads in sorted(ground.loads.items())
    )


def outliers(ground: Ground) -> Iterator[Broken]:
    """Units that serve far more or far fewer households than their level."""
    yield from (Broken("units", one.unit, f"{one.households} / {one.usual:g}") for one in uneven(ground))


def uneven(ground: Ground) -> Iterator[Uneven]:
    """The same with their figures: what lies past 1.5 times the middle half of a level (Tukey)."""
    for _, loads in sorted(ground.loads.items()):
        if len(loads) < _FEWEST:
            continue
        low, middle, high = quantiles(loads.values(), n=4, method="inclusive")
        # Where a level is nearly even, a household or two, or a quarter of the usual load, is no outlier.
        fence = _FENCE * max(high - low, middle / 4, _FEW_HOMES)
        for unit, load in sorted(loads.items()):
            if not low - fence <= load <= high + fence:
                yield Uneven(unit, load, middle)


def leads(ground: Ground) -> Iterator[Broken]:
    """Steps, and steps of a carve-out on the day, that have no lead or two."""
    order = ground.order
    every = [("steps", scope, rows) for scope, rows in order.steps.items()]
    every += [
        ("carveouts", f"{matter}/{place}", rows)
        for matter, places in order.carveouts.items()
        for place, rows in places.items()
    ]
    for file, key, rows in sorted(every, key=lambda one: one[:2]):
        for number in sorted({row.step for row in rows}):
            count = sum(row.role == "lead" for row in rows if row.step == number)
            if count != 1:
                yield Broken(file, f"{key}/{number}", str(count))


def handlers(ground: Ground) -> Iterator[Broken]:
    """Steps and carve-outs that name a tier no line has, or a unit nobody knows."""
    levels = {fact.start for fact in ground.world.facts("level_of")}
    units = {fact.start for fact in ground.world.facts("at_level")}
    for relation, label in (("step_of", "Step"), ("stands_at", "Carveout")):
        for fact in ground.world.live(relation, ground.on):
            handler = str(ground.world.things[label][fact.start]["handler"])
            kind, _, rest = handler.partition(":")
            line, _, tier = handler.rpartition(":")
            if not (kind == "body" or (rest in units if kind == "unit" else f"{line}/{tier}" in levels)):
                yield Broken("steps" if label == "Step" else "carveouts", fact.start, handler)
