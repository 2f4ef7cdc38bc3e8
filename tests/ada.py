"""Ada, a clerk, and Olga, an owner: the accounts that are made, signed in to and closed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graphsvc.accounts import (
    Account,
    all_accounts,
)
from graphsvc.errors import GraphsvcError
from graphsvc.store import Store

NOW = datetime.now(UTC)
ADA, OWNER = Account("ada", "clerk"), Account("olga", "owner")
PASSWORD = "correct horse 9"


def code(refused: pytest.ExceptionInfo[GraphsvcError]) -> str:
    """The code of a refusal."""
    return refused.value.code


def row(store: Store, name: str) -> dict[str, object]:
    """An account as the list of them tells it."""
    return next(one for one in all_accounts(store.read) if one["name"] == name)
