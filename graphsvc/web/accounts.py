"""Where accounts were; `graphsvc.accounts` has them now."""

from graphsvc.accounts import ROLES, Account, add_account

__all__ = ["ROLES", "Account", "add_account"]
