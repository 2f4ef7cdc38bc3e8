"""Notice boards by the command: which hang and are stale, and printing them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import orjson

from graphsvc.cli.changing import changing, whoever
from graphsvc.cli.common import Context, json_option, on_option
from graphsvc.web.moments import day_of

_LONGEST_PRINT = 60


@click.command()
@click.argument("board", nargs=-1)
@click.option("--within", help="every building within this place")
@click.option("--stale", is_flag=True, help="those that hang and no longer tell the truth")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="print them to FILE.pdf, and remember that")
@click.option("--paper", type=click.Choice(["A4", "A3"], case_sensitive=False), default="A3")
@click.option("--url", help="where the service is reached, for the code on each; default this machine's")
@on_option
@json_option
@click.pass_obj
def boards(
    ctx: Context,
    board: tuple[str, ...],
    within: str | None,
    stale: bool,
    output: Path | None,
    paper: str,
    url: str | None,
    on: date | None,
    as_json: bool,
) -> None:
    """List the notice boards that hang; with -o print those of BOARD (a place or unit), --within or --stale."""
    if output is None and (board or within):
        raise click.UsageError("BOARD and --within are printed: say where with -o FILE.pdf")
    if output is not None and not (board or within or stale):
        raise click.UsageError("say which boards: BOARD, --within PLACE or --stale")
    if output is None:
        _list(ctx, stale, day_of(on), as_json)
    else:
        _print(ctx, board, within, stale, output, paper.upper(), url, day_of(on))


def _list(ctx: Context, stale: bool, on: date, as_json: bool) -> None:
    from graphsvc.questions.boards import MOST_PRINTED, hanging

    with ctx.open() as store:
        items, more = hanging(store, on, stale=stale, limit=MOST_PRINTED)
    if as_json:
        told = {"on": on.isoformat(), "items": [one.as_json() for one in items], "more": more}
        click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())
        return
    for one in items:
        changed = ", ".join(
            f"{each['field']}: {each['before'] or '—'} → {each['after'] or '—'}" for each in one.changed
        )
        click.echo(f"{'▣' if changed else '✓'} {one.id}  {one.paper}  {one.on}  #{one.revision}  {changed}".rstrip())


def _print(
    ctx: Context,
    named: tuple[str, ...],
    within: str | None,
    stale: bool,
    output: Path,
    paper: str,
    url: str | None,
    on: date,
) -> None:
    from graphsvc.changes.boards import remember
    from graphsvc.pictures.boards import boards_pdf
    from graphsvc.questions.boards import MOST_PRINTED, boards_of, hanging, to_print

    base = url or f"http://{ctx.settings.host}:{ctx.settings.port}"
    with changing(ctx) as store:
        old = hanging(store, on, stale=True, limit=MOST_PRINTED)[0] if stale else []
        gone = [one.id for one in old if any(each["field"] == "board" for each in one.changed)]
        roots = to_print(store, [*named, *(one.id for one in old if one.id not in gone)], within, on)
        found = boards_of(store, roots, on)
        made = boards_pdf(
            found.boards, on=on, revision=found.revision, base=base, paper=paper, lang=ctx.lang,
            timeout=max(ctx.settings.picture_timeout, _LONGEST_PRINT),
        )  # fmt: skip
        output.write_bytes(made)
        # Only what was really drawn is remembered.
        remember(store, found.boards, paper=paper, on=on, revision=found.revision, actor=whoever().name)
    click.echo(f"{output}: {len(found.boards)}", err=True)
    for one in gone:
        click.echo(f"{one}: 已不在,请摘下 / gone: take it down", err=True)


COMMANDS = (boards,)
