"""The rungs of the town (tests/town.py) as a clerk is told them in Chinese on 2026-06-01, written out once."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def why(code: str, text: str) -> list[Json]:
    """A list of one reason."""
    return [{"code": code, "text": text}]


COMMITTEE_OF_THE_PARTY: Json = {
    "line": "p", "tier": 2, "level": "社区党委",
    "unit": {"id": "p2", "name": "示例社区党委", "phone": None},
    "state": "held", "post": {"id": "p2-head", "title": "书记"},
    "person": {"id": "who-wu", "name": "戊某", "phone": "19900000005"},
    "since": "2020-01-01", "vacant_since": None, "also": [], "paired": None,
    "why": why("held", "示例社区党委正职在任,2020-01-01起。"),
}  # fmt: skip

WORKING_COMMITTEE_OF_THE_PARTY: Json = {
    "line": "p", "tier": 1, "level": "街道党工委",
    "unit": {"id": "p1", "name": "示例街道党工委", "phone": None},
    "state": "vacant", "post": {"id": "p1-head", "title": "书记"}, "person": None,
    "since": None, "vacant_since": None, "also": [], "paired": None,
    "why": why("vacant", "示例街道党工委正职从未有人任职。"),
}  # fmt: skip

FIRST_PARTY_GROUP: Json = {
    "line": "p", "tier": 3, "level": "党小组",
    "unit": {"id": "p3-1", "name": "第一党小组", "phone": "86-0004"},
    "state": "held", "post": {"id": "p3-1-head", "title": "组长"},
    "person": {"id": "who-jia", "name": "甲某", "phone": "19900000001"},
    "since": "2020-01-01", "vacant_since": None, "also": [], "paired": None,
    "why": why("held", "第一党小组正职在任,2020-01-01起。"),
}  # fmt: skip

SECOND_PARTY_GROUP: Json = {
    "line": "p", "tier": 3, "level": "党小组",
    "unit": {"id": "p3-2", "name": "第二党小组", "phone": None},
    "state": "held", "post": {"id": "p3-2-head", "title": "组长"},
    "person": {"id": "who-ren", "name": "壬某", "phone": "19900000009"},
    "since": "2020-01-01", "vacant_since": None, "also": [], "paired": None,
    "why": why("held", "第二党小组正职在任,2020-01-01起。"),
}  # fmt: skip

LEADERS_OF_BUILDING_1: Json = {
    "line": "m", "tier": 3, "level": "分楼长",
    "unit": {"id": "m3-1", "name": "1号楼楼长室", "phone": "86-0003"},
    "state": "held", "post": {"id": "m3-1-a", "title": "楼长"},
    "person": {"id": "who-jia", "name": "甲某", "phone": "19900000001"},
    "since": "2020-01-01", "vacant_since": None,
    "also": [{"unit": "m3-1", "post": "m3-1-b", "person": "who-yi"}],
    "paired": FIRST_PARTY_GROUP,
    "why": why("held", "1号楼楼长室正职在任,2020-01-01起。"),
}  # fmt: skip

LEADERS_OF_BUILDING_2: Json = {
    "line": "m", "tier": 3, "level": "分楼长",
    "unit": {"id": "m3-2", "name": "2号楼楼长室", "phone": None},
    "state": "held", "post": {"id": "m3-2-head", "title": "楼长"},
    "person": {"id": "who-xin", "name": "辛某", "phone": "19900000008"},
    "since": "2020-01-01", "vacant_since": None,
    "also": [{"unit": "m3-2x", "post": "m3-2x-head", "person": "who-ren"}],
    "paired": FIRST_PARTY_GROUP,
    "why": why("held", "2号楼楼长室正职在任,2020-01-01起。"),
}  # fmt: skip

NOBODY_IN_BUILDING_3: Json = {
    "line": "m", "tier": 3, "level": "分楼长",
    "unit": {"id": "m3-3", "name": "3号楼楼长室", "phone": None},
    "state": "vacant", "post": {"id": "m3-3-head", "title": "楼长"}, "person": None,
    "since": None, "vacant_since": "2026-03-01", "also": [],
    "paired": SECOND_PARTY_GROUP,
    "why": why("vacant", "3号楼楼长室正职2026-03-01起空缺。"),
}  # fmt: skip

ACTING_IN_BUILDING_4: Json = {
    "line": "m", "tier": 3, "level": "分楼长",
    "unit": {"id": "m3-4", "name": "4号楼楼长室", "phone": None},
    "state": "acting", "post": {"id": "m3-4-head", "title": "楼长"},
    "person": {"id": "who-ji", "name": "己某", "phone": "19900000006"},
    "since": "2026-04-01", "vacant_since": "2026-04-01", "also": [], "paired": None,
    "why": why("acting", "4号楼楼长室正职2026-04-01起空缺,现有人代理。"),
}  # fmt: skip

COMMITTEE: Json = {
    "line": "m", "tier": 2, "level": "社区居委会",
    "unit": {"id": "m2", "name": "示例社区居委会", "phone": "86-0002"},
    "state": "held", "post": {"id": "m2-head", "title": "主任"},
    "person": {"id": "who-ding", "name": "丁某", "phone": "19900000004"},
    "since": "2020-01-01", "vacant_since": None, "also": [],
    "paired": COMMITTEE_OF_THE_PARTY,
    "why": why("held", "示例社区居委会正职在任,2020-01-01起。"),
}  # fmt: skip

SUBDISTRICT: Json = {
    "line": "m", "tier": 1, "level": "街道办事处",
    "unit": {"id": "m1", "name": "示例街道办事处", "phone": "86-0001"},
    "state": "deputy", "post": {"id": "m1-deputy", "title": "副主任"},
    "person": {"id": "who-geng", "name": "庚某", "phone": "19900000007"},
    "since": "2021-01-01", "vacant_since": "2026-03-01", "also": [],
    "paired": WORKING_COMMITTEE_OF_THE_PARTY,
    "why": why("deputy", "示例街道办事处正职2026-03-01起空缺,由副职负责。"),
}  # fmt: skip

VILLAGE: Json = {
    "line": "o", "tier": 2, "level": "村委会",
    "unit": {"id": "o2", "name": "示例村委会", "phone": None},
    "state": "held", "post": {"id": "o2-head", "title": "主任"},
    "person": {"id": "who-gui", "name": "癸某", "phone": "19900000010"},
    "since": "2020-01-01", "vacant_since": None, "also": [], "paired": None,
    "why": why("held", "示例村委会正职在任,2020-01-01起。"),
}  # fmt: skip

TOWNSHIP: Json = {
    "line": "o", "tier": 1, "level": "乡镇",
    "unit": {"id": "o1", "name": "示例镇政府", "phone": None},
    "state": "vacant", "post": {"id": "o1-head", "title": "镇长"}, "person": None,
    "since": None, "vacant_since": None, "also": [], "paired": None,
    "why": why("vacant", "示例镇政府正职从未有人任职。"),
}  # fmt: skip
