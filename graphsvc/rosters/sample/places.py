"""Where: the community down to its dwellings, and the county with the townships and villages people came from."""

from __future__ import annotations

import csv
from importlib.resources import files

from graphsvc.rosters.sample.kinds import BUILDINGS, Bundle, add

COUNTY = "140902"
SUBDISTRICT = "sample-subdistrict"
COMMUNITY = "yijuyuan"

_FLOORS = range(1, 15)
# 16 buildings of four entrances and 36 of three, 28 dwellings an entrance, and in every second building one more on
# the ground floor: 16 * 112 + 36 * 84 + 26 = 4,842.
_LARGE = frozenset(range(1, 47, 3))


def divisions() -> list[dict[str, str]]:
    """The divisions the sample needs: `code`, `name`, `level` (3 county, 4 township, 5 village), `parent`."""
    text = files(__package__).joinpath("xinfu_divisions.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def places(bundle: Bundle) -> None:
    """Add the county, its townships and villages, and the community with every building, entrance and dwelling."""
    for row in divisions():
        code, level = row["code"], row["level"]
        if level == "3":
            add(bundle, "places", place=code, kind="county", name=row["name"], code=code)
        elif level == "4":
            add(bundle, "places", place=code, kind="township", name=row["name"], within=row["parent"], code=code)
        else:
            name = village_name(row["name"])
            add(bundle, "places", place=code, kind="village", name=name, within=row["parent"], code=code)
    # 999 is given to no subdistrict and no community here, so these codes can't be taken for real ones.
    add(bundle, "places", place=SUBDISTRICT, kind="subdistrict", name="示例街道", within=COUNTY, code="140902999")
    add(
        bundle, "places", place=COMMUNITY, kind="community", name="怡居苑社区", within=SUBDISTRICT,
        code="140902999999", boundary="示例:东至甲路,西至乙路,南至丙街,北至丁街",
    )  # fmt: skip
    for building in BUILDINGS:
        _building(bundle, building)


def village_name(committee: str) -> str:
    """The village of a village committee: 南合索村委会 is that of 南合索村, 温村村委会 that of 温村."""
    stem = committee.removesuffix("村委会")
    return stem if stem.endswith("村") else f"{stem}村"


def _building(bundle: Bundle, building: int) -> None:
    top = str(building)
    add(bundle, "places", place=top, kind="building", name=f"{building}号楼", within=COMMUNITY)
    for entrance in range(1, 5 if building in _LARGE else 4):
        stair = f"{top}-{entrance}"
        add(bundle, "places", place=stair, kind="entrance", name=f"{entrance}单元", within=top)
        for floor in _FLOORS:
            doors = 3 if floor == 1 and entrance == 1 and building % 2 == 0 else 2
            for door in range(1, doors + 1):
                room = f"{floor}{door:02d}"
                add(bundle, "places", place=f"{stair}-{room}", kind="dwelling", name=f"{room}室", within=stair)
