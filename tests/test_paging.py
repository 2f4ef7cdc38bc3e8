"""Lists of many pages, worked through to the end: nothing twice, nothing left out, on both engines."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Any

import pytest
from flask.testing import FlaskClient

from graphsvc.accounts import Account
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from tests.conftest import signed_in

ON = "2026-06-01"
FLOORS = [(building, floor * 100 + room) for building in (1, 2, 10) for floor in range(1, 11) for room in range(1, 5)]
NUMBERS = [f"{building}-{room}" for building, room in FLOORS]
# Every household's head is called alike, so that name, pinyin and initials meet all of them.
ESTATE: dict[str, list[dict[str, str]]] = {
    "lines": [{"line": "m", "name": "管理", "role": "management"}],
    "levels": [{"line": "m", "tier": "1", "name": "社区"}],
    "places": [
        {"place": "c", "kind": "community", "name": "示例社区"},
        *({"place": f"b{n}", "kind": "building", "name": f"{n}号楼", "within": "c"} for n in (1, 2, 10)),
        *(
            {"place": f"d{number}", "kind": "dwelling", "name": f"{number.split('-')[1]}室", "within": f"b{building}"}
            for number, (building, _) in zip(NUMBERS, FLOORS, strict=True)
        ),
    ],
    "units": [{"unit": "u", "line": "m", "tier": "1", "name": "居委会"}],
    "serves": [{"unit": "u", "place": "c", "since": "2020-01-01"}],
    "posts": [{"post": f"p{number}", "unit": "u", "title": "副主任", "rank": "deputy"} for number in NUMBERS],
    "people": [{"person": f"n{number}", "name": "丙某"} for number in NUMBERS],
    "households": [
        {"household": f"h{number}", "place": f"d{number}", "head": f"n{number}", "since": "2020-01-01"}
        for number in NUMBERS
    ],
}


@pytest.fixture(scope="module")
def estate(opened: Store) -> FlaskClient:
    """Asks as a clerk of 120 dwellings in three buildings."""
    opened.clear()
    import_bundle(opened, ESTATE, on=date(2026, 6, 1))
    return signed_in(opened, Account("pager", "clerk"))


def pages(client: FlaskClient, path: str, key: str, limit: int, **query: str) -> list[list[str]]:
    """The ids of each page, until the service says there is no more."""
    found: list[list[str]] = []
    for _ in range(len(NUMBERS) + 1):
        after = {"after": found[-1][-1]} if found else {}
        said: Any = client.get(path, query_string={"on": ON, "limit": limit, **query, **after}).json
        found.append([one[key] for one in said["items"]])
        if not said["more"]:
            return found
        assert len(found[-1]) == limit
    raise AssertionError("it never ends")


@pytest.mark.parametrize("limit", [11, 40, 1000])
@pytest.mark.parametrize(
    ("q", "buildings"),
    [("丙", (1, 2, 10)), ("bm", (1, 2, 10)), ("bingm", (1, 2, 10)), ("10号楼", (10,)), ("2", (2,)), ("1", (1, 10))],
)
def test_households(estate: FlaskClient, limit: int, q: str, buildings: tuple[int, ...]) -> None:
    """In the order people count in: building 2 before building 10."""
    found = pages(estate, "/api/v1/households", "household", limit, q=q)
    wanted = [f"h{number}" for number, (building, _) in zip(NUMBERS, FLOORS, strict=True) if building in buildings]
    if q == "1":
        # Building 1 by its address comes before what merely begins with the digit.
        assert sorted([*chain(*found)]) == sorted(wanted)
        assert [*chain(*found)][:40] == wanted[:40]
    else:
        assert [*chain(*found)] == wanted


@pytest.mark.parametrize("limit", [7, 41, 1000])
def test_places(estate: FlaskClient, limit: int) -> None:
    """The building first, then what lies in it."""
    found = pages(estate, "/api/v1/places", "place", limit, q="2号楼")
    assert [*chain(*found)] == ["b2", *(f"d{number}" for number in NUMBERS if number.startswith("2-"))]


@pytest.mark.parametrize("limit", [7, 120, 1000])
def test_vacancies(estate: FlaskClient, limit: int) -> None:
    """By post, in the order of code points."""
    found = pages(estate, "/api/v1/vacancies", "post", limit)
    assert [*chain(*found)] == sorted(f"p{number}" for number in NUMBERS)


def test_a_page_that_ends_just_at_the_end(estate: FlaskClient) -> None:
    """Says there is no more, so that no empty page follows."""
    assert [len(page) for page in pages(estate, "/api/v1/vacancies", "post", 60)] == [60, 60]


def test_what_was_seen_last_and_is_gone(estate: FlaskClient) -> None:
    """A list in the order of ids goes on behind it; a search, in its own order, says to begin anew."""
    assert estate.get(f"/api/v1/vacancies?on={ON}&after=p2-").json["items"][0]["post"] == "p2-1001"
    said = estate.get(f"/api/v1/households?q=2号楼&on={ON}&after=h1-101")
    assert (said.status_code, said.json["code"], said.json["field"]) == (422, "unknown_after", "after")
