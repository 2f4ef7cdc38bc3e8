"""The four promises to one household: every matter in one answer, with who takes it first."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson
import pytest
from click.testing import CliRunner

from graphsvc.accounts import Account
from graphsvc.cli import cli
from graphsvc.errors import GraphsvcError
from graphsvc.questions import hall
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import bearer
from tests.quarrels import BUNDLE, IMPORTED

ON = date(2026, 3, 2)


def _matter(matter: str, kind: str, category: str) -> dict[str, str]:
    return {"matter": matter, "name": f"事{matter}", "category": category, "kind": kind}


def _step(matter: str, step: int, role: str, handler: str) -> dict[str, str]:
    return {"matter": matter, "step": str(step), "role": role, "handler": handler}


TOWN = BUNDLE | {
    "bodies": [
        *BUNDLE["bodies"],
        {"body": "hall", "name": "大厅", "kind": "hall"},
        {"body": "waterworks", "name": "水厂", "kind": "utility:water", "phone": "100099"},
    ],
    "matters": [
        *BUNDLE["matters"],
        _matter("pension", "service", "办事"),
        _matter("water", "utility", "八通"),
        _matter("meeting", "deliberation", "议事"),
        _matter("illness", "hardship", "困难"),
    ],
    "steps": [
        *BUNDLE["steps"],
        _step("category:办事", 1, "lead", "body:hall"),
        _step("water", 1, "lead", "m:4"),
        _step("water", 1, "assist", "body:utility:water"),
        _step("water", 2, "lead", "m:3"),
        _step("category:议事", 1, "lead", "p:3"),
    ],
}


@pytest.fixture
def town(store: Store) -> Store:
    import_bundle(store, TOWN, on=IMPORTED)
    return store


def taken(said: dict[str, Any]) -> dict[str, dict[str, str | None]]:
    """By promise and matter the unit or body that leads."""
    return {
        group["promise"]: {one["matter"]: _led(one["lead"]) for one in group["matters"]} for group in said["promises"]
    }


def _led(lead: dict[str, Any] | None) -> str | None:
    if lead is None:
        return None
    found: str = (lead["body"] or lead["rung"]["unit"])["id"]
    return found


def test_it_works(town: Store) -> None:
    """Each promise is kept by its matters, land by the village the household came from."""
    said = hall(town, "h12", ON).as_json()
    assert taken(said) == {
        "service": {"pension": "hall", "water": "b1"},
        "deliberation": {"meeting": "p-grp"},
        "dispute": {"noise": "b1", "land": "village-a"},
        "hardship": {"illness": "b1"},
    }
    assert (said["household"], said["place"], said["origin"]) == ("h12", "12", "va")


def test_emergencies_come_first_with_their_numbers(town: Store) -> None:
    (violence,) = hall(town, "h12", ON).as_json()["emergencies"]
    assert [(one["when"], one["body"] and one["body"]["phone"]) for one in violence["exits"]] == [
        ("anytime", "110"),
        ("duty", None),
    ]


def test_the_utility_behind_a_connection_is_called_even_where_the_building_has_no_leader(town: Store) -> None:
    """Building 2's post is vacant: the group leads, and the waterworks assists from the start."""
    (water,) = (one for one in hall(town, "h21", ON).promises["service"] if one.matter.id == "water")
    assert water.lead is not None
    assert (water.lead.step, water.lead.state) == (2, "held")
    assert [one.body and one.body.phone for one in water.assists] == ["100099"]


def test_a_matter_of_an_origin_nobody_recorded_has_no_lead(town: Store) -> None:
    """The rest of the hall is told all the same."""
    said = hall(town, "h22", ON).as_json("en")
    (land,) = (one for group in said["promises"] for one in group["matters"] if one["matter"] == "land")
    assert (land["lead"], [why["code"] for why in land["why"]]) == (None, ["no_origin"])
    assert taken(said)["service"]["pension"] == "hall"


@pytest.mark.parametrize(("household", "code"), [("nobody", "unknown_household"), ("gone", "household_not_there")])
def test_refusals(town: Store, household: str, code: str) -> None:
    with pytest.raises(GraphsvcError) as refused:
        hall(town, household, ON)
    assert refused.value.code == code


def test_http_and_the_command_say_the_same(embedded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """To a clerk; the public is asked to sign in."""
    embedded.clear()
    import_bundle(embedded, TOWN, on=IMPORTED)
    client = create_app(embedded).test_client()
    token = bearer(embedded, Account("clerk", "clerk"))
    path = f"/api/v1/households/h12/hall?on={ON}"
    assert client.get(path).status_code == 401
    said = client.get(path, headers=token)
    assert said.status_code == 200
    assert client.get(f"/api/v1/households/x/hall?on={ON}", headers=token).status_code == 404
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self: embedded)
    monkeypatch.setattr(Store, "close", lambda self: None)
    words = ["--lang", "zh", "hall", "h12", "--on", str(ON)]
    assert orjson.loads(CliRunner().invoke(cli, [*words, "--json"]).stdout) == said.json
    assert "困难有人帮" in CliRunner().invoke(cli, words).stdout
