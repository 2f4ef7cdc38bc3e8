"""Passwords: kept as argon2id with the parameters of RFC 9106's second choice; and signing in with one."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from graphsvc.accounts.account import Account, known_account
from graphsvc.accounts.attempts import Attempts
from graphsvc.accounts.tokens import OF_BROWSER, OF_PROGRAM
from graphsvc.errors import Forbidden, bad_question
from graphsvc.store import Store, Transaction

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 256
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"

# Each check takes 64 MiB for a moment; more at once would be a way to exhaust the machine.
_AT_ONCE = threading.BoundedSemaphore(2)


def new_password() -> str:
    """A password of 99 random bits, in groups one can type, without letters that look alike."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(4))


def set_password(store: Store, name: str, password: str, keeping: str = "") -> None:
    """Give an account a password, and end what was signed in with the one it had: whoever knew that is out.

    `keeping` is the digest of the one session that stays, that of an owner who gives themselves another.
    Raises `unknown_account`, `weak_password`.
    """
    kept = hashed(name, password)

    def work(tx: Transaction) -> None:
        known_account(tx.run, name)
        tx.run("set_password", name=name, password=kept)
        notes = [OF_PROGRAM, OF_BROWSER]
        tx.run("revoke_sessions", name=name, notes=notes, but=keeping, at=datetime.now(UTC))

    store.write(work, change=False)


def sign_in(store: Store, attempts: Attempts, name: str, password: str, address: str = "") -> Account:
    """The account of that name and password, asked for from `address`.

    A name nobody has takes as long as a wrong password and says the same. Raises `wrong_password`,
    `too_many_attempts`.
    """
    attempts.check(name, address)
    rows = store.read("account", name=name)
    kept = rows[0]["password"] if rows and rows[0]["removed"] is None else None
    if not _verified(kept or _nobodys(), password) or kept is None:
        attempts.failed(name, address)
        raise Forbidden(
            "wrong_password", "账号或密码不对。请核对后再试。", "The name or the password is wrong. Check both."
        )
    attempts.succeeded(name, address)
    if _hasher().check_needs_rehash(kept):
        _hash_anew(store, name, password)
    return Account(rows[0]["name"], rows[0]["role"], rows[0]["within"])


def change_password(
    store: Store, attempts: Attempts, name: str, password: str, new: str, address: str = "", keeping: str = ""
) -> None:
    """Let an account's holder change their own password, which needs the old one.

    `keeping` is the digest of the holder's own session. Raises as `sign_in` and `set_password` do.
    """
    sign_in(store, attempts, name, password, address)
    set_password(store, name, new, keeping)


def hashed(name: str, password: str) -> str:
    """What is kept of a password. Raises `weak_password`."""
    if not SHORTEST <= len(password) <= LONGEST or password == name or len(set(password)) < 4:
        raise bad_question(
            "weak_password",
            "password",
            f"密码要有{SHORTEST}至{LONGEST}个字符,不能与账号名相同,也不能只由几个相同的字符组成。",
            f"A password has {SHORTEST} to {LONGEST} characters, more than three of them different, "
            "and is not the account's name.",
        )
    with _AT_ONCE:
        return _hasher().hash(_plain(password))


def _hash_anew(store: Store, name: str, password: str) -> None:
    kept = hashed(name, password)
    store.write(lambda tx: tx.run("set_password", name=name, password=kept), change=False)


def _verified(kept: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            return _hasher().verify(kept, _plain(password))
        except (VerificationError, InvalidHashError):
            return False


def _plain(password: str) -> bytes:
    # The same password typed by another input method is the same password.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _nobodys() -> str:
    """A hash no password meets, so that a name nobody has costs the same."""
    return _hasher().hash(secrets.token_bytes(32))
