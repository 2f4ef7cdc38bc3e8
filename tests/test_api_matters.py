"""GET /matters: which matters are there?"""

from __future__ import annotations

from flask.testing import FlaskClient

ON = "2026-06-01"


def test_it_works(clerk: FlaskClient) -> None:
    """By promise, in the shape of the hall; emergencies stand apart."""
    said = clerk.get(f"/api/v1/matters?on={ON}")
    assert (said.status_code, said.mimetype) == (200, "application/json")
    told = said.json
    assert [one["matter"] for one in told["emergencies"]] == ["fire"]
    assert {one["promise"]: [matter["matter"] for matter in one["matters"]] for one in told["promises"]} == {
        "service": ["card"],
        "deliberation": [],
        "dispute": ["land", "noise", "parking"],
        "hardship": [],
    }
    noise = told["promises"][2]["matters"][1]
    expected = {"matter": "noise", "name": "噪声", "name_en": "Noise", "category": "邻里", "kind": "dispute"}
    assert noise == expected | {"home": "here"}


def test_the_hall_has_the_same_in_the_same_order(clerk: FlaskClient) -> None:
    """What a household is told adds who takes each."""
    told = [clerk.get(f"/api/v1/{path}?on={ON}").json["promises"] for path in ("matters", "households/h-101/hall")]
    assert [[matter["matter"] for one in all for matter in one["matters"]] for all in told] == [
        ["card", "land", "noise", "parking"]
    ] * 2


def test_refusals(clerk: FlaskClient) -> None:
    """A revision that has not come, and no day."""
    said = [clerk.get(f"/api/v1/matters?{query}") for query in ("revision=9", "on=yesterday")]
    assert [(one.status_code, one.json["code"]) for one in said] == [(422, "unknown_revision"), (422, "bad_date")]
