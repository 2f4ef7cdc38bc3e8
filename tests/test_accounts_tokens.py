"""Tokens: what they may, how long they last, and how they are revoked; on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from graphsvc.accounts import (
    Account,
    add_account,
    add_token,
    all_accounts,
    change_role,
    identify,
    remove_account,
    revoke_tokens,
    set_password,
)
from graphsvc.accounts.tokens import KEPT_AFTER
from graphsvc.errors import GraphsvcError
from graphsvc.store import Store
from tests.ada import ADA, NOW, OWNER, PASSWORD, code, row


def test_only_the_digest_of_a_token_is_kept(store: Store) -> None:
    secret = add_account(store, ADA, token=True)
    assert store.read("token_account", digest=secret) == []
    assert secret not in repr(all_accounts(store.read))
    assert [len(one["token"]) for one in row(store, "ada")["tokens"]] == [12]


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
    assert {one["note"] for one in row(store, "ada")["tokens"]} == {"lately", "now"}


def test_tokens_are_revoked_one_or_all_at_once(store: Store) -> None:
    add_account(store, ADA)
    secrets = [add_token(store, "ada", note=str(number)) for number in range(3)]
    first = next(one["token"] for one in row(store, "ada")["tokens"] if one["note"] == "0")
    assert revoke_tokens(store, "ada", first) == 1
    assert [(identify(store, one, NOW) or ADA).refusal for one in secrets] == ["token_revoked", None, None]
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
