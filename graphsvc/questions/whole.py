"""Who answers for whom, as raw facts of a day: of every household at once, or of those below some units."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from graphsvc.model import Fact
from graphsvc.rosters.facts import EDGE_OF
from graphsvc.rules.households import PLACED, RELATIONS, placed
from graphsvc.store import Read

_PAIRS = PLACED | {"serves", "part_of", "level_of", "line_role", "paired_with"}
_WHOLE = ("at_level", "post_in", "holds")
_BESIDE = {"paired_with"}
"""What no household's answer hangs on, but what boards show."""


def whole_facts(read: Read, on: date, revision: int) -> set[Fact]:
    """All facts believed at `revision` that any household's answer on `on` hangs on."""
    row = read("placed_whole", on=on, revision=revision)[0]
    found = {placed(relation, start, end) for relation in PLACED for start, end in row[relation]}
    for relation in (RELATIONS | _BESIDE) - PLACED:
        found |= {fact_of(relation, one) for one in read(f"believed_facts_{relation}", revision=revision)}
    return found


def facts_below(read: Read, units: Collection[str], on: date, revision: int) -> set[Fact]:
    """The facts that answers on `on` hang on where one of `units` stands on the ladder, and no other unit changes.

    Only the posts of `units` are among them; where those units reach over a good part of the graph, all facts.
    """
    ids = sorted(units)
    reach = read("units_below", units=ids, on=on, revision=revision)[0]
    if reach["below"] * 4 > reach["units"] > 50:
        return whole_facts(read, on, revision)
    row = read("placed_below", units=ids, on=on, revision=revision)[0]
    found = {placed(relation, start, end) for relation in _PAIRS for start, end in row[relation]}
    for relation in _WHOLE:
        found |= {fact_of(relation, one) for one in row[relation]}
    return found


def fact_of(relation: str, row: dict[str, Any]) -> Fact:
    """The fact in a row with `start`, `end`, both days and the relation's values."""
    values = tuple((key, row[key]) for key in sorted(EDGE_OF[relation].values) if row.get(key) is not None)
    return Fact(relation, row["start"], row["end"], row["since"], row["until"], values)
