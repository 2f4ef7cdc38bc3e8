"""Places, lines, levels, units, what they serve, pairs and posts."""

from __future__ import annotations

import csv
from importlib import resources

Rows = list[dict[str, str]]
BUILDINGS, DWELLINGS = 52, 4842
SINCE = "2022-06-01"
COMMUNITY = "yjy"
_BRANCHES = ((1, 12), (13, 24), (25, 36), (37, 52))


def divisions() -> Rows:
    """The county, townships and villages the households came from."""
    text = (resources.files("graphsvc.rosters.sample") / "xinfu_divisions.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def village_name(division: dict[str, str]) -> str:
    """The village of a village committee."""
    return division["name"].removesuffix("委会")


def community() -> dict[str, Rows]:
    """All files of the sample that know no person."""
    places = _origins() + _dwellings()
    units, serves, pairs, posts = _units()
    return {
        "lines": [
            {"line": "mgmt", "name": "管理体系", "name_en": "Management", "role": "management"},
            {"line": "party", "name": "党组织体系", "name_en": "Party", "role": "party"},
            {"line": "origin", "name": "迁出地", "name_en": "Origin", "role": "origin"},
        ],
        "levels": _levels(),
        "places": places,
        "units": units,
        "serves": serves,
        "pairs": pairs,
        "posts": posts,
    }


def _levels() -> Rows:
    names = {
        "mgmt": ["街道办事处", "社区居委会", "居民小组", "总楼长", "分楼长"],
        "party": ["街道党工委", "社区党委", "党总支", "党支部", "党小组"],
        "origin": ["乡镇人民政府", "村民委员会"],
    }
    heads = {
        "mgmt": ["主任", "主任", "组长", "总楼长", "分楼长"],
        "party": ["书记", "书记", "书记", "书记", "组长"],
        "origin": ["乡镇长", "主任"],
    }
    return [
        {"line": line, "tier": str(tier), "name": name, "head_title": heads[line][tier - 1]}
        for line, levels in names.items()
        for tier, name in enumerate(levels, start=1)
    ]


def _origins() -> Rows:
    kinds = {"3": "county", "4": "township", "5": "village"}
    return [
        {
            "place": f"d{one['code']}",
            "kind": kinds[one["level"]],
            "name": village_name(one),
            "within": "" if one["level"] == "3" else f"d{one['parent']}",
            "code": one["code"],
        }
        for one in divisions()
    ]


def _dwellings() -> Rows:
    rows: Rows = [
        {"place": "sub", "kind": "subdistrict", "name": "示例街道", "within": "d140902", "code": "999999001"},
        {"place": COMMUNITY, "kind": "community", "name": "怡居苑社区", "within": "sub", "code": "999999001001"},
    ]
    for building in range(1, BUILDINGS + 1):
        id = f"b{building}"
        rows.append({"place": id, "kind": "building", "name": f"{building}号楼", "within": COMMUNITY})
        # 4,842 = 52 × 93 + 6: the first six buildings have one dwelling more.
        count = 93 + (building <= DWELLINGS - 93 * BUILDINGS)
        for entrance in range(1, 5):
            rows.append({"place": f"{id}-{entrance}", "kind": "entrance", "name": f"{entrance}单元", "within": id})
            own = count // 4 + (entrance <= count % 4)
            for number in range(own):
                room = f"{number // 2 + 1}{number % 2 + 1:02}"
                rows.append(
                    {
                        "place": f"{id}-{entrance}-{room}",
                        "kind": "dwelling",
                        "name": f"{room}室",
                        "within": f"{id}-{entrance}",
                    }
                )
    return rows


def _units() -> tuple[Rows, Rows, Rows, Rows]:
    units: Rows = []
    serves: Rows = []
    posts: Rows = []

    def unit(id: str, line: str, tier: int, name: str, part_of: str, places: list[str], title: str) -> None:
        # A duty phone that begins 100 rings nowhere.
        phone = f"100{len(units):08}" if tier <= 3 and line != "party" else ""
        units.append(
            {
                "unit": id,
                "line": line,
                "tier": str(tier),
                "name": name,
                "part_of": part_of,
                "phone": phone,
                "since": SINCE,
            }
        )
        serves.extend({"unit": id, "place": place, "since": SINCE} for place in places)
        posts.append({"post": f"p-{id}", "unit": id, "title": title, "rank": "head", "single": "yes", "order": "1"})
        if tier <= 2 and line != "origin":
            title = f"副{title}"
            posts.append(
                {"post": f"p-{id}-2", "unit": id, "title": title, "rank": "deputy", "single": "yes", "order": "2"}
            )

    unit("m1", "mgmt", 1, "示例街道办事处", "", ["sub"], "主任")
    unit("m2", "mgmt", 2, "怡居苑社区居委会", "m1", [COMMUNITY], "主任")
    unit("c1", "party", 1, "示例街道党工委", "", ["sub"], "书记")
    unit("c2", "party", 2, "怡居苑社区党委", "c1", [COMMUNITY], "书记")
    for branch, (first, last) in enumerate(_BRANCHES, start=1):
        buildings = [f"b{number}" for number in range(first, last + 1)]
        unit(f"c3-{branch}", "party", 3, f"第{branch}党总支", "c2", buildings, "书记")
    for start in range(1, BUILDINGS + 1, 4):
        group = start // 4 + 1
        branch = next(number for number, (first, last) in enumerate(_BRANCHES, start=1) if first <= start <= last)
        four = [f"b{number}" for number in range(start, start + 4)]
        unit(f"m3-{group}", "mgmt", 3, f"第{group}居民小组", "m2", four, "组长")
        unit(f"c4-{group}", "party", 4, f"第{group}党支部", f"c3-{branch}", four, "书记")
        for two in (start, start + 2):
            chief = f"m4-{two // 2 + 1}"
            unit(chief, "mgmt", 4, f"{two}–{two + 1}号楼", f"m3-{group}", [f"b{two}", f"b{two + 1}"], "总楼长")
            for number in (two, two + 1):
                unit(f"m5-{number}", "mgmt", 5, f"{number}号楼", chief, [f"b{number}"], "分楼长")
                unit(f"c5-{number}", "party", 5, f"第{number}党小组", f"c4-{group}", [f"b{number}"], "组长")
    pairs = [("m1", "c1"), ("m2", "c2"), *((f"m5-{number}", f"c5-{number}") for number in range(1, BUILDINGS + 1))]
    for one in divisions():
        if one["level"] == "4":
            unit(f"o{one['code']}", "origin", 1, f"{one['name']}人民政府", "", [f"d{one['code']}"], "乡镇长")
    for one in divisions():
        if one["level"] == "5":
            unit(f"o{one['code']}", "origin", 2, one["name"], f"o{one['parent']}", [f"d{one['code']}"], "主任")
    return units, serves, [{"unit": a, "paired_with": b, "since": SINCE} for a, b in pairs], posts
