"""Accounts, their tokens, and what each may do; beside the facts and without revisions."""

from graphsvc.accounts.account import PUBLIC, ROLES, Account, account_named
from graphsvc.accounts.attempts import Attempts
from graphsvc.accounts.first import first_owner
from graphsvc.accounts.passwords import change_password, new_password, set_password, sign_in
from graphsvc.accounts.refusals import Notes, Refusal, refusals
from graphsvc.accounts.registry import add_account, all_accounts, change_role, reach, remove_account
from graphsvc.accounts.scope import check_scope, outside_scope
from graphsvc.accounts.shown import account_json, row_json
from graphsvc.accounts.tokens import OF_BROWSER, OF_PROGRAM, Presented, add_token, identify, revoke_tokens

__all__ = [
    "OF_BROWSER",
    "OF_PROGRAM",
    "PUBLIC",
    "ROLES",
    "Account",
    "Attempts",
    "Notes",
    "Presented",
    "Refusal",
    "account_json",
    "account_named",
    "add_account",
    "add_token",
    "all_accounts",
    "change_password",
    "change_role",
    "check_scope",
    "first_owner",
    "identify",
    "new_password",
    "outside_scope",
    "reach",
    "refusals",
    "remove_account",
    "revoke_tokens",
    "row_json",
    "set_password",
    "sign_in",
]
