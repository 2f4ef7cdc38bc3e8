"""Who answers, over HTTP and by the command, in a village of one unit."""

from __future__ import annotations

from datetime import date

import orjson
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from graphsvc.accounts import Account, add_account
from graphsvc.cli import cli
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app

DAY = "2026-01-01"
BUNDLE = {
    "lines": [{"line": "m", "name": "管理", "role": "management"}],
    "levels": [{"line": "m", "tier": "1", "name": "社区"}],
    "places": [
        {"place": "c", "kind": "community", "name": "怡居苑"},
        {"place": "d", "kind": "dwelling", "name": "501室", "within": "c"},
    ],
    "units": [{"unit": "u", "line": "m", "tier": "1", "name": "居委会", "phone": "100001"}],
    "serves": [{"unit": "u", "place": "c", "since": "2020-01-01"}],
    "posts": [{"post": "p", "unit": "u", "title": "主任", "rank": "head"}],
    "people": [{"person": "a", "name": "甲", "phone": "100002"}],
    "tenures": [{"post": "p", "person": "a", "since": "2020-01-01", "basis": "elected"}],
    "households": [{"household": "h", "place": "d", "head": "a", "since": "2020-01-01"}],
}


@pytest.fixture
def client(embedded: Store) -> FlaskClient:
    embedded.clear()
    import_bundle(embedded, BUNDLE, on=date(2025, 1, 1))
    return create_app(embedded).test_client()


@pytest.fixture
def clerk(client: FlaskClient, embedded: Store) -> dict[str, str]:
    return {"Authorization": f"Bearer {add_account(embedded, Account('clerk', 'clerk'), token=True)}"}


def test_it_works(client: FlaskClient, clerk: dict[str, str]) -> None:
    """A clerk sees who answers for a household."""
    said = client.get(f"/api/v1/households/h/responsible?on={DAY}", headers=clerk).json
    assert said["responsible"]["person"] == {"id": "a", "name": "甲", "phone": "100002"}
    assert (said["household"], said["place"], said["revision"]) == ("h", "d", 1)


def test_the_public_sees_no_name_without_consent(client: FlaskClient) -> None:
    """The post and the unit's phone stay; the person is left out of the whole answer."""
    said = client.get(f"/api/v1/places/d/responsible?on={DAY}")
    assert said.json["responsible"]["person"] is None
    assert said.json["responsible"]["unit"]["phone"] == "100001"
    assert "甲" not in said.text


def test_a_path_starts_when_reported(client: FlaskClient, clerk: dict[str, str]) -> None:
    """An instant without offset is Shanghai's."""
    said = client.get("/api/v1/households/h/escalation?reported=2026-01-01T08:00:00", headers=clerk).json
    assert (said["on"], said["reported"]) == (DAY, "2026-01-01T08:00:00+08:00")
    assert said["steps"][0]["rung"]["unit"]["id"] == "u"


def test_a_household_not_there_yet_is_409(client: FlaskClient, clerk: dict[str, str]) -> None:
    """Known, but not on that day."""
    said = client.get("/api/v1/households/h/responsible?on=2019-01-01", headers=clerk)
    assert (said.status_code, said.json["code"]) == (409, "household_not_there")


def test_the_command_gives_what_http_gives(
    client: FlaskClient, clerk: dict[str, str], embedded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--json` is the HTTP answer."""
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self: _Lent(embedded))
    said = CliRunner().invoke(cli, ["--lang", "zh", "responsible", "h", "--on", DAY, "--json"])
    assert orjson.loads(said.stdout) == client.get(f"/api/v1/households/h/responsible?on={DAY}", headers=clerk).json


class _Lent:
    """The tests' store, which the command must not close."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *exc: object) -> None:
        return None
