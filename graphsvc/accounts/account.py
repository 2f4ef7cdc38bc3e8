"""Who asks: an account, its role, and what each role reaches over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphsvc.errors import unknown
from graphsvc.store import Read

ROLES = ("clerk", "administrator", "auditor", "owner")
PUBLIC = "public"
"""Stands for whoever has not signed in, where roles are listed."""

NARROWER = {
    "clerk": frozenset({"clerk"}),
    "administrator": frozenset({"clerk", "administrator"}),
    "auditor": frozenset({"auditor"}),
    "owner": frozenset(ROLES),
}
"""The roles a token may carry for an account of each role: what the account may do already, or less."""

SENSITIVE_TO = frozenset({"auditor", "owner"})
"""Who may see birth years, Party membership and kinship: a clerk asks everything but these."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks. `within` is `unit:ID` or `place:ID`, in which all that an administrator changes must lie.

    One that is `read_only` came with a token that may ask and change nothing.
    """

    name: str
    role: str
    within: str | None = None
    read_only: bool = False

    @property
    def sees_sensitive(self) -> bool:
        """Whether sensitive fields may be shown."""
        return self.role in SENSITIVE_TO


def account_named(read: Read, name: str) -> Account | None:
    """The live account of that name, for whom somebody else vouches; None where there is none."""
    rows = read("account", name=name)
    return Account(name, rows[0]["role"], rows[0]["within"]) if rows and rows[0]["removed"] is None else None


def known_account(read: Read, name: str) -> dict[str, Any]:
    """The row of a live account. Raises `unknown_account`."""
    rows = read("account", name=name)
    if not rows or rows[0]["removed"] is not None:
        raise unknown("account", name)
    return rows[0]
