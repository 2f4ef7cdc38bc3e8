"""Bearer tokens: shown once, kept as a digest; each may carry less than its account, ends, and can be revoked."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from graphsvc.accounts.account import NARROWER, Account, known_account
from graphsvc.errors import bad_question, unknown
from graphsvc.store import Store, Transaction

TOKEN_LASTS = timedelta(days=365)
"""How long a token lasts where nobody says otherwise."""

KEPT_AFTER = timedelta(days=180)
"""How long after its end a token is still listed, with its last use."""

OF_PROGRAM, OF_BROWSER = "session", "pages"
"""The notes of tokens given for signing in; those ended with a password that is changed."""

USE_TOLD_EVERY = timedelta(hours=1)
"""A token's last use is written no oftener: asking costs no write."""


@dataclass(frozen=True, slots=True)
class Presented:
    """A token that was known. `refusal` is None, or why it is good no more: `token_expired`, `token_revoked`.

    `published` is the revision readers are given, read with the token; `stale_use` says whether its last use should
    be written again.
    """

    account: Account
    digest: str
    published: int
    refusal: str | None
    stale_use: bool


def new_secret() -> str:
    """A token nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a token."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def identify(store: Store, secret: str, now: datetime) -> Presented | None:
    """What a presented token stands for, in one trip; None where nobody gave it out.

    The look-up goes by the digest, so its time tells nothing of the tokens there are.
    """
    digest = digest_of(secret)
    rows = store.read("token_account", digest=digest)
    if not rows or not hmac.compare_digest(rows[0]["digest"], digest):
        return None
    row = rows[0]
    role = row["token_role"] or row["role"]
    gone = row["revoked"] is not None or row["removed"] is not None or role not in NARROWER[row["role"]]
    expired = row["expires"] is not None and row["expires"] <= now
    return Presented(
        Account(row["name"], role, row["within"] if role == "administrator" else None, bool(row["read_only"])),
        digest,
        row["published"],
        "token_revoked" if gone else "token_expired" if expired else None,
        row["used"] is None or now - row["used"] >= USE_TOLD_EVERY,
    )


def add_token(
    store: Store,
    name: str,
    *,
    expires: datetime | None = None,
    role: str | None = None,
    read_only: bool = False,
    note: str | None = None,
) -> str:
    """A new token of an account, returned this once; it ends at `expires`, after a year unless said.

    Those of the account that ended `KEPT_AFTER` ago or longer are forgotten: each sign-in to the pages makes one.
    `role` may narrow it to less than the account's, `read_only` to asking. Raises `unknown_account`,
    `role_not_narrower`, `bad_date` for an end that has passed.
    """
    at = datetime.now(UTC)
    ends = expires or at + TOKEN_LASTS
    if ends <= at:
        raise bad_question(
            "bad_date", "expires", "到期时间已经过去,请写以后的时间。", "That end has passed already: name a later one."
        )
    secret = new_secret()

    def work(tx: Transaction) -> None:
        may = NARROWER[known_account(tx.run, name)["role"]]
        if role is not None and role not in may:
            raise bad_question(
                "role_not_narrower",
                "role",
                f"账号“{name}”的令牌不能有 {role} 的权限,请选账号自己有的。",
                f'A token of "{name}" can\'t carry the role {role}: choose no more than the account has.',
            )
        give_token(tx, name, secret, at=at, expires=ends, role=role, read_only=read_only, note=note)
        tx.run("forget_tokens", name=name, before=at - KEPT_AFTER)

    store.write(work, change=False)
    return secret


def give_token(
    tx: Transaction,
    name: str,
    secret: str,
    *,
    at: datetime,
    expires: datetime,
    role: str | None = None,
    read_only: bool = False,
    note: str | None = None,
) -> None:
    """Write a token within a transaction."""
    values = {"at": at, "expires": expires, "role": role, "read_only": read_only, "note": note}
    tx.run("record_token", name=name, digest=digest_of(secret), **values)


def revoke_tokens(store: Store, name: str, token: str | None = None) -> int:
    """Revoke one token of an account, named by the beginning of its digest that lists show, or all; how many it was.

    Raises `unknown_account`, and `unknown_token` where none that is live begins so.
    """
    at = datetime.now(UTC)

    def work(tx: Transaction) -> int:
        known_account(tx.run, name)
        count = revoke(tx, name, token, at=at)
        if token is not None and not count:
            raise unknown("token", token)
        return count

    return store.write(work, change=False) or 0


def revoke(tx: Transaction, name: str, token: str | None = None, *, at: datetime) -> int:
    """The same within a transaction."""
    return len(tx.run("revoke_tokens", name=name, begins=token or "", at=at))
