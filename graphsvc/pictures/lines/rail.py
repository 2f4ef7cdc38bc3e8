"""The rail: the strands of the lines from the last pair to the columns."""

from __future__ import annotations

import itertools

from graphsvc.pictures.colours import INK, fill
from graphsvc.pictures.lines.ports import Ports
from graphsvc.pictures.sheet import Sheet


def strands(sheet: Sheet) -> str:
    """The colours of the strands, as dot takes them."""
    return ":".join(fill(role, 1) for role, _ in sheet.sides) or INK


def rail(above: str | None, names: list[str], drawn: list[bool], ports: Ports, port: str) -> list[str]:
    """The two strands from the last pair to each column; a ring stands where they part."""
    ring = '[label="", shape=circle, fixedsize=true, width=0.1, height=0.1, style=filled, fillcolor=white, '
    ring += f'penwidth=1.2, color="{INK}"]'
    quiet = '[label="", shape=point, style=invis, width=0.01]'
    rings = [f"r{at}" for at in range(len(names))]
    last = max(at for at, there in enumerate(drawn) if there)
    marks = dict(zip(rings, (ring if there and above else quiet for there in drawn), strict=True))
    order = list(rings)
    under = rings[len(rings) // 2]
    if above and len(rings) % 2 == 0:
        under = "rc"
        marks["rc"] = ring if last >= len(rings) // 2 else quiet
        order.insert(len(rings) // 2, "rc")
    out = ["{rank=same; " + " ".join(f"{name} {marks[name]};" for name in order) + "}"]
    reach = max(order.index(rings[last]), order.index(under)) if above else -1
    for at, (one, other) in enumerate(itertools.pairwise(order)):
        out.append(f"{one} -> {other}{'' if above and at < reach else ' [style=invis]'};")
    for one, name, there in zip(rings, names, drawn, strict=True):
        out.append(
            f"{one} -> {name}{':h:n' if port else ':n'} [weight=100, minlen=2];"
            if there and above
            else f"{one} -> {name} [style=invis, weight=100];"
        )
    # Out edges keep their order from left to right. Those of inner columns would have to go round the spine.
    ties = [f"title:{port} -> {one} [style=invis, weight=100];" for port, one in zip(ports.names, rings, strict=True)]
    if above:
        outer = ties if ports.across > 2 else []
        out += [*outer[:1], f"title:{ports.middle} -> s0{port} [style=invis, weight=100];", *outer[-1:]]
        out.append(f"{above}{port} -> {under} [weight=50];")
    return out if above else out + ties
