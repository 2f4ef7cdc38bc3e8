"""Accounts of the service: for whoever can open the store's files, and so needs no role."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

import click
import orjson
from rich.table import Table

from graphsvc import accounts
from graphsvc.accounts import ROLES, Account, account_json, row_json
from graphsvc.cli.changing import changing
from graphsvc.cli.common import INSTANT, Context, json_option
from graphsvc.cli.show import console

Json = dict[str, Any]


@click.group()
def user() -> None:
    """Accounts."""


role_option = click.option("--role", type=click.Choice(ROLES), required=True)
within_option = click.option("--within", help="the unit or place an administrator's changes must lie in")


@user.command()
@click.argument("name")
@role_option
@within_option
@click.option("--token", is_flag=True, help="print a bearer token, once; it lasts a year")
@json_option
@click.pass_obj
def add(ctx: Context, name: str, role: str, within: str | None, token: bool, as_json: bool) -> None:
    """Make an account."""
    with changing(ctx, name) as store:
        account = Account(name, role, accounts.reach(store, within))
        secret = accounts.add_account(store, account, token=token)
    if role == "administrator" and within is None:
        click.echo(
            "没有写明 --within:这个管理员还什么都不能改。 / Without --within this administrator may change nothing yet.",
            err=True,
        )
    _say({**account_json(account), "token": secret} if as_json else secret)


@user.command("list")
@json_option
@click.pass_obj
def list_(ctx: Context, as_json: bool) -> None:
    """Accounts with their tokens, closed ones too."""
    with ctx.open() as store:
        rows = [row_json(row) for row in accounts.all_accounts(store.read)]
    if as_json:
        _say({"items": rows, "more": False})
        return
    table = Table("name", "role", "within", "password", "removed", "token", "may", "expires", "used", "revoked", "note")
    for row in rows:
        of_account = (row["name"], row["role"], row["within"], "✓" if row["password"] else "", row["removed"])
        for number, token in enumerate(row["tokens"] or [{}]):
            of_token = [token.get(key) for key in ("token", "role", "expires", "used", "revoked", "note")]
            of_token[1] = " ".join(filter(None, (of_token[1], "read-only" if token.get("read_only") else None)))
            table.add_row(*(cell or "" for cell in (*(of_account if number == 0 else [""] * 5), *of_token)))
    console().print(table)


@user.command()
@click.argument("name")
@role_option
@within_option
@json_option
@click.pass_obj
def role(ctx: Context, name: str, role: str, within: str | None, as_json: bool) -> None:
    """Give an account another role; its tokens follow at once."""
    with changing(ctx, name) as store:
        account = Account(name, role, accounts.reach(store, within))
        accounts.change_role(store, account)
    if as_json:
        _say(account_json(account))


@user.command()
@click.argument("name")
@json_option
@click.pass_obj
def remove(ctx: Context, name: str, as_json: bool) -> None:
    """Close an account and revoke its tokens; its name stays taken, since changes tell of it."""
    with changing(ctx, name) as store:
        accounts.remove_account(store, name)
        row = next(one for one in accounts.all_accounts(store.read) if one["name"] == name)
    if as_json:
        _say(row_json(row))


@user.command()
@click.argument("name")
@click.option("--generate", is_flag=True, help="make one up and print it, once")
@json_option
@click.pass_obj
def password(ctx: Context, name: str, generate: bool, as_json: bool) -> None:
    """Give an account another password: typed twice, or the first line of standard input. Its sessions end."""
    if generate:
        new = accounts.new_password()
    elif sys.stdin.isatty():
        new = click.prompt("密码 / password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        new = sys.stdin.readline().rstrip("\r\n")
    with changing(ctx, name) as store:
        accounts.set_password(store, name, new)
    if as_json:
        _say({"name": name, "password": new if generate else None})
    elif generate:
        _say(new)


@user.command()
@click.argument("name")
@click.option("--expires", type=INSTANT, help="until when it lasts; default a year")
@click.option("--role", type=click.Choice(ROLES), help="less than the account's own")
@click.option("--read-only", is_flag=True, help="it may ask and change nothing")
@click.option("--note", help="what it is for")
@json_option
@click.pass_obj
def token(
    ctx: Context,
    name: str,
    expires: datetime | None,
    role: str | None,
    read_only: bool,
    note: str | None,
    as_json: bool,
) -> None:
    """Print a new bearer token, once."""
    with changing(ctx, name) as store:
        secret = accounts.add_token(store, name, expires=expires, role=role, read_only=read_only, note=note)
    _say({"token": secret} if as_json else secret)


@user.command()
@click.argument("name")
@click.argument("token", required=False)
@json_option
@click.pass_obj
def revoke(ctx: Context, name: str, token: str | None, as_json: bool) -> None:
    """Revoke a token, named as `user list` shows it, or all of an account's."""
    with changing(ctx, name) as store:
        count = accounts.revoke_tokens(store, name, token)
    if as_json:
        _say({"name": name, "revoked": count})
    else:
        click.echo(str(count), err=True)


@user.command()
@click.option("--after", help="the refusal last seen")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True)
@json_option
@click.pass_obj
def refusals(ctx: Context, after: str | None, limit: int, as_json: bool) -> None:
    """What was refused to whom, oldest first."""
    with ctx.open() as store:
        rows, more = accounts.refusals(store.read, after, limit)
    told = [row_json(row) for row in rows]
    if as_json:
        _say({"items": told, "more": more})
        return
    columns = ("at", "last", "count", "actor", "what", "target", "code")
    table = Table(*columns)
    for row in told:
        table.add_row(*(str(row[column] or "") for column in columns))
    console().print(table)


def _say(told: Json | str | None) -> None:
    if told:
        click.echo(told if isinstance(told, str) else orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())


COMMANDS = (user,)
