"""GET /households/{id}: who is one household?"""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from graphsvc.questions import find_households
from graphsvc.store import Store

ON = "2026-06-01"


def test_it_works(clerk: FlaskClient) -> None:
    """Where it lives, who heads it, how many it is, where it came from, since when it lives there."""
    said = clerk.get(f"/api/v1/households/h-101?on={ON}")
    assert (said.status_code, said.mimetype) == (200, "application/json")
    assert said.json == {
        "on": ON,
        "revision": 1,
        "household": "h-101",
        "place": "d1-101",
        "address": "示例社区1号楼2单元101室",
        "head": {"id": "who-zi", "name": "子某"},
        "size": 2,
        "origin": {"id": "v", "name": "示例村"},
        "since": "2020-01-01",
    }


def test_it_is_told_where_it_lived_that_day(clerk: FlaskClient) -> None:
    """Before and after it moved."""
    told = [clerk.get(f"/api/v1/households/户%23401%3F甲?on={on}").json for on in ("2025-12-31", "2026-01-01")]
    assert [(one["place"], one["since"]) for one in told] == [("d3-302", "2020-01-01"), ("d4-401", "2026-01-01")]


def test_what_is_not_recorded_is_null(clerk: FlaskClient) -> None:
    """No place of origin, and nobody at its head."""
    assert clerk.get(f"/api/v1/households/h-301?on={ON}").json["origin"] is None
    assert clerk.get("/api/v1/households/h-gone?on=2016-01-01").json["head"] is None


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("nobody", 404, "unknown_household"),
        ("d1-101", 404, "unknown_household"),
        (f"h-gone?on={ON}", 409, "household_not_there"),
        ("h-101?revision=9", 422, "unknown_revision"),
        ("h-101?on=today", 422, "bad_date"),
    ],
)
def test_refusals(clerk: FlaskClient, path: str, status: int, code: str) -> None:
    """Each refusal has its status and its code."""
    said = clerk.get(f"/api/v1/households/{path}")
    assert (said.status_code, said.json["code"]) == (status, code)


def test_a_search_knows_the_heads_of_what_it_gives_and_tells_programs_none(town: Store, clerk: FlaskClient) -> None:
    """A page shows them of a few; a list of a thousand names is not given away."""
    found = find_households(town, "1号楼", on=date(2026, 6, 1)).items
    assert [one.household and one.household.head and one.household.head.name for one in found] == ["子某", "卯某"]
    assert "卯某" not in clerk.get(f"/api/v1/households?q=1号楼&on={ON}").text
