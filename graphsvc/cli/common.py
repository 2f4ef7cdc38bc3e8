"""What all subcommands share: the store they open, the language, the options of a day, and how an answer is shown."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click
import orjson

from graphsvc.model import LAST_REVISION
from graphsvc.settings import Settings
from graphsvc.store import Store, open_store
from graphsvc.web.fields import read_day, read_instant


@dataclass(frozen=True)
class Context:
    """Handed to every subcommand."""

    settings: Settings
    lang: str

    def open(self, *, at_once: bool = True) -> Store:
        """Open the graph the settings name; not `at_once`, a server may be away yet."""
        named = self.settings
        return open_store(named.store, user=named.neo4j_user, password=named.neo4j_password, at_once=at_once)


def system_language() -> str:
    """`en` where the locale says English, else `zh`."""
    name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "en" if name.lower().startswith("en") else "zh"


class _Day(click.ParamType):  # type: ignore[type-arg]  # generic in click's later types alone
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else read_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class _Instant(click.ParamType):  # type: ignore[type-arg]  # the same
    name = "datetime"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return value if isinstance(value, datetime) else read_instant(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


DAY = _Day()
INSTANT = _Instant()
on_option = click.option("--on", type=DAY, help="the day asked about, YYYY-MM-DD; default today in Shanghai")
revision_option = click.option("--revision", type=click.IntRange(0, LAST_REVISION), help="as the graph was known then")


def _as_json(ctx: click.Context, _: click.Parameter, wanted: bool) -> bool:
    ctx.meta[AS_JSON] = wanted
    return wanted


AS_JSON = "graphsvc.as_json"
"""Where it is kept that programs read what is said: a refusal, too, is then told to them."""
json_option = click.option("--json", "as_json", is_flag=True, help="what HTTP answers", callback=_as_json)


def say(answer: Any, as_json: bool, lang: str, show: Callable[[dict[str, Any], str], None]) -> None:
    """An answer as JSON, or as `show` writes it for people."""
    data = answer.as_json(lang)
    if as_json:
        click.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
    else:
        show(data, lang)
