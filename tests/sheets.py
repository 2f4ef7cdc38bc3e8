"""Made-up communities of any size, as the facts that pictures are drawn from."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from graphsvc.answers import Answer, Path, Rung
from graphsvc.answers.path import PathExit, PathStep
from graphsvc.model import Body, Person, Post, Unit
from graphsvc.pictures import ChartFacts
from graphsvc.pictures.building import BuildingFacts
from graphsvc.pictures.doors import DoorFacts
from graphsvc.pictures.facade import Spot
from graphsvc.pictures.ladder import LadderFacts
from graphsvc.pictures.person import Held, PersonFacts

ON = date(2026, 11, 24)
SHANGHAI = timezone(timedelta(hours=8))
NAMES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")


def unit(id: str, called: str, line: str, tier: int, up: str | None, serves: list[str], **rung: Any) -> dict[str, Any]:
    held = {
        "state": "held",
        "post": id,
        "title": "书记" if line == "p" else "组长",
        "person": f"x-{id}",
        "name": "王秀华",
    }
    return {"id": id, "name": called, "line": line, "tier": tier, "part_of": up, "serves": serves,
            "rung": {**held, "since": date(2025, 1, 1), "vacant_since": None, **rung}}  # fmt: skip


def community(buildings: int = 52, both: bool = True) -> ChartFacts:
    """A community like 怡居苑: four branches, thirteen cells, a pair of leaders for each building."""
    places = {"c": {"name": "怡居苑", "kind": "community", "within": None, "households": 0}}
    for b in range(1, buildings + 1):
        places[f"b{b}"] = {"name": f"{b}号楼", "kind": "building", "within": "c", "households": 84 + b % 3}
    units = [unit("P1", "街道党工委", "p", 1, None, []), unit("P2", "社区党委", "p", 2, "P1", ["c"], person="w")]
    units += [unit("M1", "街道办事处", "m", 1, None, []), unit("M2", "社区居委会", "m", 2, "M1", ["c"], person="w")]
    cells = -(-buildings // 4)
    for z in range(-(-cells // 3) if cells != 13 else 4):
        mine = range(z * 3, cells if cells == 13 and z == 3 else min(cells, z * 3 + 3))
        served = [f"b{b}" for c in mine for b in range(c * 4 + 1, min(buildings, c * 4 + 4) + 1)]
        units.append(unit(f"P3-{z}", f"第{NAMES[z % 13]}党总支", "p", 3, "P2", served))
        for c in mine:
            group = list(range(c * 4 + 1, min(buildings, c * 4 + 4) + 1))
            units.append(unit(f"M3-{c}", f"第{c + 1}居民小组", "m", 3, "M2", [f"b{b}" for b in group]))
            units.append(unit(f"P4-{c}", f"第{NAMES[c % 13]}党支部", "p", 4, f"P3-{z}", [f"b{b}" for b in group]))
            for half in (group[:2], group[2:]):
                if half:
                    up = f"M3-{c}"
                    units.append(unit(f"M4-{half[0]}", "总楼长", "m", 4, up, [f"b{b}" for b in half], title="总楼长"))
            for b in group:
                empty: dict[str, Any] = {
                    "state": "vacant",
                    "person": None,
                    "name": None,
                    "vacant_since": date(2026, 9, 1),
                }
                odd = empty if b % 17 == 6 else {"state": "acting"} if b % 17 == 9 else {"name": None} if b == 7 else {}
                units.append(unit(f"P5-{b}", f"党小组{b}", "p", 5, f"P4-{c}", [f"b{b}"], person=f"k{b // 3}"))
                units.append(unit(f"M5-{b}", "分楼长", "m", 5, f"M4-{b - (b - 1) % 2}", [f"b{b}"], **odd))
    lines = [{"id": "m", "role": "management", "name": "管理体系",
              "levels": dict(enumerate(("街道", "居委会", "居民小组", "总楼长", "分楼长"), 1))},
             {"id": "p", "role": "party", "name": "党组织体系",
              "levels": dict(enumerate(("党工委", "党委", "党总支", "党支部", "党小组"), 1))}]  # fmt: skip
    if not both:
        units, lines = [one for one in units if one["line"] == "m"], lines[:1]
    pairs = [("M1", "P1"), ("M2", "P2")] if both else []
    return ChartFacts(date(2026, 11, 24), 7, "怡居苑社区", ["c"], lines, units, pairs, places)


def tiers(*parts: int) -> ChartFacts:
    """One line of a tier more than `parts`, each unit of a tier with so many below; a building for each of the last."""
    units, ups = [unit("t1-1", "一级", "m", 1, None, ["c"])], ["t1-1"]
    for tier, many in enumerate(parts, 2):
        ids = [f"t{tier}-{at}" for at in range(1, len(ups) * many + 1)]
        units += [
            unit(id, f"第{at + 1}{NAMES[tier - 1]}级", "m", tier, ups[at // many], []) for at, id in enumerate(ids)
        ]
        ups = ids
    places = {"c": {"name": "怡居苑", "kind": "community", "within": None, "households": 0}}
    for at, one in enumerate(units[-len(ups) :] if parts else (), 1):
        places[f"b{at}"] = {"name": f"{at}号楼", "kind": "building", "within": "c", "households": 84}
        one["serves"].append(f"b{at}")
    levels = {tier: f"{NAMES[tier - 1]}级" for tier in range(1, len(parts) + 2)}
    line = {"id": "m", "role": "management", "name": "管理体系", "levels": levels}
    return ChartFacts(ON, 7, "怡居苑社区", ["c"], [line], units, [], places)


def spots(buildings: int, floors: int = 14) -> dict[str, Spot]:
    """The places of such a community, down to the doors: three or four entrances, two doors a floor."""
    found = [Spot("c", "怡居苑社区", "community", None, 0)]
    for b in range(1, buildings + 1):
        found.append(Spot(f"b{b}", f"{b}号楼", "building", "c", 0))
        for e in range(1, 4 + b % 2):
            found.append(Spot(f"b{b}-{e}", f"{e}单元", "entrance", f"b{b}", 0))
            for floor in range(1, floors + 1):
                for door in (1, 2):
                    id = f"b{b}-{e}-{floor}{door:02}"
                    found.append(Spot(id, f"{floor}{door:02}室", "dwelling", f"b{b}-{e}", (floor + b) % 9 and 1))
    return {one.id: one for one in found}


def rung(role: str, tier: int, name: str, state: str = "held", paired: Rung | None = None) -> Rung:
    """A rung of a ladder of so many tiers."""
    unit = Unit(f"{role}{tier}", name, role, role, tier, f"{tier}级", "0350-0000101")
    person = None if state == "vacant" else Person(f"who-{tier}", "王秀华", "10000000001", True)
    post = Post(f"post-{role}{tier}", unit.id, "楼长", "head", None)
    gap = ON - timedelta(days=40) if state != "held" else None
    return Rung(unit, state, post, person, ON - timedelta(days=400) if person else None, gap, (), paired)


def ladder_facts(steps: int, name: str = "第十居民小组") -> LadderFacts:
    """A path of so many steps, with all that may befall one."""
    states = ("vacant", "held", "acting", "deputy", "missing")
    told, reported = [], datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)
    for step in range(1, steps + 1):
        state = states[(step - 1) % len(states)]
        tier = steps + 1 - step
        pair = rung("party", tier, f"第{step}党支部") if step % 3 else None
        one = None if state == "missing" else rung("management", tier, name, state, pair)
        due = reported + timedelta(days=3 * step) if state in ("held", "acting", "deputy") else None
        told.append(PathStep(step, "lead", f"management:{tier}", one, None, state, reported, due, 3, "days", "示例"))
    hall = Body("hall", "怡居苑人民调解委员会(示例)", "hall", "0350-0000302")
    told.append(PathStep(steps + 1, "lead", "body:hall", None, hall, "body", reported, None, 1, "months", "示例"))
    told.append(PathStep(steps + 1, "assist", "body:hall", None, hall, "body", reported, None, None, None, None))
    exits = tuple(PathExit(hall, when, 30, "days", None) for when in ("refused", "failed", "anytime")[:steps])
    path = Path(ON, 7, "h", "b1-1-101", "noise", "here", reported, tuple(told), exits, ())
    return LadderFacts(path, "怡居苑社区40号楼2单元301室", "噪声")


def person_facts(posts: int, name: str = "王秀华") -> PersonFacts:
    """A holder of so many posts."""
    held = [
        Held(f"post{at}", "书记" if at % 2 else "主任", "head", ON, at % 3 == 2, f"u{at}", f"第{at + 1}居民小组",
             "管理体系", "party" if at % 2 else "management", at % 5 + 1, "居民小组", f"{at + 1}号楼", 84)
        for at in range(posts)
    ]  # fmt: skip
    return PersonFacts(ON, 7, "who", name, "10000000001", held)


def building_facts(floors: int, name: str = "1号楼") -> BuildingFacts:
    """One building of so many floors."""
    places = {id: one for id, one in spots(1, floors).items() if id.startswith("b1")}
    ladder = tuple(
        rung(
            "management", tier, f"{tier}级楼长", "vacant" if tier == 5 else "held", rung("party", tier, f"党小组{tier}")
        )
        for tier in range(5, 0, -1)
    )
    return BuildingFacts("b1", name, places, Answer(ON, 7, None, "b1", None, ladder[1], ladder, ()), False)


def door_facts(buildings: int) -> DoorFacts:
    """Every door of a community."""
    return DoorFacts("c", spots(buildings), community(buildings))
