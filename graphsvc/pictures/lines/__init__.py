"""The layout `lines`: tiers with one branch as pairs down the middle, a column for each branch, panels tucked under."""

from __future__ import annotations

from graphsvc.pictures.cards import Link, no_link
from graphsvc.pictures.colours import MUTED
from graphsvc.pictures.depth import Laid
from graphsvc.pictures.heading import wide_title
from graphsvc.pictures.lines.columns import APART, BETWEEN, Column, column_table, columns_across, columns_of, tuck
from graphsvc.pictures.lines.foot import foot, foot_tall
from graphsvc.pictures.lines.pairs import pair_table
from graphsvc.pictures.lines.ports import Ports
from graphsvc.pictures.lines.rail import rail, strands
from graphsvc.pictures.lines.rows import EDGE, LEAST, WIDE, Style
from graphsvc.pictures.panels import panels
from graphsvc.pictures.sheet import Sheet, spine_of
from graphsvc.pictures.text import FONT, bare_cell, cell, escape, font, table
from graphsvc.pictures.words import words_of

OVER, EACH = 60, 66
"""About how tall the title is with what parts it from the rest, and each tier with one branch."""


def lines_laid(sheet: Sheet, lang: str = "zh", link: Link = no_link) -> Laid:
    """`sheet` laid out."""
    words = words_of(lang)
    spine, branches = spine_of(sheet.branches)
    style = Style(words, lang, link, len(sheet.sides) > 1)
    columns = [column for branch in columns_of(list(branches), style) for column in branch]
    shown = panels(sheet, words, lang)
    over = OVER + EACH * len(spine)
    across = columns_across([column.tall for column in columns], over, max(panel.tall for panel in shown))
    lines = [columns[at : at + across] for at in range(0, len(columns), across)]
    if lines:
        lines[-1] += [Column([], []) for _ in range(across - len(lines[-1]))]
    left_over = tuck(lines, shown)
    wide = WIDE + 2 * EDGE
    ports = Ports(across, wide)
    top = bare_cell(wide_title(sheet, words, ports.wide), COLSPAN=ports.cells)
    out = [
        "digraph lines {",
        f'bgcolor=white; fontname="{FONT}"; nodesep={BETWEEN / 72:.4f}; ranksep=0.1; pad=0.16; splines=line; '
        f'ordering=out; newrank=true; tooltip="{escape(sheet.title)}";',
        f'node [fontname="{FONT}", shape=plain]; edge [arrowhead=none, penwidth=2.6, color="{strands(sheet)}"];',
        f"title [label=<{table([top, ports.html()])}>];",
    ]
    above, port = "title", ":s" if style.two else ""
    for number, branch in enumerate(spine):
        heads = sheet.sides if number == 0 and style.two else ()
        out.append(f"s{number} [label=<{pair_table(branch, heads, style)}>];")
        if number:
            out.append(f"{above}{port} -> s{number}{port} [minlen=2, weight=50];")
        above = f"s{number}"
    names: list[str] = []
    for number, columns in enumerate(lines):
        tall = max(column.tall + column.hanging for column in columns)
        above_names, names = names, [f"c{number}_{at}" for at in range(len(columns))]
        out += [
            f"{name} [label=<{column_table(column, tall, wide)}>];" for name, column in zip(names, columns, strict=True)
        ]
        out.append("{rank=same; " + " -> ".join(names) + " [style=invis];}")
        if above_names:
            out += [f"{a} -> {b} [style=invis, weight=100, minlen=2];" for a, b in zip(above_names, names, strict=True)]
        else:
            out += rail(above if spine else None, names, [bool(column.rows) for column in columns], ports, port)
    if spine and not lines:
        out.append(f"title:{ports.middle} -> s0{port} [style=invis];")
    if not sheet.branches:
        out.append(f"none [label=<{table([cell(font(words['unserved'], 14, MUTED), WIDTH=ports.wide)])}>];")
        out.append(f"title:{ports.middle} -> none [style=invis];")
        above = "none"
    if left_over:
        out.append(f"foot [label=<{foot(left_over, ports)}>];")
        ties = zip(names, ports.names, strict=True) if names else [(above, ports.middle)]
        out += [f"{name} -> foot:{port} [style=invis, weight=100, minlen=2];" for name, port in ties]
    own = [max(column.tall + column.hanging for column in columns) for columns in lines]
    tall = over + sum(own) + APART * len(own) + foot_tall(left_over, ports)
    return Laid("\n".join([*out, "}"]) + "\n", ports.wide + 30, tall, LEAST)
