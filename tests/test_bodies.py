"""What is sent: refused by who sent it first, then by what it is, and only then by what it says."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graphsvc.accounts import Account
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import bearer

ROUTES = ["/api/v1/disputes", "/api/v1/posts/m3-3-head/assignments"]
JSON = "application/json"
CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}


@pytest.fixture(scope="module")
def app_client(town: Store) -> FlaskClient:
    """Takes bodies of no more than 2,000 bytes."""
    return create_app(town, Settings(max_body=2000)).test_client()


@pytest.fixture(scope="module")
def owner(town: Store) -> dict[str, str]:
    """What an owner sends along: nothing is refused them."""
    return bearer(town, Account("sender", "owner"))


def refused(said: TestResponse) -> tuple[int, str]:
    """The status and the code of a problem."""
    assert said.mimetype == "application/problem+json"
    return said.status_code, said.json["code"]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "body",
    [
        "", "{", "nonsense", '{"parties": [}', "{'parties': []}", '{"on": NaN}', '{"reason": "\\ud800"}',
        b"\xff\xfe{}", b"\0", "[" * 1900,
    ],
)  # fmt: skip
def test_malformed_json_is_400(app_client: FlaskClient, owner: dict[str, str], route: str, body: str | bytes) -> None:
    """Whatever is wrong with it."""
    assert refused(app_client.post(route, data=body, content_type=JSON, headers=owner)) == (400, "bad_json")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "json"])
def test_a_body_not_declared_as_json_is_415(
    app_client: FlaskClient, owner: dict[str, str], route: str, kind: str
) -> None:
    """Even where it would be JSON."""
    assert refused(app_client.post(route, data="{}", content_type=kind, headers=owner)) == (415, "not_json")


@pytest.mark.parametrize("route", ROUTES)
def test_a_body_too_large_is_413(app_client: FlaskClient, owner: dict[str, str], route: str) -> None:
    """By its declared length, and where it comes in pieces without one."""
    large = '{"reason": "' + "x" * 2000 + '"}'
    assert refused(app_client.post(route, data=large, content_type=JSON, headers=owner)) == (413, "too_large")
    pieces = app_client.post(
        route, input_stream=BytesIO(large.encode()), content_type=JSON, headers=owner, environ_overrides=CHUNKED
    )
    assert refused(pieces) == (413, "too_large")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("body", ["[]", "null", "1", '"text"', "true"])
def test_json_that_is_no_object_is_422(app_client: FlaskClient, owner: dict[str, str], route: str, body: str) -> None:
    """And says so in both languages."""
    asked = [
        app_client.post(route, data=body, content_type=JSON, headers=owner | {"Accept-Language": lang})
        for lang in ("zh", "en")
    ]
    assert [refused(said) for said in asked] == [(422, "bad_parameter")] * 2
    assert [said.json["detail"] for said in asked] == ["内容应为 JSON 对象。", "A JSON object is expected."]


@pytest.mark.parametrize("day", [0, 20000, 1.5, True, [], {}, "0", "2026-02-30"])
def test_a_day_is_written_as_one(app_client: FlaskClient, owner: dict[str, str], day: object) -> None:
    """No number counts as a day, nor anything else that is not written YYYY-MM-DD."""
    dispute = {"parties": [{"household": "h-101"}, {"household": "h-201"}], "on": day}
    assert refused(app_client.post(ROUTES[0], json=dispute, headers=owner)) == (422, "bad_date")
    change = {"person": "who-yin", "since": day, "reason": "r"}
    assert refused(app_client.post(ROUTES[1], json=change, headers=owner))[0] == 422


@pytest.mark.parametrize("route", ROUTES)
def test_a_field_nobody_knows_is_422(app_client: FlaskClient, owner: dict[str, str], route: str) -> None:
    """A misspelt field is not passed over in silence; its name is not sent back at length."""
    said = app_client.post(route, json={"x" * 500: 1}, headers=owner)
    assert refused(said)[0] == 422
    assert len(said.data) < 700


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    ("body", "kind"), [("{", JSON), ("{}", "text/plain"), ("x" * 3000, JSON), ("{}", JSON), (None, None)]
)
def test_who_is_not_signed_in_is_told_only_that(
    app_client: FlaskClient, route: str, body: str | None, kind: str | None
) -> None:
    """401 before anything of the body is looked at, whether the thing asked about is there or not."""
    for path in (route, route.replace("m3-3-head", "nothing")):
        said = app_client.post(path, data=body, content_type=kind)
        assert refused(said) == (401, "unauthorized")
        wrong = app_client.post(path, data=body, content_type=kind, headers={"Authorization": "Bearer wrong"})
        assert refused(wrong) == (401, "unauthorized")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_wrong_method_is_405(app_client: FlaskClient, owner: dict[str, str], route: str, method: str) -> None:
    """With the methods that would do, and nothing of the body looked at."""
    said = app_client.open(route, method=method, headers=owner, data="{")
    assert refused(said) == (405, "method_not_allowed")
    assert {"POST", "OPTIONS"} <= set(said.headers["Allow"].split(", ")) <= {"GET", "HEAD", "POST", "OPTIONS"}


def test_a_clerk_may_not_change(clerk: FlaskClient) -> None:
    """403 before the body is looked at."""
    said = clerk.post("/api/v1/posts/m3-3-head/assignments", data="{", content_type=JSON)
    assert refused(said) == (403, "forbidden")


def test_nothing_refused_was_written(app_client: FlaskClient, owner: dict[str, str]) -> None:
    """After all of the above the graph is where it was."""
    assert app_client.get("/readyz").json["revision"] == 1
