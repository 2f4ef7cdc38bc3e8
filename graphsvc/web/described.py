"""What the routes answer, for the description alone (contract section 3): answers write themselves in `answers/`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from flask_openapi import OpenAPI
from flask_openapi.models.operation import Operation
from flask_openapi.models.response import Response
from flask_openapi.models.security_scheme import SecurityScheme
from flask_openapi.utils import parse_rule
from pydantic import BaseModel, Field

from graphsvc.accounts import PUBLIC
from graphsvc.web.auth import allowed

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


class Problem(BaseModel):
    """A refusal: `code` is stable, `detail` says in the caller's language what to do."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str | None = Field(default=None, description="the parameter or field it is about")


class Why(BaseModel):
    """What decided."""

    code: str
    text: str


class UnitShown(BaseModel):
    """A unit with its duty phone."""

    id: str
    name: str
    phone: str | None


class PostShown(BaseModel):
    """A post and its title."""

    id: str
    title: str


class PersonShown(BaseModel):
    """A holder, as the caller may see them."""

    id: str
    name: str | None
    phone: str | None


class BesideShown(BaseModel):
    """Another who stands beside the one shown."""

    unit: str
    post: str | None
    person: str | None


class RungShown(BaseModel):
    """One unit's answer on a ladder. One that is itself `paired` has `paired` null."""

    line: str
    tier: int
    level: str
    unit: UnitShown
    state: Literal["held", "acting", "deputy", "vacant", "recused"]
    post: PostShown | None
    person: PersonShown | None
    since: date | None
    vacant_since: date | None
    also: list[BesideShown]
    paired: RungShown | None
    why: list[Why]


class OfRevision(BaseModel):
    """The day asked about, and the revision answered from."""

    on: date
    revision: int


class AnswerShown(OfRevision):
    """Who is responsible, and the ladder, lowest first."""

    household: str | None
    place: str
    matter: str | None
    responsible: RungShown | None
    ladder: list[RungShown]
    why: list[Why]


class BodyShown(BaseModel):
    """An institution beside the lines."""

    id: str
    name: str
    kind: str
    phone: str | None


class StepShown(BaseModel):
    """A step of a path, with when it starts and is due, in Shanghai's time."""

    step: int
    role: Literal["lead", "assist"]
    handler: str
    rung: RungShown | None
    body: BodyShown | None
    state: Literal["held", "acting", "deputy", "vacant", "recused", "body", "missing"]
    starts: datetime | None
    due: datetime | None
    limit: int | None
    limit_unit: Literal["hours", "days", "workdays", "months"] | None
    source: str | None
    why: list[Why]


class ExitShown(BaseModel):
    """A way out of the ladder."""

    body: BodyShown | None
    when: Literal["refused", "failed", "agreed", "crime", "duty", "anytime"]
    limit: int | None
    limit_unit: Literal["hours", "days", "workdays", "months"] | None
    source: str | None
    why: list[Why]


class PathShown(OfRevision):
    """How a matter climbs, with due times."""

    matter: str | None
    home: Literal["here", "origin"]
    reported: datetime
    steps: list[StepShown]
    exits: list[ExitShown]
    why: list[Why]


class DutyShown(BaseModel):
    """A post with what it answers for; `since` is null where nobody holds it."""

    post: str
    unit: str
    title: str
    rank: Literal["head", "deputy", "member"]
    since: date | None
    acting: bool
    places: list[str]
    households: int


class Duties(OfRevision):
    """What a person, post or unit answers for."""

    items: list[DutyShown]


class VacancyShown(BaseModel):
    """A post that nobody holds."""

    post: str
    unit: str
    rank: Literal["head", "deputy"]
    vacant_since: date | None


class Vacancies(OfRevision):
    """Head and deputy posts that nobody holds."""

    items: list[VacancyShown]
    more: bool


class HouseholdFound(BaseModel):
    """A household a search met, and by what."""

    household: str
    address: str
    place: str
    matched: Literal["id", "address", "number", "phone", "name", "pinyin", "initials"]


class Households(BaseModel):
    """The households a search met, the surest first."""

    items: list[HouseholdFound]
    more: bool


class PlaceFound(BaseModel):
    """A place a search met."""

    place: str
    kind: str
    address: str


class Places(BaseModel):
    """The places a search met, the surest first."""

    items: list[PlaceFound]
    more: bool


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"]


class Readiness(Health):
    """The graph answers, at this revision."""

    revision: int


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
