"""The layout `lines`: tiers with one branch as pairs down the middle, a column for each branch, panels tucked under."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace

from graphsvc.pictures.cards import Link, Side, head_cell, no_link, row_cells
from graphsvc.pictures.colours import GROUND, INK, MUTED, PAPER, fill
from graphsvc.pictures.columns import EDGE, WIDE, Row, Style, head_height, rows, sides
from graphsvc.pictures.heading import caption
from graphsvc.pictures.panels import Panel, panels
from graphsvc.pictures.sheet import Branch, Sheet
from graphsvc.pictures.text import FONT, bare_cell, cell, escape, fit, font, spacer, table
from graphsvc.pictures.words import tier_word, words_of

ACROSS, WIDEST = 4, 8
PAPER_SHAPE = 1.42
LONGEST = 900
BETWEEN = 5
NARROWEST = 600
SIDE_OF_PAIR, MIDDLE_OF_PAIR = 200, 84


@dataclass(slots=True)
class Column:
    """One column as it will be drawn, and what hangs under its rows."""

    rows: list[Row]
    under: list[Panel]

    @property
    def tall(self) -> int:
        """Its rows with the edges round them."""
        return sum(row.tall for row in self.rows) + 2 * EDGE if self.rows else 0

    @property
    def hanging(self) -> int:
        """What its panels take, each with a gap above."""
        return sum(panel.tall + 10 for panel in self.under)


def dot_text(sheet: Sheet, lang: str = "zh", link: Link = no_link) -> str:
    """The dot source of `sheet`."""
    words = words_of(lang)
    spine, branches = _spine(sheet.branches)
    style = Style(words, lang, link, len(sheet.sides) > 1)
    columns = [column for branch in _with_heads(branches, style) for column in branch]
    across = _across([column.tall for column in columns])
    lines = [columns[at : at + across] for at in range(0, len(columns), across)]
    if lines:
        lines[-1] += [Column([], []) for _ in range(across - len(lines[-1]))]
    left_over = _tuck(lines, panels(sheet, words, lang))
    wide = WIDE + 2 * EDGE
    ports = Ports(across, wide)
    out = [
        "digraph lines {",
        f'bgcolor=white; fontname="{FONT}"; nodesep={BETWEEN / 72:.4f}; ranksep=0.1; pad=0.16; splines=line; '
        f'ordering=out; newrank=true; tooltip="{escape(sheet.title)}";',
        f'node [fontname="{FONT}", shape=plain]; edge [arrowhead=none, penwidth=2.6, color="{_strands(sheet)}"];',
        f"title [label=<{table([bare_cell(_title(sheet, words, ports.wide), COLSPAN=ports.cells), ports.html()])}>];",
    ]
    above, port = "title", ":s" if style.two else ""
    for number, branch in enumerate(spine):
        heads = sheet.sides if number == 0 and style.two else ()
        out.append(f"s{number} [label=<{_pair(branch, heads, style)}>];")
        if number:
            out.append(f"{above}{port} -> s{number}{port} [minlen=2, weight=50];")
        above = f"s{number}"
    names: list[str] = []
    for number, columns in enumerate(lines):
        tall = max(column.tall + column.hanging for column in columns)
        above_names, names = names, [f"c{number}_{at}" for at in range(len(columns))]
        out += [f"{name} [label=<{_column(column, tall, wide)}>];" for name, column in zip(names, columns, strict=True)]
        out.append("{rank=same; " + " -> ".join(names) + " [style=invis];}")
        if above_names:
            out += [f"{a} -> {b} [style=invis, weight=100, minlen=2];" for a, b in zip(above_names, names, strict=True)]
        else:
            out += _rail(above if spine else None, names, [bool(column.rows) for column in columns], ports, port)
    if spine and not lines:
        out.append(f"title:{ports.middle} -> s0{port} [style=invis];")
    if not sheet.branches:
        out.append(f"none [label=<{table([cell(font(words['unserved'], 14, MUTED), WIDTH=ports.wide)])}>];")
        out.append(f"title:{ports.middle} -> none [style=invis];")
        above = "none"
    if left_over:
        out.append(f"foot [label=<{_foot(left_over, ports)}>];")
        ties = zip(names, ports.names, strict=True) if names else [(above, ports.middle)]
        out += [f"{name} -> foot:{port} [style=invis, weight=100, minlen=2];" for name, port in ties]
    return "\n".join([*out, "}"]) + "\n"


def _across(heights: list[int]) -> int:
    """How many columns stand in a row: few in one, more in as many as make the sheet nearest to paper's shape."""
    if len(heights) <= ACROSS:
        return max(1, len(heights))

    def off(across: int) -> float:
        rows = [heights[at : at + across] for at in range(0, len(heights), across)]
        tall = 200 + sum(max(row) + 20 for row in rows)
        return abs(math.log(across * (WIDE + 2 * EDGE + BETWEEN) / tall / PAPER_SHAPE))

    return min(range(ACROSS, min(WIDEST, len(heights)) + 1), key=off)


@dataclass(frozen=True, slots=True)
class Ports:
    """A row of thin cells as wide as the columns: what is as wide as the sheet keeps its place by them."""

    across: int
    column: int

    @property
    def names(self) -> list[str]:
        return [f"p{at}" for at in range(self.across)]

    @property
    def middle(self) -> str:
        return "m" if self.across % 2 == 0 else f"p{self.across // 2}"

    @property
    def cells(self) -> int:
        return 2 * self.across + 1

    @property
    def wide(self) -> int:
        return max(NARROWEST, self.across * self.column + (self.across - 1) * BETWEEN)

    def html(self) -> str:
        """The row."""
        columns = self.across * self.column + (self.across - 1) * BETWEEN
        pad = bare_cell("", WIDTH=(self.wide - columns) // 2, HEIGHT=1)
        cells = [bare_cell("", WIDTH=self.column, HEIGHT=1, PORT=name) for name in self.names]
        found = [cells[0]]
        for at, one in enumerate(cells[1:], start=1):
            port = "m" if self.across % 2 == 0 and at == self.across // 2 else None
            found += [bare_cell("", WIDTH=BETWEEN, HEIGHT=1, PORT=port), one]
        return pad + "".join(found) + pad


def _strands(sheet: Sheet) -> str:
    return ":".join(fill(role, 1) for role, _ in sheet.sides) or INK


def _spine(branches: tuple[Branch, ...]) -> tuple[list[Branch], list[Branch]]:
    spine: list[Branch] = []
    while len(branches) == 1:
        spine.append(branches[0])
        branches = branches[0].below
    return spine, list(branches)


def _with_heads(branches: list[Branch], style: Style) -> list[list[Column]]:
    """The columns of each branch, all heads of one height."""
    styled = replace(style, head=head_height(branches, style.two))
    return [_cut(branch, styled) for branch in branches]


def _cut(branch: Branch, style: Style) -> list[Column]:
    """A branch as one column, or as several of even length where it is too long, cut between its blocks."""
    found = rows(branch, style)
    tall = sum(row.tall for row in found)
    parts = -(-tall // LONGEST)
    columns = [Column([], [])]
    used = 0
    for row in found:
        if row.cut and len(columns) < parts and used >= tall * len(columns) / parts - row.tall:
            columns.append(Column([_again(branch, style)], []))
        columns[-1].rows.append(row)
        used += row.tall
    return columns


def _again(branch: Branch, style: Style) -> Row:
    name = style.words["continued"].format(branch.cards()[0].name)
    text = font(fit(name, 11, WIDE - 8, bold=True), 11, MUTED, bold=True)
    shown = cell(text, COLSPAN=5 if style.two else 3, WIDTH=WIDE, HEIGHT=24, BGCOLOR=PAPER[0], PORT="h")
    return Row(24, shown)


def _tuck(lines: list[list[Column]], waiting: list[Panel]) -> list[Panel]:
    """Hang each panel under the first column that leaves it room; what finds none is handed back."""
    left_over = []
    for panel in waiting:
        for columns in lines[-1:]:
            tall = max(column.tall for column in columns)
            found = next((one for one in columns if one.tall + one.hanging + panel.tall + 10 <= tall), None)
            if found is not None:
                found.under.append(panel)
                break
        else:
            left_over.append(panel)
    return left_over


def _column(column: Column, tall: int, wide: int) -> str:
    found = []
    if column.rows:
        inner = table([row.html for row in column.rows], padding=0)
        found.append(bare_cell(inner, BGCOLOR=GROUND, STYLE="ROUNDED", CELLPADDING=EDGE, WIDTH=wide))
    for panel in column.under:
        found += [bare_cell("", HEIGHT=10), bare_cell(panel.html, ALIGN="LEFT", WIDTH=wide)]
    rest = tall - column.tall - column.hanging
    return table([*found, *([bare_cell("", HEIGHT=rest, WIDTH=wide)] if rest > 0 else [])], padding=0)


def _foot(waiting: list[Panel], ports: Ports) -> str:
    each = max(1, ports.wide // (ports.column + BETWEEN))
    found = [ports.html()]
    for at in range(0, len(waiting), each):
        row = waiting[at : at + each]
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


def _title(sheet: Sheet, words: dict[str, str], wide: int) -> str:
    parts = [words["totals"].format(f"{sheet.households:,}")] if sheet.households else []
    if sheet.buildings:
        parts.insert(0, words["buildings"].format(sheet.buildings))
    asof = caption(sheet, words)
    left = font(fit(sheet.title, 22, wide * 0.4, bold=True), 22, bold=True) + font(f" {words['kind']}", 14, MUTED)
    right = font(" · ".join(parts), 12, bold=True) + font(f"   {asof}", 9, MUTED)
    cells = bare_cell(left, WIDTH=wide * 55 // 100, ALIGN="LEFT") + bare_cell(
        right, WIDTH=wide - wide * 55 // 100, ALIGN="RIGHT"
    )
    return table([cells], padding=0)


def _pair(branch: Branch, heads: tuple[tuple[str, str], ...], style: Style) -> str:
    left, right = sides(branch, style.two)
    words, link, wide = style.words, style.link, SIDE_OF_PAIR
    found = []
    if heads:
        named = [
            cell(font(fit(name, 14, wide, bold=True), 14, fill(role, 1), bold=True), COLSPAN=2) for role, name in heads
        ]
        found.append(named[0] + cell("") + named[1])
    span = max(1, len(right))
    tall = max(46, 22 * span)
    for at in range(span):
        text = ""
        if at == 0:
            text = head_cell(left, wide, tall, words, link, size=16, span=span) if style.two else ""
            text += cell(
                _where(branch, style), WIDTH=MIDDLE_OF_PAIR, HEIGHT=tall, PORT="s", ROWSPAN=span, BGCOLOR=PAPER[0]
            )
        card = right[at] if right else None
        if span == 1 or card is None:
            text += head_cell(card, wide, tall, words, link, size=16)
        else:
            text += row_cells(card, [card.name], tall // span, Side(wide // 2, wide // 2), words, link, left=False)
        found.append(text)
    return table(found, padding=2)


def _where(branch: Branch, style: Style) -> str:
    words = style.words
    found = [font(tier_word(branch.cards()[0].tier, style.lang), 8, MUTED)]
    if branch.places:
        found.append(font(fit(branch.places, 11, MIDDLE_OF_PAIR - 6, bold=True), 11, bold=True))
    if branch.households:
        found.append(font(f"{branch.households:,} {words['households']}", 8))
    return spacer(1).join(found)


def _rail(above: str | None, names: list[str], drawn: list[bool], ports: Ports, port: str) -> list[str]:
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
