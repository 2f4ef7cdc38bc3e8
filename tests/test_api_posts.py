"""A post with its history, and the search for people, over the standing town on both engines."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from graphsvc.errors import Outside
from graphsvc.model import ALWAYS, FOREVER, Person, Tenure
from graphsvc.questions import post_history
from graphsvc.rosters.importing import import_bundle
from graphsvc.rules.history import spells
from graphsvc.rules.runs import Term
from graphsvc.store import Store
from tests.town import TODAY, TOWN


def held(person: str, since: date, until: date = FOREVER) -> Tenure:
    return Tenure(Person(person, person), since, until, "elected")


D = [date(2026, 1, day) for day in range(1, 10)]


@pytest.mark.parametrize(
    ("tenures", "lives", "told"),
    [
        ([], [(ALWAYS, FOREVER)], [(ALWAYS, FOREVER, None)]),
        ([held("a", D[2])], [(ALWAYS, FOREVER)], [(D[2], FOREVER, "a")]),
        ([held("a", D[2])], [(D[0], FOREVER)], [(D[0], D[2], None), (D[2], FOREVER, "a")]),
        (
            [held("a", D[0], D[2]), held("b", D[4], D[5])],
            [(ALWAYS, FOREVER)],
            [(D[0], D[2], "a"), (D[2], D[4], None), (D[4], D[5], "b"), (D[5], FOREVER, None)],
        ),
        ([held("a", D[0], D[4])], [(D[2], D[3])], [(D[2], D[3], "a")]),
        ([held("a", D[0], D[4]), held("b", D[2], D[6])], [(D[0], D[6])], [(D[0], D[4], "a"), (D[2], D[6], "b")]),
        (
            [held("a", D[0], D[2])],
            [(D[0], D[3]), (D[5], D[6])],
            [(D[0], D[2], "a"), (D[2], D[3], None), (D[5], D[6], None)],
        ),
    ],
)
def test_days_between_tenures_are_vacant(
    tenures: list[Tenure], lives: list[Term], told: list[tuple[date, date, str | None]]
) -> None:
    """Within the post's own days; what was before the first of a post without a beginning is not known."""
    found = [(one.since, one.until, one.tenure.person.id if one.tenure else None) for one in spells(tenures, lives)]
    assert found == told


def test_a_post_tells_who_held_it_when(clerk: FlaskClient) -> None:
    """Building 3 has had no leader since March."""
    found = clerk.get("/api/v1/posts/m3-3-head?on=2026-07-01").json
    assert found is not None
    assert (found["title"], found["unit"]["name"], found["single"]) == ("楼长", "3号楼楼长室", True)
    assert [one["unit"] for one in found["above"]] == ["m2", "m1"]
    last = found["spells"][-1]
    assert (last["person"], last["until"]) == (None, None)
    before = found["spells"][-2]
    assert before["person"] == {"id": "who-bing", "name": "丙某"}
    assert before["until"] == last["since"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/posts/nothing", 404, "unknown_post"),
        ("/api/v1/posts/m3-3-head?revision=99", 422, "unknown_revision"),
        ("/api/v1/people?q=", 422, "bad_parameter"),
    ],
)
def test_refusals(clerk: FlaskClient, path: str, status: int, code: str) -> None:
    answer = clerk.get(path)
    assert (answer.status_code, answer.json and answer.json["code"]) == (status, code)


@pytest.mark.parametrize(
    ("q", "first", "matched"),
    [
        ("who-yin", "who-yin", "id"),
        ("19900000012", "who-yin", "phone"),
        ("寅某", "who-yin", "name"),
        ("yinmou", "who-yin", "pinyin"),
        ("gm", "who-geng", "initials"),
    ],
)
def test_people_are_met_as_one_types_them(clerk: FlaskClient, q: str, first: str, matched: str) -> None:
    found = clerk.get("/api/v1/people", query_string={"q": q}).json
    assert found is not None
    assert (found["items"][0]["person"], found["items"][0]["matched"]) == (first, matched)


def test_people_of_one_name_are_told_apart_by_where_they_live(clerk: FlaskClient) -> None:
    """Two are called 卯某: one heads a household in building 4, the other in building 1."""
    found = clerk.get("/api/v1/people", query_string={"q": "卯某"}).json
    assert found is not None
    assert {one["person"]: one["address"] for one in found["items"]} == {
        "who-mao": "示例社区4号楼401室",
        "who-mao2": "示例社区1号楼2单元102室",
    }
    few = clerk.get("/api/v1/people", query_string={"q": "卯某", "limit": 1}).json
    assert few is not None
    assert (len(few["items"]), few["more"]) == (1, True)


def test_a_post_is_not_there_outside_its_days(store: Store) -> None:
    """Its unit's days count, too."""
    units = [row | {"since": "2022-01-01"} if row["unit"] == "m3-3" else row for row in TOWN["units"]]
    import_bundle(store, TOWN | {"units": units}, on=TODAY)
    with pytest.raises(Outside):
        post_history(store, "m3-3-head", date(2021, 12, 31))
    assert post_history(store, "m3-3-head", date(2022, 1, 1)).spells[0].since == date(2022, 1, 1)
