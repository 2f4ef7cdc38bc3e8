"""The first owner, without whom nobody could make accounts over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain, count

from graphsvc.accounts.passwords import hashed, new_password
from graphsvc.accounts.registry import all_accounts
from graphsvc.store import NothingToDo, Store, Transaction


def first_owner(store: Store) -> tuple[str, str] | None:
    """The name and password of a new owner, where the graph has none; None where it has. To be shown once."""
    if _has_owner(all_accounts(store.read)):
        return None
    password = new_password()
    kept = hashed("", password)

    def work(tx: Transaction) -> str:
        tx.run("lock_accounts")
        there = all_accounts(tx.run)
        if _has_owner(there):
            raise NothingToDo
        taken = {row["name"] for row in there}
        name = next(one for one in chain(["owner"], (f"owner{n}" for n in count(2))) if one not in taken)
        tx.run("record_account", name=name, role="owner", within=None, at=datetime.now(UTC))
        tx.run("set_password", name=name, password=kept)
        return name

    name = store.write(work, change=False)
    return (name, password) if name else None


def _has_owner(rows: list[dict[str, object]]) -> bool:
    return any(row["role"] == "owner" and row["removed"] is None for row in rows)
