"""A script of Cypher statements that builds what is believed in an empty database of either engine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from graphsvc.model import Thing
from graphsvc.rosters.believed import believed_of, rows_of
from graphsvc.rosters.following import households_of
from graphsvc.rosters.formats.read import Read
from graphsvc.rosters.importing import tell_change, write_plan
from graphsvc.rosters.planning import Plan
from graphsvc.rosters.searchkeys import keys_of_people, keys_of_places
from graphsvc.store.files import queries, query

_CHUNK = 1000
_ESCAPED = {
    "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x1e": "\\u001E", "\x1f": "\\u001F",
}  # fmt: skip
_FIRST = 1
_EACH = "UNWIND $rows AS row"
# No text of a roster holds these: cells with control characters are refused.
_CELL, _ROW = "\x1f", "\x1e"
_READ = {str: "{}", bool: "{} = 'true'", int: "toInteger({})", date: "date({})"}


def cypher(read: Read) -> str:
    """The statements, each ended by `;` and a line's end, which no value holds.

    They are the product's own queries with their rows written out. What is believed comes in as revision 1, told
    by one Change: what was believed earlier stays behind. In a database that has a change the first row fails.
    Run each statement in a transaction of its own: the embedded engine writes an auto-committed one row by row.
    """
    believed = read.believed
    plan = Plan(read.on, record=believed.facts(), first=True)
    plan.things = [
        Thing(label, id, {key: value for key, value in values.items() if value is not None})
        for label, found in believed.things.items()
        for id, values in found.items()
    ]
    plan.households = households_of(believed_of((), ()), plan)
    rows = rows_of(believed, read.on, ended=True)
    script = Script()
    for name, found in queries().items():
        if found.room == "schema":
            script.run(name)
    script.run("begin_graph")
    tell_change(script, plan, "export")
    script.run("take_revision")
    keys = {"Place": keys_of_places(rows["places"]), "Person": keys_of_people(rows["people"])}
    write_plan(script, plan, believed.recorded, keys, chunk=_CHUNK)
    script.run("publish", revision=_FIRST)
    return "".join(f"{statement};\n" for statement in script.statements)


class Script:
    """Takes a change's statements down instead of running them."""

    revision = _FIRST

    def __init__(self) -> None:
        self.statements: list[str] = []

    def run(self, name: str, /, **params: Any) -> list[dict[str, Any]]:
        """Take the statement down, with its parameters in their places."""
        text = query(name).text
        if params.keys() == {"rows"} and text.startswith(_EACH):
            self.statements += [f"{head}{text.removeprefix(_EACH)}" for head in rows_written(params["rows"])]
        else:
            # In one pass, so that a value which looks like a parameter stays what it is.
            self.statements.append(re.sub(r"\$(\w+)", lambda found: literal(params[found[1]]), text))
        return []


def rows_written(rows: Iterable[dict[str, Any]]) -> list[str]:
    """What puts `row` before a statement, once for all rows that have the same values known.

    The cells stand in one text that the engine splits: a list of thousands of maps takes either engine minutes to read.
    """
    alike: dict[tuple[tuple[str, type], ...], list[str]] = {}
    for row in rows:
        cells = {**row, **{f"values.{key}": value for key, value in row.get("values", {}).items()}}
        known = {key: value for key, value in cells.items() if key != "values" and value is not None}
        shape = tuple((key, type(value)) for key, value in sorted(known.items()))
        alike.setdefault(shape, []).append(_CELL.join(_text(known[key]) for key, _ in shape))
    return [_unpacked(shape, lines) for shape, lines in alike.items()]


def _unpacked(shape: tuple[tuple[str, type], ...], lines: list[str]) -> str:
    own: list[str] = []
    values: list[str] = []
    for at, (key, kind) in enumerate(shape):
        into = values if key.startswith("values.") else own
        into.append(f"`{key.removeprefix('values.')}`: {_READ[kind].format(f'c[{at}]')}")
    row = ", ".join([*own, f"values: {{{', '.join(values)}}}"])
    packed = (
        f"UNWIND split({literal(_ROW.join(lines))}, {literal(_ROW)}) AS line WITH split(line, {literal(_CELL)}) AS c"
    )
    return f"{packed} WITH {{{row}}} AS row"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def literal(value: Any) -> str:
    """A value as Cypher writes it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case datetime():
            return f"localdatetime('{value.isoformat()}')"
        case date():
            return f"date('{value.isoformat()}')"
        case str():
            return f"'{_escaped(value)}'"
        case dict():
            return "{" + ", ".join(f"`{key}`: {literal(one)}" for key, one in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(literal(one) for one in value) + "]"
    return str(value)


def _escaped(text: str) -> str:
    for plain, escaped in _ESCAPED.items():
        text = text.replace(plain, escaped)
    return text
