"""Reorganising by the command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
import orjson
from pydantic import ValidationError

from graphsvc.changes.reorganise import Reorganising
from graphsvc.changes.reorganise import reorganise as make
from graphsvc.cli import show
from graphsvc.cli.changing import changing, preview_option, unmoved_option, whoever
from graphsvc.cli.common import DAY, Context, json_option, say
from graphsvc.errors import GraphsvcError
from graphsvc.rosters.faults import BundleRefused
from graphsvc.rosters.reading import read_bundle
from graphsvc.web.api.reorganising import OfReorganising
from graphsvc.web.moments import day_of
from graphsvc.web.parameters import first_fault


@click.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--since", type=DAY, help="the day from which it counts, YYYY-MM-DD")
@click.option("--reason", help="why; kept with the change")
@click.option("--unserved", multiple=True, metavar="PLACE", help="a place left without a management unit on purpose")
@preview_option
@unmoved_option
@json_option
@click.pass_obj
def reorganise(
    ctx: Context,
    file: Path,
    since: date | None,
    reason: str | None,
    unserved: tuple[str, ...],
    preview: bool,
    revision: int | None,
    as_json: bool,
) -> None:
    """Make the rows of FILE stand: units, what they serve, pairs and posts, from a day on.

    FILE is a workbook (.xlsx) or a folder of .csv as for an import, or what HTTP takes (.json). Columns left out stay
    as they are.
    """
    said: dict[str, Any] = {"since": since.isoformat() if since else None, "reason": reason, "unserved": unserved}
    with changing(ctx) as store:
        asked = _asked(_read(file) | {key: value for key, value in said.items() if value})
        made = make(store, asked, by=whoever(), today=day_of(None), preview=preview, unmoved_since=revision)
    say(made, as_json, ctx.lang, show.change)


def _read(file: Path) -> dict[str, Any]:
    """What a request would bring, as far as the file says it."""
    if file.suffix.lower() == ".json":
        return _object(file.read_bytes())
    sheets = read_bundle(file, partial=True)
    if sheets.faults:
        raise BundleRefused(sheets.faults)
    return {"rows": {name: _cells(rows) for name, rows in sheets.rows.items()}}


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(raw)
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise GraphsvcError("bad_json", "文件里应为一个 JSON 对象。", "The file must hold one JSON object.")
    return found


def _cells(rows: Sequence[tuple[int, dict[str, str]]]) -> list[dict[str, str]]:
    return [cells for _, cells in rows]


def _asked(body: dict[str, Any]) -> Reorganising:
    try:
        read = OfReorganising.model_validate(body)
    except ValidationError as error:
        raise first_fault(error) from error
    return Reorganising(read.rows, read.since, read.reason, frozenset(read.unserved))


COMMANDS = (reorganise,)
