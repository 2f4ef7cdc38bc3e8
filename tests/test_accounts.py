"""Accounts, and who may change them; on both engines."""

from __future__ import annotations

import threading
from collections import Counter

import pytest

from graphsvc.accounts import (
    Account,
    add_account,
    all_accounts,
    change_role,
    identify,
    reach,
    remove_account,
)
from graphsvc.errors import GraphsvcError
from graphsvc.store import Store
from tests.ada import ADA, NOW, OWNER, code, row
from tests.graphs import merge, record


def test_it_works(store: Store) -> None:
    """A token stands for its account, in one trip that brings the published revision along."""
    secret = add_account(store, ADA, token=True)
    found = identify(store, secret or "", NOW)
    assert found is not None
    assert (found.account, found.refusal, found.published) == (ADA, None, 0)


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
