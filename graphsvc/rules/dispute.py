"""Who takes a dispute between parties, from the lowest unit they share (contract section 4, rules 7 to 9).

Where the contract leaves a choice: each row is left out or kept by itself, so an assist may outlive its lead; a unit
named as `unit:ID`, or paired by a row of its own, stays whether or not it serves every party, and only the pair found
by tier must; without any steps the shared ladder's rungs are numbered from 1; in an emergency step 0 stands by its
tier like every other step.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from graphsvc.answers import Path, Why
from graphsvc.errors import bad_question
from graphsvc.model import Circle, Facts, Matter, Side, Step, Unit
from graphsvc.rules.common import common_ladders, common_places
from graphsvc.rules.handling import Rows, chosen_exits, chosen_steps, rung_named
from graphsvc.rules.ladder import ORIGIN
from graphsvc.rules.path import Ground, Handling, Taker, default_steps, walk
from graphsvc.rules.recusal import left_out, recused
from graphsvc.rules.responsible import home_line, main_ladder
from graphsvc.rules.two_homes import party_elsewhere


def dispute(
    facts: Facts,
    sides: Sequence[Side],
    circle: Circle,
    objected: Collection[str],
    matter: Matter | None,
    rows: Rows,
    lines: Mapping[str, str],
    reported: datetime,
) -> Path:
    """The path between `sides` with its clocks started at `reported`; `lines` tells the role of each line.

    Raises `no_origin` where a party has none and the matter belongs there, and `no_common_unit`.
    """
    homes = [side.home for side in sides]
    # Each party needs the matter's home; it is one for all.
    (role,) = {home_line(home, matter) for home in homes}
    ladders = common_ladders(facts, homes)
    main = main_ladder(facts, ladders, role)
    if main is None:
        raise bad_question(
            "no_common_unit",
            "parties",
            "各方没有共同的层级:没有一个组织同时管到各方。请到上一级政府,或把上级层级补进名册。",
            "No common level here: no unit serves all parties. Go to the government above, or load the levels above.",
        )
    foot = facts.units[main.units[0]]
    places = [home.origin if role == ORIGIN else home.place for home in homes]
    around = common_places(facts, [place for place in places if place is not None])
    out = recused(sides, circle, objected)
    chosen, why = chosen_steps(matter, rows.steps, rows.carveouts.get(matter.id if matter else "", {}), around)
    steps = _from(foot, chosen or default_steps(facts, main), lines)
    handling = Handling(steps, chosen_exits(matter, rows.exits), rows.bodies)
    taker = Taker(facts, Ground(ladders, main, around, frozenset(out)), rows.bodies)
    taken, exits = walk(taker, matter, handling, reported)
    return Path(
        facts.on,
        facts.revision,
        None,
        None,
        matter.id if matter else None,
        matter.home if matter else "here",
        reported,
        taken,
        exits,
        (_common(foot), why, *party_elsewhere(facts, homes)),
        tuple(sides),
        tuple(sorted(set(objected))),
        left_out(facts, taken, out),
    )


def _from(foot: Unit, rows: Sequence[Step], lines: Mapping[str, str]) -> tuple[Step, ...]:
    """The rows without those below the lowest common unit; it comes first itself where none of its tier is left.

    A row of its tier counts whatever its role: who leads at that tier is then the table's to say.
    """
    own_home = {line for line, role in lines.items() if (role == ORIGIN) == (foot.role == ORIGIN)}
    kept = []
    at_foot = False
    for row in rows:
        named = rung_named(row.handler)
        if named and named[0] in own_home and named[1] > foot.tier:
            continue
        at_foot = at_foot or named == (foot.line, foot.tier)
        kept.append(row)
    return tuple(kept) if at_foot else (Step(0, "lead", f"{foot.line}:{foot.tier}"), *kept)


def _common(foot: Unit) -> Why:
    return Why(
        "common_unit",
        f"{foot.name}是同时管到各方的最低一级,由它先办。",
        f"{foot.name} is the lowest unit that serves all parties, so it leads first.",
    )
