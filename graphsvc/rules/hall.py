"""The four promises to one household: who takes each matter first, and its ways out (rules 4 to 6, 9)."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.answers import Hall, HallMatter, PathStep, Why
from graphsvc.model import Facts, Home, Matter
from graphsvc.rules.handling import Rows, chosen_exits, chosen_steps
from graphsvc.rules.ladder import ORIGIN, ladders
from graphsvc.rules.path import EMERGENCY, LIVE, Ground, Handling, Taker, walk
from graphsvc.rules.responsible import MANAGEMENT, main_ladder
from graphsvc.rules.two_homes import party_elsewhere

PROMISES: dict[str, tuple[str, ...]] = {
    "service": ("service", "utility", "right"),
    "deliberation": ("deliberation",),
    "dispute": ("dispute",),
    "hardship": ("hardship",),
}
"""The promises (办事、议事、纠纷、困难) and the kinds of matters each is kept by, in the order they are shown."""

_ORDER = {kind: number for number, kind in enumerate(kind for kinds in PROMISES.values() for kind in kinds)}

_NO_ORIGIN = Why(
    "no_origin",
    "这件事要找迁出地办,但这一户没有登记迁出地。请先补登记。",
    "This belongs to the place of origin, and none is recorded here. Record it first.",
)
_NOBODY = Why("nobody", "各步都没有人或机构承办。", "No step has anyone to take it.")


def hall(facts: Facts, home: Home, matters: tuple[Matter, ...], rows: Rows) -> Hall:
    """For each matter the first lead step that someone takes, those who assist from then on, and the exits.

    A matter of the place of origin has no lead, and says `no_origin`, where the household has none.
    """
    takers = {"here": _taker(facts, home, home.place, MANAGEMENT, rows)}
    if home.origin is not None:
        takers[ORIGIN] = _taker(facts, home, home.origin, ORIGIN, rows)
    taken = {matter: _taken(takers.get(matter.home), matter, rows) for matter in matters}
    emergencies, promises = by_promise(matters)
    return Hall(
        facts.on,
        facts.revision,
        home,
        tuple(taken[one] for one in emergencies),
        {promise: tuple(taken[one] for one in kept) for promise, kept in promises.items()},
        party_elsewhere(facts, (home,)),
    )


def by_promise(matters: Iterable[Matter]) -> tuple[tuple[Matter, ...], dict[str, tuple[Matter, ...]]]:
    """The emergencies, and the matters of each promise in the order they are shown."""
    ordered = sorted(matters, key=lambda one: (_ORDER.get(one.kind, 0), one.category, one.id))
    return (
        tuple(one for one in ordered if one.kind == EMERGENCY),
        {promise: tuple(one for one in ordered if one.kind in kinds) for promise, kinds in PROMISES.items()},
    )


def _taker(facts: Facts, home: Home, place: str, role: str, rows: Rows) -> Taker:
    found = ladders(facts, home)
    return Taker(facts, Ground(found, main_ladder(facts, found, role), facts.around.get(place, ())), rows.bodies)


def _taken(taker: Taker | None, matter: Matter, rows: Rows) -> HallMatter:
    if taker is None:
        return HallMatter(matter, None, (), (), (_NO_ORIGIN,))
    steps, why = chosen_steps(matter, rows.steps, rows.carveouts.get(matter.id, {}), taker.ground.around)
    taken, exits = walk(taker, matter, Handling(steps, chosen_exits(matter, rows.exits), rows.bodies), None)
    lead = next((step for step in taken if step.role == "lead" and _live(step)), None)
    # What comes before the lead takes no time, so whoever assists there is called at the same instant.
    assists = tuple(step for step in taken if lead and step.role != "lead" and step.step <= lead.step and _live(step))
    return HallMatter(matter, lead, assists, exits, (why,) if lead else (why, _NOBODY))


def _live(step: PathStep) -> bool:
    return step.state in LIVE
