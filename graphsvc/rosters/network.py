"""What is believed as a networkx graph: a node a thing, an edge a fact with both its days and its values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import networkx as nx

from graphsvc.model import Fact
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.facts import EDGE_OF, FILE_OF, THINGS

Node = tuple[str, str]
Network = nx.MultiDiGraph


def network_of(facts: Iterable[Fact], things: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Network[Node]:
    """Nodes are (label, id) and carry what is known of them; an edge's key is its fact, whose values it carries."""
    graph: Network[Node] = nx.MultiDiGraph()
    for label, found in things.items():
        for id, values in found.items():
            graph.add_node((label, id), **{key: value for key, value in values.items() if value is not None})
    for fact in facts:
        start, end = labels_of(fact.relation)
        graph.add_edge((start, fact.start), (end, fact.end), key=fact, relation=fact.relation)
    return graph


@cache
def labels_of(relation: str) -> tuple[str, str]:
    """The labels of both ends of a relation."""
    edge = EDGE_OF[relation]
    return _label(relation, edge.start), _label(relation, edge.end)


def _label(relation: str, template: str) -> str:
    for label, own, _ in THINGS.values():
        if own == template:
            return label
    if template.startswith("category:"):
        return "Matter"
    columns = re.findall(r"^{(\w+)}$", template)
    refers = next((one.refers for one in FILES[FILE_OF[relation]].columns if one.name in columns), None)
    return THINGS[refers][0] if refers else "Kind"
