"""GET /households/{id}/escalation and /places/{id}/escalation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient

from tests import expected
from tests.expected import why

REPORTED = "2026-05-29T08:00:00%2B08:00"
POLICE = {"id": "police", "name": "示例派出所", "kind": "police", "phone": "86-0110"}


def step(number: int, handler: str, rung: dict[str, Any] | None, **rest: Any) -> dict[str, Any]:
    """A lead step taken by a rung, which says in `why` what the rung says, without limit unless told."""
    told = {"state": rung["state"], "why": rung["why"]} if rung else {"why": []}
    return {
        "step": number, "role": "lead", "handler": handler, "rung": rung, "body": None, "starts": None, "due": None,
        "limit": None, "limit_unit": None, "source": None, **told, **rest,
    }  # fmt: skip


def test_it_works(clerk: FlaskClient) -> None:
    """Noise climbs from building 1: three days, a month, a day and night of the police; an assist shares a start."""
    said = clerk.get(f"/api/v1/households/h-101/escalation?matter=noise&on=2026-06-01&reported={REPORTED}")
    assert (said.status_code, said.mimetype) == (200, "application/json")
    beside = expected.FIRST_PARTY_GROUP | {"paired": expected.LEADERS_OF_BUILDING_2 | {"paired": None, "also": []}}
    assert said.json == {
        "on": "2026-06-01",
        "revision": 1,
        "household": "h-101",
        "place": "d1-101",
        "matter": "noise",
        "home": "here",
        "reported": "2026-05-29T08:00:00+08:00",
        "steps": [
            step(1, "m:3", expected.LEADERS_OF_BUILDING_1, starts="2026-05-29T08:00:00+08:00",
                 due="2026-06-01T23:59:59+08:00", limit=3, limit_unit="days", source="示例规则"),
            step(1, "p:3", beside, role="assist", starts="2026-05-29T08:00:00+08:00"),
            step(2, "m:2", expected.COMMITTEE, starts="2026-06-01T23:59:59+08:00", due="2026-07-01T23:59:59+08:00",
                 limit=1, limit_unit="months"),
            step(3, "body:police", None, body=POLICE, state="body", starts="2026-07-01T23:59:59+08:00",
                 due="2026-07-02T23:59:59+08:00", limit=24, limit_unit="hours"),
            step(4, "m:1", expected.SUBDISTRICT, starts="2026-07-02T23:59:59+08:00"),
        ],
        "exits": [
            {"body": POLICE, "when": "crime", "limit": 24, "limit_unit": "hours", "source": None, "why": []},
            {"body": None, "when": "refused", "limit": None, "limit_unit": None, "source": None,
             "why": why("no_body", "没有登记“court”机构。")},
        ],
        "why": why("steps_of_matter", "按这一事项自己的办理步骤。"),
    }  # fmt: skip


def test_land_climbs_where_the_household_came_from(clerk: FlaskClient) -> None:
    """Five workdays over a weekend; a vacant township stays in the list and takes no time; the village's court."""
    said = clerk.get(f"/api/v1/households/h-101/escalation?matter=land&reported={REPORTED}").json
    assert (said["home"], said["on"]) == ("origin", "2026-05-29")
    assert said["steps"] == [
        step(1, "o:2", expected.VILLAGE, starts="2026-05-29T08:00:00+08:00", due="2026-06-05T23:59:59+08:00", limit=5,
             limit_unit="workdays"),
        step(2, "o:1", expected.TOWNSHIP, starts="2026-06-05T23:59:59+08:00", limit=1, limit_unit="months"),
    ]  # fmt: skip
    assert [one["body"]["id"] for one in said["exits"]] == ["court"]


def test_an_emergency_starts_outside_the_ladder(clerk: FlaskClient) -> None:
    """119 is the first exit; the rungs are told lowest first, at once."""
    said = clerk.get(f"/api/v1/places/b1/escalation?matter=fire&reported={REPORTED}").json
    assert [(one["when"], one["body"]["phone"]) for one in said["exits"]] == [("anytime", "119")]
    assert [(one["step"], one["handler"]) for one in said["steps"]] == [(2, "m:3"), (2, "m:2")]
    assert {one["starts"] for one in said["steps"]} == {"2026-05-29T08:00:00+08:00"}


def test_a_carve_out_stands_for_all_steps(public: FlaskClient) -> None:
    """In building 4 the committee takes noise itself."""
    said = public.get(f"/api/v1/places/d4-401/escalation?matter=noise&reported={REPORTED}").json
    assert [one["handler"] for one in said["steps"]] == ["unit:m2"]
    assert [one["code"] for one in said["why"]] == ["carveout"]


def test_without_steps_it_climbs_rung_by_rung(public: FlaskClient) -> None:
    """A vacant rung has no end; after a lead without limit nothing starts."""
    said = public.get(f"/api/v1/places/b3/escalation?reported={REPORTED}").json
    assert (said["matter"], said["home"], said["exits"]) == (None, "here", [])
    began = "2026-05-29T08:00:00+08:00"
    assert [(one["handler"], one["state"], one["starts"]) for one in said["steps"]] == [
        ("m:3", "vacant", began),
        ("m:2", "held", began),
        ("m:1", "deputy", None),
    ]


@pytest.mark.parametrize(
    ("written", "means", "on"),
    [
        ("2026-05-29T08:00:00", "2026-05-29T08:00:00+08:00", "2026-05-29"),
        ("2026-05-29 08:00", "2026-05-29T08:00:00+08:00", "2026-05-29"),
        ("2026-05-29T08:00:00Z", "2026-05-29T16:00:00+08:00", "2026-05-29"),
        ("2026-05-29T20:00:00Z", "2026-05-30T04:00:00+08:00", "2026-05-30"),
        ("2026-05-29T08:00:00%2B08:00", "2026-05-29T08:00:00+08:00", "2026-05-29"),
        ("2026-05-29T08:00:00+08:00", "2026-05-29T08:00:00+08:00", "2026-05-29"),
        ("2026-05-29T08:00:00-05:00", "2026-05-29T21:00:00+08:00", "2026-05-29"),
        ("2026-05-29T08:00:00.987654", "2026-05-29T08:00:00+08:00", "2026-05-29"),
        ("9000-12-31T23:59:59-23:59", "9001-01-02T07:58:59+08:00", "9001-01-02"),
        ("0002-01-01T00:00:00Z", "0002-01-01T08:00:00+08:00", "0002-01-01"),
    ],
)
def test_an_instant_is_read_in_any_zone_and_told_in_shanghais(
    public: FlaskClient, written: str, means: str, on: str
) -> None:
    """Without offset it is Shanghai's; a plus sign that was not encoded arrives as a space; `on` is Shanghai's day."""
    said = public.get(f"/api/v1/places/b1/escalation?reported={written}").json
    assert (said["reported"], said["on"]) == (means, on)


def test_reported_is_now_unless_said(public: FlaskClient) -> None:
    """Late in Greenwich it is already tomorrow in Shanghai."""
    with time_machine.travel(datetime.fromisoformat("2026-05-29T16:30:00+00:00"), tick=False):
        said = public.get("/api/v1/places/b1/escalation").json
    assert (said["reported"], said["on"]) == ("2026-05-30T00:30:00+08:00", "2026-05-30")


def test_a_limit_past_the_known_calendar_has_no_end(clerk: FlaskClient) -> None:
    """Workdays of 2027 are not published, so no due time is told, and nothing after starts."""
    said = clerk.get("/api/v1/households/h-101/escalation?matter=land&reported=2026-12-30T08:00:00").json
    assert [(one["starts"] is None, one["due"]) for one in said["steps"]] == [(False, None), (True, None)]
    assert [one["code"] for one in said["steps"][0]["why"]] == ["held", "calendar_unknown"]


@pytest.mark.parametrize(
    ("path", "status", "code", "field"),
    [
        ("/households/nobody/escalation", 404, "unknown_household", "household"),
        ("/places/nowhere/escalation", 404, "unknown_place", "place"),
        ("/places/b1/escalation?matter=nothing", 422, "unknown_matter", "matter"),
        ("/places/b1/escalation?matter=land", 422, "no_origin", "matter"),
        ("/households/h-101/escalation?on=2019-01-01", 409, "household_not_there", "on"),
        ("/places/b1/escalation?reported=yesterday", 422, "bad_date", "reported"),
        ("/places/b1/escalation?reported=2026-05-29", 422, "bad_date", "reported"),
        ("/places/b1/escalation?reported=2026-02-30T08:00:00", 422, "bad_date", "reported"),
        ("/places/b1/escalation?reported=2026-05-29T25:00:00", 422, "bad_date", "reported"),
        ("/places/b1/escalation?reported=0001-01-01T00:00:00", 422, "bad_date", "reported"),
        ("/places/b1/escalation?reported=1748476800", 422, "bad_date", "reported"),
        ("/places/b1/escalation?revision=2", 422, "unknown_revision", "revision"),
    ],
)
def test_refusals(clerk: FlaskClient, path: str, status: int, code: str, field: str) -> None:
    """Each refusal has its status, its code, and the field it is about."""
    said = clerk.get(f"/api/v1{path}")
    assert (said.status_code, said.json["code"], said.json.get("field")) == (status, code, field)
