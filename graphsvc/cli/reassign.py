"""Changing who holds a post, by the command."""

from __future__ import annotations

from datetime import date

import click

from graphsvc.changes.reassign import preview as preview_of
from graphsvc.changes.reassign import reassign as make
from graphsvc.cli import show
from graphsvc.cli.changing import changing, preview_option, reason_option, unmoved_option, whoever
from graphsvc.cli.common import DAY, Context, json_option, on_option, say
from graphsvc.questions.candidates import candidates as candidates_of
from graphsvc.rules.assignment import BASES, Assignment
from graphsvc.web.moments import day_of


@click.command()
@click.argument("post")
@click.argument("person")
@click.option("--since", type=DAY, required=True, help="the first day of the new tenure, YYYY-MM-DD")
@reason_option
@click.option("--basis", type=click.Choice(BASES), help="how they came into the post; default appointed")
@click.option("--approved-by", help="who approved it")
@click.option("--publish", is_flag=True, help="they consent to their own name and phone being public")
@click.option("--acting-until", type=DAY, help="acting cover: the day it ends and the proper holder resumes")
@preview_option
@unmoved_option
@json_option
@click.pass_obj
def reassign(
    ctx: Context,
    post: str,
    person: str,
    since: date,
    reason: str,
    basis: str | None,
    approved_by: str | None,
    publish: bool,
    acting_until: date | None,
    preview: bool,
    revision: int | None,
    as_json: bool,
) -> None:
    """Put PERSON into POST from a day on."""
    if acting_until is not None and basis not in (None, "acting"):
        raise click.UsageError("--acting-until goes with --basis acting, or with none")
    basis = "acting" if acting_until is not None else basis or "appointed"
    asked = Assignment(post, person, since, reason, basis, acting_until, approved_by, publish)
    with changing(ctx, post) as store:
        change = (preview_of if preview else make)(
            store, asked, by=whoever(), today=day_of(None), unmoved_since=revision, limits=ctx.settings.limits
        )
    say(change, as_json, ctx.lang, show.change)


@click.command()
@click.argument("post")
@click.option("--limit", type=click.IntRange(1, 1000), default=20)
@on_option
@json_option
@click.pass_obj
def candidates(ctx: Context, post: str, limit: int, on: date | None, as_json: bool) -> None:
    """Who might take POST, best first, and why."""
    with ctx.open() as store:
        found = candidates_of(store, post, day_of(on), limits=ctx.settings.limits, sensitive=True, limit=limit)
    say(found, as_json, ctx.lang, show.candidates)


COMMANDS = (reassign, candidates)
