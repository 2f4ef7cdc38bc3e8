"""GET /vacancies."""

from __future__ import annotations

import copy

import pytest
from flask.testing import FlaskClient

from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.town import TODAY, TOWN

ON = "2026-06-01"


def test_it_works(public: FlaskClient) -> None:
    """Head and deputy posts that nobody holds; a post with someone acting is held."""
    said = public.get(f"/api/v1/vacancies?on={ON}")
    assert (said.status_code, said.mimetype) == (200, "application/json")
    assert said.json == {
        "on": ON,
        "revision": 1,
        "items": [
            {"post": "m1-head", "unit": "m1", "rank": "head", "vacant_since": "2026-03-01"},
            {"post": "m2-deputy", "unit": "m2", "rank": "deputy", "vacant_since": None},
            {"post": "m3-3-head", "unit": "m3-3", "rank": "head", "vacant_since": "2026-03-01"},
            {"post": "o1-head", "unit": "o1", "rank": "head", "vacant_since": None},
            {"post": "p1-head", "unit": "p1", "rank": "head", "vacant_since": None},
        ],
        "more": False,
    }


@pytest.mark.parametrize(
    ("within", "posts"),
    [
        ("c", ["m2-deputy", "m3-3-head"]),
        ("place:c", ["m2-deputy", "m3-3-head"]),
        ("b3", ["m3-3-head"]),
        ("b1", []),
        ("m1", ["m1-head", "m2-deputy", "m3-3-head"]),
        ("unit:m1", ["m1-head", "m2-deputy", "m3-3-head"]),
        ("o1", ["o1-head"]),
    ],
)
def test_within(public: FlaskClient, within: str, posts: list[str]) -> None:
    """Within a unit all that is part of it, within a place the units whose whole service lies in it."""
    said = public.get(f"/api/v1/vacancies?on={ON}&within={within}").json
    assert [one["post"] for one in said["items"]] == posts


def test_another_day(public: FlaskClient) -> None:
    """A post is held until its tenure ends, and on that day no longer."""
    posts = [
        [one["post"] for one in public.get(f"/api/v1/vacancies?on={on}&within=b3").json["items"]]
        for on in ("2026-02-28", "2026-03-01")
    ]
    assert posts == [[], ["m3-3-head"]]


def test_pages_work_through_to_the_end(public: FlaskClient) -> None:
    """Two at a time, without a double, and the last says so."""
    seen: list[str] = []
    for _ in range(10):
        said = public.get(f"/api/v1/vacancies?on={ON}&limit=2&after={seen[-1] if seen else ''}").json
        seen += [one["post"] for one in said["items"]]
        if not said["more"]:
            break
    assert seen == ["m1-head", "m2-deputy", "m3-3-head", "o1-head", "p1-head"]


@pytest.mark.parametrize(
    ("query", "status", "code", "field"),
    [
        ("within=nothing", 422, "unknown_unit", "within"),
        ("within=place:nothing", 422, "unknown_place", "within"),
        ("within=unit:c", 422, "unknown_unit", "within"),
        ("on=2026-02-30", 422, "bad_date", "on"),
        ("limit=0", 422, "bad_parameter", "limit"),
        ("limit=1001", 422, "bad_parameter", "limit"),
        ("limit=all", 422, "bad_parameter", "limit"),
        ("revision=2", 422, "unknown_revision", "revision"),
    ],
)
def test_refusals(public: FlaskClient, query: str, status: int, code: str, field: str) -> None:
    """Each refusal has its status, its code, and the field it is about."""
    said = public.get(f"/api/v1/vacancies?{query}")
    assert (said.status_code, said.json["code"], said.json.get("field")) == (status, code, field)


def test_within_a_unit_outside_its_dates(embedded: Store) -> None:
    """It is refused as elsewhere; a place has no dates."""
    bundle = copy.deepcopy(TOWN)
    next(row for row in bundle["units"] if row["unit"] == "m3-3")["until"] = ON
    embedded.clear()
    import_bundle(embedded, bundle, on=TODAY)
    public = create_app(embedded).test_client()
    asked = {
        (within, on): public.get(f"/api/v1/vacancies?on={on}&within={within}")
        for within in ("m3-3", "b3")
        for on in ("2026-05-31", ON)
    }
    assert [said.status_code for said in asked.values()] == [200, 409, 200, 200]
    assert asked["m3-3", ON].json["code"] == "unit_not_there"
