"""Who may not answer in a dispute, why, and who was left out of a path for it (contract section 4, rule 8).

Source of the rule: whoever is a party, lives with one, is kin of one, or is objected to by one does not handle it.
Kin of a person named as a party are their own kin; of a household named as a party, the kin of all its members.
Told as left out is every such holder of a head or deputy post of the units that stand on the path, also a deputy whose
head answers: whoever reads the path sees all who were kept from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphsvc.answers import LeftOut, PathStep, Rung, Why
from graphsvc.model import Circle, Facts, Person, Side
from graphsvc.rules.rung import holders, post_order

PARTY = Why("party", "本人是当事人", "is a party")
HOUSEHOLD = Why("household", "与当事人同户", "lives in a party's household")
KIN = Why("kin", "与当事人有登记的亲属关系", "is declared kin of a party")
OBJECTED = Why("objected", "当事人要求其回避", "a party objects")


def recused(sides: Iterable[Side], circle: Circle, objected: Iterable[str]) -> dict[str, Why]:
    """Everyone who may not answer, each with the nearest of the reasons."""
    sides = tuple(sides)
    found = dict.fromkeys(sorted(objected), OBJECTED)
    for reason, people in (
        (KIN, {relative for side in sides for one in _kept_apart(side, circle) for relative in circle.kin_of(one)}),
        (HOUSEHOLD, {one for side in sides for one in circle.household(side.home.household)}),
        (PARTY, {side.person for side in sides if side.person is not None}),
    ):
        found |= dict.fromkeys(sorted(people), reason)
    return found


def _kept_apart(side: Side, circle: Circle) -> frozenset[str]:
    """Those whose kin may not answer: the person named, else all of the household named."""
    return circle.household(side.home.household) if side.person is None else frozenset({side.person})


def left_out(facts: Facts, steps: Sequence[PathStep], recused: Mapping[str, Why]) -> tuple[LeftOut, ...]:
    """Every holder of a head or deputy post of the units on the path who may not answer, and who is shown instead."""
    found: dict[tuple[str, str], LeftOut] = {}
    for unit, instead in _shown(steps):
        for post in sorted(facts.posts.get(unit, ()), key=lambda post: (post.rank != "head", post_order(post))):
            for holder in holders(facts, facts.units[unit], post):
                if holder.person.id in recused:
                    entry = LeftOut(holder.person, post, facts.units[unit], recused[holder.person.id], instead)
                    found.setdefault((post.id, holder.person.id), entry)
    return tuple(found.values())


def _shown(steps: Sequence[PathStep]) -> Iterator[tuple[str, Person | None]]:
    """Each unit that stands on the path, beside a step or below, with the person it shows."""
    for step in steps:
        if step.rung is None:
            continue
        yield step.rung.unit.id, step.rung.person
        yield from _beside(step.rung)
        if step.rung.paired is not None:
            yield step.rung.paired.unit.id, step.rung.paired.person


def _beside(rung: Rung) -> Iterator[tuple[str, Person | None]]:
    return ((other.unit, other.person) for other in rung.also if other.unit != rung.unit.id)
