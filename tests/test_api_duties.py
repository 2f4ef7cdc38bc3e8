"""GET /people/{id}/duties, /posts/{id}/duties and /units/{id}/duties."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

ON = "2026-06-01"
LEADS_BUILDING_1 = {
    "post": "m3-1-a", "unit": "m3-1", "title": "楼长", "rank": "head", "since": "2020-01-01", "acting": False,
    "places": ["b1"], "households": 2,
}  # fmt: skip


def test_it_works(clerk: FlaskClient) -> None:
    """甲某 holds three posts: each with the places its unit serves and the households living there that day."""
    said = clerk.get(f"/api/v1/people/who-jia/duties?on={ON}")
    assert (said.status_code, said.mimetype) == (200, "application/json")
    assert said.json == {
        "on": ON,
        "revision": 1,
        "items": [
            {"post": "m2-member", "unit": "m2", "title": "委员", "rank": "member", "since": "2022-01-01",
             "acting": False, "places": ["c"], "households": 5},
            LEADS_BUILDING_1,
            {"post": "p3-1-head", "unit": "p3-1", "title": "组长", "rank": "head", "since": "2020-01-01",
             "acting": False, "places": ["b1"], "households": 2},
        ],
    }  # fmt: skip


def test_a_unit_has_all_its_posts(public: FlaskClient) -> None:
    """Anyone may ask what a unit answers for; posts that nobody holds stand in it without `since`."""
    said = public.get(f"/api/v1/units/m2/duties?on={ON}").json
    assert [(one["post"], one["since"]) for one in said["items"]] == [
        ("m2-deputy", None),
        ("m2-head", "2020-01-01"),
        ("m2-member", "2022-01-01"),
    ]
    assert public.get(f"/api/v1/units/m3-1/duties?on={ON}").json["items"][0] == LEADS_BUILDING_1


@pytest.mark.parametrize(
    ("post", "told"),
    [
        ("m3-1-a", LEADS_BUILDING_1),
        ("m3-3-head", {"since": None, "acting": False, "places": ["b3"], "households": 1}),
        ("m3-4-head", {"since": "2026-04-01", "acting": True, "places": ["b4"], "households": 1}),
        ("o1-head", {"since": None, "acting": False, "places": ["t"], "households": 0}),
    ],
)
def test_a_post(clerk: FlaskClient, post: str, told: dict[str, Any]) -> None:
    """Held, vacant, acting; a unit over a village has no household living there."""
    (item,) = clerk.get(f"/api/v1/posts/{post}/duties?on={ON}").json["items"]
    assert item | told == item


def test_households_are_counted_where_they_lived_that_day(public: FlaskClient) -> None:
    """One moved from building 3 to building 4 on 1 January 2026."""
    counts = {
        (unit, on): public.get(f"/api/v1/units/{unit}/duties?on={on}").json["items"][0]["households"]
        for unit in ("m3-3", "m3-4")
        for on in ("2025-12-31", "2026-01-01")
    }
    assert list(counts.values()) == [2, 1, 0, 1]


def test_somebody_without_a_post_answers_for_nothing(clerk: FlaskClient) -> None:
    """An empty list, not an error: the person is known."""
    assert clerk.get(f"/api/v1/people/who-zi/duties?on={ON}").json["items"] == []


@pytest.mark.parametrize(
    ("path", "status", "code", "field"),
    [
        ("/people/nobody/duties", 404, "unknown_person", "person"),
        ("/posts/nothing/duties", 404, "unknown_post", "post"),
        ("/units/nothing/duties", 404, "unknown_unit", "unit"),
        ("/units/m3-1/duties?on=never", 422, "bad_date", "on"),
        ("/units/m3-1/duties?revision=7", 422, "unknown_revision", "revision"),
        ("/units/m3-1/duties?revision=0", 404, "unknown_unit", "unit"),
        ("/posts/m3-1-a/duties?on=9999-12-31", 409, "post_not_there", "on"),
        ("/units/m3-1/duties?on=9999-12-31", 409, "unit_not_there", "on"),
    ],
)
def test_refusals(clerk: FlaskClient, path: str, status: int, code: str, field: str) -> None:
    """Each refusal has its status, its code, and the field it is about."""
    said = clerk.get(f"/api/v1{path}")
    assert (said.status_code, said.json["code"], said.json.get("field")) == (status, code, field)
