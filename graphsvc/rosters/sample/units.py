"""The lines, their levels, the units of each, whom they serve, and which stand side by side.

Units are named by line (p Party, m management, o origin), tier and number: `m5-40` leads building 40.
"""

from __future__ import annotations

from graphsvc.rosters.sample.kinds import BUILDINGS, FOUNDED, Bundle, add, chief_of, general_branch_of, group_of
from graphsvc.rosters.sample.places import COMMUNITY, SUBDISTRICT, divisions

_LEVELS = (
    ("party", 1, "街道党工委", "subdistrict Party working committee", "书记"),
    ("party", 2, "社区党委", "community Party committee", "书记"),
    ("party", 3, "党总支", "general Party branch", "书记"),
    ("party", 4, "党支部", "Party branch", "书记"),
    ("party", 5, "党小组", "Party group", "组长"),
    ("management", 1, "街道办事处", "subdistrict office", "主任"),
    ("management", 2, "社区居委会", "residents' committee", "主任"),
    ("management", 3, "居民小组", "residents' group", "组长"),
    ("management", 4, "总楼长", "chief building leader", "总楼长"),
    ("management", 5, "分楼长", "building leader", "分楼长"),
    ("origin", 1, "乡镇政府", "township government", "负责人"),
    ("origin", 2, "村委会", "village committee", "主任"),
)
_NUMERALS = "一二三四五六七八九十"


def numeral(number: int) -> str:
    """A number from 1 to 19 as it stands in the name of a branch: 十三."""
    return _NUMERALS[number - 1] if number <= 10 else f"十{_NUMERALS[number - 11]}"


def duty_phone(number: int) -> str:
    """A landline nobody can own: in China no local number begins with 0."""
    return f"0350-0{number:06d}"


def units(bundle: Bundle) -> None:
    """Add lines, levels, units, serves and pairs."""
    add(bundle, "lines", line="party", name="党组织体系", name_en="Party line", role="party")
    add(bundle, "lines", line="management", name="管理体系", name_en="management line", role="management")
    add(bundle, "lines", line="origin", name="迁出地", name_en="place of origin", role="origin")
    for line, tier, name, name_en, title in _LEVELS:
        add(bundle, "levels", line=line, tier=tier, name=name, name_en=name_en, head_title=title)
    _party(bundle)
    _management(bundle)
    _origin(bundle)
    # Only where one unit stands to one: the tiers between have 4 to 13 and 13 to 26.
    for management, party in [("m1", "p1"), ("m2", "p2"), *((f"m5-{b}", f"p5-{b}") for b in BUILDINGS)]:
        add(bundle, "pairs", unit=management, paired_with=party, since=FOUNDED)


def _unit(
    bundle: Bundle, unit: str, line: str, name: str, name_en: str, above: str | None, served: list[str], phone: int = 0
) -> None:
    # The tier is in the id; a phone number of 0 means the unit has none of its own.
    add(
        bundle, "units", unit=unit, line=line, tier=unit[1], name=name, name_en=name_en, part_of=above,
        phone=duty_phone(phone) if phone else None,
        supervision=duty_phone(900) if phone and unit[1] in "12" else None, since=FOUNDED,
    )  # fmt: skip
    for place in served:
        add(bundle, "serves", unit=unit, place=place, since=FOUNDED)


def _party(bundle: Bundle) -> None:
    _unit(bundle, "p1", "party", "示例街道党工委", "Subdistrict Party working committee", None, [SUBDISTRICT], 101)
    _unit(bundle, "p2", "party", "怡居苑社区党委", "Yijuyuan Party committee", "p1", [COMMUNITY], 102)
    for n in range(1, 5):
        served = [str(b) for b in BUILDINGS if general_branch_of(group_of(b)) == n]
        _unit(bundle, f"p3-{n}", "party", f"第{numeral(n)}党总支", f"General Party branch {n}", "p2", served, 110 + n)
    for n in range(1, 14):
        served = [str(b) for b in BUILDINGS if group_of(b) == n]
        above = f"p3-{general_branch_of(n)}"
        _unit(bundle, f"p4-{n}", "party", f"第{numeral(n)}党支部", f"Party branch {n}", above, served)
    for b in BUILDINGS:
        _unit(bundle, f"p5-{b}", "party", f"第{b}党小组", f"Party group {b}", f"p4-{group_of(b)}", [str(b)])


def _management(bundle: Bundle) -> None:
    _unit(bundle, "m1", "management", "示例街道办事处", "Subdistrict office", None, [SUBDISTRICT], 201)
    _unit(bundle, "m2", "management", "怡居苑社区居委会", "Yijuyuan residents' committee", "m1", [COMMUNITY], 202)
    for n in range(1, 14):
        served = [str(b) for b in BUILDINGS if group_of(b) == n]
        _unit(bundle, f"m3-{n}", "management", f"第{n}居民小组", f"Residents' group {n}", "m2", served, 210 + n)
    for n in range(1, 27):
        first, second = 2 * n - 1, 2 * n
        name, name_en = f"{first}–{second}号楼总楼长", f"Chief leader, buildings {first}–{second}"
        _unit(bundle, f"m4-{n}", "management", name, name_en, f"m3-{group_of(first)}", [str(first), str(second)])
    for b in BUILDINGS:
        name, name_en = f"{b}号楼楼长", f"Leader, building {b}"
        _unit(bundle, f"m5-{b}", "management", name, name_en, f"m4-{chief_of(b)}", [str(b)])


def _origin(bundle: Bundle) -> None:
    # Older than any record we hold, so without `since`; what they serve needs one.
    for row in divisions():
        code, name = row["code"], row["name"]
        if row["level"] == "4":
            add(bundle, "units", unit=f"o1-{code}", line="origin", tier=1, name=f"{name}人民政府")
            add(bundle, "serves", unit=f"o1-{code}", place=code, since="2000-01-01")
        elif row["level"] == "5":
            add(bundle, "units", unit=f"o2-{code}", line="origin", tier=2, name=name, part_of=f"o1-{row['parent']}")
            add(bundle, "serves", unit=f"o2-{code}", place=code, since="2000-01-01")
