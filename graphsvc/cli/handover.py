"""Someone leaves, by the command: their posts handed over, and the sheet that tells of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.table import Table

from graphsvc.changes.handover import Choice, Leaving, hand_over
from graphsvc.cli import show
from graphsvc.cli.changing import changing, preview_option, reason_option, unmoved_option, whoever
from graphsvc.cli.common import DAY, Context, json_option, say
from graphsvc.cli.words import STATES, heads, word
from graphsvc.model import LAST_REVISION
from graphsvc.questions.handover import handover as sheet_of
from graphsvc.rules.assignment import BASES
from graphsvc.rules.tenures import ACTING
from graphsvc.store import Store
from graphsvc.web.moments import day_of

_PDF = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("person")
@click.option("--since", type=DAY, required=True, help="the day from which PERSON holds nothing more, YYYY-MM-DD")
@reason_option
@click.option(
    "--successor", nargs=2, multiple=True, metavar="POST PERSON", help="who follows in a post; may be repeated"
)
@click.option("--cover", type=(str, str, DAY), multiple=True, metavar="POST PERSON UNTIL",
              help="who acts in a post until a day; may be repeated")  # fmt: skip
@click.option("--vacant", multiple=True, metavar="POST", help="a post that is left open; may be repeated")
@click.option("--basis", type=click.Choice([one for one in BASES if one != ACTING]), default="appointed",
              show_default=True, help="how the successors come into their posts")  # fmt: skip
@click.option("--approved-by", help="who approved it")
@click.option("--pdf", type=_PDF, help="also write the hand-over sheet, FILE.pdf")
@preview_option
@unmoved_option
@json_option
@click.pass_obj
def handover(
    ctx: Context,
    person: str,
    since: date,
    reason: str,
    successor: tuple[tuple[str, str], ...],
    cover: tuple[tuple[str, str, date], ...],
    vacant: tuple[str, ...],
    basis: str,
    approved_by: str | None,
    pdf: Path | None,
    preview: bool,
    revision: int | None,
    as_json: bool,
) -> None:
    """End every post of PERSON on one day: name for each who follows, who acts, or that it is left open."""
    if preview and pdf is not None:
        raise click.UsageError("--pdf goes without --preview: the sheet tells of what was done")
    choices = (
        *(Choice(post, who, basis, None, approved_by) for post, who in successor),
        *(Choice(post, who, ACTING, until, approved_by) for post, who, until in cover),
        *(Choice(post) for post in vacant),
    )
    with changing(ctx, person) as store:
        made = hand_over(
            store, Leaving(person, since, reason, choices), by=whoever(), today=day_of(None), preview=preview,
            unmoved_since=revision, limits=ctx.settings.limits,
        )  # fmt: skip
        if pdf is not None:
            _print(store, made.revision, pdf, ctx.lang)
    say(made, as_json, ctx.lang, show.change)


@click.command(name="handover-sheet")
@click.argument("change", type=click.IntRange(1, LAST_REVISION))
@click.option("--pdf", type=_PDF, help="write it to sign, FILE.pdf, instead of showing it")
@json_option
@click.pass_obj
def handover_sheet(ctx: Context, change: int, pdf: Path | None, as_json: bool) -> None:
    """The sheet of the hand-over made at revision CHANGE: what was answered for, and who takes it on."""
    with ctx.open() as store:
        if pdf is not None:
            _print(store, change, pdf, ctx.lang)
        else:
            say(sheet_of(store, change), as_json, ctx.lang, _shown)


def _print(store: Store, revision: int, pdf: Path, lang: str) -> None:
    # Its libraries load only where a sheet is printed.
    from graphsvc.papers.handover import handover_pdf

    pdf.write_bytes(handover_pdf(sheet_of(store, revision), lang))
    click.echo(str(pdf), err=True)


def _shown(data: dict[str, Any], lang: str) -> None:
    out = show.console()
    out.print(f"#{data['revision']}  {data['person']['id']} {data['person']['name']}  {data['on']}  {data['reason']}")
    table = Table(*heads(lang, "post", "unit", "since", "places", "households", "taken_by"), box=box.SIMPLE)
    for one in data["items"]:
        places = " ".join(place["place"] for place in one["places"])
        cells = (one["post"], one["unit"]["id"], one["since"], places, str(one["households"]["count"]))
        table.add_row(*cells, _taken(one["taken_by"], lang))
    out.print(table)


def _taken(taken: dict[str, Any] | None, lang: str) -> str:
    if taken is None:
        return word(STATES, "vacant", lang)
    if not taken["acting"]:
        return f"{taken['person']} {taken['since']}"
    return f"{taken['person']} {word(STATES, 'acting', lang)} {taken['since']} – {taken['until']}"


COMMANDS = (handover, handover_sheet)
