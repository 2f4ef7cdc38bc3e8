"""The command `graphsvc`: answers to stdout, diagnostics to stderr; exit 0 done, 1 refused, 2 wrong use."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click
from pydantic import ValidationError

from graphsvc import __version__
from graphsvc.cli.common import Context, system_language
from graphsvc.errors import GraphsvcError, Stale
from graphsvc.settings import Settings

ROOMS = {
    "ask": ("find", "responsible", "escalation", "duties", "vacancies"),
    "changes": ("changes", "undo"),
    "boards": ("boards",),
    "chart": ("chart",),
    "check": ("check",),
    "dispute": ("dispute", "hall"),
    "reassign": ("reassign", "candidates"),
    "term": ("term",),
    "handover": ("handover", "handover-sheet"),
    "reorganise": ("reorganise",),
    "whatif": ("what-if",),
    "rosters": ("sample", "import", "export"),
    "serving": ("serve",),
    "demo": ("demo",),
    "copies": ("backup", "restore"),
    "users": ("user",),
}
"""The modules of this room and their subcommands: a module is loaded when one of its own is called."""


class _Group(click.Group):
    """Loads the subcommand called; tells refusals in the reader's language and exits 1, without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in ROOMS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for room, names in ROOMS.items():
            if cmd_name in names:
                found: tuple[click.Command, ...] = import_module(f"graphsvc.cli.{room}").COMMANDS
                return next(command for command in found if command.name == cmd_name)
        return None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GraphsvcError as error:
            lang = ctx.obj.lang if isinstance(ctx.obj, Context) else system_language()
            click.echo(error.text(lang), err=True)
            for fault in getattr(error, "faults", ()):
                click.echo(f"  {fault.line(lang)}", err=True)
            if isinstance(error, Stale):
                from graphsvc.cli.changing import between

                for line in between(error, lang):
                    click.echo(f"  {line}", err=True)
            ctx.exit(1)


@click.group(cls=_Group)
@click.option("--store", help="embedded:FOLDER, neo4j://…, neo4j+s://… or bolt://…  (GRAPHSVC_STORE)")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="language of answers; else the locale's")
@click.version_option(__version__)
@click.pass_context
def cli(ctx: click.Context, store: str | None, lang: str | None) -> None:
    """Who answers for a household, in both lines of governance, and how a matter climbs from there."""
    lang = lang or system_language()
    settings = _settings(lang)
    if store:
        settings = settings.model_copy(update={"store": store})
    ctx.obj = Context(settings, lang)


def _settings(lang: str) -> Settings:
    """What the surroundings say. A value is not told again: it may be a secret."""
    try:
        return Settings()
    except ValidationError as error:
        names = ", ".join(f"GRAPHSVC_{str(one['loc'][0]).upper()}" for one in error.errors())
        raise click.UsageError(
            f"{names}: not a value it can have. Correct it, or unset it: README, Settings."
            if lang == "en"
            else f"{names} 的值不能用。请改正或取消设置,取值见 README 的 Settings 一节。"
        ) from None


def main() -> None:
    """Run the command and exit."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows a question mark, not a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    cli(prog_name="graphsvc")
