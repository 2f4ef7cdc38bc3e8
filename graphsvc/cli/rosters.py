"""Rosters in and out, and the sample."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from graphsvc import questions
from graphsvc.cli.common import DAY, Context, json_option
from graphsvc.cli.words import COUNTS, HEADS, word
from graphsvc.rosters.columns import file_called
from graphsvc.web.moments import day_of

if TYPE_CHECKING:
    from graphsvc.rosters.planning import Plan

FORMS = ("csv", "xlsx", "popolo", "org", "graphml", "gexf", "vcard", "cypher")

# The rosters' libraries take most of a second to load; only a command that needs them does.


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def sample(folder: Path) -> None:
    """Write the sample community as a bundle."""
    from graphsvc.rosters.sample import write_sample

    write_sample(folder)
    click.echo(str(folder), err=True)


@click.command("import")
@click.argument("bundle", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="show the plan, write nothing")
@click.option("--yes", is_flag=True, help="write without asking")
@click.option("--prune", is_flag=True, help="end what the bundle no longer has")
@click.option("--on", type=DAY, help="the day from which a changed value counts; default today")
@json_option
@click.pass_obj
def import_(ctx: Context, bundle: Path, dry_run: bool, yes: bool, prune: bool, on: date | None, as_json: bool) -> None:
    """Check a bundle, show the plan, write all of it or nothing."""
    from graphsvc.cli.changing import changing, whoever
    from graphsvc.rosters.importing import change_of_plan, import_bundle
    from graphsvc.rosters.reading import read_bundle

    def tell(plan: Plan) -> None:
        if as_json:
            change = questions.change(store, plan.revision) if plan.revision else change_of_plan(plan, actor)
            told = change.as_json(ctx.lang) | {"counts": plan.counts}
            click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())
        elif plan.revision:
            click.echo(f"#{plan.revision}")

    day, actor = day_of(on), whoever().name
    with changing(ctx) as store:
        rows = read_bundle(bundle)
        plan = import_bundle(store, rows, on=day, prune=prune, dry_run=True)
        # Where it is what was asked for it is an answer; else it is what one looks at before the answer.
        _show(plan, ctx.lang, answers=dry_run and not as_json)
        if dry_run or plan.empty:
            tell(plan)
            return
        if not yes and not sys.stdin.isatty():
            tell(plan)
            click.echo("没有写入。加 --yes 再运行。 / Nothing was written. Run again with --yes.", err=True)
            raise SystemExit(2)
        if not yes and not click.confirm("写入?" if ctx.lang == "zh" else "Write it?", err=True):
            raise SystemExit(1)
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("写入" if ctx.lang == "zh" else "writing", total=None)
            done = import_bundle(
                store,
                rows,
                on=day,
                actor=actor,
                prune=prune,
                # What was looked at and said yes to, and nothing else.
                unmoved_since=None if yes else plan.planned_at,
                progress=lambda _, written, total: bar.update(task, completed=written, total=total),
            )
        tell(done)


def _show(plan: Plan, lang: str, *, answers: bool) -> None:
    out = Console(stderr=not answers, markup=False, highlight=False)
    names = list(dict.fromkeys(name for counts in plan.counts.values() for name in counts))
    table = Table(word(HEADS, "file", lang), *(word(COUNTS, name, lang) for name in names))
    for file, counts in plan.counts.items():
        table.add_row(file_called(file, lang), *(str(counts.get(name, 0)) for name in names))
    if plan.counts:
        out.print(table)
    said = [f"! {why.en if lang == 'en' else why.zh}" for why in plan.warnings]
    for line in [_follows(plan, lang), *said]:
        click.echo(line, err=not answers)


def _follows(plan: Plan, lang: str) -> str:
    count, en = plan.households.count, lang == "en"
    if plan.empty:
        return "It is what is known already: nothing to write." if en else "和现在的一样,没有要写的。"
    if not en:
        return f"有{count}户的答复会改变"
    return f"{count} household{' is' if count == 1 else 's are'} answered otherwise"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--on", type=DAY, help="the day whose undated values are written; default today")
@click.option("--format", "form", type=click.Choice(FORMS), default="csv", show_default=True)
@click.pass_obj
def export(ctx: Context, folder: Path, on: date | None, form: str) -> None:
    """Write what is believed now, as a bundle or for other programs."""
    from graphsvc.rosters import exporting, formats

    with ctx.open() as store:
        read = formats.read_for_export(store, day_of(on))
    if form == "csv":
        exporting.write_csv(read.rows, folder)
        click.echo(str(folder), err=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    if form == "xlsx":
        file = folder / "roster.xlsx"
        exporting.write_xlsx(read.rows, file)
    else:
        file = formats.write_format(form, read, folder)
    click.echo(str(file), err=True)


COMMANDS = (sample, import_, export)
