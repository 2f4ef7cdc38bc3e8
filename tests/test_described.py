"""The description tells of each answer of the contract what is in it, no more and no less."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from graphsvc.accounts import Account
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from tests.conftest import signed_in
from tests.town import TODAY, TOWN

ON = "2026-06-01"
REASSIGN = {"person": "who-yi", "since": ON, "reason": "换人"}
BETWEEN = {"parties": [{"household": "h-101"}, {"household": "h-201"}], "matter": "noise", "on": ON}
ASKED: list[tuple[str, str, dict[str, Any] | None]] = [
    ("/households", "?q=1号楼", None),
    ("/places", "?q=1号楼", None),
    ("/households/{id}/responsible", "h-101", None),
    ("/places/{id}/responsible", "b1", None),
    ("/households/{id}/escalation", "h-101?matter=noise", None),
    ("/places/{id}/escalation", "b1?matter=fire", None),
    ("/disputes", "", BETWEEN),
    ("/disputes/again", "?party=household:h-101&party=household:h-201&matter=noise", None),
    ("/people/{id}/duties", "who-jia", None),
    ("/posts/{id}/duties", "m2-deputy", None),
    ("/units/{id}/duties", "m2", None),
    ("/vacancies", "", None),
    ("/posts/{id}/assignments", "m3-1-a?preview=true", REASSIGN),
    ("/posts/{id}/assignments", "m3-3-head", REASSIGN),
    ("/changes", "", None),
    ("/changes/{revision}", "1", None),
    ("/changes/{revision}/undo", "2?preview=true", {"reason": "错"}),
]


@pytest.fixture
def owner(embedded: Store) -> FlaskClient:
    embedded.clear()
    import_bundle(embedded, TOWN, on=TODAY)
    return signed_in(embedded, Account("owner", "owner"))


def test_each_answer_is_what_is_described(owner: FlaskClient) -> None:
    described = owner.get("/openapi/openapi.json").json
    for path, asked, body in ASKED:
        id, _, query = asked.partition("?")
        address = f"/api/v1{path.replace('{id}', id).replace('{revision}', id)}?{query}"
        said = owner.get(address) if body is None else owner.post(address, json=body)
        operation = described["paths"][f"/api/v1{path}"]["get" if body is None else "post"]
        content = operation["responses"][str(said.status_code)]["content"]["application/json"]
        compare(said.json, content["schema"], described["components"]["schemas"], address)


def compare(said: Any, schema: dict[str, Any], known: dict[str, Any], where: str) -> None:
    """Every key that is said is described, and every one described is said, all the way down."""
    if "$ref" in schema:
        schema = known[schema["$ref"].rpartition("/")[2]]
    options = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    if said is None:
        assert len(options) < len(schema.get("anyOf", [])), where
    elif isinstance(said, dict):
        (one,) = (known[option["$ref"].rpartition("/")[2]] if "$ref" in option else option for option in options)
        assert said.keys() == one["properties"].keys() == set(one["required"]), where
        for key, value in said.items():
            compare(value, one["properties"][key], known, f"{where} {key}")
    elif isinstance(said, list):
        for at, value in enumerate(said):
            compare(value, options[0]["items"], known, f"{where} {at}")
    else:
        kinds = {str: "string", bool: "boolean", int: "integer"}
        assert kinds[type(said)] in [option.get("type") for option in options], where
