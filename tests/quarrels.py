"""A town where people quarrel: two communities of one subdistrict, a village of origin with its township.

Building 1 has two doors. Wang heads it and lives at door 11; Li is its second head, Zhou its deputy. Qian of door 12 is
Wang's sister. Group g over buildings 1 and 2 has a head, Sun, who is married into door 21 and came after Yang. The
community stands over the group, the subdistrict over both communities. The Party has a branch beside the group and
a committee above.
"""

from __future__ import annotations

from datetime import date

Bundle = dict[str, list[dict[str, str]]]
IMPORTED = date(2025, 1, 1)
SINCE = "2020-01-01"


def _unit(unit: str, line: str, tier: int, place: str, part_of: str = "") -> dict[str, str]:
    return {"unit": unit, "line": line, "tier": str(tier), "name": f"组织{unit}", "part_of": part_of, "place": place}


_UNITS = [
    _unit("town", "m", 1, "t"),
    _unit("com", "m", 2, "c", "town"),
    _unit("grp", "m", 3, "g", "com"),
    _unit("b1", "m", 4, "1", "grp"),
    _unit("b2", "m", 4, "2", "grp"),
    _unit("other", "m", 2, "d", "town"),
    _unit("far", "m", 1, "f"),
    _unit("p-com", "p", 2, "c"),
    _unit("p-grp", "p", 3, "g", "p-com"),
    _unit("township", "o", 1, "ts"),
    _unit("village-a", "o", 2, "va", "township"),
    _unit("village-b", "o", 2, "vb", "township"),
]
_WITHIN = {
    "c": "t", "d": "t", "g": "c", "1": "g", "2": "g", "11": "1", "12": "1", "21": "2", "22": "2", "91": "d", "81": "f",
    "va": "ts", "vb": "ts", "t": "", "f": "", "ts": "",
}  # fmt: skip
_HOLDERS = [
    ("b1-head", "b1", "head", "wang", 1), ("b1-head-2", "b1", "head", "li", 2),
    ("b1-deputy", "b1", "deputy", "zhou", 3),
    ("grp-head", "grp", "head", "sun", 1), ("grp-deputy", "grp", "deputy", "wu", 2),
    ("com-head", "com", "head", "zheng", 1),
    ("town-head", "town", "head", "feng", 1), ("p-grp-head", "p-grp", "head", "chen", 1),
    ("va-head", "village-a", "head", "chu", 1),
    ("ts-head", "township", "head", "wei", 1),
]  # fmt: skip
_HOMES = [
    ("h11", "11", "wang", "va"), ("h12", "12", "qian", "va"), ("h21", "21", "jiang", "vb"), ("h22", "22", "shen", ""),
    ("h91", "91", "han", "vb"), ("h81", "81", "yang", ""),
]  # fmt: skip
_MEMBERS = {"sun": "h21", "wang-2": "h11", "he": ""}

BUNDLE: Bundle = {
    "lines": [
        {"line": "m", "name": "管理", "role": "management"},
        {"line": "p", "name": "党组织", "role": "party"},
        {"line": "o", "name": "迁出地", "role": "origin"},
    ],
    "levels": [
        {"line": line, "tier": str(tier), "name": f"{line}{tier}"}
        for line, depth in (("m", 4), ("p", 3), ("o", 2))
        for tier in range(1, depth + 1)
    ],
    "places": [
        {"place": place, "kind": "building", "name": f"{place}号", "within": within} for place, within in _WITHIN.items()
    ],
    "units": [{key: value for key, value in unit.items() if key != "place"} for unit in _UNITS],
    "serves": [{"unit": unit["unit"], "place": unit["place"], "since": SINCE} for unit in _UNITS],
    "pairs": [{"unit": "grp", "paired_with": "p-grp", "since": SINCE}],
    "people": [
        {"person": person, "name": f"人{person}", "household": _MEMBERS.get(person, "")}
        for person in dict.fromkeys([*(row[3] for row in _HOLDERS), *(row[2] for row in _HOMES), *_MEMBERS])
    ],
    "posts": [
        {"post": post, "unit": unit, "title": "负责人", "rank": rank, "order": str(order)}
        for post, unit, rank, _, order in _HOLDERS
    ],
    "tenures": [
        {"post": post, "person": person, "since": SINCE, "basis": "elected"} for post, _, _, person, _ in _HOLDERS
    ]
    + [{"post": "grp-head", "person": "yang", "since": "2019-01-01", "until": SINCE, "basis": "elected"}],
    "households": [
        {"household": household, "place": place, "head": head, "origin": origin, "since": SINCE}
        for household, place, head, origin in _HOMES
    ]
    + [{"household": "gone", "place": "22", "since": SINCE, "until": "2020-06-01"}],
    "kin": [{"person": "qian", "relative": "wang-2", "relation": "姐妹"}, {"person": "wang", "relative": "qian"}],
    "bodies": [
        {"body": "court", "name": "法院", "kind": "court"},
        {"body": "e110", "name": "报警", "kind": "emergency:110", "phone": "110"},
    ],
    "matters": [
        {"matter": "noise", "name": "噪声", "category": "纠纷", "kind": "dispute"},
        {"matter": "land", "name": "土地", "category": "迁出地", "kind": "dispute", "home": "origin"},
        {"matter": "violence", "name": "暴力", "category": "紧急", "kind": "emergency"},
    ],
    "steps": [
        *(
            {"matter": "category:纠纷", "step": str(5 - tier), "role": "lead", "handler": f"m:{tier}", "limit": "3",
             "limit_unit": "days", "source": "配置"}
            for tier in (4, 3, 2, 1)
        ),
        {"matter": "category:纠纷", "step": "2", "role": "assist", "handler": "p:3"},
        {"matter": "category:迁出地", "step": "1", "role": "lead", "handler": "o:2", "limit": "3", "limit_unit": "days"},
        {"matter": "category:迁出地", "step": "2", "role": "lead", "handler": "o:1", "limit": "3", "limit_unit": "days"},
        {"matter": "category:紧急", "step": "1", "role": "lead", "handler": "m:4"},
        {"matter": "category:紧急", "step": "2", "role": "lead", "handler": "m:3"},
    ],
    "exits": [
        {"matter": "category:纠纷", "when": "refused", "body": "court", "source": "法第26条"},
        {"matter": "violence", "when": "anytime", "body": "emergency:110", "source": "配置"},
        {"matter": "violence", "when": "duty", "body": "court", "source": "法第14条"},
    ],
}  # fmt: skip


def _between(*parties: str) -> dict[str, object]:
    return {"parties": [{"person": one[7:]} if one.startswith("person:") else {"household": one} for one in parties]}


REFUSED: dict[str, tuple[int, str, dict[str, object]]] = {
    "too_few_parties": (422, "parties", _between("h12")),
    "same_party_twice": (422, "parties", _between("h12", "h12")),
    "one_household": (422, "parties", _between("h12", "person:qian")),
    "unknown_party": (422, "parties", _between("h12", "person:nobody")),
    "household_not_there": (409, "on", _between("h12", "gone")),
    "party_without_dwelling": (422, "parties", _between("h12", "person:zheng")),
    "no_origin": (422, "matter", _between("h12", "h22") | {"matter": "land"}),
    "no_common_unit": (422, "parties", _between("h12", "h81")),
    "unknown_matter": (422, "matter", {"matter": "nothing"}),
    "unknown_person": (422, "objects_to", {"objects_to": ["nobody"]}),
    "unknown_revision": (422, "revision", {"revision": 99}),
    "bad_date": (422, "on", {"on": "2026-02-30"}),
}
"""What a dispute between h12 and h21 is refused for: the status, the field, and what was asked instead."""
