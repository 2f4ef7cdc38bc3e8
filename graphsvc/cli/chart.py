"""The picture as a subcommand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from graphsvc.cli.common import Context, on_option, revision_option
from graphsvc.web.schemas import day_of


@click.command()
@click.argument("unit_or_place", required=False)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="FILE.svg, .png, .pdf or .dot")
@on_option
@revision_option
@click.pass_obj
def chart(ctx: Context, unit_or_place: str | None, output: Path, on: date | None, revision: int | None) -> None:
    """The picture of a unit or place, else of all from the top, in the form of the file's ending."""
    form = output.suffix.removeprefix(".")
    if form not in ("svg", "png", "pdf", "dot"):
        raise click.UsageError("FILE ends in .svg, .png, .pdf or .dot")
    from graphsvc.pictures import draw, font_warning
    from graphsvc.questions.chart import chart_facts

    with ctx.open() as store:
        facts = chart_facts(store, unit_or_place, day_of(on), revision)
        drawn = draw(facts, form, lang=ctx.lang, timeout=ctx.settings.picture_timeout)
    output.write_bytes(drawn)
    click.echo(str(output), err=True)
    if warning := font_warning(ctx.lang):
        click.echo(warning, err=True)


COMMANDS = (chart,)
