"""The standing town and its cast: one small community with every trap in it, as a bundle of rows.

Tests read as sentences about it. Today is `TODAY`; everything came in by one import, revision 1.
Names are placeholders (甲某 is "so-and-so A"), phones can't be dialled.
"""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 6, 1)
Rows = list[dict[str, str]]


def _rows(columns: str, *lines: str) -> Rows:
    """Rows from lines of cells, split at blanks; `-` is an empty cell."""
    names = columns.split()
    split = [line.split() for line in lines]
    return [{name: cell for name, cell in zip(names, cells, strict=True) if cell != "-"} for cells in split]


TOWN: dict[str, Rows] = {
    # Three levels of management, three of the Party, two where the households came from; nothing here is five.
    "lines": _rows(
        "line name name_en role",
        "m 管理体系 Management management",
        "p 党组织体系 Party party",
        "o 迁出地体系 Origin origin",
    ),
    "levels": _rows(
        "line tier name",
        "m 1 街道办事处",
        "m 2 社区居委会",
        "m 3 分楼长",
        "p 1 街道党工委",
        "p 2 社区党委",
        "p 3 党小组",
        "o 1 乡镇",
        "o 2 村委会",
    ),
    "places": _rows(
        "place kind name within",
        "street subdistrict 示例街道 -",
        "c community 示例社区 street",
        "b1 building 1号楼 c",
        "b1e2 entrance 2单元 b1",
        "b2 building 2号楼 c",
        "b3 building 3号楼 c",
        "b4 building 4号楼 c",
        "d1-101 dwelling 101室 b1e2",
        "d1-102 dwelling 102室 b1e2",
        "d2-201 dwelling 201室 b2",
        "d3-301 dwelling 301室 b3",
        "d3-302 dwelling 302室 b3",  # nobody lives here
        "d4-401 dwelling 401室 b4",
        "county county 示例县 -",
        "t township 示例镇 county",
        "v village 示例村 t",
    ),
    "units": _rows(
        "unit line tier name part_of phone",
        "m1 m 1 示例街道办事处 - 86-0001",
        "m2 m 2 示例社区居委会 m1 86-0002",
        "m3-1 m 3 1号楼楼长室 m2 86-0003",
        "m3-2 m 3 2号楼楼长室 m2 -",
        "m3-2x m 3 2号楼物业站 m2 -",  # a second unit at the tier of m3-2, for the same building
        "m3-3 m 3 3号楼楼长室 m2 -",
        "m3-4 m 3 4号楼楼长室 m2 -",
        "p1 p 1 示例街道党工委 - -",
        "p2 p 2 示例社区党委 p1 -",
        "p3-1 p 3 第一党小组 p2 86-0004",
        "p3-2 p 3 第二党小组 p2 -",
        "o1 o 1 示例镇政府 - -",
        "o2 o 2 示例村委会 o1 -",
    ),
    "serves": _rows(
        "unit place since",
        "m1 street 2020-01-01",
        "m2 c 2020-01-01",
        "m3-1 b1 2020-01-01",
        "m3-2 b2 2020-01-01",
        "m3-2x b2 2020-01-01",
        "m3-3 b3 2020-01-01",
        "m3-4 b4 2020-01-01",
        "p1 street 2020-01-01",
        "p2 c 2020-01-01",
        "p3-1 b1 2020-01-01",
        "p3-2 b2 2020-01-01",
        "p3-2 b3 2020-01-01",
        "o1 t 2020-01-01",
        "o2 v 2020-01-01",
    ),
    # The building of m3-2 is paired with the first Party group, not with the one that serves it.
    "pairs": _rows("unit paired_with since", "p3-1 m3-2 2020-01-01"),
    "posts": _rows(
        "post unit title rank order",
        "m1-head m1 主任 head -",  # nobody since March; a deputy answers
        "m1-deputy m1 副主任 deputy -",
        "m2-head m2 主任 head -",
        "m2-deputy m2 副主任 deputy -",  # never held
        "m2-member m2 委员 member -",
        "m3-1-a m3-1 楼长 head 1",  # one of two leaders of building 1
        "m3-1-b m3-1 楼长 head 2",  # the other
        "m3-2-head m3-2 楼长 head -",
        "m3-2x-head m3-2x 站长 head -",
        "m3-3-head m3-3 楼长 head -",  # nobody since March, and no deputy
        "m3-4-head m3-4 楼长 head -",  # someone acts
        "p1-head p1 书记 head -",
        "p2-head p2 书记 head -",
        "p3-1-head p3-1 组长 head -",
        "p3-2-head p3-2 组长 head -",
        "o1-head o1 镇长 head -",
        "o2-head o2 主任 head -",
    ),
    "people": _rows(
        "person name phone household former_cadre_of",
        # Holds three posts, and said yes to being named in one of them: leader of building 1.
        "who-jia 甲某 19900000001 - -",
        # The other leader of building 1, not named to the public; was a cadre of the village.
        "who-yi 乙某 19900000002 - v",
        # Led building 3 until March, and said yes to being named while they did.
        "who-bing 丙某 19900000003 - -",
        # Heads the committee, named to the public.
        "who-ding 丁某 19900000004 - -",
        # Heads the community's Party committee, not named.
        "who-wu 戊某 19900000005 - -",
        # Acts in building 4, named.
        "who-ji 己某 19900000006 - -",
        # Deputy of the subdistrict where no head is, not named.
        "who-geng 庚某 19900000007 - -",
        # Leads building 2 and heads a household in it: a party who is the leader. Named.
        "who-xin 辛某 19900000008 - -",
        # Heads the property station beside them, not named.
        "who-ren 壬某 19900000009 - -",
        # Heads the village committee of origin, not named.
        "who-gui 癸某 19900000010 - -",
        # Lives in building 1 with a child; kin of 甲某.
        "who-zi 子某 19900000011 - -",
        "who-chou 丑某 - h-101 -",
        # Lives in building 3; no place of origin is recorded.
        "who-yin 寅某 19900000012 - -",
        # Led building 4 until April and lives there now; another, in building 1, is called the same.
        "who-mao 卯某 19900000013 - -",
        "who-mao2 卯某 19900000014 - -",
    ),
    "tenures": _rows(
        "post person since until basis publish",
        "m1-head who-wu 2020-01-01 2026-03-01 appointed yes",
        "m1-deputy who-geng 2021-01-01 - appointed no",
        "m2-head who-ding 2020-01-01 - elected yes",
        "m2-member who-jia 2022-01-01 - concurrent no",
        "m3-1-a who-jia 2020-01-01 - elected yes",
        "m3-1-b who-yi 2021-01-01 - elected no",
        "m3-2-head who-xin 2020-01-01 - elected yes",
        "m3-2x-head who-ren 2020-01-01 - engaged no",
        "m3-3-head who-bing 2020-01-01 2026-03-01 elected yes",
        "m3-4-head who-mao 2020-01-01 2026-04-01 elected yes",
        "m3-4-head who-ji 2026-04-01 - acting yes",
        "p2-head who-wu 2020-01-01 - elected no",
        "p3-1-head who-jia 2020-01-01 - concurrent no",
        "p3-2-head who-ren 2020-01-01 - elected no",
        "o2-head who-gui 2020-01-01 - elected no",
    ),
    "households": _rows(
        "household place head size origin since until",
        "h-101 d1-101 who-zi 2 v 2020-01-01 -",
        "h-102 d1-102 who-mao2 3 v 2020-01-01 -",
        "h-201 d2-201 who-xin 1 v 2020-01-01 -",
        "h-301 d3-301 who-yin 1 - 2020-01-01 -",
        # Moved from building 3 to building 4 this year; its id needs percent-encoding.
        "户#401?甲 d3-302 who-mao 4 v 2020-01-01 2026-01-01",
        "户#401?甲 d4-401 who-mao 4 v 2026-01-01 -",
        # Has gone.
        "h-gone d2-201 - 1 v 2015-01-01 2020-01-01",
    ),
    "kin": _rows("person relative relation", "who-zi who-jia 姐弟"),
    "bodies": _rows(
        "body name kind phone covers",
        "police 示例派出所 police 86-0110 street",
        "police-t 示例镇派出所 police 86-0111 t",
        "fire 消防 fire 119 -",
        "court 示例法院 court - county",  # covers the village, not the community
    ),
    "matters": _rows(
        "matter name name_en category kind home",
        "noise 噪声 Noise 邻里 dispute -",
        "parking 停车 Parking 邻里 dispute -",
        "land 土地 Land 土地 dispute origin",
        "fire 火灾 Fire 紧急 emergency -",
        "card 办卡 Card 办事 service -",  # no steps of its own nor of its category
    ),
    "steps": _rows(
        "matter step role handler limit limit_unit source",
        "noise 1 lead m:3 3 days 示例规则",
        "noise 1 assist p:3 - - -",
        "noise 2 lead m:2 1 months -",
        "noise 3 lead body:police 24 hours -",
        "noise 4 lead m:1 - - -",
        "category:邻里 1 lead m:2 5 days -",
        "land 1 lead o:2 5 workdays -",
        "land 2 lead o:1 1 months -",
        "fire 1 lead body:fire - - -",
        "fire 2 lead m:2 1 hours -",
        "fire 2 assist m:3 - - -",
    ),
    "exits": _rows(
        "matter when body limit limit_unit",
        "category:邻里 refused court - -",
        "category:邻里 crime police 24 hours",
        "land failed court 60 days",
    ),
    # In building 4 the committee itself takes noise.
    "carveouts": _rows("matter place since step role handler", "noise b4 2025-01-01 1 lead unit:m2"),
}
