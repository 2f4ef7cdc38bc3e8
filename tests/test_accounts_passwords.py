"""Passwords, signing in by them, and how often one may try; on both engines."""

from __future__ import annotations

import pytest

from graphsvc.accounts import (
    Account,
    Attempts,
    add_account,
    add_token,
    change_password,
    first_owner,
    identify,
    new_password,
    set_password,
    sign_in,
)
from graphsvc.accounts.attempts import MOST, WINDOW
from graphsvc.accounts.tokens import OF_BROWSER
from graphsvc.errors import GraphsvcError, TooMany
from graphsvc.store import Store
from tests.ada import ADA, NOW, PASSWORD, code, row


def test_a_password_signs_in(store: Store) -> None:
    """Kept as argon2id, never as it was typed; the same letters of another width are the same password."""
    add_account(store, Account("boss", "administrator", "place:c"))
    set_password(store, "boss", PASSWORD)
    kept = store.read("account", name="boss")[0]["password"]
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept
    assert sign_in(store, Attempts(), "boss", PASSWORD) == Account("boss", "administrator", "place:c")
    assert sign_in(store, Attempts(), "boss", PASSWORD.replace("9", "\uff19")).name == "boss"


def test_a_password_hashed_anew_signs_nobody_out(store: Store) -> None:
    """Kept with other parameters, it is kept with ours once it is known again; it is the same password."""
    from argon2 import PasswordHasher

    add_account(store, ADA)
    older = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    store.write(lambda tx: tx.run("set_password", name="ada", password=older), change=False)
    session = add_token(store, "ada", note=OF_BROWSER)
    assert sign_in(store, Attempts(), "ada", PASSWORD) == ADA
    assert "m=65536" in store.read("account", name="ada")[0]["password"]
    found = identify(store, session, NOW)
    assert (found and found.refusal) is None


@pytest.mark.parametrize(
    ("name", "password"),
    [("ada", "wrong horse 9"), ("ada", ""), ("ada", "x" * 100_000), ("nobody", PASSWORD), ("bare", ""), ("", "")],
)
def test_a_wrong_password_and_a_name_nobody_has_say_the_same(store: Store, name: str, password: str) -> None:
    """Nor does an account without a password sign in."""
    add_account(store, ADA)
    add_account(store, Account("bare", "owner"))
    set_password(store, "ada", PASSWORD)
    with pytest.raises(GraphsvcError) as refused:
        sign_in(store, Attempts(), name, password)
    assert (code(refused), refused.value.en) == ("wrong_password", "The name or the password is wrong. Check both.")


@pytest.mark.parametrize("password", ["", "short", "x" * 257, "aaaaabbbbbccccc", "a-long-name"])
def test_weak_passwords_are_refused(store: Store, password: str) -> None:
    add_account(store, Account("a-long-name", "clerk"))
    with pytest.raises(GraphsvcError) as refused:
        set_password(store, "a-long-name", password)
    assert (code(refused), row(store, "a-long-name")["password"]) == ("weak_password", False)


def test_ones_own_password_is_changed_with_the_old_one(store: Store) -> None:
    add_account(store, ADA)
    set_password(store, "ada", PASSWORD)
    with pytest.raises(GraphsvcError) as refused:
        change_password(store, Attempts(), "ada", "wrong horse 9", "another horse 7")
    assert code(refused) == "wrong_password"
    change_password(store, Attempts(), "ada", PASSWORD, "another horse 7")
    assert sign_in(store, Attempts(), "ada", "another horse 7") == ADA


def test_passwords_made_up_differ_and_can_be_typed() -> None:
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(set(one) <= set("abcdefghjkmnpqrstuvwxyz23456789-") and len(one) == 23 for one in made)


def test_the_first_owner_is_made_once(store: Store) -> None:
    """With a password to sign in by; a name that is taken is left alone."""
    add_account(store, Account("owner", "clerk"))
    made = first_owner(store)
    assert made is not None
    assert sign_in(store, Attempts(), *made) == Account("owner2", "owner")
    assert first_owner(store) is None
    assert made[1] not in repr(store.read("account", name="owner2"))


def test_five_wrong_passwords_from_one_address_are_enough() -> None:
    """The right one is not even looked at, until the first of the five is a quarter of an hour old."""
    now = [0.0]
    attempts = Attempts(clock=lambda: now[0])
    for second in range(5):
        now[0] = second
        attempts.check("ada", "10.0.0.1")
        attempts.failed("ada", "10.0.0.1")
    with pytest.raises(TooMany) as refused:
        attempts.check("ada", "10.0.0.1")
    assert refused.value.after == WINDOW - 4 + 1
    now[0] = WINDOW
    attempts.check("ada", "10.0.0.1")


def test_one_address_cannot_lock_an_account_for_others() -> None:
    attempts = Attempts(clock=lambda: 0.0)
    for _ in range(5):
        attempts.failed("ada", "10.0.0.1")
    attempts.check("ada", "10.0.0.2")


def test_many_names_from_one_address_and_one_name_from_many_are_too_much() -> None:
    attempts = Attempts(clock=lambda: 0.0)
    for number in range(MOST["address"]):
        attempts.failed(f"name{number}", "10.0.0.1")
    with pytest.raises(TooMany):
        attempts.check("another", "10.0.0.1")
    for number in range(MOST["name"]):
        attempts.failed("ada", f"10.1.0.{number}")
    with pytest.raises(TooMany):
        attempts.check("ada", "10.2.0.1")


def test_signing_in_forgets_the_mistakes_before_it() -> None:
    attempts = Attempts(clock=lambda: 0.0)
    for _ in range(4):
        attempts.failed("ada", "10.0.0.1")
    attempts.succeeded("ada", "10.0.0.1")
    for _ in range(4):
        attempts.failed("ada", "10.0.0.1")
    attempts.check("ada", "10.0.0.1")
