"""The guard over HTTP: tokens that end, narrow and are revoked; signing in and out; accounts, for owners."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient

from graphsvc.accounts import Account, Attempts, add_account, add_token, all_accounts, set_password
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import signed_in

PASSWORD = "correct horse 9"


@pytest.fixture
def owner(store: Store) -> FlaskClient:
    return signed_in(store, Account("olga", "owner"))


@pytest.fixture
def public(store: Store) -> FlaskClient:
    return create_app(store).test_client()


def bearing(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def tokens(store: Store, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = next(one["tokens"] for one in all_accounts(store.read) if one["name"] == name)
    return found


def accounts_of(owner: FlaskClient) -> list[dict[str, Any]]:
    """Everything told of accounts but when tokens were used: asking is using."""
    items: list[dict[str, Any]] = owner.get("/api/v1/accounts").json["items"]
    return [one | {"tokens": [token | {"used": None} for token in one["tokens"]]} for one in items]


def test_it_works(store: Store, public: FlaskClient) -> None:
    """A name and a password give a token for the day; signing out ends it."""
    add_account(store, Account("ada", "clerk"))
    set_password(store, "ada", PASSWORD)
    said = public.post("/api/v1/sessions", json={"name": "ada", "password": PASSWORD})
    assert (said.status_code, said.headers["Cache-Control"]) == (201, "no-store")
    assert (said.json["name"], said.json["role"], said.json["within"]) == ("ada", "clerk", None)
    sent = bearing(said.json["token"])
    assert public.get("/api/v1/households?q=x", headers=sent).status_code == 200
    assert public.get("/api/v1/sessions", headers=sent).json == {
        "name": "ada",
        "role": "clerk",
        "within": None,
        "read_only": False,
    }
    assert public.delete("/api/v1/sessions", headers=sent).status_code == 204
    said = public.get("/api/v1/households?q=x", headers=sent)
    assert (said.status_code, said.json["code"]) == (401, "token_revoked")


def test_another_password_ends_sessions(store: Store, owner: FlaskClient, public: FlaskClient) -> None:
    """Of programs, too; not a token that was made for one, nor the owner's own."""
    add_account(store, Account("ada", "clerk"))
    set_password(store, "ada", PASSWORD)
    session = public.post("/api/v1/sessions", json={"name": "ada", "password": PASSWORD}).json["token"]
    given = add_token(store, "ada", note="printer")
    for name in ("ada", "olga"):
        assert owner.put(f"/api/v1/accounts/{name}/password", json={"password": "another horse 7"}).status_code == 204
    asked = [public.get("/api/v1/sessions", headers=bearing(one)) for one in (session, given)]
    assert [one.status_code for one in asked] == [401, 200]
    assert asked[0].json["code"] == "token_revoked"
    assert owner.get("/api/v1/accounts").status_code == 200


def test_a_session_ends_after_twelve_hours(store: Store, public: FlaskClient) -> None:
    add_account(store, Account("ada", "clerk"))
    set_password(store, "ada", PASSWORD)
    sent = bearing(public.post("/api/v1/sessions", json={"name": "ada", "password": PASSWORD}).json["token"])
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=12)):
        said = public.get("/api/v1/vacancies", headers=sent)
    assert (said.status_code, said.json["code"]) == (401, "token_expired")
    assert said.headers["WWW-Authenticate"].startswith("Bearer")


def test_signing_in_is_limited(store: Store, public: FlaskClient) -> None:
    """After five failures the right password is refused too, with the seconds to wait."""
    add_account(store, Account("ada", "clerk"))
    set_password(store, "ada", PASSWORD)
    for _ in range(5):
        said = public.post("/api/v1/sessions", json={"name": "ada", "password": "wrong"})
        assert (said.status_code, said.json["code"]) == (401, "wrong_password")
    said = public.post("/api/v1/sessions", json={"name": "ada", "password": PASSWORD})
    assert (said.status_code, said.json["code"]) == (429, "too_many_attempts")
    assert 0 < int(said.headers["Retry-After"]) <= 15 * 60
    assert public.get("/api/v1/vacancies").status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": "ada"}, "password"),
        ({"name": "ada", "password": 7}, "password"),
        ({"name": "ada", "password": "x", "role": "owner"}, "role"),
        ([], None),
        (None, None),
    ],
)
def test_what_cannot_be_signed_in_with(public: FlaskClient, body: object, field: str | None) -> None:
    said = public.post("/api/v1/sessions", data=json.dumps(body), content_type="application/json")
    assert (said.status_code, said.json["code"], said.json.get("field")) == (422, "bad_parameter", field)


def test_a_token_that_only_reads_changes_nothing(store: Store, public: FlaskClient) -> None:
    """Even an owner's; it may ask, and sign itself out."""
    add_account(store, Account("olga", "owner"))
    sent = bearing(add_token(store, "olga", read_only=True))
    said = public.post("/api/v1/accounts", json={"name": "x", "role": "owner"}, headers=sent)
    assert (said.status_code, said.json["code"]) == (403, "read_only")
    assert public.get("/api/v1/accounts", headers=sent).status_code == 200
    assert public.get("/api/v1/sessions", headers=sent).json["read_only"] is True
    assert public.delete("/api/v1/sessions", headers=sent).status_code == 204
    assert [one["name"] for one in all_accounts(store.read)] == ["olga"]


def test_a_token_of_less_is_refused_what_its_account_may(store: Store, public: FlaskClient) -> None:
    add_account(store, Account("olga", "owner"))
    sent = bearing(add_token(store, "olga", role="clerk"))
    assert public.get("/api/v1/accounts", headers=sent).json["code"] == "forbidden"
    assert public.get("/api/v1/households?q=x", headers=sent).status_code == 200


def test_the_last_use_is_told_once_an_hour(store: Store, public: FlaskClient) -> None:
    """Asking again within the hour writes nothing."""
    add_account(store, Account("ada", "clerk"))
    sent, notes = bearing(add_token(store, "ada")), public.application.extensions["notes"]
    seen = []
    for hours in (0, 0.5, 0.99, 1.01):
        with time_machine.travel(datetime(2026, 11, 25, 8, tzinfo=UTC) + timedelta(hours=hours), tick=False):
            assert public.get("/api/v1/vacancies", headers=sent).status_code == 200
            notes.flush()
        seen.append(tokens(store, "ada")[0]["used"].strftime("%H:%M"))
    assert seen == ["08:00", "08:00", "08:00", "09:00"]


def test_the_guard_takes_one_trip(store: Store, public: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token's row brings the published revision; the question is the second trip, and there is no third."""
    add_account(store, Account("ada", "clerk"))
    sent, asked, read = bearing(add_token(store, "ada")), [], store.read

    def counted(name: str, /, **params: Any) -> list[dict[str, Any]]:
        asked.append(name)
        return read(name, **params)

    monkeypatch.setattr(store, "read", counted)
    assert public.get("/api/v1/vacancies", headers=sent).status_code == 200
    assert asked == ["token_account", "units_within"]


def test_guarding_comes_before_looking_at_what_was_asked(store: Store, public: FlaskClient) -> None:
    """401 and 403 before 415, 400 and 422: a refusal tells nothing of what would have been right."""
    sent = bearing(add_account(store, Account("ada", "clerk"), token=True) or "")
    for headers, expected in (({}, "unauthorized"), (sent, "forbidden")):
        for body in (b"", b"{", b'{"name": 7}'):
            said = public.post("/api/v1/accounts", data=body, headers=headers)
            assert said.json["code"] == expected


# ------------------------------------------------------------ accounts over HTTP


def test_an_owner_keeps_accounts(store: Store, owner: FlaskClient) -> None:
    """Made, changed, given a password and a token, listed, closed."""
    made = owner.post("/api/v1/accounts", json={"name": "ada", "role": "clerk", "token": True})
    assert made.status_code == 201
    assert made.json["name"] == "ada"
    assert owner.get("/api/v1/vacancies", headers=bearing(made.json["token"])).status_code == 200
    assert owner.put("/api/v1/accounts/ada/password", json={"password": PASSWORD}).status_code == 204
    assert owner.patch("/api/v1/accounts/ada", json={"role": "auditor"}).json["role"] == "auditor"
    secret = owner.post("/api/v1/accounts/ada/tokens", json={"note": "printer", "expires": "2027-01-01T00:00"}).json
    listed = owner.get("/api/v1/accounts").json
    ada = next(one for one in listed["items"] if one["name"] == "ada")
    assert (ada["role"], ada["password"], listed["more"]) == ("auditor", True, False)
    assert [(one["note"], one["expires"]) for one in ada["tokens"]][1] == ("printer", "2027-01-01T00:00:00+08:00")
    assert made.json["token"] not in repr(listed)
    assert secret["token"] not in repr(listed)
    short = ada["tokens"][1]["token"]
    assert owner.delete(f"/api/v1/accounts/ada/tokens/{short}").status_code == 204
    assert owner.get("/api/v1/vacancies", headers=bearing(secret["token"])).status_code == 401
    assert owner.delete("/api/v1/accounts/ada/tokens").status_code == 204
    assert owner.delete("/api/v1/accounts/ada").status_code == 204
    assert owner.delete("/api/v1/accounts/ada").status_code == 404


def test_accounts_are_listed_page_by_page(owner: FlaskClient) -> None:
    for name in ("a", "b", "c"):
        owner.post("/api/v1/accounts", json={"name": name, "role": "clerk"})
    first = owner.get("/api/v1/accounts?limit=2").json
    rest = owner.get("/api/v1/accounts?limit=2&after=b").json
    assert ([one["name"] for one in first["items"]], first["more"]) == (["a", "b"], True)
    assert ([one["name"] for one in rest["items"]], rest["more"]) == (["c", "olga"], False)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code", "field"),
    [
        ("POST", "", {"name": "olga", "role": "clerk"}, 409, "account_exists", "name"),
        ("POST", "", {"name": "a/b", "role": "clerk"}, 422, "bad_name", "name"),
        ("POST", "", {"name": "x", "role": "king"}, 422, "unknown_role", "role"),
        ("POST", "", {"name": "x", "role": "clerk", "within": "place:c"}, 422, "unknown_place", "within"),
        ("POST", "", {"name": "x", "role": "administrator", "within": "c"}, 422, "unknown_unit", "within"),
        ("POST", "", {"name": "x", "role": "clerk", "colour": "red"}, 422, "bad_parameter", "colour"),
        ("PATCH", "/nobody", {"role": "clerk"}, 404, "unknown_account", "account"),
        ("PATCH", "/olga", {"role": "clerk"}, 403, "own_account", None),
        ("DELETE", "/olga", None, 403, "own_account", None),
        ("PUT", "/olga/password", {"password": "short"}, 422, "weak_password", "password"),
        ("POST", "/olga/tokens", {"expires": "2020-01-01T00:00"}, 422, "bad_date", "expires"),
        ("POST", "/olga/tokens", {"expires": "soon"}, 422, "bad_date", "expires"),
        ("POST", "/olga/tokens", {"role": "king"}, 422, "role_not_narrower", "role"),
        ("DELETE", "/olga/tokens/0123456789ab", None, 404, "unknown_token", "token"),
        ("DELETE", "/nobody/tokens", None, 404, "unknown_account", "account"),
    ],
)
def test_what_an_owner_is_refused(
    owner: FlaskClient, method: str, path: str, body: object, status: int, code: str, field: str | None
) -> None:
    """Each has its code, both languages, and changes nothing."""
    before = accounts_of(owner)
    asked = {"json": body} if body is not None else {}
    zh, en = (
        owner.open(f"/api/v1/accounts{path}", method=method, headers={"Accept-Language": lang}, **asked)
        for lang in ("zh", "en")
    )
    assert (zh.status_code, zh.json["code"], zh.json.get("field")) == (status, code, field)
    assert zh.json["detail"] != en.json["detail"]
    assert accounts_of(owner) == before


def test_failed_attempts_are_each_applications_own(store: Store) -> None:
    """Nothing is counted in the module: two applications of one process don't share it."""
    add_account(store, Account("ada", "clerk"))
    set_password(store, "ada", PASSWORD)
    one, other = create_app(store).test_client(), create_app(store).test_client()
    for _ in range(5):
        one.post("/api/v1/sessions", json={"name": "ada", "password": "wrong"})
    assert one.post("/api/v1/sessions", json={"name": "ada", "password": PASSWORD}).status_code == 429
    assert other.post("/api/v1/sessions", json={"name": "ada", "password": PASSWORD}).status_code == 201
    Attempts().check("ada", "127.0.0.1")
