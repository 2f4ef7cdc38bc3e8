"""Every role, every method, every route: each cell of who may do what, written from contract section 2."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from graphsvc.accounts import ROLES, Account, add_account, add_token
from graphsvc.store import Store
from graphsvc.web import create_app
from graphsvc.web.auth import MAY

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
CALLERS = ("public", *ROLES)
EVERYONE = set(CALLERS)
ASK, CHANGE, AUDIT = (
    {"clerk", "administrator", "owner"},
    {"administrator", "owner"},
    {"administrator", "auditor", "owner"},
)

# Not signed in, one may ask of places, units, vacancies and charts. A clerk asks everything, an administrator is a
# clerk who changes, an auditor reads changes, an owner may do all.
EXPECTED: dict[str, set[str] | dict[str, set[str]]] = {
    "/static/{filename}": EVERYONE,
    "/openapi/": EVERYONE,
    "/openapi/openapi.json": EVERYONE,
    "/openapi/static/{filename}": EVERYONE,
    "/openapi/swagger": EVERYONE,
    "/openapi/swagger/{filename}": EVERYONE,
    "/openapi/oauth2-redirect.html": EVERYONE,
    "/healthz": EVERYONE,
    "/readyz": EVERYONE,
    "/metrics": EVERYONE,  # on this machine; tests/test_api_metrics.py asks from elsewhere
    "/api/v1/places": EVERYONE,
    "/api/v1/places/{id}/responsible": EVERYONE,
    "/api/v1/places/{id}/escalation": EVERYONE,
    "/api/v1/units/{id}/duties": EVERYONE,
    "/api/v1/vacancies": EVERYONE,
    "/api/v1/charts/{id}.{form}": EVERYONE,
    "/api/v1/boards": {"GET": set(ROLES), "HEAD": set(ROLES), "POST": ASK, "OPTIONS": ASK},
    "/api/v1/households": ASK,
    "/api/v1/households/{id}": ASK,
    "/api/v1/households/{id}/responsible": ASK,
    "/api/v1/households/{id}/escalation": ASK,
    "/api/v1/households/{id}/hall": ASK,
    "/api/v1/households/{id}/escalation.{form}": ASK,
    "/api/v1/places/{id}/escalation.{form}": ASK,
    "/api/v1/disputes.{form}": ASK,
    "/api/v1/matters": ASK,
    "/api/v1/gaps": ASK,
    "/api/v1/people": ASK,
    "/api/v1/people/{id}/duties": ASK,
    "/api/v1/posts/{id}": ASK,
    "/api/v1/posts/{id}/duties": ASK,
    "/api/v1/coverage": set(ROLES),
    "/api/v1/disputes": ASK,
    "/api/v1/disputes/again": ASK,
    "/api/v1/posts/{id}/assignments": CHANGE,
    "/api/v1/changes": AUDIT,
    "/api/v1/changes/{revision}": AUDIT,
    "/api/v1/changes/{revision}/undo": CHANGE,
    "/api/v1/terms": CHANGE,
    "/api/v1/terms/chart.{form}": CHANGE,
    "/api/v1/what-if": CHANGE,
    "/api/v1/reorganisations": CHANGE,
    "/api/v1/posts/{id}/candidates": CHANGE,
    "/api/v1/people/{id}/handover": CHANGE,
    "/api/v1/changes/{revision}/handover": CHANGE,
    "/api/v1/changes/{revision}/handover.pdf": CHANGE,
    "/api/v1/refusals": {"auditor", "owner"},
    "/api/v1/sessions": {
        "POST": EVERYONE,
        "GET": set(ROLES),
        "HEAD": set(ROLES),
        "DELETE": set(ROLES),
        "OPTIONS": EVERYONE,
    },
    "/": EVERYONE,
    "/signin": EVERYONE,
    "/signout": EVERYONE,
    "/signin/oidc": EVERYONE,
    "/signin/oidc/back": EVERYONE,
    "/password": set(ROLES),
    "/accounts": {"owner"},
    "/accounts/{id}": {"owner"},
    "/building": EVERYONE,
    "/building/{id}": EVERYONE,
    "/desk": ASK,
    "/desk/found": ASK,
    "/desk/household/{id}": ASK,
    "/desk/place/{id}": ASK,
    "/desk/dispute": ASK,
    "/desk/receipt.pdf": ASK,
    "/desk/gaps": ASK,
    "/posts": CHANGE,
    "/posts/{id}": CHANGE,
    "/posts/{id}/people": CHANGE,
    "/changes": AUDIT,
    "/changes/{revision}/undo": CHANGE,
    "/charts": set(ROLES),
    "/charts/chart.{form}": set(ROLES),
    "/handover": CHANGE,
    "/people/found": CHANGE,
    "/people/{id}/handover": CHANGE,
    "/people/{id}/handover/{revision}": CHANGE,
    "/people/{id}/handover/{revision}.pdf": CHANGE,
    "/todo": CHANGE,
    "/todo/boards": CHANGE,
    "/terms": CHANGE,
    "/term-sheet.xlsx": CHANGE,
    "/terms/{id}": CHANGE,
    "/terms/{id}/marked.xlsx": CHANGE,
    "/terms/{id}/chart.{form}": CHANGE,
    "/terms/done/{revision}": CHANGE,
    "/import": {"owner"},
    "/import/{id}": {"owner"},
    "/import/{id}/state": {"owner"},
    "/import/{id}/plan": {"owner"},
    "/import/{id}/marked.xlsx": {"owner"},
    "/export": {"auditor", "owner"},
    "/export/{form}": {"auditor", "owner"},
    "/api/v1/accounts": {"owner"},
    "/api/v1/accounts/{id}": {"owner"},
    "/api/v1/accounts/{id}/password": {"owner"},
    "/api/v1/accounts/{id}/tokens": {"owner"},
    "/api/v1/accounts/{id}/tokens/{token}": {"owner"},
}


def path_of(rule: Rule) -> str:
    return re.sub(r"<(?:[^>]*:)?(\w+)>", r"{\1}", rule.rule)


@pytest.fixture(scope="module")
def client(opened: Store) -> FlaskClient:
    opened.clear()
    return create_app(opened).test_client()


@pytest.fixture(scope="module")
def headers(client: FlaskClient, opened: Store) -> dict[str, dict[str, str]]:
    """What each caller sends."""
    for role in ROLES:
        add_account(opened, Account(role, role, "place:c" if role == "administrator" else None))
    return {caller: token(opened, caller) for caller in CALLERS}


def token(store: Store, caller: str) -> dict[str, str]:
    return {} if caller == "public" else {"Authorization": f"Bearer {add_token(store, caller)}"}


def may(path: str, method: str) -> set[str]:
    """Who may, where the route takes the method."""
    said = EXPECTED.get(path, set())
    return said.get(method, set()) if isinstance(said, dict) else said


def cells(client: FlaskClient) -> Iterator[tuple[str, str, str, set[str]]]:
    """Each route with each method and caller, and the methods the route takes."""
    taken: dict[str, set[str]] = {}
    for rule in client.application.url_map.iter_rules():
        taken.setdefault(path_of(rule), set()).update(rule.methods or ())
    for path, methods in taken.items():
        for method in METHODS:
            for caller in CALLERS:
                yield path, method, caller, methods


def test_every_cell(client: FlaskClient, headers: dict[str, dict[str, str]], opened: Store) -> None:
    """401 without a sign-in, 403 outside the role, and neither where the role may; 405 for what no route takes."""
    wrong, seen = [], 0
    for path, method, caller, methods in cells(client):
        asked = (
            path.replace("{form}", "pdf")
            .replace("{filename}", "x.css")
            .replace("{id}", "x")
            .replace("{token}", "x" * 12)
            .replace("{revision}", "7")
        )
        # Signing out revokes what it was asked with.
        sent = token(opened, caller) if path == "/api/v1/sessions" else headers[caller]
        status = client.open(asked, method=method, headers=sent).status_code
        unknown = 401 if path.startswith("/api/") else 302  # a page sends people to sign in
        refused = 405 if method not in methods else unknown if caller == "public" else 403
        admitted = method in methods and caller in may(path, method)
        right = status not in (401, 403, 405) if admitted else status == refused
        seen += 1
        if not right:
            wrong.append((method, path, caller, status))
    assert wrong == []
    assert seen == len({path for path, *_ in cells(client)}) * len(METHODS) * len(CALLERS)


def test_every_route_is_said(client: FlaskClient) -> None:
    """A route that nobody has thought about is the owner's alone, and this fails until somebody has."""
    assert {path_of(rule) for rule in client.application.url_map.iter_rules()} == EXPECTED.keys()


def test_the_table_names_each_endpoint_and_no_other(client: FlaskClient) -> None:
    assert {rule.endpoint for rule in client.application.url_map.iter_rules()} == MAY.keys()


def test_an_endpoint_not_in_the_table_is_the_owners(
    client: FlaskClient, headers: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed by default, within the API and beside it."""
    for endpoint, path in (("api.vacancies", "/api/v1/vacancies"), ("readyz", "/readyz")):
        monkeypatch.delitem(MAY, endpoint)
        statuses = [client.get(path, headers=headers[caller]).status_code for caller in CALLERS]
        assert statuses == [401, 403, 403, 403, 200]
