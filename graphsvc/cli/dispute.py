"""What people bring to the hall, as subcommands: a dispute, and the four promises to one household."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack

import click

from graphsvc import questions
from graphsvc.cli import show
from graphsvc.cli.common import INSTANT, Context, json_option, on_option, revision_option, say
from graphsvc.cli.papers import Papers, hand_over, paper_options
from graphsvc.model import Party
from graphsvc.web.moments import day_of, now

_PERSON, _HOUSEHOLD = "person:", "household:"


def read_party(text: str) -> Party:
    """A party as typed: a household's id, or `person:ID`; `household:ID` says so too."""
    if text.startswith(_PERSON):
        return Party(person=text.removeprefix(_PERSON))
    return Party(household=text.removeprefix(_HOUSEHOLD))


@click.command()
@click.argument("parties", nargs=-1, required=True, metavar="PARTY PARTY…")
@click.option("--matter")
@click.option("--objects-to", multiple=True, metavar="PERSON", help="someone a party objects to; may be repeated")
@click.option("--reported", type=INSTANT, help="when it was reported; default now")
@on_option
@revision_option
@paper_options
@json_option
@click.pass_obj
def dispute(
    ctx: Context,
    parties: tuple[str, ...],
    matter: str | None,
    objects_to: tuple[str, ...],
    reported: datetime | None,
    on: date | None,
    revision: int | None,
    as_json: bool,
    **papers: Unpack[Papers],
) -> None:
    """The path of a dispute that leaves out whoever is involved. A PARTY is a household or person:ID."""
    reported = reported or now()
    with ctx.open() as store:
        found = questions.dispute(
            store,
            [read_party(one) for one in parties],
            matter=matter,
            objects_to=objects_to,
            reported=reported,
            on=day_of(on, reported),
            revision=revision,
        )
        say(found, as_json, ctx.lang, show.path)
        hand_over(ctx, store, found, papers)


@click.command()
@click.argument("household")
@on_option
@revision_option
@json_option
@click.pass_obj
def hall(ctx: Context, household: str, on: date | None, revision: int | None, as_json: bool) -> None:
    """Where each matter is done, who deliberates, who handles a dispute, who helps: for one household."""
    with ctx.open() as store:
        say(questions.hall(store, household, day_of(on), revision), as_json, ctx.lang, show.hall)


COMMANDS = (dispute, hall)
