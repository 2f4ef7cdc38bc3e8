"""What is handed over of a path: `--receipt FILE.pdf` and `--ics FILE.ics`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as File
from typing import Any, TypedDict, TypeVar

import click

from graphsvc.answers import Path
from graphsvc.cli.common import Context
from graphsvc.store import Store

F = TypeVar("F", bound=Callable[..., Any])


class Papers(TypedDict):
    """Where the papers of a path are to be written; None: not wanted."""

    receipt: File | None
    ics: File | None
    url: str | None


def paper_options(command: F) -> F:
    """Add the options that `hand_over` takes."""
    for option in (
        click.option("--url", help="where the service is reached, for the receipt's code; default this machine's"),
        click.option("--ics", type=click.Path(path_type=File), help="also write the due times as a calendar"),
        click.option("--receipt", type=click.Path(path_type=File), help="also write a receipt of one page, FILE.pdf"),
    ):
        command = option(command)
    return command


def hand_over(ctx: Context, store: Store, path: Path, papers: Papers) -> None:
    """Write the papers asked for, and say where."""
    if papers["receipt"] is None and papers["ics"] is None:
        return
    from graphsvc.papers.calendar import calendar
    from graphsvc.papers.receipt import receipt
    from graphsvc.questions.on_paper import names_on_paper

    named = names_on_paper(store, path, ctx.lang)
    if papers["receipt"]:
        base = papers["url"] or f"http://{ctx.settings.host}:{ctx.settings.port}"
        made = receipt(path, matter=named.matter, addresses=named.addresses, base=base, lang=ctx.lang)
        papers["receipt"].write_bytes(made)
        click.echo(str(papers["receipt"]), err=True)
    if papers["ics"]:
        papers["ics"].write_bytes(calendar(path, matter=named.matter, lang=ctx.lang))
        click.echo(str(papers["ics"]), err=True)
