"""The audit over HTTP, and the way back."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graphsvc.accounts import Account
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import bearer
from tests.leaders import settle

Headers = dict[str, str]


@pytest.fixture
def client(embedded: Store) -> FlaskClient:
    """A graph in which `boss` has made one change: revision 2."""
    embedded.clear()
    settle(embedded)
    return create_app(embedded).test_client()


@pytest.fixture
def owner(client: FlaskClient, embedded: Store) -> Headers:
    headers = bearer(embedded, Account("boss", "owner"))
    body = {"person": "fang", "since": "2027-01-01", "reason": "换人"}
    assert client.post("/api/v1/posts/qa/assignments", json=body, headers=headers).status_code == 201
    return headers


def test_it_works(client: FlaskClient, owner: Headers) -> None:
    """Each revision is one change, imports included, oldest first."""
    said = client.get("/api/v1/changes", headers=owner).json
    assert [(one["revision"], one["kind"]) for one in said["items"]] == [(1, "import"), (2, "reassign")]
    assert said["more"] is False
    assert said["items"][1] == client.get("/api/v1/changes/2", headers=owner).json


def test_an_import_is_a_change_like_any_other(client: FlaskClient, owner: Headers) -> None:
    """It has every field of the contract, and those whose answers it made."""
    said = client.get("/api/v1/changes/1", headers=owner).json
    assert said["begun"][0] == {"post": "q1", "person": "en", "since": "2020-01-01", "until": None}
    assert (said["ended"], len(said["begun"]), said["households"]["count"]) == ([], 6, 3)
    assert said["households"]["items"] == ["h1", "h2", "h3"]
    assert {"revision", "at", "actor", "kind", "reason", "facts", "warnings"} <= said.keys()


@pytest.mark.parametrize(
    ("asked", "revisions"),
    [
        ("actor=boss", [2]),
        ("actor=nobody", []),
        ("post=qa&after=1", [2]),
        ("post=qb&after=1", []),
        ("person=an", [1, 2]),
        ("unit=m2a", [1, 2]),
        ("limit=1", [1]),
        ("after=2", []),
        ("since=2020-01-01T00:00:00", [1, 2]),
        ("until=2020-01-01T00:00:00", []),
    ],
)
def test_the_audit_is_sifted(client: FlaskClient, owner: Headers, asked: str, revisions: list[int]) -> None:
    said = client.get(f"/api/v1/changes?{asked}", headers=owner).json
    assert [one["revision"] for one in said["items"]] == revisions


def test_undo_is_a_change_with_a_reason(client: FlaskClient, owner: Headers) -> None:
    seen = client.post("/api/v1/changes/2/undo?preview=true", json={"reason": "写错"}, headers=owner)
    assert (seen.status_code, seen.json["revision"], seen.json["begun"][0]["person"]) == (200, 2, "an")
    said = client.post(
        "/api/v1/changes/2/undo", json={"reason": "写错"}, headers=owner | {"If-Match": seen.headers["ETag"]}
    )
    assert (said.status_code, said.json["revision"], said.json["undoes"]) == (201, 3, 2)
    assert client.get("/api/v1/changes/2", headers=owner).json["undone_by"] == 3
    again = client.post("/api/v1/changes/2/undo", json={"reason": "写错"}, headers=owner)
    assert (again.status_code, again.json["code"]) == (409, "already_undone")
    assert client.post("/api/v1/changes/9/undo", json={"reason": "x"}, headers=owner).status_code == 404
    assert client.post("/api/v1/changes/1/undo", json={"reason": ""}, headers=owner).json["code"] == "no_reason"


def test_roles_decide(client: FlaskClient, owner: Headers, embedded: Store) -> None:
    """An auditor reads and undoes nothing; a clerk reads none of it; an administrator what lies within."""
    auditor, clerk = (bearer(embedded, Account(role, role)) for role in ("auditor", "clerk"))
    there = bearer(embedded, Account("there", "administrator", "place:b2"))
    here = bearer(embedded, Account("here", "administrator", "place:b1"))
    assert client.get("/api/v1/changes/2").status_code == 401
    assert client.get("/api/v1/changes/2", headers=auditor).status_code == 200
    for headers in (clerk, there):
        assert client.get("/api/v1/changes/2", headers=headers).status_code == 403
    assert client.get("/api/v1/changes", headers=there).json == {"items": [], "more": False}
    for headers in (auditor, clerk, there):
        assert client.post("/api/v1/changes/2/undo", json={"reason": "x"}, headers=headers).status_code == 403
    assert client.post("/api/v1/changes/2/undo", json={"reason": "x"}, headers=here).status_code == 201


def test_no_route_alters_a_row(client: FlaskClient, owner: Headers) -> None:
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)("/api/v1/changes/2", json={}, headers=owner).status_code == 405
