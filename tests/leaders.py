"""A small community whose leaders change: two buildings, both lines, and everyone who may take a post.

`an` leads building 1 since 2020 and is kin of `bo`, the deputy of building 2. Building 2 has two leaders in one post
for several (`chen`, `ding`). The community's head is `en`. `fang` and `gao` hold nothing; `fang` is a Party member and
a former cadre of the village, `gao` is old. Households h1 and h2 live in building 1, h3 in building 2; h1 came from
the village, whose committee `wu` heads.
"""

from __future__ import annotations

from datetime import date

from graphsvc.accounts import Account
from graphsvc.rosters.importing import import_bundle
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store

Row = dict[str, str]
TODAY = date(2026, 11, 24)
OWNER = Account("owner", "owner")


def community() -> dict[str, list[Row]]:
    """The bundle, new each time."""
    return {
        "lines": [
            {"line": "m", "name": "管理体系", "role": "management"},
            {"line": "p", "name": "党组织体系", "role": "party"},
            {"line": "o", "name": "迁出地", "role": "origin"},
        ],
        "levels": [
            {"line": line, "tier": tier, "name": f"{line}{tier}"}
            for line, tiers in (("m", "12"), ("p", "12"), ("o", "1"))
            for tier in tiers
        ],
        "places": [
            {"place": "c", "kind": "community", "name": "示例社区"},
            {"place": "b1", "kind": "building", "name": "1号楼", "within": "c"},
            {"place": "b2", "kind": "building", "name": "2号楼", "within": "c"},
            {"place": "d1", "kind": "dwelling", "name": "101", "within": "b1"},
            {"place": "d2", "kind": "dwelling", "name": "102", "within": "b1"},
            {"place": "d3", "kind": "dwelling", "name": "101", "within": "b2"},
            {"place": "v", "kind": "village", "name": "示例村"},
        ],
        "units": [
            {"unit": "m1", "line": "m", "tier": "1", "name": "居委会"},
            {"unit": "m2a", "line": "m", "tier": "2", "name": "1号楼", "part_of": "m1"},
            {"unit": "m2b", "line": "m", "tier": "2", "name": "2号楼", "part_of": "m1"},
            {"unit": "p1", "line": "p", "tier": "1", "name": "党委"},
            {"unit": "p2", "line": "p", "tier": "2", "name": "支部", "part_of": "p1"},
            {"unit": "o1", "line": "o", "tier": "1", "name": "示例村委会"},
        ],
        "serves": [
            {"unit": unit, "place": place, "since": "2020-01-01"}
            for unit, place in (("m2a", "b1"), ("m2b", "b2"), ("p2", "c"), ("o1", "v"), ("m1", "c"))
        ],
        "posts": [
            {"post": "q1", "unit": "m1", "title": "主任", "rank": "head"},
            {"post": "qa", "unit": "m2a", "title": "楼长", "rank": "head"},
            {"post": "qb", "unit": "m2b", "title": "楼长", "rank": "head", "single": "no"},
            {"post": "qd", "unit": "m2b", "title": "副楼长", "rank": "deputy"},
            {"post": "qp", "unit": "p2", "title": "书记", "rank": "head"},
            {"post": "qo", "unit": "o1", "title": "村主任", "rank": "head"},
            {"post": "gone", "unit": "m2a", "title": "原楼长", "rank": "head", "until": "2022-01-01"},
        ],
        "people": [
            {"person": person, "name": f"示例{person}"} for person in ("an", "bo", "chen", "ding", "en", "wu", "hu")
        ]
        + [
            {"person": "fang", "name": "示例fang", "party_member": "yes", "former_cadre_of": "v", "household": "h1"},
            {"person": "gao", "name": "示例gao", "birth_year": "1940"},
        ],
        "tenures": [
            {"post": post, "person": person, "since": "2020-01-01", "basis": "elected"}
            for post, person in (("qa", "an"), ("qd", "bo"), ("qb", "chen"), ("qb", "ding"), ("q1", "en"), ("qo", "wu"))
        ],
        "kin": [{"person": "an", "relative": "bo", "relation": "兄弟"}],
        "households": [
            {"household": "h1", "place": "d1", "origin": "v", "head": "fang", "since": "2020-01-01"},
            {"household": "h2", "place": "d2", "head": "hu", "since": "2020-01-01"},
            {"household": "h3", "place": "d3", "since": "2020-01-01"},
        ],
    }


def settle(store: Store) -> None:
    """Import the community into an empty graph: revision 1."""
    import_bundle(store, community(), on=TODAY)


def asked(post: str, person: str, since: str, **more: object) -> Assignment:
    """An assignment with a reason."""
    if until := more.pop("acting_until", None):
        more |= {"basis": "acting", "planned_end": date.fromisoformat(str(until))}
    return Assignment(post, person, date.fromisoformat(since), "换人", **more)
