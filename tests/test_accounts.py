"""Accounts, passwords and tokens, on both engines."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from graphsvc.accounts import (
    Account,
    Attempts,
    add_account,
    add_token,
    all_accounts,
    change_password,
    change_role,
    first_owner,
    identify,
    new_password,
    reach,
    remove_account,
    revoke_tokens,
    set_password,
    sign_in,
)
from graphsvc.accounts.attempts import MOST, WINDOW
from graphsvc.accounts.tokens import KEPT_AFTER, OF_BROWSER
from graphsvc.errors import GraphsvcError, TooMany
from graphsvc.store import Store
from tests.graphs import merge, record

NOW = datetime.now(UTC)
ADA, OWNER = Account("ada", "clerk"), Account("olga", "owner")
PASSWORD = "correct horse 9"


def code(refused: pytest.ExceptionInfo[GraphsvcError]) -> str:
    return refused.value.code


def row(store: Store, name: str) -> dict[str, object]:
    return next(one for one in all_accounts(store.read) if one["name"] == name)


def test_it_works(store: Store) -> None:
    """A token stands for its account, in one trip that brings the published revision along."""
    secret = add_account(store, ADA, token=True)
    found = identify(store, secret or "", NOW)
    assert found is not None
    assert (found.account, found.refusal, found.published) == (ADA, None, 0)


def test_only_the_digest_of_a_token_is_kept(store: Store) -> None:
    secret = add_account(store, ADA, token=True)
    assert store.read("token_account", digest=secret) == []
    assert secret not in repr(all_accounts(store.read))
    assert [len(one["token"]) for one in row(store, "ada")["tokens"]] == [12]  # type: ignore[attr-defined]


def test_a_name_is_taken_once_and_for_good(store: Store) -> None:
    """Changes tell of a closed account, so nobody else is called by its name."""
    add_account(store, ADA)
    with pytest.raises(GraphsvcError) as refused:
        add_account(store, Account("ada", "owner"))
    assert code(refused) == "account_exists"
    remove_account(store, "ada")
    with pytest.raises(GraphsvcError) as refused:
        add_account(store, ADA)
    assert code(refused) == "account_exists"
    assert row(store, "ada")["removed"] is not None


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (Account("", "clerk"), "bad_name"),
        (Account("a b", "clerk"), "bad_name"),
        (Account("a/b", "clerk"), "bad_name"),
        (Account("a\u200b", "clerk"), "bad_name"),
        (Account("\ud800", "clerk"), "bad_name"),
        (Account("..", "clerk"), "bad_name"),
        (Account("x" * 65, "clerk"), "bad_name"),
        (Account("a", "king"), "unknown_role"),
        (Account("a", "owner", "place:c"), "within_not_for_role"),
    ],
)
def test_accounts_that_cannot_be(store: Store, account: Account, expected: str) -> None:
    with pytest.raises(GraphsvcError) as refused:
        add_account(store, account)
    assert code(refused) == expected
    assert all_accounts(store.read) == []


def test_what_an_administrator_reaches_is_told_by_its_kind(store: Store) -> None:
    store.write(
        lambda tx: (
            merge(tx, "place", "c", "u"),
            merge(tx, "kind", "place:community"),
            record(tx, "place_kind", "c", "place:community"),
        )
    )
    assert (reach(store, "c"), reach(store, "place:c"), reach(store, None)) == ("place:c", "place:c", None)
    with pytest.raises(GraphsvcError) as refused:
        reach(store, "unit:c")
    assert code(refused) == "unknown_unit"


# ------------------------------------------------------------ tokens


def test_a_token_ends(store: Store) -> None:
    """After a year unless said; on the instant it ends it is good no more."""
    add_account(store, ADA)
    year = identify(store, add_token(store, "ada"), NOW + timedelta(days=364))
    assert year is not None
    assert year.refusal is None
    ends = NOW + timedelta(hours=1)
    secret = add_token(store, "ada", expires=ends)
    said = [identify(store, secret, at) for at in (ends - timedelta(seconds=1), ends)]
    assert [one.refusal for one in said if one] == [None, "token_expired"]


def test_a_token_cannot_begin_ended(store: Store) -> None:
    add_account(store, ADA)
    with pytest.raises(GraphsvcError) as refused:
        add_token(store, "ada", expires=NOW - timedelta(days=1))
    assert (code(refused), row(store, "ada")["tokens"]) == ("bad_date", [])


def test_a_token_may_carry_less_than_its_account_and_never_more(store: Store) -> None:
    """Narrower for an owner and an administrator; a clerk's stays a clerk's."""
    add_account(store, OWNER)
    add_account(store, Account("boss", "administrator", "place:c"))
    add_account(store, ADA)
    clerks = identify(store, add_token(store, "boss", role="clerk", read_only=True), NOW)
    assert clerks is not None
    assert clerks.account == Account("boss", "clerk", None, read_only=True)
    for name, role in (("boss", "owner"), ("boss", "auditor"), ("ada", "administrator"), ("ada", "auditor")):
        with pytest.raises(GraphsvcError) as refused:
            add_token(store, name, role=role)
        assert code(refused) == "role_not_narrower"


def test_a_token_never_outlives_what_its_account_may(store: Store) -> None:
    """An auditor's, once the account is a clerk's, is good no more; a plain one follows the account."""
    add_account(store, OWNER)
    add_account(store, Account("otto", "owner"))
    narrow, plain = add_token(store, "otto", role="auditor"), add_token(store, "otto")
    change_role(store, Account("otto", "clerk"), by=OWNER)
    found = [identify(store, secret, NOW) for secret in (narrow, plain)]
    assert [one.refusal for one in found if one] == ["token_revoked", None]
    assert found[1] is not None
    assert found[1].account.role == "clerk"


def test_tokens_that_ended_long_ago_are_forgotten(store: Store) -> None:
    """Each sign-in to the pages makes one: they must not pile up for ever. What ended lately is still told."""
    add_account(store, ADA)
    for days, note in ((1, "old"), (40, "lately")):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            add_token(store, "ada", expires=NOW + timedelta(days=days + 1), note=note)
    with time_machine.travel(NOW + timedelta(days=2) + KEPT_AFTER + timedelta(hours=1), tick=False):
        add_token(store, "ada", note="now")
    assert {one["note"] for one in row(store, "ada")["tokens"]} == {"lately", "now"}  # type: ignore[attr-defined]


def test_tokens_are_revoked_one_or_all_at_once(store: Store) -> None:
    add_account(store, ADA)
    secrets = [add_token(store, "ada", note=str(number)) for number in range(3)]
    first = next(one["token"] for one in row(store, "ada")["tokens"] if one["note"] == "0")  # type: ignore[attr-defined]
    assert revoke_tokens(store, "ada", first) == 1
    assert [(identify(store, one, NOW) or ADA).refusal for one in secrets] == ["token_revoked", None, None]  # type: ignore[union-attr]
    with pytest.raises(GraphsvcError) as refused:
        revoke_tokens(store, "ada", first)
    assert code(refused) == "unknown_token"
    assert (revoke_tokens(store, "ada"), revoke_tokens(store, "ada")) == (2, 0)


def test_a_closed_account_is_closed_at_once(store: Store) -> None:
    """Its tokens and its password."""
    secret = add_account(store, ADA, token=True) or ""
    set_password(store, "ada", PASSWORD)
    remove_account(store, "ada")
    found = identify(store, secret, NOW)
    assert found is not None
    assert found.refusal == "token_revoked"
    for forbidden in (
        lambda: add_token(store, "ada"),
        lambda: set_password(store, "ada", PASSWORD),
        lambda: remove_account(store, "ada"),
    ):
        with pytest.raises(GraphsvcError) as refused:
            forbidden()
        assert code(refused) == "unknown_account"


def test_a_token_nobody_gave_out_is_nobodys(store: Store) -> None:
    add_account(store, ADA, token=True)
    assert [identify(store, secret, NOW) for secret in ("", "x", "\ud800", "汉" * 1000)] == [None] * 4


# ------------------------------------------------------------ who may change accounts


def test_nobody_changes_their_own_account(store: Store) -> None:
    """Not even an owner; another must."""
    add_account(store, OWNER)
    add_account(store, Account("otto", "owner"))
    for own in (
        lambda: change_role(store, Account("olga", "clerk"), by=OWNER),
        lambda: remove_account(store, "olga", by=OWNER),
    ):
        with pytest.raises(GraphsvcError) as refused:
            own()
        assert code(refused) == "own_account"
    change_role(store, Account("otto", "administrator", "place:c"), by=OWNER)
    assert (row(store, "otto")["role"], row(store, "otto")["within"]) == ("administrator", "place:c")


def test_the_last_owner_stays(store: Store) -> None:
    """Neither closed nor made less, by whoever; as long as there are two either may go."""
    add_account(store, OWNER)
    for last in (lambda: remove_account(store, "olga"), lambda: change_role(store, Account("olga", "clerk"))):
        with pytest.raises(GraphsvcError) as refused:
            last()
        assert code(refused) == "last_owner"
    add_account(store, Account("otto", "owner"))
    remove_account(store, "olga")
    with pytest.raises(GraphsvcError) as refused:
        remove_account(store, "otto")
    assert code(refused) == "last_owner"


def test_of_two_owners_closed_at_once_one_stays(store: Store) -> None:
    """One goes first, and the other is the last."""
    said = Counter[str]()

    def close(name: str) -> None:
        try:
            remove_account(store, name)
            said["closed"] += 1
        except GraphsvcError as error:
            said[error.code] += 1

    for name in ("olga", "otto"):
        add_account(store, Account(name, "owner"))
    threads = [threading.Thread(target=close, args=(name,)) for name in ("olga", "otto")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {"closed": 1, "last_owner": 1}


def test_of_two_who_take_a_name_at_once_one_has_it(store: Store) -> None:
    said = Counter[str]()

    def take(role: str) -> None:
        try:
            add_account(store, Account("ada", role))
            said[role] += 1
        except GraphsvcError as error:
            said[error.code] += 1

    threads = [threading.Thread(target=take, args=("owner",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {"owner": 1, "account_exists": 3}


# ------------------------------------------------------------ passwords


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
    assert (code(refused), refused.value.en) == ("wrong_password", "The name or the password is wrong.")


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


# ------------------------------------------------------------ attempts


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
