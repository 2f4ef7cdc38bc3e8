"""Making accounts, changing their role, closing them. Only an owner does this over HTTP, and nobody to themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from graphsvc.accounts.account import ROLES, Account, known_account
from graphsvc.accounts.tokens import TOKEN_LASTS, give_token, new_secret, revoke
from graphsvc.errors import Forbidden, GraphsvcError, bad_question
from graphsvc.questions.resolve import resolve
from graphsvc.rules.ids import LONGEST, holds_unseen
from graphsvc.store import Read, Store, Transaction


def add_account(store: Store, account: Account, *, token: bool = False) -> str | None:
    """Make an account; with `token`, also a bearer token that lasts a year, returned this once.

    Raises `account_exists` where the name is or was taken, `bad_name`, `unknown_role`, `within_not_for_role`.
    """
    check_account(account)
    secret = new_secret() if token else None
    at = datetime.now(UTC)

    def work(tx: Transaction) -> None:
        tx.run("lock_accounts")
        if not tx.run("record_account", name=account.name, role=account.role, within=account.within, at=at):
            raise GraphsvcError(
                "account_exists",
                f"已有或曾有名为“{account.name}”的账号。请换个名字。",
                f'There is or was an account "{account.name}". Choose another name.',
                field="name",
            )
        if secret is not None:
            give_token(tx, account.name, secret, at=at, expires=at + TOKEN_LASTS)

    store.write(work, change=False)
    return secret


def check_account(account: Account) -> None:
    """Raise `bad_name`, `unknown_role` or `within_not_for_role` for an account that can't be.

    An administrator without `within` administers nothing.
    """
    if not 1 <= len(account.name) <= LONGEST or holds_unseen(account.name) or account.name in (".", ".."):
        raise bad_question(
            "bad_name",
            "name",
            "账号名为1至64个可见字符,不含空白和“/”。",
            'An account\'s name has 1 to 64 visible characters, without spaces or "/".',
        )
    if account.role not in ROLES:
        raise bad_question(
            "unknown_role", "role", f"角色只有:{'、'.join(ROLES)}。", f"The roles are: {', '.join(ROLES)}."
        )
    if account.within is not None and account.role != "administrator":
        raise bad_question(
            "within_not_for_role",
            "within",
            "只有管理员(administrator)有管理范围 within。请删去它,或改角色。",
            "Only an administrator has `within`, a unit or place administered: leave it out, or choose that role.",
        )


def all_accounts(read: Read) -> list[dict[str, Any]]:
    """Every account by name, closed ones too, with its tokens, oldest first; neither passwords nor whole digests."""
    rows = read("accounts")
    for row in rows:
        row["tokens"].sort(key=lambda one: (one["at"], one["token"]))
    return rows


def reach(store: Store, within: str | None) -> str | None:
    """`unit:ID` or `place:ID` for an id that was typed, else None; of one that is both the unit is meant.

    Raises `unknown_unit`, `unknown_place`.
    """
    return None if within is None else ":".join(resolve(store, within, ("unit", "place")))


def change_role(store: Store, account: Account, *, by: Account | None = None) -> None:
    """Give the account of that name the role and reach of `account`.

    `by` is who asks for it, None for whoever holds the store's files. Raises `unknown_account`, `own_account`,
    `last_owner`, and what `check_account` raises.
    """
    check_account(account)

    def work(tx: Transaction) -> None:
        _lock(tx, account.name, by, leaves_owner=account.role == "owner")
        tx.run("set_role", name=account.name, role=account.role, within=account.within)

    store.write(work, change=False)


def remove_account(store: Store, name: str, *, by: Account | None = None) -> None:
    """Close an account and revoke its tokens; its name stays taken. Raises as `change_role` does."""
    at = datetime.now(UTC)

    def work(tx: Transaction) -> None:
        _lock(tx, name, by, leaves_owner=False)
        revoke(tx, name, at=at)
        tx.run("remove_account", name=name, at=at)

    store.write(work, change=False)


def _lock(tx: Transaction, name: str, by: Account | None, *, leaves_owner: bool) -> None:
    """Keep other changes of accounts out, then refuse what mustn't be."""
    tx.run("lock_accounts")
    row = known_account(tx.run, name)
    if by is not None and by.name == name:
        raise Forbidden(
            "own_account",
            "不能改自己的账号。请另一位所有者来改。",
            "Nobody changes their own account. Ask another owner.",
        )
    owners = [one for one in all_accounts(tx.run) if one["role"] == "owner" and one["removed"] is None]
    if row["role"] == "owner" and not leaves_owner and len(owners) == 1:
        raise GraphsvcError(
            "last_owner",
            "这是最后一个所有者,不能去掉。请先另设一个。",
            "This is the last owner and must stay. Make another first.",
        )
