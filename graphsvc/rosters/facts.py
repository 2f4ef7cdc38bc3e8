"""Rows into facts and back: one table says which columns make a node, which an edge, which stand on the edge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.model import Fact, Scalar, Thing

Row = dict[str, Scalar | None]
Slot = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """How a row's columns make one edge: templates of both ends, and value key -> column."""

    relation: str
    start: str
    end: str
    values: Mapping[str, str]


def _e(relation: str, start: str, end: str, *columns: str, **renamed: str) -> Edge:
    return Edge(relation, start, end, {**{column: column for column in columns}, **renamed})


_LIMITS = ("limit", "limit_unit", "source")
_STEP = "{matter}/{step}/{role}/{handler}"
_EXIT = "{matter}/{when}/{body}"
_CARVEOUT = "{matter}/{place}/{since}/{step}/{role}/{handler}"

# The first edge of a file is the one whose dates are the row's own life.
EDGES: dict[str, tuple[Edge, ...]] = {
    "lines": (_e("line_role", "{line}", "line:{role}"),),
    "levels": (_e("level_of", "{line}/{tier}", "{line}"),),
    "places": (_e("place_kind", "{place}", "place:{kind}"), _e("located_in", "{place}", "{within}")),
    "units": (_e("at_level", "{unit}", "{line}/{tier}"), _e("part_of", "{unit}", "{part_of}")),
    "serves": (_e("serves", "{unit}", "{place}"),),
    "pairs": (_e("paired_with", "{unit}", "{paired_with}"),),
    "posts": (_e("post_in", "{post}", "{unit}", "title", "rank", "single", "order"),),
    "people": (
        _e("person_kind", "{person}", "person", "party_member"),
        _e("member_of", "{person}", "{household}"),
        _e("former_cadre_of", "{person}", "{former_cadre_of}"),
        _e("party_at", "{person}", "{party_unit}"),
    ),
    "tenures": (_e("holds", "{person}", "{post}", "basis", "planned_end", "approved_by", "publish"),),
    "households": (
        _e("lives_in", "{household}", "{place}", "size"),
        _e("came_from", "{household}", "{origin}"),
        _e("heads", "{head}", "{household}"),
    ),
    "kin": (_e("kin_of", "{person}", "{relative}", kin="relation"),),
    "bodies": (_e("body_kind", "{body}", "body:{kind}"), _e("covers", "{body}", "{covers}")),
    "matters": (_e("in_category", "{matter}", "category:{category}", "kind", "home"),),
    "steps": (_e("step_of", _STEP, "{matter}", *_LIMITS),),
    "exits": (_e("exit_of", _EXIT, "{matter}", *_LIMITS),),
    "carveouts": (_e("stands_at", _CARVEOUT, "{place}", *_LIMITS), _e("carved_from", _CARVEOUT, "{matter}")),
}

# Label, template of the id, and the columns kept on the node without revisions.
THINGS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "lines": ("Line", "{line}", ("name", "name_en")),
    "levels": ("Level", "{line}/{tier}", ("line", "tier", "name", "name_en", "head_title")),
    "places": ("Place", "{place}", ("name", "code", "boundary")),
    "units": ("Unit", "{unit}", ("name", "name_en", "phone", "supervision")),
    "posts": ("Post", "{post}", ()),
    "people": ("Person", "{person}", ("name", "phone", "birth_year")),
    "households": ("Household", "{household}", ()),
    "bodies": ("Body", "{body}", ("name", "phone")),
    "matters": ("Matter", "{matter}", ("name", "name_en", "source")),
    "steps": ("Step", _STEP, ("matter", "step", "role", "handler")),
    "exits": ("Exit", _EXIT, ("matter", "when", "body")),
    "carveouts": ("Carveout", _CARVEOUT, ("matter", "place", "step", "role", "handler")),
}

DATED = frozenset({"serves", "pairs", "tenures", "households", "carveouts"})
OWN_DATES = frozenset({"units", "posts"})
FILE_OF = {edge.relation: file for file, edges in EDGES.items() for edge in edges}
EDGE_OF = {edge.relation: edge for edges in EDGES.values() for edge in edges}
DEFAULTS: dict[str, Row] = {"posts": {"single": True}, "matters": {"home": "here"}}

_WITH_BOTH_ENDS = frozenset({"serves", "paired_with", "holds", "lives_in"})


def slot_of(relation: str, start: str, end: str, since: object) -> Slot:
    """What makes two facts of a relation versions of one: its row's key, as far as the relation shows it."""
    if relation in _WITH_BOTH_ENDS:
        return relation, start, end, since
    if relation in ("came_from", "heads"):
        return relation, start if relation == "came_from" else end, since
    return (relation, start, end) if relation == "kin_of" else (relation, start)


def fill(template: str, row: Row) -> str | None:
    """The id a template makes of a row; None where a column it needs is empty."""
    names = re.findall(r"{(\w+)}", template)
    if any(row.get(name) is None for name in names):
        return None
    return template.format_map(row)


def edge_of(edge: Edge, row: Row) -> tuple[str, str, tuple[tuple[str, Scalar], ...]] | None:
    """Start, end and values of the edge a row makes; None where it makes none."""
    start, end = fill(edge.start, row), fill(edge.end, row)
    if start is None or end is None:
        return None
    held = ((key, row.get(column)) for key, column in sorted(edge.values.items()))
    return start, end, tuple((key, value) for key, value in held if value is not None)


def thing_of(file: str, row: Row) -> Thing | None:
    """The node a row makes, with what is known of it."""
    if file not in THINGS:
        return None
    label, template, columns = THINGS[file]
    values = {column: value for column in columns if (value := row.get(column)) is not None}
    return Thing(label, template.format_map(row), values)


def columns_of(edge: Edge, fact: Fact) -> Row:
    """The columns a fact fills: the inverse of `edge_of`, but for what its node tells."""
    row: Row = {}
    for template, text in ((edge.start, fact.start), (edge.end, fact.end)):
        match = re.fullmatch(r"([a-z:]*){(\w+)}", template)
        if match:
            row[match[2]] = text.removeprefix(match[1])
        elif template == "{line}/{tier}":
            line, _, tier = text.rpartition("/")
            row |= {"line": line, "tier": int(tier)}
    held = dict(fact.values)
    return row | {column: held.get(key) for key, column in edge.values.items()}
