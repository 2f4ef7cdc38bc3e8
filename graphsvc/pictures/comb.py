"""A tree as a comb: its branches one under another in columns, each part indented under its head, a stripe beside it.

All of it is one table: whatever the number of branches, nothing is routed and nothing drifts.
"""

from __future__ import annotations

import math

from graphsvc.pictures.cards import Link, Run, Side, head_cell, holder, line, mark_of, row_cells
from graphsvc.pictures.colours import INK, fill, ink, paper
from graphsvc.pictures.depth import Laid, scale
from graphsvc.pictures.heading import opening
from graphsvc.pictures.panels import sheet_heading
from graphsvc.pictures.paper import SMALLEST
from graphsvc.pictures.places import below, place_line, short
from graphsvc.pictures.sheet import Branch, Sheet, spine_of
from graphsvc.pictures.text import bare_cell, cell, font, table

WIDE, PLACE, BETWEEN = 264, 96, 14
HEAD, PART, LEAF, GAP = 42, 24, 20, 7
STRIPE, STEP = 4, 9
MOST, PAPER_SHAPE, LEAST = 9, 1.42, 7


def comb_laid(sheet: Sheet, words: dict[str, str], lang: str, link: Link) -> Laid:
    """A sheet of one line whose branches are many."""
    side = sheet.sides[0][1] if sheet.sides else words["kind"]
    out = opening("tree", sheet.title)
    label = sheet_heading(sheet, side, words)
    out.append(label.html)
    spine, tops = spine_of(sheet.branches)
    over = label.tall + 10 + 76 * len(spine) + STRIPE
    columns = _columns(tops, over)
    tall = max(map(_tall_of, columns), default=0)
    wide = len(columns) * (STRIPE + WIDE + BETWEEN) - BETWEEN
    comb = _Comb(words, lang, link)
    role, tier = sheet.branches[0].cards()[0].role, (spine or list(tops))[-1].cards()[0].tier
    colour = fill(role, min(tier, 2))
    rows = [row for branch in spine for row in comb.top(branch, wide, colour)]
    rows.append(bare_cell("", HEIGHT=STRIPE, WIDTH=wide - WIDE, BGCOLOR=colour) + bare_cell("", WIDTH=WIDE))
    cells = [cell for column in columns for cell in (comb.column(column, tall, colour), bare_cell("", WIDTH=BETWEEN))]
    whole = [*(bare_cell(table([row], padding=0), ALIGN="LEFT") for row in rows),
             bare_cell(table(["".join(cells[:-1])], padding=0), ALIGN="LEFT")]  # fmt: skip
    out.append(f"all [label=<{table(whole, padding=0)}>];")
    return Laid("\n".join([*out, "}"]) + "\n", wide + 30, over + tall, LEAST)


def _tall(branch: Branch, depth: int = 0) -> int:
    if not branch.below:
        return LEAF
    return (PART if depth else HEAD) + sum(_tall(one, depth + 1) for one in branch.below)


def _gap(branch: Branch, above: Branch | None) -> int:
    """What stands over a branch of a column: nothing where one foot follows another."""
    return GAP if above is None or branch.below or above.below else 0


def _tall_of(column: list[Branch]) -> int:
    return sum(_tall(one) + _gap(one, above) for above, one in zip([None, *column], column, strict=False))


def _columns(tops: tuple[Branch, ...], over: int) -> list[list[Branch]]:
    """The branches in so many columns that the largest paper shows them large, and of its shape."""

    def fits(columns: list[list[Branch]]) -> tuple[float, float]:
        wide, tall = len(columns) * (STRIPE + WIDE + BETWEEN), over + max(map(_tall_of, columns))
        return min(scale(wide, tall), SMALLEST / LEAST), -abs(math.log(wide / tall / PAPER_SHAPE))

    heights = [_tall(one) for one in tops]
    return max((_split(tops, heights, across) for across in range(1, min(MOST, len(tops)) + 1)), key=fits, default=[])


def _split(tops: tuple[Branch, ...], heights: list[int], across: int) -> list[list[Branch]]:
    """The branches in at most so many columns, in order, the tallest as short as may be."""
    low, high = max(heights), sum(heights) + GAP * len(tops)
    best = [list(tops)]
    while low <= high:
        limit = (low + high) // 2
        found = _filled(tops, heights, limit)
        if len(found) <= across:
            best, high = found, limit - 1
        else:
            low = limit + 1
    return best


def _filled(tops: tuple[Branch, ...], heights: list[int], limit: int) -> list[list[Branch]]:
    columns: list[list[Branch]] = [[]]
    used = 0
    for branch, tall in zip(tops, heights, strict=True):
        more = tall + _gap(branch, columns[-1][-1] if columns[-1] else None)
        if columns[-1] and used + more > limit:
            columns.append([])
            used, more = 0, tall + GAP
        columns[-1].append(branch)
        used += more
    return columns


class _Comb:
    def __init__(self, words: dict[str, str], lang: str, link: Link) -> None:
        self.words, self.lang, self.link = words, lang, link

    def top(self, branch: Branch, wide: int, colour: str) -> list[str]:
        """A tier that is one branch, in the middle, and the stem under it."""
        card, own, stem = branch.cards()[0], 240, 3
        unit = head_cell(card, own, 44, self.words, self.link, size=14)
        place = cell(self.place(branch, own), COLSPAN=2, WIDTH=own, HEIGHT=18, BGCOLOR=paper(card.tier))
        side = (wide - own) // 2
        rest = wide - own - side
        shown = bare_cell("", WIDTH=side) + bare_cell(table([unit, place], padding=0)) + bare_cell("", WIDTH=rest)
        left = (wide - stem) // 2
        drop = bare_cell("", WIDTH=left, HEIGHT=12) + bare_cell("", WIDTH=stem, BGCOLOR=colour)
        return [shown, drop + bare_cell("", WIDTH=wide - stem - left)]

    def place(self, branch: Branch, wide: int) -> str:
        return place_line(branch, wide, self.words, self.lang)

    def column(self, column: list[Branch], tall: int, colour: str) -> str:
        """A column with its stripe, as tall as all others."""
        rows = []
        for at, branch in enumerate(column):
            if gap := _gap(branch, column[at - 1] if at else None):
                rows.append(bare_cell("", HEIGHT=gap, WIDTH=WIDE))
            rows.append(bare_cell(self.branch(branch, WIDE, 0)))
        own = table([bare_cell("", WIDTH=STRIPE, BGCOLOR=colour) + bare_cell(table(rows, padding=0))], padding=0)
        rest = tall - _tall_of(column)
        return bare_cell(table([bare_cell(own), *([bare_cell("", HEIGHT=rest)] if rest else [])], padding=0))

    def branch(self, branch: Branch, wide: int, depth: int) -> str:
        """A unit with all below it, indented."""
        card, room = branch.cards()[0], wide - PLACE
        if not branch.below:
            unit = self.leaf(branch, room) if depth else self.line(branch, room, LEAF)
            place = cell(self.place(branch, PLACE), WIDTH=PLACE, HEIGHT=LEAF, BGCOLOR=paper(5),
                         **below(branch, self.link))  # fmt: skip
            return table([unit + place], padding=0)
        tall = PART if depth else HEAD
        unit = self.line(branch, room, tall) if depth else head_cell(card, room, tall, self.words, self.link, size=12)
        place = cell(self.place(branch, PLACE), WIDTH=PLACE, HEIGHT=tall, BGCOLOR=paper(card.tier))
        parts = [bare_cell(self.branch(one, wide - STEP, depth + 1)) for one in branch.below]
        stripe = bare_cell("", WIDTH=STEP, BGCOLOR=fill(card.role, card.tier))
        under = bare_cell(table([stripe + bare_cell(table(parts, padding=0))], padding=0))
        return table([bare_cell(table([unit + place], padding=0)), under], padding=0)

    def line(self, branch: Branch, room: int, tall: int) -> str:
        """A unit by its name and its holder, on one line."""
        card = branch.cards()[0]
        dark = INK if card.alarm else ink(card.tier)
        runs = [Run(short(card), 10, dark, True), *holder(card, self.words, 9, dark=dark)]
        text = font(" ", 8) + line(runs, room - 12)
        look = mark_of(card, self.link, self.words)
        return cell(text, WIDTH=room, HEIGHT=tall, COLSPAN=2, ALIGN="LEFT", **look)

    def leaf(self, branch: Branch, room: int) -> str:
        """A unit with nothing below: what it is called at the edge, its holder beside the place."""
        card = branch.cards()[0]
        side = Side(room * 42 // 100, room - room * 42 // 100)
        return row_cells(card, [short(card), card.level], LEAF, side, self.words, self.link, left=True)
