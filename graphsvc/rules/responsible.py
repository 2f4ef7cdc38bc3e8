"""Who is responsible for a home: the lowest rung of the matter's ladder that is not vacant (rules 4 and 5)."""

from __future__ import annotations

from graphsvc.answers import Answer, Rung, Why
from graphsvc.errors import bad_question
from graphsvc.model import Facts, Home, Matter
from graphsvc.rules.ladder import ORIGIN, Ladder, ladders
from graphsvc.rules.rung import rungs
from graphsvc.rules.two_homes import party_elsewhere

MANAGEMENT = "management"


def home_line(home: Home, matter: Matter | None) -> str:
    """The role of the line that carries the matter. Raises `no_origin` where the home has no place of origin."""
    if matter is None or matter.home != ORIGIN:
        return MANAGEMENT
    if home.origin is None:
        raise bad_question(
            "no_origin",
            "matter",
            f"“{matter.name}”要找迁出地办,但这里没有登记迁出地。请先补登记。",
            f'"{matter.name}" belongs to the place of origin, and none is recorded here. Record it first.',
        )
    return ORIGIN


def main_ladder(facts: Facts, found: dict[str, Ladder], role: str) -> Ladder | None:
    """The ladder of the one line with that role, or None where it does not serve the home."""
    return next((one for one in found.values() if facts.units[one.units[0]].role == role), None)


def responsible(facts: Facts, home: Home, matter: Matter | None) -> Answer:
    """Who answers for the home, and the ladder above."""
    role = home_line(home, matter)
    found = ladders(facts, home)
    main = main_ladder(facts, found, role)
    ladder = rungs(facts, main, found) if main else ()
    shown = next((one for one in ladder if one.state != "vacant"), None)
    matter_id = matter.id if matter else None
    why = (*_why(ladder, shown, matter), *party_elsewhere(facts, [home]))
    return Answer(facts.on, facts.revision, home.household, home.place, matter_id, shown, ladder, why)


def _why(ladder: tuple[Rung, ...], shown: Rung | None, matter: Matter | None) -> tuple[Why, ...]:
    why: list[Why] = []
    if matter is not None and matter.home == ORIGIN:
        why.append(
            Why(
                "home_origin",
                f"“{matter.name}”属迁出地管,按迁出地的层级找人。",
                f'"{matter.name}" belongs to the place of origin, so its ladder decides.',
            )
        )
    if not ladder:
        why.append(Why("unserved", "没有组织服务这个地点。", "No unit serves this place."))
    elif shown is None:
        why.append(Why("all_vacant", "各级都空缺。", "Every rung is vacant."))
    elif shown is ladder[0]:
        why.append(
            Why(
                "lowest",
                f"{shown.unit.name}是服务这里的最低一级。",
                f"{shown.unit.name} is the lowest unit that serves this place.",
            )
        )
    else:
        names_zh = "、".join(one.unit.name for one in ladder[: ladder.index(shown)])
        names_en = ", ".join(one.unit.name for one in ladder[: ladder.index(shown)])
        why.append(
            Why(
                "climbed",
                f"{names_zh}空缺,上一级{shown.unit.name}负责。",
                f"{names_en} vacant, so {shown.unit.name} above answers.",
            )
        )
    return tuple(why)
