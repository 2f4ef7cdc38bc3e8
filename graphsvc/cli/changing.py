"""What the commands that change something share: who asks, their options, and a record of what was refused."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getuser
from typing import Any, TypeVar

import click

from graphsvc.accounts import Account, Notes, Refusal
from graphsvc.cli.common import Context
from graphsvc.errors import GraphsvcError, Stale, StoreError
from graphsvc.model import LAST_REVISION
from graphsvc.store import Store

F = TypeVar("F", bound=Callable[..., Any])

reason_option = click.option("--reason", required=True, help="why; kept with the change")
preview_option = click.option("--preview", is_flag=True, help="tell what would change, and write nothing")
unmoved_option = click.option(
    "--revision", type=click.IntRange(0, LAST_REVISION), help="only if the graph is still at this revision"
)
_LONGEST_ID = 64


def whoever() -> Account:
    """Whoever can open the store's files may do everything with the command."""
    return Account(_user(), "owner")


def _user() -> str:
    """The system's user; in a container it may have no name."""
    try:
        return getuser()
    except (KeyError, OSError):
        return f"uid-{os.getuid()}"


@contextmanager
def changing(ctx: Context, target: str | None = None) -> Iterator[Store]:
    """The graph, opened to change it; what is refused there is kept as a refusal over HTTP is, with who asked.

    `target` is the id of what was to be changed. That the graph can't be reached is no refusal.
    """
    with ctx.open() as store:
        try:
            yield store
        except StoreError:
            raise
        except GraphsvcError as error:
            notes = Notes(store)
            notes.refused(Refusal(_what(), error.code, _user(), (target or "")[:_LONGEST_ID] or None))
            notes.flush()
            raise


def between(error: Stale, lang: str) -> Iterator[str]:
    """What came since the revision looked at, a line a change."""
    for one in error.changes:
        yield f"#{one['revision']}  {one['at']}  {one['actor']}  {one['reason']}"
    if error.others:
        yield f"… +{error.others}" if lang == "en" else f"… 另有{error.others}次改动"


def _what() -> str:
    """The subcommand, without what was typed after it."""
    _, _, subcommand = click.get_current_context().command_path.partition(" ")
    return f"graphsvc {subcommand}"


__all__ = ["between", "changing", "preview_option", "reason_option", "unmoved_option", "whoever"]
