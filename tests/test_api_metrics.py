"""GET /metrics: how the service fares, without a word on whom it served."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from graphsvc.accounts import Account, add_account
from graphsvc.errors import StoreAway
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.town import TOWN

Samples = dict[tuple[str, ...], float]
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}


def told(client: FlaskClient) -> Samples:
    """Each sample by its name and the values of its labels, the histogram's buckets left out."""
    said = client.get("/metrics")
    assert (said.status_code, said.headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(said.text)
        for sample in family.samples
        if "le" not in sample.labels and not sample.name.endswith("_created")
    }


@pytest.fixture
def client(town: Store) -> FlaskClient:
    """An application of its own for each test, so that each counts from nothing."""
    return create_app(town).test_client()


def test_it_works(client: FlaskClient) -> None:
    """Requests by route and status, how long they took, the graph and its revision."""
    client.get("/api/v1/places/b1/responsible")
    client.get("/api/v1/places/nowhere/responsible")
    client.get("/api/v1/charts/c.dot")
    samples = told(client)
    route = "/api/v1/places/{id}/responsible"
    assert {key: value for key, value in samples.items() if not key[0].endswith("_sum")} == {
        ("graphsvc_store_up",): 1,
        ("graphsvc_revision",): 1,
        ("graphsvc_requests_total", "GET", route, "200"): 1,
        ("graphsvc_requests_total", "GET", route, "404"): 1,
        ("graphsvc_requests_total", "GET", "/api/v1/charts/{id}.{form}", "200"): 1,
        ("graphsvc_request_seconds_count", "GET", route): 2,
        ("graphsvc_request_seconds_count", "GET", "/api/v1/charts/{id}.{form}"): 1,
    }
    assert 0 < samples["graphsvc_request_seconds_sum", "GET", route] < 60


def test_refusals_are_counted_under_no_route_of_the_callers_making(client: FlaskClient) -> None:
    """An unknown address or method is one label, however many are tried."""
    for path in ("/one", "/two", "/api/v1/three"):
        client.get(path)
    client.open("/api/v1/vacancies", method="BREW")
    client.get("/api/v1/households?q=x")
    assert {key[1:]: value for key, value in told(client).items() if key[0] == "graphsvc_requests_total"} == {
        ("none", "none", "404"): 3,
        ("none", "none", "405"): 1,
        ("GET", "/api/v1/households", "401"): 1,
    }


def test_no_id_and_no_name_stands_in_it(client: FlaskClient, town: Store) -> None:
    """Neither what was asked about nor who asked."""
    token = add_account(town, Account("curious", "clerk"), token=True)
    for household in TOWN["households"]:
        path = f"/api/v1/households/{household['household']}/responsible"
        client.get(path, headers={"Authorization": f"Bearer {token}"})
    said = client.get("/metrics").text
    assert [text for text in ("h-101", "who-", "某", "curious", "m3-1", "b1") if text in said] == []


def test_an_application_counts_its_own(town: Store) -> None:
    """No count is shared between two in one process."""
    one, other = create_app(town).test_client(), create_app(town).test_client()
    one.get("/healthz")
    assert ("graphsvc_requests_total", "GET", "/healthz", "200") in told(one)
    assert ("graphsvc_requests_total", "GET", "/healthz", "200") not in told(other)


def test_a_graph_that_is_away_is_told(client: FlaskClient) -> None:
    """The service still says how it fares, without a revision."""
    with patch.object(Store, "read", side_effect=StoreAway()):
        client.get("/readyz")
        samples = told(client)
    assert samples["graphsvc_store_up",] == 0
    assert ("graphsvc_revision",) not in samples
    assert samples["graphsvc_requests_total", "GET", "/readyz", "503"] == 1


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_elsewhere_it_needs_a_role(client: FlaskClient, town: Store, header: str) -> None:
    """From another machine, and through a proxy on this one: who may audit, nobody else."""
    assert client.get("/metrics", environ_overrides=ELSEWHERE).status_code == 401
    assert client.get("/metrics", headers={header: "192.0.2.1"}).status_code == 401
    statuses = {}
    for role in ("clerk", "auditor", "owner"):
        token = add_account(town, Account(f"{role}-{header}", role), token=True)
        asked = {"Authorization": f"Bearer {token}"}
        statuses[role] = client.get("/metrics", headers=asked, environ_overrides=ELSEWHERE).status_code
    assert statuses == {"clerk": 403, "auditor": 200, "owner": 200}
