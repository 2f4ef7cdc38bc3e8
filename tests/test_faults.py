"""Every fault a roster is refused for: its file, row, column, value and code, and nothing written."""

from __future__ import annotations

import ast
import copy
import inspect
from datetime import date
from types import ModuleType

import pytest

from graphsvc.rosters import cells, chains, checking, routes, terms
from graphsvc.rosters.faults import BundleRefused
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from tests.test_import import TOWN as ONE_LINE

ON = date(2026, 11, 24)
Row = dict[str, str]
Told = tuple[str, int, str, str | None, str]
DEEP = [
    {"place": f"k{depth}", "kind": "floor", "name": "层", "within": f"k{depth - 1}" if depth else "c"}
    for depth in range(33)
]
TOWN: dict[str, list[Row]] = {
    **ONE_LINE,
    "lines": [*ONE_LINE["lines"], {"line": "o", "name": "党组织", "role": "party"}],
    "levels": [*ONE_LINE["levels"], {"line": "o", "tier": "1", "name": "党支部"}],
    "units": [
        *ONE_LINE["units"],
        {"unit": "pa", "line": "o", "tier": "1", "name": "甲支部"},
        {"unit": "pb", "line": "o", "tier": "1", "name": "乙支部"},
    ],
    "posts": [*ONE_LINE["posts"], {"post": "q", "unit": "u2", "title": "组员", "rank": "member", "single": "no"}],
    "matters": [{"matter": "noise", "name": "噪声", "category": "纠纷", "kind": "dispute"}],
    "pairs": [{"unit": "u1", "paired_with": "pa", "since": "2024-01-01"}],
}


def held(post: str, person: str, since: str, basis: str = "elected", until: str = "") -> Row:
    return {"post": post, "person": person, "since": since, "until": until, "basis": basis}


def unit(id: str, tier: str = "1", part_of: str = "", line: str = "m") -> Row:
    return {"unit": id, "line": line, "tier": tier, "name": "组织", "part_of": part_of}


def place(id: str, within: str) -> Row:
    return {"place": id, "kind": "building", "name": "楼", "within": within}


def step(role: str, handler: str, **more: str) -> Row:
    return {"matter": "noise", "step": "1", "role": role, "handler": handler, **more}


def carved(handler: str, role: str = "lead", since: str = "2024-01-01") -> Row:
    return {"matter": "noise", "place": "b", "step": "1", "role": role, "handler": handler, "since": since}


CASES: list[tuple[dict[str, list[Row]], list[Told]]] = [
    # One cell.
    ({"people": [{"person": "li", "name": ""}]}, [("people", 4, "name", None, "missing_value")]),
    ({"people": [{"person": "li", "name": "李\0四"}]}, [("people", 4, "name", "李\0四", "bad_text")]),
    ({"people": [{"person": "a/b", "name": "李四"}]}, [("people", 4, "person", "a/b", "bad_id")]),
    ({"people": [{"person": "a\u200bb", "name": "李四"}]}, [("people", 4, "person", "a\u200bb", "bad_id")]),
    ({"people": [{"person": "x" * 65, "name": "李四"}]}, [("people", 4, "person", "x" * 65, "bad_id")]),
    ({"people": [{"person": "..", "name": "李四"}]}, [("people", 4, "person", "..", "reserved_id")]),
    ({"levels": [{"line": "m", "tier": "0", "name": "零级"}]}, [("levels", 5, "tier", "0", "bad_number")]),
    ({"lines": [{"line": "n", "name": "n", "role": "king"}]}, [("lines", 4, "role", "king", "unknown_code")]),
    ({"steps": [step("lead", "somebody")]}, [("steps", 2, "handler", "somebody", "bad_handler")]),
    ({"tenures": [held("p", "wang", "2026-02-30")]}, [("tenures", 3, "since", "2026-02-30", "bad_date")]),
    # One row beside the others.
    ({"people": [{"person": "wang", "name": "王伟"}]}, [("people", 4, "person", "wang", "row_twice")]),
    ({"places": [place("x", "nowhere")]}, [("places", 5, "within", "nowhere", "unknown_reference")]),
    ({"kin": [{"person": "wang", "relative": "wang"}]}, [("kin", 2, "relative", "wang", "own_kin")]),
    (
        {"lines": [{"line": "unit", "name": "组织", "role": "other"}]},
        [("lines", 4, "line", "unit", "reserved_id")],
    ),
    (
        {"lines": [{"line": "n", "name": "又一个管理体系", "role": "management"}]},
        [("lines", 4, "role", "management", "role_twice")],
    ),
    (
        {"matters": [{"matter": "*", "name": "一切", "category": "纠纷", "kind": "dispute"}]},
        [("matters", 3, "matter", "*", "reserved_id")],
    ),
    # Chains.
    ({"units": [unit("x", "9")]}, [("units", 6, "tier", "9", "unknown_tier")]),
    ({"units": [unit("x", "1", "u2")]}, [("units", 6, "part_of", "u2", "not_upward")]),
    ({"units": [unit("x", "1", "u1", "o")]}, [("units", 6, "part_of", "u1", "other_line")]),
    (
        {"places": [place("x", "y"), place("y", "x")]},
        [("places", 5, "within", "y", "cycle"), ("places", 6, "within", "x", "cycle")],
    ),
    ({"places": [place("x", "x")]}, [("places", 5, "within", "x", "cycle")]),
    (
        {"units": [unit("x", "1", "y"), unit("y", "2", "x")]},
        [
            ("units", 6, "part_of", "y", "cycle"),
            ("units", 6, "part_of", "y", "not_upward"),
            ("units", 7, "part_of", "x", "cycle"),
        ],
    ),
    ({"places": DEEP}, [("places", 37, "within", "k31", "too_deep")]),
    # Times.
    ({"tenures": [held("p", "wang", "2026-01-01")]}, [("tenures", 3, "post", "p", "two_holders")]),
    ({"tenures": [held("p", "wang", "2026-01-01", "acting")]}, [("tenures", 3, "post", "p", "two_holders")]),
    (
        {"tenures": [held("q", "wang", "2024-01-01"), held("q", "wang", "2025-01-01")]},
        [("tenures", 4, "person", "wang", "held_twice")],
    ),
    (
        {"households": [{"household": "h", "place": "b", "since": "2023-01-01", "until": "2025-01-01"}]},
        [("households", 2, "since", "2024-01-01", "stays_overlap")],
    ),
    (
        {"serves": [{"unit": "u2", "place": "b", "since": "2023-01-01", "until": "2025-01-01"}]},
        [("serves", 2, "since", "2024-01-01", "serves_overlap")],
    ),
    (
        {"serves": [{"unit": "u1", "place": "c", "since": "2024-01-01", "until": "2024-01-01"}]},
        [("serves", 3, "until", "2024-01-01", "empty_span")],
    ),
    (
        {"pairs": [{"unit": "pb", "paired_with": "u1", "since": "2025-01-01"}]},
        [("pairs", 3, "paired_with", "u1", "two_pairs")],
    ),
    (
        {"pairs": [{"unit": "u2", "paired_with": "u2", "since": "2025-01-01"}]},
        [("pairs", 3, "paired_with", "u2", "bad_pair")],
    ),
    (
        {"pairs": [{"unit": "u1", "paired_with": "u2", "since": "2020-01-01", "until": "2021-01-01"}]},
        [("pairs", 3, "paired_with", "u2", "bad_pair")],
    ),
    # Steps and carve-outs.
    ({"steps": [step("lead", "m:1"), step("lead", "m:2")]}, [("steps", 3, "role", "lead", "two_leads")]),
    ({"steps": [step("assist", "m:1")]}, [("steps", 2, "role", "assist", "no_lead")]),
    ({"steps": [step("lead", "m:1", limit="3")]}, [("steps", 2, "limit_unit", None, "half_limit")]),
    ({"steps": [step("lead", "m:1", limit_unit="days")]}, [("steps", 2, "limit", None, "half_limit")]),
    ({"steps": [step("lead", "m:7")]}, [("steps", 2, "handler", "m:7", "unknown_handler")]),
    ({"steps": [step("lead", "unit:x")]}, [("steps", 2, "handler", "unit:x", "unknown_handler")]),
    (
        {"carveouts": [carved("m:1"), carved("m:2", since="2025-01-01")]},
        [("carveouts", 3, "role", "lead", "two_leads")],
    ),
]


def codes_of(module: ModuleType) -> set[str]:
    """The codes a module of checks gives its faults."""
    at = {"add": 3, "overlaps": 3, "BadCell": 0}
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call)]
    named = [(call, getattr(call.func, "attr", getattr(call.func, "id", ""))) for call in calls]
    return {
        str(code.value)
        for call, name in named
        if name in at and len(call.args) > at[name] and isinstance(code := call.args[at[name]], ast.Constant)
    }


@pytest.fixture(scope="module")
def empty(opened: Store) -> Store:
    """One empty graph for them all: not one of them may write to it."""
    opened.clear()
    return opened


@pytest.mark.parametrize(("more", "told"), CASES, ids=[f"{at}-{told[0][-1]}" for at, (_, told) in enumerate(CASES)])
def test_a_fault_is_told_where_it_is_and_nothing_is_written(
    empty: Store, more: dict[str, list[Row]], told: list[Told]
) -> None:
    bundle = copy.deepcopy(TOWN)
    for file, rows in more.items():
        bundle[file] = [*bundle.get(file, []), *rows]
    with pytest.raises(BundleRefused) as refused:
        import_bundle(empty, bundle, on=ON)
    faults = refused.value.faults
    assert sorted((one.file, one.row, one.column, one.value, one.code) for one in faults) == sorted(told)
    assert all(one.zh and one.en and one.zh != one.en for one in faults)
    assert (empty.read("head"), empty.read("believed_things_place")) == ([{"revision": 0}], [])


def test_every_fault_is_tried() -> None:
    tried = {one[-1] for _, told in CASES for one in told}
    assert {code for module in (cells, checking, chains, terms, routes) for code in codes_of(module)} <= tried


def test_the_town_itself_is_taken(empty: Store) -> None:
    """So each is refused for what its case adds alone."""
    assert import_bundle(empty, TOWN, on=ON, dry_run=True).counts["people"]["added"] == 2


def test_of_two_that_cant_both_stand_the_bundles_row_is_told(store: Store) -> None:
    """The other is in the graph, and has no row; where only such a one is at fault, it is named."""
    import_bundle(store, {**TOWN, "steps": [step("lead", "m:1")]}, on=ON)
    levels = [{"line": "n", "tier": "1", "name": "级"}]
    more = {
        "lines": [{"line": "n", "name": "又一个", "role": "party"}],
        "levels": levels,
        "steps": [step("lead", "m:2")],
        "units": [unit("u1", "2")],
    }
    with pytest.raises(BundleRefused) as refused:
        import_bundle(store, more, on=ON)
    told = {(one.file, one.row, one.column, one.value, one.code) for one in refused.value.faults}
    assert told == {
        ("lines", 2, "role", "party", "role_twice"),
        ("steps", 2, "role", "lead", "two_leads"),
        ("units", None, "part_of", "u1", "not_upward"),
    }
    assert '"u2", already in the graph' in next(one.en for one in refused.value.faults if one.row is None)
