"""Chains of places and units: upward, along one line, without a circle, not too deep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphsvc.rosters.finding import Findings

if TYPE_CHECKING:
    import networkx as nx

DEEPEST = 32


def check_chains(found: Findings) -> None:
    """Circles and depth of `within` and `part_of`; `part_of` stays on its line and goes up."""
    _walk(found, "places", "within")
    _walk(found, "units", "part_of")
    units = found.rows["units"]
    for key, row in units.items():
        above = units.get((row["part_of"],)) if row["part_of"] else None
        if above is None or found.over("units", key):
            continue
        if above["line"] != row["line"]:
            zh, en = "上级组织不在同一体系", "is part of a unit of another line"
            found.add("units", key, "part_of", "other_line", zh, en)
        elif int(str(above["tier"])) >= int(str(row["tier"])):
            found.add(
                "units", key, "part_of", "not_upward", "上级组织的级不比它高", "is part of a unit that is not above it"
            )


def _walk(found: Findings, file: str, column: str) -> None:
    import networkx as nx  # a service that answers has changes at hand, and need not wait for what checks them

    rows = found.rows[file]
    graph: nx.DiGraph[str] = nx.DiGraph()
    for key, row in rows.items():
        if row[column] is not None and not found.over(file, key):
            # From above to below, so that one walk downward tells every depth.
            graph.add_edge(str(row[column]), str(key[0]))
    circled = {node for part in nx.strongly_connected_components(graph) if len(part) > 1 for node in part}
    circled |= set(nx.nodes_with_selfloops(graph))
    for node in sorted(circled):
        if (node,) in rows:
            found.add(file, (node,), column, "cycle", "上级绕成了一个圈", "lies in a circle")
    graph.remove_nodes_from(circled)
    depth: dict[str, int] = {}
    for node in nx.topological_sort(graph):
        depth[node] = max((depth[above] + 1 for above in graph.predecessors(node)), default=0)
        if depth[node] > DEEPEST and (node,) in rows:
            found.add(
                file, (node,), column, "too_deep", f"上级链超过{DEEPEST}层", f"the chain is deeper than {DEEPEST}"
            )
