"""A tree as a comb: its branches one under another in columns, each part indented under its head, a stripe beside it.

All of it is one table: whatever the number of branches, nothing is routed and nothing drifts.
"""

from __future__ import annotations

from graphsvc.pictures.cards import Link, Run, Side, head_cell, holder, line, mark_of, row_cells
from graphsvc.pictures.colours import INK, fill, ink, paper
from graphsvc.pictures.depth import Laid
from graphsvc.pictures.heading import opening
from graphsvc.pictures.panels import sheet_heading
from graphsvc.pictures.places import below, place_line, short
from graphsvc.pictures.sheet import Branch, Sheet, spine_of
from graphsvc.pictures.teeth import LEAF, LEAST, Part, columns_of, gap_over, tall_of
from graphsvc.pictures.text import bare_cell, cell, fit, font, table

WIDE, PLACE, BETWEEN = 264, 96, 10
NARROW, NARROW_PLACE, NARROW_FROM = 122, 62, 300
"""Where one tier has so many feet, each is told by its place and its holder alone, and a head by its name."""
STRIPE, STEP = 4, 9


def comb_laid(sheet: Sheet, words: dict[str, str], lang: str, link: Link) -> Laid:
    """A sheet of one line whose branches are many."""
    side = sheet.sides[0][1] if sheet.sides else words["kind"]
    out = opening("tree", sheet.title)
    label = sheet_heading(sheet, side, words)
    out.append(label.html)
    spine, tops = spine_of(sheet.branches)
    over = label.tall + 10 + 76 * len(spine) + STRIPE
    feet = [one for branch in tops for one in (branch.below or (branch,))]
    narrow = len(feet) > NARROW_FROM and not any(one.below or one.hidden for one in feet)
    comb = _Comb(words, lang, link, *((NARROW, NARROW_PLACE) if narrow else (WIDE, PLACE)))
    columns = columns_of(tops, over, comb.each)
    tall = max(map(tall_of, columns), default=0)
    wide = len(columns) * comb.each - BETWEEN
    role, tier = sheet.branches[0].cards()[0].role, (spine or list(tops))[-1].cards()[0].tier
    colour = fill(role, min(tier, 2))
    rows = [row for branch in spine for row in comb.top(branch, wide, colour)]
    rows.append(bare_cell("", HEIGHT=STRIPE, WIDTH=wide - comb.wide, BGCOLOR=colour) + bare_cell("", WIDTH=comb.wide))
    cells = [cell for column in columns for cell in (comb.column(column, tall, colour), bare_cell("", WIDTH=BETWEEN))]
    whole = [*(bare_cell(table([row], padding=0), ALIGN="LEFT") for row in rows),
             bare_cell(table(["".join(cells[:-1])], padding=0), ALIGN="LEFT")]  # fmt: skip
    out.append(f"all [label=<{table(whole, padding=0)}>];")
    return Laid("\n".join([*out, "}"]) + "\n", wide + 30, over + tall, LEAST)


class _Comb:
    """`wide` is what a unit takes with its place, `room` of it for the place."""

    def __init__(self, words: dict[str, str], lang: str, link: Link, wide: int, room: int) -> None:
        self.words, self.lang, self.link, self.wide, self.room = words, lang, link, wide, room

    @property
    def each(self) -> int:
        """How wide a column is, with its stripe and what parts it from the next."""
        return STRIPE + self.wide + BETWEEN

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

    def column(self, column: list[Part], tall: int, colour: str) -> str:
        """A column with its stripe, as tall as all others."""
        rows = []
        for at, part in enumerate(column):
            if gap := gap_over(part, column[at - 1] if at else None):
                rows.append(bare_cell("", HEIGHT=gap, WIDTH=self.wide))
            rows.append(bare_cell(self.part(part, self.wide)))
        own = table([bare_cell("", WIDTH=STRIPE, BGCOLOR=colour) + bare_cell(table(rows, padding=0))], padding=0)
        rest = tall - tall_of(column)
        return bare_cell(table([bare_cell(own), *([bare_cell("", HEIGHT=rest)] if rest else [])], padding=0))

    def part(self, part: Part, wide: int) -> str:
        """A unit with all below it, indented; where it goes on from before, its name once more."""
        branch, card, room = part.branch, part.branch.cards()[0], wide - self.room
        if not branch.below:
            unit = self.leaf(branch, room) if self.wide == WIDE and not part.top else self.line(branch, room, LEAF)
            place = cell(self.place(branch, self.room), WIDTH=self.room, HEIGHT=LEAF, BGCOLOR=paper(5),
                         **below(branch, self.link))  # fmt: skip
            return table([unit + place], padding=0)
        if part.again:
            text = fit(self.words["continued"].format(card.name), 9, wide - 8, bold=True)
            head = cell(font(text, 9, ink(card.tier), bold=True), WIDTH=wide, HEIGHT=part.head,
                        BGCOLOR=fill(card.role, card.tier))  # fmt: skip
        elif self.wide == NARROW:
            head = head_cell(card, wide, part.head, self.words, self.link, size=12)
        else:
            unit = (
                head_cell(card, room, part.head, self.words, self.link, size=12)
                if part.top
                else self.line(branch, room, part.head)
            )
            place = cell(self.place(branch, self.room), WIDTH=self.room, HEIGHT=part.head, BGCOLOR=paper(card.tier))
            head = bare_cell(table([unit + place], padding=0))
        parts = [bare_cell(self.part(one, wide - STEP)) for one in part.below]
        stripe = bare_cell("", WIDTH=STEP, BGCOLOR=fill(card.role, card.tier))
        return table([head, bare_cell(table([stripe + bare_cell(table(parts, padding=0))], padding=0))], padding=0)

    def line(self, branch: Branch, room: int, tall: int) -> str:
        """A unit by its name and its holder, on one line."""
        card = branch.cards()[0]
        dark = INK if card.alarm else ink(card.tier)
        who = holder(card, self.words, 9, dark=dark)
        runs = who if self.wide == NARROW and not branch.below else [Run(short(card), 10, dark, True), *who]
        text = font(" ", 8) + line(runs, room - 12)
        look = mark_of(card, self.link, self.words)
        return cell(text, WIDTH=room, HEIGHT=tall, COLSPAN=2, ALIGN="LEFT", **look)

    def leaf(self, branch: Branch, room: int) -> str:
        """A unit with nothing below: what it is called at the edge, its holder beside the place."""
        card = branch.cards()[0]
        side = Side(room * 42 // 100, room - room * 42 // 100)
        return row_cells(card, [short(card), card.level], LEAF, side, self.words, self.link, left=True)
