"""Who may hold, serve, pair and live when: dates in order, nothing twice at a time."""

from __future__ import annotations

from graphsvc.rosters.believed import Key
from graphsvc.rosters.facts import Row
from graphsvc.rosters.finding import Findings
from graphsvc.rosters.merging import span_of


def check_terms(found: Findings) -> None:
    """Empty spans, doubled holders, pairs and stays."""
    _check_spans(found)
    posts = found.rows["posts"]

    def single(_: Key, row: Row) -> list[object]:
        post = posts.get((row["post"],))
        return [row["post"]] if post and post["single"] else []

    zh, en = "单人岗位同一时间有两人任职", "two holders at once in a single post"
    found.overlaps("tenures", single, ["post"], "two_holders", zh, en)
    # In a single post the fault above says it already.
    zh, en = "同一人在同一岗位的任期重叠", "one person twice in a post"
    found.overlaps("tenures", lambda key, row: [] if single(key, row) else [key[:2]], ["person"], "held_twice", zh, en)
    zh, en = "同一住户的居住期重叠", "overlapping stays of a household"
    found.overlaps("households", lambda key, _: [key[0]], ["since"], "stays_overlap", zh, en)
    zh, en = "同一组织对同一地点的服务期重叠", "the unit serves this place twice at once"
    found.overlaps("serves", lambda key, _: [key[:2]], ["since"], "serves_overlap", zh, en)
    zh, en = "同一组织同一时间有两个对应", "a unit in two pairs at once"
    found.overlaps("pairs", lambda key, _: [*{key[0], key[1]}], ["unit", "paired_with"], "two_pairs", zh, en)
    _check_pairs(found)


def _check_spans(found: Findings) -> None:
    for file in ("units", "serves", "pairs", "posts", "tenures", "households", "carveouts"):
        for key, row in found.rows[file].items():
            since, until = span_of(row)
            if since >= until:
                zh, en = "止日应晚于起日", "until must be after since"
                found.add(file, key, "until", "empty_span", zh, en)


def _check_pairs(found: Findings) -> None:
    units, lines = found.rows["units"], found.rows["lines"]
    for key, row in found.rows["pairs"].items():
        sides = [units.get((row[column],)) for column in ("unit", "paired_with")]
        roles = {line["role"] for side in sides if side and (line := lines.get((side["line"],)))}
        if row["unit"] == row["paired_with"] or (all(sides) and roles != {"management", "party"}):
            zh, en = "对应的应是一个管理组织和一个党组织", "a pair is of a management and a party unit"
            found.add("pairs", key, "paired_with", "bad_pair", zh, en)
