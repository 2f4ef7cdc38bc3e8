"""The command `graphsvc`: answers to stdout, diagnostics to stderr; exit 0 done, 1 refused, 2 wrong use."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import orjson
from pydantic import ValidationError

from graphsvc import __version__
from graphsvc.cli.common import AS_JSON, Context, system_language
from graphsvc.errors import BadSetting, GraphsvcError, Stale
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
            _tell(ctx, error)
            ctx.exit(2 if isinstance(error, BadSetting) else 1)
        except OSError as error:
            if not error.filename:
                raise
            _tell(ctx, _bad_file(error))
            ctx.exit(1)


def _tell(ctx: click.Context, error: GraphsvcError) -> None:
    """A refusal on standard error: in words, or as HTTP tells it where programs read."""
    lang = ctx.obj.lang if isinstance(ctx.obj, Context) else ctx.params.get("lang") or system_language()
    if ctx.meta.get(AS_JSON):
        from graphsvc.web.problems import told

        click.echo(orjson.dumps(told(error, lang), option=orjson.OPT_INDENT_2).decode(), err=True)
        return
    click.echo(error.text(lang), err=True)
    for fault in getattr(error, "faults", ()):
        click.echo(f"  {fault.line(lang)}", err=True)
    if isinstance(error, Stale):
        from graphsvc.cli.changing import between

        for line in between(error, lang):
            click.echo(f"  {line}", err=True)


def _bad_file(error: OSError) -> GraphsvcError:
    name, said = Path(os.fsdecode(error.filename)).name, error.strerror
    return GraphsvcError(
        "bad_file",
        f"“{name}”读不了或写不了({said})。请核对文件夹是否存在、有没有权限。",
        f'"{name}" can\'t be read or written ({said}). Check that its folder is there and that you may.',
    )


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
