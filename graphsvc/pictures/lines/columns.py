"""A row of columns: a branch cut where it is too long, how many stand side by side, and what hangs under them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from graphsvc.pictures.colours import GROUND, MUTED, PAPER
from graphsvc.pictures.depth import scale
from graphsvc.pictures.lines.rows import EDGE, LEAST, WIDE, Row, Style, head_height, rows
from graphsvc.pictures.panels import Panel
from graphsvc.pictures.paper import SMALLEST
from graphsvc.pictures.sheet import Branch
from graphsvc.pictures.text import bare_cell, cell, fit, font, table

ACROSS, WIDEST = 4, 8
PAPER_SHAPE = 1.42
LONGEST = 900
BETWEEN, APART = 5, 20
ENOUGH = SMALLEST / LEAST


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


def columns_across(heights: list[int], over: int, panels: int) -> int:
    """How many columns stand in a row: few in one, more in as many as the largest paper shows large enough.

    Of those the nearest to paper's shape. `over` is how tall the tiers over the columns are, and `panels` how tall the
    panels, which stand in the last row where it has a column to spare.
    """
    if len(heights) <= ACROSS:
        return max(1, len(heights))

    def fits(across: int) -> tuple[float, float]:
        rows = [heights[at : at + across] for at in range(0, len(heights), across)]
        tall = over + sum(max(row) + APART for row in rows) + (panels if len(rows[-1]) == across else 0)
        wide = across * (WIDE + 2 * EDGE + BETWEEN)
        return min(scale(wide, tall), ENOUGH), -abs(math.log(wide / tall / PAPER_SHAPE))

    return max(range(ACROSS, min(WIDEST, len(heights)) + 1), key=fits)


def columns_of(branches: list[Branch], style: Style) -> list[list[Column]]:
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


def tuck(lines: list[list[Column]], waiting: list[Panel]) -> list[Panel]:
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


def column_table(column: Column, tall: int, wide: int) -> str:
    """A column as one table, `tall` whatever it holds."""
    found = []
    if column.rows:
        inner = table([row.html for row in column.rows], padding=0)
        found.append(bare_cell(inner, BGCOLOR=GROUND, STYLE="ROUNDED", CELLPADDING=EDGE, WIDTH=wide))
    for panel in column.under:
        found += [bare_cell("", HEIGHT=10), bare_cell(panel.html, ALIGN="LEFT", WIDTH=wide)]
    rest = tall - column.tall - column.hanging
    return table([*found, *([bare_cell("", HEIGHT=rest, WIDTH=wide)] if rest > 0 else [])], padding=0)
