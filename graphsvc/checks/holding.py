"""Who answers in each unit over a window: the states of its rung, each with the days it lasts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graphsvc.checks.days import Days
from graphsvc.checks.world import World
from graphsvc.model import Fact
from graphsvc.rules.households import facts_on
from graphsvc.rules.rung import rung

VACANT = "vacant"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days on which a unit's rung shows one state; `vacant_since` as a rung tells it."""

    mask: int
    state: str
    vacant_since: date | None


@dataclass(frozen=True, slots=True)
class Holding:
    """The stretches of a unit's life within a window, and the days on which somebody answers there."""

    stretches: tuple[Stretch, ...] = ()
    answers: int = 0

    def at(self, number: int) -> Stretch | None:
        """What it shows on a stretch of the window; None where the unit is not there."""
        return next((one for one in self.stretches if one.mask >> number & 1), None)


NOBODY = Holding()


def holdings(world: World, days: Days) -> dict[str, Holding]:
    """Of every unit, decided by the rules of a rung where something about that unit changes, and nowhere else."""
    lines = world.facts("line_role", "level_of")
    tenures, posts = _by(world.facts("holds"), end=True), _by(world.facts("post_in"), end=True)
    terms: dict[str, list[Fact]] = _by(world.facts("post_in"))
    found = {}
    for unit, lives in _by(world.facts("at_level")).items():
        in_it = {fact.start for fact in posts.get(unit, ())}
        own = [*lives, *(fact for post in in_it for fact in (*terms[post], *tenures.get(post, ())))]
        found[unit] = _holding(unit, own, lines, days)
    return found


def with_planned_ends(world: World) -> World:
    """The world in which every tenure ends when it is planned to, and nobody follows."""
    held = tuple(_as_planned(fact) for fact in world.facts("holds"))
    return replace(world, by={**world.by, "holds": held})


def _as_planned(fact: Fact) -> Fact:
    planned = dict(fact.values).get("planned_end")
    return replace(fact, until=planned) if isinstance(planned, date) and fact.since < planned < fact.until else fact


def _holding(unit: str, own: Sequence[Fact], lines: Sequence[Fact], days: Days) -> Holding:
    on = days.starts[0]
    # Terms of a post may end a tenure before its own end; lines and levels begin and end with all their units.
    turns = {day for fact in (*own, *lines) for day in (fact.since, fact.until) if on < day < days.until} | {on}
    stretches: list[Stretch] = []
    answers = 0
    for day, until in zip(sorted(turns), [*sorted(turns)[1:], days.until], strict=True):
        facts = facts_on((*lines, *own), day)
        if unit not in facts.units:
            continue
        shown = rung(facts, facts.units[unit])
        mask = days.mask(day, until)
        stretches.append(Stretch(mask, shown.state, shown.vacant_since))
        answers |= mask if shown.state != VACANT else 0
    return Holding(tuple(stretches), answers)


def _by(facts: Sequence[Fact], *, end: bool = False) -> dict[str, list[Fact]]:
    found: Mapping[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.end if end else fact.start].append(fact)
    return dict(found)
