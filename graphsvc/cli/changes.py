"""What was changed, and taking it back, by the command."""

from __future__ import annotations

import click

from graphsvc import questions
from graphsvc.changes.undo import preview_undo
from graphsvc.changes.undo import undo as take_back
from graphsvc.cli import show
from graphsvc.cli.changing import changing, preview_option, reason_option, unmoved_option, whoever
from graphsvc.cli.common import Context, json_option, say
from graphsvc.model import LAST_REVISION
from graphsvc.web.moments import day_of


@click.command()
@click.option("--after", type=click.IntRange(0, LAST_REVISION), default=0, help="only changes after this revision")
@click.option("--limit", type=click.IntRange(1, 1000), default=100)
@click.option("--actor", default="", help="who made them")
@click.option("--post", default="")
@click.option("--person", default="")
@click.option("--unit", default="")
@json_option
@click.pass_obj
def changes(ctx: Context, after: int, limit: int, actor: str, post: str, person: str, unit: str, as_json: bool) -> None:
    """What was changed, oldest first."""
    with ctx.open() as store:
        found = questions.changes(store, after=after, limit=limit, actor=actor, post=post, person=person, unit=unit)
    say(found, as_json, ctx.lang, show.changes)


@click.command()
@click.argument("change", type=click.IntRange(1, LAST_REVISION))
@reason_option
@preview_option
@unmoved_option
@json_option
@click.pass_obj
def undo(ctx: Context, change: int, reason: str, preview: bool, revision: int | None, as_json: bool) -> None:
    """Take back CHANGE, named by its revision."""
    make = preview_undo if preview else take_back
    with changing(ctx, str(change)) as store:
        made = make(
            store, change, reason, by=whoever(), today=day_of(None), unmoved_since=revision, limits=ctx.settings.limits
        )
    say(made, as_json, ctx.lang, show.change)


COMMANDS = (changes, undo)
