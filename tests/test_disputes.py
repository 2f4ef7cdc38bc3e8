"""Disputes between parties: where they meet, who stands aside, who stands in, and what is refused."""

from __future__ import annotations

from datetime import date, datetime
from itertools import permutations
from zoneinfo import ZoneInfo

import orjson
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from graphsvc.accounts import Account
from graphsvc.answers import Path
from graphsvc.cli import cli
from graphsvc.model import Party
from graphsvc.questions import dispute
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import bearer
from tests.quarrels import BUNDLE, IMPORTED, REFUSED

REPORTED = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


LOWER = {f"m:{tier}": f"m:{tier + 1}" for tier in range(1, 5)}


@pytest.fixture
def town(store: Store) -> Store:
    import_bundle(store, BUNDLE, on=IMPORTED)
    return store


@pytest.fixture
def client(embedded: Store) -> FlaskClient:
    embedded.clear()
    import_bundle(embedded, BUNDLE, on=IMPORTED)
    return create_app(embedded).test_client()


@pytest.fixture
def clerk(client: FlaskClient, embedded: Store) -> dict[str, str]:
    return bearer(embedded, Account("clerk", "clerk"))


def between(
    store: Store, *parties: str, matter: str | None = "noise", objects_to: tuple[str, ...] = (), on: str = "2026-03-02"
) -> Path:
    """The path between households and `person:ID`s."""
    return dispute(
        store,
        [Party(person=one[7:]) if one.startswith("person:") else Party(household=one) for one in parties],
        matter=matter,
        objects_to=objects_to,
        reported=REPORTED,
        on=date.fromisoformat(on),
    )


def leads(path: Path) -> list[tuple[int, str, str, str | None]]:
    """Each lead step: its number, unit, state and who is shown."""
    return [
        (step.step, rung.unit.id, step.state, rung.person.id if rung.person else None)
        for step in path.steps
        if step.role == "lead" and (rung := step.rung)
    ]


def aside(path: Path) -> list[tuple[str, str, str, str | None]]:
    """Who was left out: the unit, the person, why, and who instead."""
    return [(one.unit.id, one.person.id, one.why.code, one.instead and one.instead.id) for one in path.left_out]


def test_it_works(town: Store) -> None:
    """Neighbours of two buildings meet at the group; whose head lives with one of them, so the deputy stands in."""
    path = between(town, "h12", "h21")
    assert leads(path) == [(2, "grp", "deputy", "wu"), (3, "com", "held", "zheng"), (4, "town", "held", "feng")]
    assert aside(path) == [("grp", "sun", "household", "wu")]
    assert path.steps[0].rung.paired.unit.id == "p-grp"


def test_the_leader_who_is_a_party_is_not_proposed(town: Store) -> None:
    """Wang quarrels with a neighbour: the second head of the building stands in, before its deputy."""
    path = between(town, "person:wang", "h12")
    assert leads(path)[0] == (1, "b1", "held", "li")
    assert aside(path) == [("b1", "wang", "party", "li")]


def test_kin_stand_aside_either_way_and_an_objection_is_enough(town: Store) -> None:
    """Wang is kin of Qian, whichever way it was declared; whom a party objects to stands aside too."""
    path = between(town, "person:qian", "h22", objects_to=("zheng",))
    assert aside(path) == [("com", "zheng", "objected", None)]
    assert leads(path)[1] == (3, "com", "recused", None)
    path = between(town, "h12", "h22")
    assert aside(path) == []
    assert [one[1:3] for one in aside(between(town, "h21", "person:qian"))] == [("sun", "household")]


def test_kin_of_a_person_named_are_their_own_alone(town: Store) -> None:
    """Qian's sister is of Wang's household: to Wang named alone Qian is kin, to Jiang nobody is."""
    kin = BUNDLE | {"kin": [{"person": "sun", "relative": "chen"}]}
    import_bundle(town, kin, on=date(2026, 1, 1))
    assert aside(between(town, "person:jiang", "h12")) == [("grp", "sun", "household", "wu")]
    assert aside(between(town, "h21", "h12")) == [("grp", "sun", "household", "wu"), ("p-grp", "chen", "kin", None)]


def test_where_all_must_stand_aside_the_step_takes_no_time(town: Store) -> None:
    """The step stays in the list without a person, says why, and the next one starts at once."""
    path = between(town, "h12", "h21", objects_to=("wu",))
    first, second = (step for step in path.steps if step.role == "lead" and step.step < 4)
    assert (first.state, first.due, first.starts) == ("recused", None, REPORTED)
    assert first.rung is not None
    assert (first.rung.post, first.rung.person, first.rung.since, first.rung.vacant_since) == (None, None, None, None)
    assert [why.code for why in first.why] == ["recused"]
    assert second.starts == REPORTED
    assert {"sun", "wu"} == {one.person.id for one in path.left_out}


def test_the_order_of_parties_never_matters(town: Store) -> None:
    """Three parties, six orders, one answer."""
    answers = [between(town, *order).as_json() for order in permutations(("h12", "person:wang", "h21"))]
    assert all(one == answers[0] for one in answers)


def test_parties_of_two_communities_meet_at_their_subdistrict(town: Store) -> None:
    """Nothing below it is asked."""
    assert leads(between(town, "h12", "h91")) == [(4, "town", "held", "feng")]


def test_parties_of_two_subdistricts_meet_at_their_county_where_it_is_loaded(store: Store) -> None:
    """Where it is not, they have no common unit, as REFUSED tells. Here every tier of management is one lower."""
    over = {"town": {"part_of": "county"}, "far": {"part_of": "county"}}
    units = [
        row | {"tier": str(int(row["tier"]) + 1)} | over.get(row["unit"], {}) if row["line"] == "m" else row
        for row in BUNDLE["units"]
    ]
    steps = [row | {"handler": LOWER.get(row["handler"], row["handler"])} for row in BUNDLE["steps"]]
    county = {
        "levels": [{"line": "m", "tier": "5", "name": "m5"}],
        "units": [{"unit": "county", "line": "m", "tier": "1", "name": "县"}],
        "posts": [{"post": "county-head", "unit": "county", "title": "县长", "rank": "head"}],
        "people": [{"person": "xu", "name": "许"}],
        "tenures": [{"post": "county-head", "person": "xu", "since": "2020-01-01", "basis": "elected"}],
        "steps": [{"matter": "category:纠纷", "step": "5", "role": "lead", "handler": "m:1"}],
    }
    bundle = BUNDLE | {"units": units, "steps": steps}
    import_bundle(store, bundle | {file: [*bundle[file], *rows] for file, rows in county.items()}, on=IMPORTED)
    assert leads(between(store, "h12", "h81")) == [(5, "county", "held", "xu")]
    assert leads(between(store, "h12", "h91")) == [(4, "town", "held", "feng"), (5, "county", "held", "xu")]


def test_the_lowest_common_unit_leads_first_where_no_step_names_its_tier(town: Store) -> None:
    """As step 0, without limit."""
    steps = [row | {"handler": "m:1"} if row["handler"] == "m:3" else row for row in BUNDLE["steps"]]
    import_bundle(town, BUNDLE | {"steps": steps}, on=date(2026, 1, 1), prune=True)
    path = between(town, "h12", "h22")
    assert [(step.step, step.handler, step.limit) for step in path.steps][:2] == [(0, "m:3", None), (2, "m:1", 3)]


def test_land_is_settled_where_both_came_from(town: Store) -> None:
    """Two villages meet at their township, whichever communities the parties live in now."""
    assert leads(between(town, "h12", "h91", matter="land")) == [(2, "township", "held", "wei")]
    assert leads(between(town, "h11", "h12", matter="land"))[0] == (1, "village-a", "held", "chu")


def test_an_emergency_does_not_begin_in_the_ladder(town: Store) -> None:
    """Its numbers come first among the exits, then the duty to report with its source; all steps start at once."""
    path = between(town, "h12", "h21", matter="violence")
    assert [(one.when, one.body.phone if one.body else None) for one in path.exits] == [
        ("anytime", "110"),
        ("duty", None),
    ]
    assert path.exits[1].source == "法第14条"
    assert {step.starts for step in path.steps} == {REPORTED}


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_answered_is_refused_with_its_own_code(
    client: FlaskClient, clerk: dict[str, str], code: str
) -> None:
    """Each names its field, and says in both languages what to do."""
    status, field, body = REFUSED[code]
    asked = {"parties": [{"household": "h12"}, {"household": "h21"}], "reported": "2026-03-02T09:00:00"} | body
    said = client.post("/api/v1/disputes", json=asked, headers=clerk)
    assert (said.status_code, said.json["code"], said.json["field"]) == (status, code, field)
    english = client.post("/api/v1/disputes", json=asked, headers=clerk | {"Accept-Language": "en"})
    assert english.json["code"] == code
    assert english.json["detail"].replace("土地", "").isascii()
    assert not said.json["detail"].isascii()


# ------------------------------------------------------------ over HTTP and by the command


ASKED = {
    "parties": [{"household": "h12"}, {"person": "wang"}],
    "matter": "noise",
    "reported": "2026-03-02T09:00:00",
    "objects_to": ["li"],
}


def test_a_clerk_asks_over_http_and_nothing_is_stored(client: FlaskClient, clerk: dict[str, str]) -> None:
    said = client.post("/api/v1/disputes", json=ASKED, headers=clerk)
    assert said.status_code == 200
    assert said.json["on"] == "2026-03-02"
    assert said.json["steps"][0]["rung"]["person"]["id"] == "zhou"
    assert [(one["person"], one["code"], one["instead"]) for one in said.json["left_out"]] == [
        ("wang", "party", "zhou"),
        ("li", "objected", "zhou"),
    ]
    assert said.headers["Cache-Control"].startswith("private")
    assert client.get("/readyz").json["revision"] == said.json["revision"] == 1


def test_the_public_may_not_ask(client: FlaskClient) -> None:
    assert client.post("/api/v1/disputes", json=ASKED).status_code == 401


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"parties": []}, 422, "too_few_parties"),
        ({"parties": [{"household": "h12"}, {"household": "h21", "person": "sun"}]}, 422, "bad_parameter"),
        ({"parties": [{"household": "h12"}, {}]}, 422, "bad_parameter"),
        ({"parties": "h12"}, 422, "bad_parameter"),
        ({"parties": [{"household": "h12"}, {"household": "x" * 200}]}, 422, "bad_parameter"),
        ({"objects": ["li"]}, 422, "bad_parameter"),
    ],
)
def test_a_bad_body_is_refused(
    client: FlaskClient, clerk: dict[str, str], change: dict[str, object], status: int, code: str
) -> None:
    said = client.post("/api/v1/disputes", json=ASKED | change, headers=clerk)
    assert (said.status_code, said.json["code"]) == (status, code)


def test_the_command_gives_what_http_gives(
    client: FlaskClient, clerk: dict[str, str], embedded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self: embedded)
    monkeypatch.setattr(Store, "close", lambda self: None)
    words = ["--lang", "zh", "dispute", "h12", "person:wang", "--matter", "noise", "--objects-to", "li"]
    reported = ["--reported", "2026-03-02T09:00:00"]
    said = CliRunner().invoke(cli, [*words, *reported, "--json"])
    assert orjson.loads(said.stdout) == client.post("/api/v1/disputes", json=ASKED, headers=clerk).json
    for_people = CliRunner().invoke(cli, [*words, *reported]).stdout
    assert "wang 回避(本人是当事人);接手 zhou" in for_people
    assert "拒绝调解 → 法院  法第26条" in for_people
