"""The panels that found no room under a column, side by side at the foot."""

from __future__ import annotations

from graphsvc.pictures.lines.columns import BETWEEN
from graphsvc.pictures.lines.ports import Ports
from graphsvc.pictures.panels import Panel
from graphsvc.pictures.text import bare_cell, table


def foot(waiting: list[Panel], ports: Ports) -> str:
    """The panels in rows, as many in each as there are columns over them."""
    found = [ports.html()]
    for row in _rows(waiting, ports):
        tall = max(panel.tall for panel in row)
        cells = []
        for panel in row:
            filler = [bare_cell("", HEIGHT=tall - panel.tall)] if panel.tall < tall else []
            hung = table([bare_cell(panel.html, ALIGN="LEFT"), *filler], padding=0)
            cells += [bare_cell(hung, WIDTH=ports.column), bare_cell("", WIDTH=BETWEEN)]
        rest = ports.wide - len(row) * (ports.column + BETWEEN)
        cells[-1] = bare_cell("", WIDTH=max(rest + BETWEEN, 0))
        found.append(bare_cell(table(["".join(cells)], padding=0), COLSPAN=ports.cells, ALIGN="LEFT"))
        found.append(bare_cell("", COLSPAN=ports.cells, HEIGHT=8))
    return table(found, padding=0)


def foot_tall(waiting: list[Panel], ports: Ports) -> int:
    """How tall the foot will be."""
    return sum(max(panel.tall for panel in row) + 8 for row in _rows(waiting, ports))


def _rows(waiting: list[Panel], ports: Ports) -> list[list[Panel]]:
    each = max(1, ports.wide // (ports.column + BETWEEN))
    return [waiting[at : at + each] for at in range(0, len(waiting), each)]
