"""Accounts of the service."""

from __future__ import annotations

import click

from graphsvc.accounts import ROLES, Account, add_account
from graphsvc.cli.common import Context
from graphsvc.questions import resolve


@click.group()
def user() -> None:
    """Accounts."""


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--within", help="the unit or place an administrator's changes must lie in")
@click.option("--token", is_flag=True, help="print a bearer token, once")
@click.pass_obj
def add(ctx: Context, name: str, role: str, within: str | None, token: bool) -> None:
    """Make an account."""
    with ctx.open() as store:
        if within is not None:
            within = ":".join(resolve(store, within, ("unit", "place")))
        secret = add_account(store, Account(name, role, within), token=token)
    if secret:
        click.echo(secret)


COMMANDS = (user,)
