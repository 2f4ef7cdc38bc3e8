"""What the public is never told, in any open route: a person without the consent of the tenure shown."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graphsvc.accounts import PUBLIC
from graphsvc.pictures import SHEETS
from graphsvc.web.auth import MAY
from tests.town import TOWN

ON = "2026-06-01"
STYLES = (*SHEETS, "doors", "building")
OPEN_ROUTES = {
    "places": [f"/places?q={q}&on={ON}" for q in ("1号楼", "3号楼", "示例", "甲某", "19900000001")],
    "place_responsible": [
        f"/places/{place['place']}/responsible?on={on}" for place in TOWN["places"] for on in (ON, "2025-06-01")
    ],
    "place_escalation": [
        f"/places/{place['place']}/escalation?matter={matter}&reported={ON}T08:00"
        for place in TOWN["places"]
        for matter in ("noise", "parking", "fire", "card")
    ],
    "unit_duties": [f"/units/{unit['unit']}/duties?on={ON}" for unit in TOWN["units"]],
    "vacancies": [f"/vacancies?on={ON}", "/vacancies?on=2025-06-01&within=c"],
    "chart": [
        f"/charts/{root}.{form}?on={ON}&style={style}"
        for root in ("c", "b1", "m1", "p1")
        for form in ("svg", "dot", "html", "txt")
        for style in STYLES
        if style != "building" or root == "b1"
    ],
}
HOUSEHOLDS = {row["household"] for row in TOWN["households"]}
PEOPLE = {person["person"]: person for person in TOWN["people"]}
CONSENTED = {row["person"] for row in TOWN["tenures"] if row.get("publish") == "yes"}
TOLD_OF = {
    consented: {
        person[column]
        for id, person in PEOPLE.items()
        for column in ("person", "name", "phone")
        if column in person and (id in CONSENTED) == consented
    }
    for consented in (True, False)
}
HIDDEN = HOUSEHOLDS | (TOLD_OF[False] - TOLD_OF[True]) | {"birth_year", "party_member", "姐弟"}


def test_every_open_route_is_asked_here(public: FlaskClient) -> None:
    """A question that opens must be shown to keep its mouth shut."""
    questions = {
        rule.endpoint
        for rule in public.application.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and "GET" in (rule.methods or ())
    }
    open_to_all = {endpoint for endpoint in questions if PUBLIC in MAY[endpoint]}
    assert {f"api.{name}" for name in OPEN_ROUTES} == open_to_all


@pytest.mark.parametrize("route", OPEN_ROUTES)
def test_nobody_is_named_without_consent(public: FlaskClient, route: str) -> None:
    """No name, phone or id of a person who consented in no tenure; no household; nobody's sensitive fields."""
    for path in OPEN_ROUTES[route]:
        said = public.get(f"/api/v1{path}")
        assert said.status_code == 200, (path, said.text)
        assert (path, [text for text in HIDDEN if text in said.text]) == (path, [])


def test_consent_is_of_the_tenure_shown(public: FlaskClient) -> None:
    """甲某 consented as leader of building 1, not as the Party group's secretary, whose posts are asked here."""
    said = public.get(f"/api/v1/places/b2/responsible?on={ON}")
    assert said.json["responsible"]["paired"]["post"]["id"] == "p3-1-head"
    assert [text for text in ("甲某", "who-jia", "19900000001") if text in said.text] == []


def test_also_and_paired_keep_quiet_too(public: FlaskClient) -> None:
    """The post stands there, its holder does not."""
    rung = public.get(f"/api/v1/places/b1/responsible?on={ON}").json["responsible"]
    assert rung["also"] == [{"unit": "m3-1", "post": "m3-1-b", "person": None}]
    assert (rung["person"]["id"], rung["paired"]["person"]) == ("who-jia", None)


@pytest.mark.parametrize(
    "path",
    [
        "/households?q=1",
        "/households/h-101/responsible",
        "/households/h-101/escalation",
        "/people/who-jia/duties",
        "/posts/m3-1-a/duties",
        "/households/nobody/responsible?on=never",
        "/charts/household:h-101.svg",
        "/charts/person:who-jia.svg",
        "/charts/c.svg?style=ladder",
        "/charts/c.svg?style=person",
    ],
)
def test_the_rest_needs_a_role(public: FlaskClient, path: str) -> None:
    """401 before anything is looked at: what is unknown and what is ill-written are told no better."""
    said = public.get(f"/api/v1{path}")
    assert (said.status_code, said.json["code"]) == (401, "unauthorized")
    assert said.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("form", ["dot", "txt", "html"])
def test_an_empty_dwelling_is_drawn_as_one_lived_in(public: FlaskClient, style: str, form: str) -> None:
    """Nor by a picture of it, in any style or form."""
    there, empty = (
        re.sub(rf'd3-{room}|(?<=["> ]){room}|{room}室', "", said.text)
        for room in (301, 302)
        if (said := public.get(f"/api/v1/charts/d3-{room}.{form}?on={ON}&style={style}"))
    )
    assert there == empty


def test_an_empty_dwelling_answers_as_one_lived_in(public: FlaskClient) -> None:
    """Whether anyone lives behind a door is not told by who answers for it."""
    there, empty = (
        public.get(f"/api/v1/places/{place}/responsible?on={ON}").text.replace(place, "")
        for place in ("d3-301", "d3-302")
    )
    assert there == empty
