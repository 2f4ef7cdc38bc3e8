"""GET /places: which place is meant? Open to the public, by address alone."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

ON = "2026-06-01"


def test_it_works(public: FlaskClient) -> None:
    """A building, and what lies in it."""
    said = public.get(f"/api/v1/places?q=3号楼&on={ON}")
    assert (said.status_code, said.mimetype) == (200, "application/json")
    assert said.json == {
        "items": [
            {"place": "b3", "kind": "building", "address": "示例社区3号楼"},
            {"place": "d3-301", "kind": "dwelling", "address": "示例社区3号楼301室"},
            {"place": "d3-302", "kind": "dwelling", "address": "示例社区3号楼302室"},
        ],
        "more": False,
    }


def test_an_empty_dwelling_looks_as_one_lived_in(public: FlaskClient) -> None:
    """Nobody learns by its place who is at home: the same fields, whether a household lives there or not."""
    there, empty = (public.get(f"/api/v1/places?q=3号楼{room}&on={ON}").json["items"] for room in (301, 302))
    assert there[0].keys() == empty[0].keys() == {"place", "kind", "address"}


@pytest.mark.parametrize("q", ["子某", "zimou", "zm", "19900000011", "h-101", "who-zi"])
def test_nobody_is_found_by_name_phone_or_household(public: FlaskClient, q: str) -> None:
    """By address only."""
    assert public.get(f"/api/v1/places?q={q}&on={ON}").json == {"items": [], "more": False}


@pytest.mark.parametrize(
    ("q", "place"),
    [("示例村", "v"), ("b1", "b1"), ("1号楼2单元", "b1e2"), ("二号楼", "b2"), ("32", None), ("12", "b1e2"), ("c", "c")],
)
def test_many_spellings(public: FlaskClient, q: str, place: str | None) -> None:
    """By name, id, address and run-together number; the surest first."""
    items = public.get("/api/v1/places", query_string={"q": q, "on": ON}).json["items"]
    assert (items[0]["place"] if items else None) == place


def test_pages_work_through_to_the_end(public: FlaskClient) -> None:
    """Two at a time, without a double, in the order of the whole list."""
    whole = [one["place"] for one in public.get(f"/api/v1/places?q=1号楼&on={ON}").json["items"]]
    seen: list[str] = []
    for _ in range(10):
        query = {"q": "1号楼", "on": ON, "limit": 2, "after": seen[-1] if seen else ""}
        said = public.get("/api/v1/places", query_string=query).json
        seen += [one["place"] for one in said["items"]]
        if not said["more"]:
            break
    assert seen == whole == ["b1", "b1e2", "d1-101", "d1-102"]


def test_refusals(public: FlaskClient) -> None:
    """422 that names the parameter."""
    said = public.get("/api/v1/places")
    assert (said.status_code, said.json["code"], said.json["field"]) == (422, "bad_parameter", "q")
