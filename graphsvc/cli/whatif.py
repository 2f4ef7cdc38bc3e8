"""What if? By the command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from graphsvc.changes.whatif import Plan, what_if
from graphsvc.cli import show
from graphsvc.cli.common import DAY, Context, json_option, on_option, say
from graphsvc.rosters.termsheet import read_sheet
from graphsvc.web.moments import day_of

_SHEET = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="what-if")
@click.argument("sheet", type=_SHEET, required=False)
@click.option("--against", type=_SHEET, help="another change sheet to compare with; else the graph as it is")
@on_option
@click.option("--against-on", type=DAY, help="the day compared with; default the same day")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="FILE.xlsx")
@json_option
@click.pass_obj
def whatif(
    ctx: Context,
    sheet: Path | None,
    against: Path | None,
    on: date | None,
    against_on: date | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Whose answers differ by SHEET, or between two days; nothing is written."""
    with ctx.open() as store:
        found = what_if(
            store, _plan(sheet), _plan(against), on=day_of(on), against_on=against_on or day_of(on), today=day_of(None)
        )
    if output is not None:
        from graphsvc.rosters.whatif_xlsx import what_if_xlsx

        output.write_bytes(what_if_xlsx(found, ctx.lang))
        click.echo(str(output), err=True)
        return
    say(found, as_json, ctx.lang, show.differences)


def _plan(sheet: Path | None) -> Plan:
    return Plan.none() if sheet is None else Plan(*read_sheet(sheet.read_bytes(), sheet.name), {})


COMMANDS = (whatif,)
