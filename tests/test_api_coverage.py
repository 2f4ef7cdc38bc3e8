"""GET /coverage."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

ON = "2026-06-01"


def test_it_works(clerk: FlaskClient) -> None:
    """In the town everyone has somebody; one household could not ask about land; two units stand alone."""
    said = clerk.get(f"/api/v1/coverage?on={ON}&days=30", headers={"Accept-Language": "en"})
    assert (said.status_code, said.mimetype) == (200, "application/json")
    cause = {
        "code": "no_origin",
        "text": "No place of origin is recorded for the household.",
        "handler": None,
        "unit": None,
    }
    days = {"since": ON, "until": "2026-07-01"}
    assert said.json == {
        "on": ON,
        "until": "2026-07-01",
        "revision": 1,
        "covered": True,
        "checked": {"places": 5, "matters": 5, "stretches": 1},
        "gaps": [],
        "risks": [],
        "unasked": [{**days, "matters": ["land"], "places": ["d3-301"], "causes": [cause]}],
        "unpaired": [{**days, "unit": "m3-4"}],
    }


def test_it_tells_nothing_of_people(clerk: FlaskClient) -> None:
    """Units, dwellings and days alone."""
    text = clerk.get(f"/api/v1/coverage?on={ON}").text
    assert "某" not in text
    assert "who-" not in text


def test_unsaid_it_is_a_year(clerk: FlaskClient) -> None:
    assert clerk.get(f"/api/v1/coverage?on={ON}").json["until"] == "2027-06-01"


def test_beyond_the_calendar_it_ends_with_it(clerk: FlaskClient) -> None:
    said = clerk.get("/api/v1/coverage?on=9999-12-30&days=365")
    assert (said.status_code, said.json["until"]) == (200, "9999-12-31")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("days=0", "bad_parameter"),
        ("days=3661", "bad_parameter"),
        ("days=x", "bad_parameter"),
        ("on=2026-02-30", "bad_date"),
        ("revision=7", "unknown_revision"),
    ],
)
def test_bad_parameters_are_named(clerk: FlaskClient, query: str, code: str) -> None:
    said = clerk.get(f"/api/v1/coverage?{query}")
    assert (said.status_code, said.json["code"], said.json["field"]) == (422, code, query.partition("=")[0])


def test_the_public_may_not_ask(public: FlaskClient) -> None:
    assert public.get("/api/v1/coverage").status_code == 401
