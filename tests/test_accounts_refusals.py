"""Every refusal is recorded, once and counted, and nothing sensitive with it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from graphsvc.accounts import Account, Notes, Refusal, add_account, add_token, refusals, revoke_tokens, set_password
from graphsvc.errors import StoreAway
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import signed_in

AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
PASSWORD = "correct horse 9"


@pytest.fixture
def auditor(store: Store) -> FlaskClient:
    return signed_in(store, Account("audrey", "auditor"))


def recorded(auditor: FlaskClient) -> list[tuple[Any, ...]]:
    """Who was refused what, how often."""
    items = auditor.get("/api/v1/refusals").json["items"]
    return sorted((one["actor"] or "", one["what"], one["target"] or "", one["code"], one["count"]) for one in items)


def bearing(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_it_works(auditor: FlaskClient) -> None:
    """What a role may not is refused, and the auditor reads of it."""
    assert auditor.get("/api/v1/accounts").status_code == 403
    assert recorded(auditor) == [("audrey", "GET /api/v1/accounts", "", "forbidden", 1)]


def test_each_kind_of_refusal_is_recorded(store: Store, auditor: FlaskClient) -> None:
    """A token that isn't good, a wrong password, a role exceeded, a change refused; of ours by name, of others none."""
    add_account(store, Account("olga", "owner"))
    set_password(store, "olga", PASSWORD)
    revoked = add_token(store, "olga")
    revoke_tokens(store, "olga")
    olga = bearing(add_token(store, "olga"))
    app = auditor.application.test_client()
    app.get("/api/v1/vacancies", headers=bearing("made-up"))
    app.get("/api/v1/vacancies", headers=bearing(revoked))
    app.post("/api/v1/sessions", json={"name": "olga", "password": "wrong"})
    app.post("/api/v1/sessions", json={"name": "nobody", "password": "wrong"})
    app.delete("/api/v1/accounts/olga", headers=olga)
    app.patch("/api/v1/accounts/zoe", json={"role": "clerk"}, headers=olga)
    app.post("/api/v1/accounts", json={"name": "olga", "role": "clerk"}, headers=olga)
    assert recorded(auditor) == [
        ("", "GET /api/v1/vacancies", "", "unauthorized", 1),
        ("", "POST /api/v1/sessions", "", "wrong_password", 1),
        ("olga", "DELETE /api/v1/accounts/{id}", "olga", "own_account", 1),
        ("olga", "GET /api/v1/vacancies", "", "token_revoked", 1),
        ("olga", "PATCH /api/v1/accounts/{id}", "zoe", "unknown_account", 1),
        ("olga", "POST /api/v1/accounts", "", "account_exists", 1),
        ("olga", "POST /api/v1/sessions", "", "wrong_password", 1),
    ]


def test_a_public_question_and_a_mistaken_one_are_no_refusals(auditor: FlaskClient) -> None:
    """Nobody was refused a right: a sign-in asked for, an id unknown, a date misspelt, a route there is none of."""
    app = auditor.application.test_client()
    for path in ("households?q=x", "places/x/responsible", "vacancies?on=never", "nothing"):
        assert app.get(f"/api/v1/{path}").status_code >= 400
    assert auditor.get("/api/v1/units/x/duties").status_code == 404
    assert recorded(auditor) == []


def test_nothing_that_was_typed_is_in_them(store: Store, auditor: FlaskClient) -> None:
    """No token, no password (not even one typed as a name), no parameter, no id of what was only asked about."""
    secret = "s3cret-that-nobody-may-read"
    app = auditor.application.test_client()
    app.get(f"/api/v1/people/{secret}/duties?q={secret}", headers=bearing(secret))
    app.post("/api/v1/sessions", json={"name": secret, "password": secret})
    app.get(f"/api/v1/accounts?after={secret}", headers=bearing(add_token(store, "audrey")))
    app.patch(f"/api/v1/accounts/{secret}", json={"role": secret})
    app.patch(f"/api/v1/accounts/{secret}", json={"role": secret}, headers=bearing(secret))
    auditor.get(f"/api/v1/people/{secret}/duties")
    said = auditor.get("/api/v1/refusals")
    assert len(said.json["items"]) == 5
    assert secret not in said.text
    assert said.headers["Cache-Control"] == "no-store"


def test_the_same_again_within_the_hour_adds_to_a_count(store: Store) -> None:
    """The first instant and the last are told; the next hour begins anew."""
    notes, refusal = Notes(store, later=60), Refusal("GET /x", "forbidden", "ada")
    for minute in (0, 10, 20):
        notes.refused(refusal, AT + timedelta(minutes=minute))
        notes.flush()
    notes.refused(refusal, AT + timedelta(minutes=40))
    notes.flush()
    rows, more = refusals(store.read)
    assert [(row["at"], row["last"], row["count"]) for row in rows] == [
        (AT, AT + timedelta(minutes=20), 3),
        (AT + timedelta(minutes=40), AT + timedelta(minutes=40), 1),
    ]
    assert not more


def test_nobody_fills_the_disk_by_being_refused(store: Store) -> None:
    """However many different things are tried, an hour has a bounded number of rows, and none goes uncounted."""
    notes = Notes(store, later=60)
    for number in range(1000):
        notes.refused(Refusal("POST /x", "forbidden", f"ada{number % 7}", f"post-{number}"), AT)
    notes.flush()
    rows, _ = refusals(store.read, limit=1000)
    assert len(rows) <= 200 + 7 + 1
    assert sum(row["count"] for row in rows) == 1000


def test_what_cannot_be_written_now_is_written_later(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph that is away loses no refusal, and no answer waits for it."""
    notes, refusal = Notes(store, later=60), Refusal("GET /x", "forbidden", "ada")

    def away(*_: object, **__: object) -> None:
        raise StoreAway

    with monkeypatch.context() as patched:
        patched.setattr(store, "write", away)
        notes.refused(refusal, AT)
        notes.flush()
        notes.refused(refusal, AT + timedelta(minutes=1))
        notes.flush()
    notes.flush()
    assert [(row["at"], row["count"]) for row in refusals(store.read)[0]] == [(AT, 2)]


def test_they_are_written_by_themselves_a_moment_later(store: Store) -> None:
    """Nobody has to read them for that."""
    notes, written, write = Notes(store, later=0.01), threading.Event(), store.write

    def told(*args: Any, **kwargs: Any) -> Any:
        done = write(*args, **kwargs)
        written.set()
        return done

    store.write = told
    try:
        notes.refused(Refusal("GET /x", "forbidden", "ada"), AT)
        assert written.wait(10)
    finally:
        del store.write
    assert [row["actor"] for row in refusals(store.read)[0]] == ["ada"]


def test_they_are_read_page_by_page_by_auditors_and_owners(store: Store, auditor: FlaskClient) -> None:
    """Oldest first."""
    notes: Notes = auditor.application.extensions["notes"]
    for minute in range(3):
        notes.refused(Refusal(f"GET /{minute}", "forbidden", "ada"), AT + timedelta(minutes=minute))
    first = auditor.get("/api/v1/refusals?limit=2").json
    rest = auditor.get(f"/api/v1/refusals?limit=2&after={first['items'][-1]['refusal']}").json
    assert ([one["what"] for one in first["items"]], first["more"]) == (["GET /0", "GET /1"], True)
    assert ([one["what"] for one in rest["items"]], rest["more"]) == (["GET /2"], False)
    assert first["items"][0]["at"] == "2026-11-24T16:30:00+08:00"
    assert signed_in(store, Account("olga", "owner")).get("/api/v1/refusals").status_code == 200
    for role in ("clerk", "administrator"):
        assert signed_in(store, Account(role, role)).get("/api/v1/refusals").status_code == 403


def test_two_applications_on_one_graph_add_up(store: Store) -> None:
    """Each process notes its own."""
    secret = bearing(add_account(store, Account("ada", "clerk"), token=True) or "")
    for _ in range(2):
        app = create_app(store)
        app.test_client().get("/api/v1/accounts", headers=secret)
        app.extensions["notes"].flush()
    assert [row["count"] for row in refusals(store.read)[0]] == [1, 1]
