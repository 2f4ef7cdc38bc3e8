"""Accounts and refusals as programs are shown them, the same by HTTP and by the command."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from graphsvc.accounts.account import Account
from graphsvc.answers.plain import instant

Json = dict[str, Any]


def account_json(account: Account) -> Json:
    """Who one is."""
    return {"name": account.name, "role": account.role, "within": account.within}


def row_json(row: Json) -> Json:
    """A row of accounts, tokens or refusals, with Shanghai's instants."""
    return {key: _value(value) for key, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    return [row_json(one) for one in value] if isinstance(value, list) else value
