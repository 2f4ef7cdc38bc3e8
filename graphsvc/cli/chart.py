"""The picture as a subcommand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from graphsvc.cli.common import DAY, INSTANT, Context, on_option, revision_option
from graphsvc.web.moments import day_of, now


@click.command()
@click.argument("unit_or_place", required=False)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="FILE.svg, .png, .pdf, .dot, .html or .txt")  # fmt: skip
@click.option("--style", help="lines, tree, poster, doors, building; ladder of a household, person of a person")
@click.option("--compare", type=DAY, help="show what has changed since this day")
@click.option("--matter", help="what a ladder is about")
@click.option("--reported", type=INSTANT, help="when it was reported, for a ladder; default now")
@click.option("--highlight", multiple=True, help="a unit to point at; may be given again")
@click.option("--layer", multiple=True, type=click.Choice(["vacant", "acting", "span", "stale"]),
              help="a layer that is on; may be given again; default vacant and acting")  # fmt: skip
@click.option("--span", type=click.IntRange(1), default=300, help="how many households are too many")
@click.option("--paper", type=click.Choice(["A4", "A3", "A2"], case_sensitive=False), help="what a pdf is set on")
@on_option
@revision_option
@click.pass_obj
def chart(
    ctx: Context,
    unit_or_place: str | None,
    output: Path,
    style: str | None,
    compare: date | None,
    matter: str | None,
    reported: datetime | None,
    highlight: tuple[str, ...],
    layer: tuple[str, ...],
    span: int,
    paper: str | None,
    on: date | None,
    revision: int | None,
) -> None:
    """The picture of a unit or place, else of all from the top, in the form of the file's ending."""
    from graphsvc.pictures import FORMS, font_warning, render
    from graphsvc.pictures.shown import USUAL, Shown
    from graphsvc.questions.drawing import Wanted, drawing

    form = output.suffix.removeprefix(".").lower()
    if form not in FORMS:
        raise click.UsageError(f"FILE ends in {', '.join(f'.{one}' for one in FORMS)}")
    reported = reported or now()
    wanted = Wanted(unit_or_place, day_of(on, reported), reported, style, revision, compare, matter,
                    Shown(frozenset(highlight), frozenset(layer) or USUAL, span), lang=ctx.lang)  # fmt: skip
    with ctx.open() as store:
        found = drawing(store, wanted)
    timeout = ctx.settings.picture_timeout
    output.write_bytes(render(found, form, lang=ctx.lang, timeout=timeout, paper=paper))
    click.echo(str(output), err=True)
    if form in ("png", "pdf") and (warning := font_warning(ctx.lang)):
        click.echo(warning, err=True)


COMMANDS = (chart,)
