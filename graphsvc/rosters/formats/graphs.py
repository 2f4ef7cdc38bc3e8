"""The whole graph for programs that draw and measure graphs: GraphML and GEXF."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import networkx as nx

from graphsvc.model import ALWAYS, FOREVER, Scalar
from graphsvc.rosters.formats.read import Read
from graphsvc.rosters.network import Network, network_of

_NO_DAY = (ALWAYS, FOREVER)


def graphml(read: Read) -> str:
    """Every thing and every fact believed, as GraphML."""
    out = BytesIO()
    nx.write_graphml(_plain(read), out, encoding="utf-8")
    return out.getvalue().decode("utf-8")


def gexf(read: Read) -> str:
    """The same as GEXF 1.2."""
    out = BytesIO()
    nx.write_gexf(_plain(read), out, encoding="utf-8", version="1.2draft")
    return out.getvalue().decode("utf-8")


def _plain(read: Read) -> Network[str]:
    """The network with names for nodes and text for days; what is not known, and an open end, is left out."""
    believed = read.believed
    found = network_of(sorted(believed.facts(), key=lambda fact: repr(fact)), believed.things)
    graph: Network[str] = nx.MultiDiGraph()
    for (label, id), values in found.nodes(data=True):
        graph.add_node(
            f"{label}:{id}", kind=label, thing=id, **{f"its_{key}": _cell(one) for key, one in values.items()}
        )
    for number, (start, end, fact) in enumerate(found.edges(keys=True)):
        told: dict[str, Any] = {
            key: day.isoformat() for key, day in (("since", fact.since), ("until", fact.until)) if day not in _NO_DAY
        }
        told |= {"relation": fact.relation} | {f"its_{key}": _cell(one) for key, one in fact.values}
        ends = (f"{start[0]}:{start[1]}", f"{end[0]}:{end[1]}")
        graph.add_edge(*ends, number, **told)
    return graph


def _cell(value: Scalar | None) -> str | int | bool:
    # Neither format knows a day or a missing value.
    if isinstance(value, date):
        return value.isoformat()
    assert value is not None
    return value
