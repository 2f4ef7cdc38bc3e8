"""The questions as subcommands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack, cast

import click

from graphsvc import questions
from graphsvc.cli import show
from graphsvc.cli.common import INSTANT, Context, json_option, on_option, revision_option, say
from graphsvc.cli.papers import Papers, hand_over, paper_options
from graphsvc.questions.duties import Kind
from graphsvc.store import Store
from graphsvc.web.moments import day_of, now


@click.command()
@click.argument("text")
@on_option
@json_option
@click.pass_obj
def find(ctx: Context, text: str, on: date | None, as_json: bool) -> None:
    """Households by address, number, name, pinyin."""
    with ctx.open() as store:
        say(questions.find_households(store, text, on=day_of(on)), as_json, ctx.lang, show.found)


@click.command()
@click.argument("household_or_place")
@click.option("--matter")
@on_option
@revision_option
@json_option
@click.pass_obj
def responsible(
    ctx: Context, household_or_place: str, matter: str | None, on: date | None, revision: int | None, as_json: bool
) -> None:
    """Who answers for a household or a place."""
    with ctx.open() as store:
        home = _home(store, household_or_place, revision)
        found = questions.responsible(store, matter=matter, on=day_of(on), revision=revision, **home)
        say(found, as_json, ctx.lang, show.answer)


@click.command()
@click.argument("household_or_place")
@click.option("--matter")
@click.option("--reported", type=INSTANT, help="when it was reported; default now")
@on_option
@revision_option
@paper_options
@json_option
@click.pass_obj
def escalation(
    ctx: Context,
    household_or_place: str,
    matter: str | None,
    reported: datetime | None,
    on: date | None,
    revision: int | None,
    as_json: bool,
    **papers: Unpack[Papers],
) -> None:
    """The path of a matter, with due times."""
    reported = reported or now()
    with ctx.open() as store:
        home = _home(store, household_or_place, revision)
        found = questions.escalation(
            store, matter=matter, reported=reported, on=day_of(on, reported), revision=revision, **home
        )
        say(found, as_json, ctx.lang, show.path)
        hand_over(ctx, store, found, papers)


@click.command()
@click.argument("id")
@on_option
@json_option
@click.pass_obj
def duties(ctx: Context, id: str, on: date | None, as_json: bool) -> None:
    """Everything a person, post or unit answers for."""
    with ctx.open() as store:
        kind, bare = questions.resolve(store, id, ("person", "post", "unit"))
        say(questions.duties(store, cast(Kind, kind), bare, day_of(on)), as_json, ctx.lang, show.duties)


@click.command()
@click.option("--within", help="a unit or place")
@on_option
@revision_option
@json_option
@click.pass_obj
def vacancies(ctx: Context, within: str | None, on: date | None, revision: int | None, as_json: bool) -> None:
    """Head and deputy posts that nobody holds."""
    with ctx.open() as store:
        say(questions.vacancies(store, day_of(on), within, None, 1000, revision), as_json, ctx.lang, show.vacancies)


def _home(store: Store, id: str, revision: int | None) -> dict[str, str]:
    kind, bare = questions.resolve(store, id, ("household", "place"), revision)
    return {kind: bare}


COMMANDS = (find, responsible, escalation, duties, vacancies)
