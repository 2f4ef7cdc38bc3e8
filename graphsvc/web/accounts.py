"""Accounts and their tokens, beside the facts and without revisions. A token is shown once; only its digest is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from graphsvc.errors import GraphsvcError
from graphsvc.store import Store, Transaction

ROLES = ("clerk", "administrator", "auditor", "owner")


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks. `within` is the unit or place an administrator's changes must lie in."""

    name: str
    role: str
    within: str | None = None


def add_account(store: Store, account: Account, *, token: bool = False) -> str | None:
    """Make an account; with `token`, also a bearer token, returned this once.

    Raises `account_exists` where the name is taken.
    """
    secret = secrets.token_urlsafe(32) if token else None
    at = datetime.now(UTC)

    def work(tx: Transaction) -> None:
        made = tx.run("record_account", name=account.name, role=account.role, within=account.within, at=at)
        if not made:
            raise GraphsvcError(
                "account_exists",
                f"已有名为“{account.name}”的账号。请换个名字。",
                f'There is an account "{account.name}" already. Choose another name.',
                field="name",
            )
        if secret is not None:
            tx.run("record_token", name=account.name, digest=_digest(secret), at=at)

    store.write(work, change=False)
    return secret


def token_account(store: Store, token: str) -> Account | None:
    """The account a bearer token stands for, or None."""
    rows = store.read("token_account", digest=_digest(token))
    return Account(rows[0]["name"], rows[0]["role"], rows[0]["within"]) if rows else None


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
