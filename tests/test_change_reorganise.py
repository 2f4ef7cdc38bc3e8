"""Units, service, pairs and posts change from a day on; nobody is left unserved without being named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graphsvc import questions
from graphsvc.accounts import Account
from graphsvc.changes.reorganise import Reorganising, reorganise
from graphsvc.changes.undo import undo
from graphsvc.errors import GraphsvcError
from graphsvc.rosters.believed import read_believed
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.brute import differing
from tests.conftest import bearer
from tests.leaders import OWNER, TODAY, settle

DAY = date(2027, 1, 1)


@pytest.fixture
def town(store: Store) -> Store:
    settle(store)
    return store


def change(store: Store, rows: dict[str, list[dict[str, str]]], *unserved: str, **more: Any) -> Any:
    asked = Reorganising(rows, DAY, "调整", frozenset(unserved))
    return reorganise(store, asked, by=more.pop("by", OWNER), today=TODAY, **more)


def units(store: Store, household: str, on: date) -> list[str]:
    return [one.unit.id for one in questions.responsible(store, household=household, on=on).ladder]


def believed(store: Store) -> set[object]:
    return set(read_believed(store.read, store.read("published")[0]["revision"]).facts())


MERGED = {
    "serves": [
        {"unit": "m2a", "place": "b1", "since": "2020-01-01", "until": "2027-01-01"},
        {"unit": "m2b", "place": "b1", "since": "2027-01-01"},
    ]
}


def test_a_buildings_service_passes_to_another_unit(town: Store) -> None:
    """Its preview told the same; whoever lives there has another leader from the day on; it is undone whole."""
    before = believed(town)
    seen = change(town, MERGED, preview=True)
    made = change(town, MERGED)
    assert (seen.facts, seen.households, seen.boards) == (made.facts, made.households, made.boards)
    assert made.households.items == differing(town, ["h1", "h2", "h3"], DAY, 1, 2) == ("h1", "h2")
    assert [units(town, "h1", day) for day in (date(2026, 12, 31), DAY)] == [["m2a", "m1"], ["m2b", "m1"]]
    told = [(one.file, one.key, one.column, one.before, one.after) for one in made.facts]
    assert ("serves", "m2a/b1/2020-01-01", "until", None, "2027-01-01") in told
    assert questions.change(town, 2).facts == made.facts
    undo(town, 2, "错", by=OWNER, today=TODAY)
    assert believed(town) == before


ONE_MORE = {"unit": "m1b", "line": "m", "tier": "1", "name": "二居", "since": "2027-01-01"}
UPPER = {"unit": "m2c", "line": "m", "tier": "2", "name": "1号楼上半", "part_of": "m1", "since": "2027-01-01"}
OVER = [{"unit": unit, "place": place, "since": "2020-01-01", "until": "2027-01-01"}
        for unit, place in (("m2a", "b1"), ("m2b", "b2"))]  # fmt: skip
CASES = {
    "move a unit": (
        {"units": [ONE_MORE, {"unit": "m2a", "part_of": "m1b"}]},
        ["h1", "h2"], ["m2a held", "m1b vacant"],
    ),
    "close a unit": ({"units": [{"unit": "m2a", "until": "2027-01-01"}]}, ["h1", "h2"], ["m1 held"]),
    "close a post": (
        {"posts": [{"post": "qa", "until": "2027-01-01"}]},
        ["h1", "h2"], ["m2a vacant", "m1 held"],
    ),
    "open a post": (
        {"posts": [{"post": "qs", "unit": "m2a", "title": "书记", "rank": "head", "since": "2027-01-01"}]},
        [], ["m2a held", "m1 held"],
    ),
    "split a building": (
        {"units": [UPPER], "serves": [OVER[0], {"unit": "m2a", "place": "d2", "since": "2027-01-01"},
                                      {"unit": "m2c", "place": "d1", "since": "2027-01-01"}]},
        ["h1"], ["m2c vacant", "m1 held"],
    ),
    "merge two": (
        {"units": [UPPER], "serves": [*OVER, *({"unit": "m2c", "place": place, "since": "2027-01-01"}
                                               for place in ("b1", "b2"))]},
        ["h1", "h2", "h3"], ["m2c vacant", "m1 held"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "moved", "ladder"), CASES.values(), ids=CASES)
def test_its_preview_is_what_follows_and_it_is_undone_whole(
    town: Store, rows: dict[str, list[dict[str, str]]], moved: list[str], ladder: list[str]
) -> None:
    """From the day on, and not before; the households told are those whose ladders differ."""
    before = believed(town)
    seen = change(town, rows, preview=True)
    assert (believed(town), town.read("head")) == (before, [{"revision": 1}])
    made = change(town, rows)
    same = ("ended", "begun", "facts", "households", "boards", "warnings")
    assert [getattr(seen, name) for name in same] == [getattr(made, name) for name in same]
    assert list(made.households.items) == list(differing(town, ["h1", "h2", "h3"], DAY, 1, 2)) == moved
    assert told(town, date(2026, 12, 31)) == ["m2a held", "m1 held"]
    assert told(town, DAY) == ladder
    undo(town, 2, "错", by=OWNER, today=TODAY)
    assert believed(town) == before


def told(store: Store, on: date) -> list[str]:
    """Each rung of the ladder of h1, with its state."""
    rungs = questions.responsible(store, household="h1", on=on).ladder
    return [f"{one.unit.id} {one.state}" for one in rungs]


def test_a_unit_and_its_post_are_opened(town: Store) -> None:
    new = {
        "units": [{"unit": "m2c", "line": "m", "tier": "2", "name": "1号楼东", "part_of": "m1", "since": "2027-01-01"}],
        "posts": [{"post": "qc", "unit": "m2c", "title": "楼长", "rank": "head"}],
        "serves": [{"unit": "m2c", "place": "d1", "since": "2027-01-01"}],
    }
    before = believed(town)
    made = change(town, new)
    assert (made.households.items, units(town, "h1", DAY)) == (("h1",), ["m2c", "m1"])
    undo(town, 2, "错", by=OWNER, today=TODAY)
    assert believed(town) == before


def test_a_unit_closes(town: Store) -> None:
    """From its last day on its households are the community's own, and its post is there no more."""
    change(town, {"units": [{"unit": "m2a", "until": "2027-01-01"}]})
    assert units(town, "h1", DAY) == ["m1"]
    with pytest.raises(GraphsvcError) as refused:
        questions.duties(town, "unit", "m2a", DAY)
    assert refused.value.code == "unit_not_there"


def test_units_are_paired_and_parted(town: Store) -> None:
    """With a branch a tier higher: without the pair the one of the same tier that serves there stands beside it."""
    pair = {"unit": "m2a", "paired_with": "p1", "since": "2027-01-01"}
    change(town, {"pairs": [pair]})
    assert [beside(town, day) for day in (date(2026, 12, 31), DAY, date(2028, 1, 1))] == ["p2", "p1", "p1"]
    change(town, {"pairs": [{**pair, "until": "2028-01-01"}]})
    assert [beside(town, day) for day in (DAY, date(2027, 12, 31), date(2028, 1, 1))] == ["p1", "p1", "p2"]


def beside(store: Store, on: date) -> str | None:
    """The unit paired with the lowest rung of the ladder of h1."""
    paired = questions.responsible(store, household="h1", on=on).ladder[0].paired
    return paired and paired.unit.id


def test_nothing_is_left_unserved_without_being_named(town: Store) -> None:
    ended = {
        "serves": [
            {"unit": "m2a", "place": "b1", "since": "2020-01-01", "until": "2027-01-01"},
            {"unit": "m1", "place": "c", "since": "2020-01-01", "until": "2027-01-01"},
        ]
    }
    for named in ((), ("d1",)):
        with pytest.raises(GraphsvcError) as refused:
            change(town, ended, *named)
        assert (refused.value.code, town.read("head")) == ("leaves_unserved", [{"revision": 1}])
    assert "d2" in refused.value.zh
    assert "d1" not in refused.value.zh
    assert change(town, ended, "d1", "d2").revision == 2


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ({"units": [{"unit": "m1", "part_of": "m2a"}]}, "bundle_refused"),
        ({"serves": [{"unit": "none", "place": "b1", "since": "2027-01-01"}]}, "bundle_refused"),
        ({"people": [{"person": "x", "name": "x"}]}, "not_reorganised"),
    ],
)
def test_what_a_roster_refuses_is_refused(town: Store, rows: dict[str, list[dict[str, str]]], code: str) -> None:
    with pytest.raises(GraphsvcError) as refused:
        change(town, rows)
    assert (refused.value.code, town.read("head")) == (code, [{"revision": 1}])


def test_the_same_again_changes_nothing(town: Store) -> None:
    change(town, MERGED)
    assert change(town, MERGED).at is None
    assert town.read("head") == [{"revision": 2}]


def test_an_administrator_reorganises_what_lies_within(town: Store) -> None:
    with pytest.raises(GraphsvcError) as refused:
        change(town, MERGED, by=Account("x", "administrator", "unit:m2b"))
    assert refused.value.code == "outside_scope"
    assert change(town, MERGED, by=Account("x", "administrator", "unit:m1")).actor == "x"


def test_over_http(embedded: Store) -> None:
    embedded.clear()
    settle(embedded)
    client = create_app(embedded).test_client()
    headers = bearer(embedded, Account("boss", "owner"))
    body = {"since": "2027-01-01", "reason": "调整", "rows": MERGED}
    seen = client.post("/api/v1/reorganisations?preview=true", json=body, headers=headers)
    assert (seen.status_code, seen.json["households"]["count"]) == (200, 2)
    assert client.post("/api/v1/reorganisations", json=body, headers=headers).status_code == 201
    assert client.get("/api/v1/changes/2", headers=headers).json["kind"] == "reorganise"
