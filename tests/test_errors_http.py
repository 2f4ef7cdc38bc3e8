"""Every way out of the service that is no answer: status, code and language."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graphsvc import errors
from graphsvc.accounts import Account, add_account
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web import create_app
from graphsvc.web.problems import status_of


@pytest.fixture
def client(embedded: Store) -> FlaskClient:
    embedded.clear()
    return create_app(embedded, Settings(max_body=100)).test_client()


@pytest.fixture
def clerk(client: FlaskClient, embedded: Store) -> dict[str, str]:
    return {"Authorization": f"Bearer {add_account(embedded, Account('clerk', 'clerk'), token=True)}"}


@pytest.mark.parametrize(
    ("path", "status", "code", "field"),
    [
        ("/nothing", 404, "no_route", None),
        ("/places", 422, "bad_parameter", "q"),
        ("/places?q=x&limit=0", 422, "bad_parameter", "limit"),
        ("/places/x/responsible", 404, "unknown_place", "place"),
        ("/places/x/responsible?on=2026-02-30", 422, "bad_date", "on"),
        ("/places/x/responsible?on=20260101", 422, "bad_date", "on"),
        ("/places/x/responsible?revision=9", 422, "unknown_revision", "revision"),
        ("/places/x/escalation?reported=yesterday", 422, "bad_date", "reported"),
        ("/units/x/duties", 404, "unknown_unit", "unit"),
        ("/vacancies?within=x", 422, "unknown_unit", "within"),
        ("/households?q=x", 401, "unauthorized", None),
        ("/households/x/responsible?on=never", 401, "unauthorized", None),
        ("/people/x/duties", 401, "unauthorized", None),
        ("/posts/x/duties", 401, "unauthorized", None),
        ("/charts/household:x.svg", 401, "unauthorized", None),
    ],
)
def test_refusals(client: FlaskClient, path: str, status: int, code: str, field: str | None) -> None:
    """Each refusal has its status, its code, and the field it is about."""
    said = client.get(f"/api/v1{path}")
    assert said.mimetype == "application/problem+json"
    assert (said.status_code, said.json["code"], said.json.get("field")) == (status, code, field)


def test_a_refusal_speaks_the_callers_language(client: FlaskClient) -> None:
    """Chinese unless English is preferred."""
    assert "登录" in client.get("/api/v1/households?q=x").json["detail"]
    said = client.get("/api/v1/households?q=x", headers={"Accept-Language": "en-GB"})
    assert said.json["detail"] == "Sign in first."


def test_a_wrong_token_is_refused_even_where_anyone_may_ask(client: FlaskClient) -> None:
    """401 with the scheme that would do."""
    said = client.get("/api/v1/vacancies", headers={"Authorization": "Bearer wrong"})
    assert said.status_code == 401
    assert said.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_wrong_method_tells_the_right_ones(client: FlaskClient) -> None:
    """405 with Allow."""
    said = client.post("/api/v1/vacancies")
    assert (said.status_code, said.json["code"]) == (405, "method_not_allowed")
    assert "GET" in said.headers["Allow"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.StoreAway(), 503),
        (errors.StoreBusy(), 503),
        (errors.StoreBug(), 500),
        (errors.outside("household", "h", "2026-01-01"), 409),
        (errors.unknown("unit", "u"), 404),
        (errors.Forbidden(), 403),
    ],
)
def test_each_kind_has_its_status(error: errors.GraphsvcError, status: int) -> None:
    """The table is complete."""
    assert status_of(error) == status


def test_a_tag_is_honoured_and_is_the_callers_own(client: FlaskClient, clerk: dict[str, str]) -> None:
    """304 for the same question of the same caller, 200 for another role's."""
    first = client.get("/api/v1/vacancies", headers=clerk)
    assert first.headers["Cache-Control"].startswith("private")
    assert {"Authorization", "Cookie"} <= set(first.headers["Vary"].split(", "))
    same = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/api/v1/vacancies", headers=clerk | same).status_code == 304
    assert client.get("/api/v1/vacancies", headers=same).status_code == 200


def test_a_clerk_may_search(client: FlaskClient, clerk: dict[str, str]) -> None:
    """Signed in, the closed questions open."""
    assert client.get("/api/v1/households?q=x", headers=clerk).json == {"items": [], "more": False}


def test_it_is_healthy_and_described(client: FlaskClient) -> None:
    """The probes answer, and the description names the routes."""
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json["status"] == "ok"
    assert "/api/v1/households/{id}/responsible" in client.get("/openapi/openapi.json").json["paths"]
