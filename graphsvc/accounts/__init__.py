"""Accounts, their tokens, and what each may do; beside the facts and without revisions."""

from graphsvc.accounts.account import PUBLIC, ROLES, Account
from graphsvc.accounts.registry import accounts, add_account, change_role, remove_account
from graphsvc.accounts.scope import check_scope, outside_scope
from graphsvc.accounts.tokens import Presented, add_token, identify, revoke_tokens

__all__ = [
    "PUBLIC",
    "ROLES",
    "Account",
    "Presented",
    "accounts",
    "add_account",
    "add_token",
    "change_role",
    "check_scope",
    "identify",
    "outside_scope",
    "remove_account",
    "revoke_tokens",
]
