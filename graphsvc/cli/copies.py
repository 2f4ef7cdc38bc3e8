"""The copies of an embedded graph: made, listed, taken back."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import orjson

from graphsvc.cli.common import Context, json_option
from graphsvc.store import Copy, embedded_folder, listed
from graphsvc.store import restore as take_back
from graphsvc.store.care import damaged
from graphsvc.web.moments import SHANGHAI, now

_STAMP = "%Y-%m-%d-%H%M%S"


@click.group()
def backup() -> None:
    """Copies of an embedded graph; `serve` makes one a day and keeps a week of them."""


@backup.command()
@json_option
@click.pass_obj
def make(ctx: Context, as_json: bool) -> None:
    """Copy the graph as it is now, also while it is served; kept until you delete it."""
    with ctx.open() as store, _engine_on_standard_error():
        made = store.copies.make(now().strftime(_STAMP))
    _say([made], as_json)


@backup.command("list")
@json_option
@click.pass_obj
def list_(ctx: Context, as_json: bool) -> None:
    """The copies there are, oldest first."""
    _say(listed(embedded_folder(ctx.settings.store)), as_json)


@backup.command()
@click.pass_obj
def check(ctx: Context) -> None:
    """Whether the graph's files are sound; exit 1 where they are not."""
    with ctx.open() as store:
        wrong = store.copies.check()
    if wrong:
        raise damaged(wrong)


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="replace the graph without asking")
@click.pass_obj
def restore(ctx: Context, name: str, yes: bool) -> None:
    """Take the copy NAME back. What is there now is set aside, not deleted."""
    folder = embedded_folder(ctx.settings.store)
    if not yes and not sys.stdin.isatty():
        click.echo("没有恢复。加 --yes 再运行。 / Nothing was restored. Run again with --yes.", err=True)
        raise SystemExit(2)
    if not yes and not click.confirm("用备份替换现在的图?" if ctx.lang == "zh" else "Replace the graph?", err=True):
        raise SystemExit(1)
    aside = take_back(folder, name, now().strftime(_STAMP))
    if aside:
        _tell_aside(aside, ctx.lang)


@contextmanager
def _engine_on_standard_error() -> Iterator[None]:
    """The engine, where it runs in this process, says on standard output what it does; answers stand there alone."""
    answers = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(answers, 1)
        os.close(answers)


def _tell_aside(aside: Path, lang: str) -> None:
    click.echo(f"原来的图放在 {aside}" if lang == "zh" else f"What was there is in {aside}", err=True)


def _say(copies: list[Copy], as_json: bool) -> None:
    told = [
        {"name": copy.name, "bytes": copy.size, "made": copy.made.astimezone(SHANGHAI).isoformat(timespec="seconds")}
        for copy in copies
    ]
    if as_json:
        click.echo(orjson.dumps({"items": told}, option=orjson.OPT_INDENT_2).decode())
    else:
        for one in told:
            click.echo(f"{one['name']}  {one['made']}  {one['bytes']:,}")


COMMANDS = (backup, restore)
