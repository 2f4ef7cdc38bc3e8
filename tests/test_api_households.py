"""GET /households: which household is meant?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

ON = "2026-06-01"
H101 = {"household": "h-101", "address": "示例社区1号楼2单元101室", "place": "d1-101", "matched": "address"}


def test_it_works(clerk: FlaskClient) -> None:
    """By address, in any spelling."""
    said = clerk.get(f"/api/v1/households?q=1号楼2单元101室&on={ON}")
    assert (said.status_code, said.mimetype) == (200, "application/json")
    assert said.json == {"items": [H101], "more": False}


@pytest.mark.parametrize(
    ("q", "matched"),
    [
        ("1-2-101", "address"),
        ("一号楼二单元一〇一室", "address"),
        ("１号楼２单元１０１", "address"),
        ("1栋2单元101", "address"),
        ("12101", "number"),
        ("h-101", "id"),
        ("子某", "name"),
        ("zimou", "pinyin"),
        ("zm", "initials"),
        ("丑某", "name"),  # who lives there without heading it
        ("19900000011", "phone"),
        ("199 0000 0011", "phone"),
    ],
)
def test_many_spellings(clerk: FlaskClient, q: str, matched: str) -> None:
    """One household, and by what it was met."""
    said = clerk.get("/api/v1/households", query_string={"q": q, "on": ON}).json
    assert said == {"items": [H101 | {"matched": matched}], "more": False}


def test_homonyms_are_all_listed(clerk: FlaskClient) -> None:
    """Two heads are called 卯某."""
    said = clerk.get(f"/api/v1/households?q=卯某&on={ON}").json
    assert [(one["household"], one["matched"]) for one in said["items"]] == [("h-102", "name"), ("户#401?甲", "name")]


def test_a_household_is_found_where_it_lived_that_day(clerk: FlaskClient) -> None:
    """Not where it had not moved yet, and not after it has gone."""
    found = {
        (q, on): [one["household"] for one in clerk.get(f"/api/v1/households?q={q}&on={on}").json["items"]]
        for q in ("4号楼401", "3号楼302")
        for on in ("2025-12-31", "2026-01-01")
    }
    assert list(found.values()) == [[], ["户#401?甲"], ["户#401?甲"], []]
    assert clerk.get(f"/api/v1/households?q=h-gone&on={ON}").json["items"] == []


def test_pages_work_through_to_the_end(clerk: FlaskClient) -> None:
    """One at a time, without a double, in the order of the whole list."""
    whole = [one["household"] for one in clerk.get(f"/api/v1/households?q=1号楼&on={ON}").json["items"]]
    seen: list[str] = []
    for _ in range(10):
        query = {"q": "1号楼", "on": ON, "limit": 1, "after": seen[-1] if seen else ""}
        said = clerk.get("/api/v1/households", query_string=query).json
        seen += [one["household"] for one in said["items"]]
        if not said["more"]:
            break
    assert seen == whole == ["h-101", "h-102"]


@pytest.mark.parametrize("q", ["不存在", "99-99-9999", "' OR 1=1", "*", "%", "\\", "$id", "  ", "\x00", "💧"])
def test_what_nothing_answers_to(clerk: FlaskClient, q: str) -> None:
    """An empty list, whatever the text."""
    said = clerk.get("/api/v1/households", query_string={"q": q, "on": ON})
    assert (said.status_code, said.json) == (200, {"items": [], "more": False})


@pytest.mark.parametrize(
    ("query", "field"),
    [("", "q"), ("q=", "q"), (f"q={'x' * 201}", "q"), ("q=x&limit=0", "limit"), ("q=x&limit=1001", "limit")],
)
def test_refusals(clerk: FlaskClient, query: str, field: str) -> None:
    """422 that names the parameter."""
    said = clerk.get(f"/api/v1/households?{query}")
    assert (said.status_code, said.json["code"], said.json["field"]) == (422, "bad_parameter", field)


def test_not_for_the_public(public: FlaskClient) -> None:
    """Who lives where is asked signed in."""
    assert public.get("/api/v1/households?q=h-101").status_code == 401
