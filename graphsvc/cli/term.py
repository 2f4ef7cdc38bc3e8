"""A term change by the command."""

from __future__ import annotations

from pathlib import Path

import click

from graphsvc.changes.term import change_term
from graphsvc.cli import show
from graphsvc.cli.changing import changing, preview_option, unmoved_option, whoever
from graphsvc.cli.common import Context, json_option, say
from graphsvc.rosters.termsheet import read_sheet
from graphsvc.web.moments import day_of


@click.command()
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reason", help="why; else the reasons of the rows")
@preview_option
@unmoved_option
@json_option
@click.pass_obj
def term(ctx: Context, sheet: Path, reason: str | None, preview: bool, revision: int | None, as_json: bool) -> None:
    """Make every assignment of SHEET (.csv or .xlsx), or none."""
    rows, faults = read_sheet(sheet.read_bytes(), sheet.name)
    with changing(ctx) as store:
        change = change_term(
            store, rows, faults, by=whoever(), today=day_of(None), reason=reason, preview=preview,
            unmoved_since=revision, limits=ctx.settings.limits,
        )  # fmt: skip
    say(change, as_json, ctx.lang, show.change)


COMMANDS = (term,)
