"""GET /households/{id}/responsible and /places/{id}/responsible."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests import expected
from tests.expected import why

ON = "2026-06-01"


def test_it_works(clerk: FlaskClient) -> None:
    """A clerk sees who answers for a household in building 1, and the ladder above, with the Party beside it."""
    said = clerk.get(f"/api/v1/households/h-101/responsible?on={ON}")
    assert (said.status_code, said.mimetype) == (200, "application/json")
    assert said.json == {
        "on": ON,
        "revision": 1,
        "household": "h-101",
        "place": "d1-101",
        "matter": None,
        "responsible": expected.LEADERS_OF_BUILDING_1,
        "ladder": [expected.LEADERS_OF_BUILDING_1, expected.COMMITTEE, expected.SUBDISTRICT],
        "why": why("lowest", "1号楼楼长室是服务这里的最低一级。"),
    }


def test_a_place_is_answered_too(public: FlaskClient) -> None:
    """No household, and the person only with their consent: 甲某 is named as leader, not as the group's secretary."""
    group = expected.FIRST_PARTY_GROUP | {"person": None}
    also = [{"unit": "m3-1", "post": "m3-1-b", "person": None}]
    said = public.get(f"/api/v1/places/d1-101/responsible?on={ON}").json
    assert (said["household"], said["place"]) == (None, "d1-101")
    assert said["responsible"] == expected.LEADERS_OF_BUILDING_1 | {"paired": group, "also": also}


def test_a_vacant_building_climbs(clerk: FlaskClient) -> None:
    """Nobody is never the answer while anyone above holds a post."""
    said = clerk.get(f"/api/v1/households/h-301/responsible?on={ON}").json
    assert said["responsible"] == expected.COMMITTEE
    assert said["ladder"][0] == expected.NOBODY_IN_BUILDING_3
    assert said["why"] == why("climbed", "3号楼楼长室空缺,上一级示例社区居委会负责。")


def test_who_acts_answers(clerk: FlaskClient) -> None:
    """An acting holder answers, and since when the post is vacant stands beside."""
    assert clerk.get(f"/api/v1/places/b4/responsible?on={ON}").json["responsible"] == expected.ACTING_IN_BUILDING_4


def test_two_units_of_one_building(clerk: FlaskClient) -> None:
    """The lesser id answers, the other stands in `also`."""
    said = clerk.get(f"/api/v1/places/d2-201/responsible?on={ON}").json
    assert said["responsible"] == expected.LEADERS_OF_BUILDING_2


def test_a_matter_of_the_origin_goes_there(clerk: FlaskClient) -> None:
    """Land is the village committee's, whatever building the household lives in now."""
    said = clerk.get(f"/api/v1/households/h-201/responsible?matter=land&on={ON}").json
    assert (said["matter"], said["responsible"]) == ("land", expected.VILLAGE)
    assert said["ladder"] == [expected.VILLAGE, expected.TOWNSHIP]
    assert [one["code"] for one in said["why"]] == ["home_origin", "lowest"]


def test_an_id_is_percent_encoded(clerk: FlaskClient) -> None:
    """Every visible character but a slash may stand in an id."""
    said = clerk.get(f"/api/v1/households/{quote('户#401?甲')}/responsible?on={ON}").json
    assert (said["household"], said["place"]) == ("户#401?甲", "d4-401")


def test_a_household_is_where_it_lived_that_day(clerk: FlaskClient) -> None:
    """Before its move it lived in building 3, whose leader had not yet gone."""
    said = clerk.get(f"/api/v1/households/{quote('户#401?甲')}/responsible?on=2025-12-31").json
    assert (said["place"], said["responsible"]["person"]["id"]) == ("d3-302", "who-bing")


def test_english(clerk: FlaskClient) -> None:
    """Reasons are sentences in the caller's language; what the roster names stays as the roster names it."""
    said = clerk.get(f"/api/v1/places/b3/responsible?on={ON}", headers={"Accept-Language": "en"})
    assert said.headers["Content-Language"] == "en"
    assert said.json["why"] == why("climbed", "3号楼楼长室 vacant, so 示例社区居委会 above answers.")


@pytest.mark.parametrize(
    ("path", "status", "code", "field"),
    [
        ("/households/nobody/responsible", 404, "unknown_household", "household"),
        ("/households/H-101/responsible", 404, "unknown_household", "household"),
        ("/households/d1-101/responsible", 404, "unknown_household", "household"),
        ("/places/nowhere/responsible", 404, "unknown_place", "place"),
        ("/places/h-101/responsible", 404, "unknown_place", "place"),
        ("/places/place:b1/responsible", 404, "unknown_place", "place"),
        ("/households/a%2Fb/responsible", 404, "no_route", None),
        ("/households/h-101/responsible?on=2019-12-31", 409, "household_not_there", "on"),
        ("/households/h-gone/responsible?on=2020-01-01", 409, "household_not_there", "on"),
        ("/households/h-101/responsible?matter=nothing", 422, "unknown_matter", "matter"),
        ("/households/h-301/responsible?matter=land", 422, "no_origin", "matter"),
        ("/places/b1/responsible?matter=land", 422, "no_origin", "matter"),
        ("/households/h-101/responsible?revision=2", 422, "unknown_revision", "revision"),
        ("/households/h-101/responsible?revision=-1", 422, "unknown_revision", "revision"),
        ("/households/h-101/responsible?revision=99999999999999999999", 422, "unknown_revision", "revision"),
        ("/households/h-101/responsible?revision=one", 422, "unknown_revision", "revision"),
        ("/households/h-101/responsible?revision=0", 404, "unknown_household", "household"),
        ("/households/h-101/responsible?on=2026-02-30", 422, "bad_date", "on"),
        ("/households/h-101/responsible?on=20260601", 422, "bad_date", "on"),
        ("/households/h-101/responsible?on=0000-01-01", 422, "bad_date", "on"),
        ("/households/h-101/responsible?on=10000-01-01", 422, "bad_date", "on"),
        ("/places/b1/responsible?on=9999-12-31", 409, "place_not_there", "on"),
    ],
)
def test_refusals(clerk: FlaskClient, path: str, status: int, code: str, field: str | None) -> None:
    """Each refusal has its status, its code, and the field it is about."""
    said = clerk.get(f"/api/v1{path}")
    assert (said.status_code, said.json["code"], said.json.get("field")) == (status, code, field)


@pytest.mark.parametrize("on", ["0001-01-01", "1000-06-01", "9999-12-30"])
def test_far_days_are_answered(public: FlaskClient, on: str) -> None:
    """Places without dates were always there; before units served them nobody answers, and `why` says so."""
    said = public.get(f"/api/v1/places/b1/responsible?on={on}").json
    shown = said["responsible"] and said["responsible"]["unit"]["id"]
    assert (shown, said["why"][0]["code"]) == (("m3-1", "lowest") if on > ON else (None, "unserved"))


def test_a_matter_left_blank_is_none(public: FlaskClient) -> None:
    """As a form sends it."""
    assert public.get("/api/v1/places/b1/responsible?matter=").json["matter"] is None


@pytest.mark.parametrize(("field", "code"), [("on", "bad_date"), ("revision", "unknown_revision")])
def test_a_day_or_revision_left_blank_is_refused(public: FlaskClient, field: str, code: str) -> None:
    """What is no date is a bad one."""
    said = public.get(f"/api/v1/places/b1/responsible?{field}=")
    assert (said.status_code, said.json["code"], said.json["field"]) == (422, code, field)
