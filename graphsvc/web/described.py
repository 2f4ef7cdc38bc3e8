"""The description of the routes: who may ask each, and the refusals any may meet."""

from __future__ import annotations

from typing import Any

from flask_openapi import OpenAPI
from flask_openapi.models.operation import Operation
from flask_openapi.models.response import Response
from flask_openapi.models.security_scheme import SecurityScheme
from flask_openapi.utils import parse_rule

from graphsvc.accounts import PUBLIC
from graphsvc.web.auth import allowed
from graphsvc.web.shapes.problems import Problem

SECURITY: dict[str, SecurityScheme | dict[str, Any]] = {"bearer": {"type": "http", "scheme": "bearer"}}
_STATUSES = {
    "401": "not signed in, or with a token that is not valid",
    "403": "signed in, but not for this",
    "404": "an unknown id",
    "409": "known, but not there that day; or in the way of what is already so",
    "422": "a parameter or field that can't be read, or a question that can't be answered as put",
    "503": "the graph is away; ask again after Retry-After",
}
# Where a route says nothing of its own.
_DONE = {"get": ("200",), "post": ("200", "201"), "put": ("200", "204"), "patch": ("200",), "delete": ("200", "204")}
_OF_BODIES = {
    "400": "the body is no JSON",
    "412": "the graph has moved on",
    "413": "the body is too large",
    "415": "the body is not declared as JSON",
}


def as_it_is(*mimetypes: str) -> dict[str, Any]:
    """An answer that is no JSON."""
    return {"content": {mimetype: {"schema": {"type": "string"}} for mimetype in mimetypes}}


def describe(app: OpenAPI) -> None:
    """Add to each operation who may ask it, and the refusals any may meet, once all routes are there."""
    # What tools know today; nothing later is used.
    app.openapi_version = "3.1.0"
    app.components_schemas["Problem"] = Problem.model_json_schema()
    for rule in app.url_map.iter_rules():
        path = app.paths.get(parse_rule(rule.rule))
        for method in _DONE:
            if path is not None and method.upper() in (rule.methods or ()) and (found := getattr(path, method)):
                _complete(found, method, rule.endpoint, rule.rule.startswith("/api/"))


def _complete(operation: Operation, method: str, endpoint: str, within_api: bool) -> None:
    roles = allowed(endpoint)
    if within_api:
        operation.security = [{"bearer": []}] if PUBLIC not in roles else [{}, {"bearer": []}]
    told = operation.responses or {}
    if not any(status.startswith("2") for status in told):
        told |= {status: Response(description="done") for status in _DONE[method]}
    statuses = _STATUSES | (_OF_BODIES if method != "get" else {}) if within_api else {"503": _STATUSES["503"]}
    if method == "get" and within_api:
        told.setdefault("304", Response(description="as the caller's tag has it"))
    for status, description in statuses.items():
        told.setdefault(status, _problem(description))
    operation.responses = told


def _problem(description: str) -> Response:
    schema = {"$ref": "#/components/schemas/Problem"}
    return Response(description=description, content={"application/problem+json": {"schema": schema}})
