"""Birth years, Party membership and kinship are shown to auditors and owners alone, by whatever route."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graphsvc import questions
from graphsvc.accounts import ROLES, Account
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import bearer
from tests.town import TODAY, TOWN

# Words that stand nowhere else in the town.
BORN, BORN_CORRECTED, KIN, KIN_CORRECTED = "1913", "1914", "表叔公", "堂姑婆"
SENSITIVE_COLUMNS = {("people", "birth_year"), ("people", "party_member"), ("kin", "relation")}
SENSITIVE = (BORN, BORN_CORRECTED, KIN, KIN_CORRECTED, "party_member", "birth_year")
IDS = ("who-jia", "h-101", "b1", "c", "d1-101", "m3-1", "m3-1-a", "1", "2")


def roster(born: str, kin: str, member: str) -> dict[str, list[dict[str, str]]]:
    """The town, in which 甲某 and a relative have everything that is sensitive."""
    people = [row | ({"birth_year": born, "party_member": member} if row["person"] == "who-jia" else {})
              for row in TOWN["people"]]  # fmt: skip
    other = next(row["person"] for row in TOWN["people"] if row["person"] != "who-jia")
    return {**TOWN, "people": people, "kin": [{"person": "who-jia", "relative": other, "relation": kin}]}


@pytest.fixture(scope="module")
def client(opened: Store) -> FlaskClient:
    opened.clear()
    import_bundle(opened, roster(BORN, KIN, "yes"), on=TODAY)
    import_bundle(opened, roster(BORN_CORRECTED, KIN_CORRECTED, "no"), on=TODAY)
    return create_app(opened).test_client()


def asked(client: FlaskClient) -> Iterator[str]:
    """Every GET of the API, of each thing, and each kind of search."""
    for rule in client.application.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not rule.rule.startswith("/api/"):
            continue
        for id in IDS:
            path = re.sub(r"<(?:any\([^)]*\):)form>", "dot", rule.rule)
            path = re.sub(r"<[^>]*\bid>", id, path)
            path = re.sub(r"<[^>]*>", id if id.isdigit() else "2", path)
            yield f"{path}?on={TODAY}"
        if rule.rule.endswith(("/households", "/places")):
            yield from (f"{rule.rule}?on={TODAY}&q={q}" for q in ("甲某", BORN, KIN, "h-101"))


@pytest.mark.parametrize("role", ["public", *ROLES])
def test_who_sees_what_is_sensitive(client: FlaskClient, opened: Store, role: str) -> None:
    """Whatever is asked of whatever thing, and searched for."""
    headers = {}
    if role != "public":
        account = Account(role, role, "unit:m1" if role == "administrator" else None)
        headers = bearer(opened, account)
    answers = {path: client.get(path, headers=headers) for path in asked(client)}
    assert sum(said.status_code == 200 for said in answers.values()) > 10
    seen = {text for said in answers.values() for text in SENSITIVE if text in said.text}
    assert seen == (set(SENSITIVE) if role in ("auditor", "owner") else set())


def test_a_change_is_told_without_them_to_whom_they_are_not_shown(opened: Store, client: FlaskClient) -> None:
    """The other facts of the same change stay; whoever asks by the command is told all."""
    by = Account("clerk", "clerk")
    whole, told = questions.change(opened, 2), questions.change(opened, 2, by=by)
    assert {(one.file, one.column) for one in whole.facts} >= SENSITIVE_COLUMNS
    assert {(one.file, one.column) for one in told.facts} & SENSITIVE_COLUMNS == set()
    assert (told.ended, told.households) == (whole.ended, whole.households)
    assert questions.changes(opened, after=1, by=by).items == (told,)
    assert questions.change(opened, 2, by=Account("audrey", "auditor")) == whole
