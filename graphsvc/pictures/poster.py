"""The layout `poster`: an overview; each branch a tinted field with its heads at the left and a card for each foot."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.pictures.cards import ALARMS, Link, Run, holder, line, mark_of, no_link
from graphsvc.pictures.colours import ALARM, INK, MUTED, fill
from graphsvc.pictures.depth import LARGEST, Laid
from graphsvc.pictures.heading import opening
from graphsvc.pictures.hues import hue
from graphsvc.pictures.panels import sheet_heading
from graphsvc.pictures.places import below, short
from graphsvc.pictures.sheet import Branch, Card, Sheet
from graphsvc.pictures.text import bare_cell, cell, fit, font, sized, spacer, table, width
from graphsvc.pictures.words import words_of

CARD, HEADS, ACROSS, SMALL = 120, 146, 4, 8
ROOM = HEADS + 8 + ACROSS * (CARD + 6)
UNIT, TOP, LINE, BAR = 40, 21, 19, 30
NARROW, NARROW_FROM, ONE_LINE = 290, 4, 20
FRAME = "#C5CDD6"
Colours = tuple[str, str, str]


def poster_laid(sheet: Sheet, lang: str = "zh", link: Link = no_link) -> Laid:
    """A sheet as a poster."""
    words = words_of(lang)
    out = opening("poster", sheet.title, splines="ortho", nodesep=0.12, ranksep=0.2, newrank="true", ordering="out")
    label = sheet_heading(sheet, words["poster"], words)
    out.append(label.html)
    tops, above = sheet.branches, ""
    spine: list[Branch] = []
    while len(tops) == 1 and tops[0].below:
        spine.append(tops[0])
        tops = tops[0].below
    drawer = _Poster(words, link, narrow=len(tops) > NARROW_FROM and not any(branch.below for branch in tops))
    for number, branch in enumerate(spine):
        out.append(f"s{number} [label=<{drawer.top(branch)}>];")
        if above:
            out.append(f'{above} -> s{number} [color="{fill("party", 1)}", penwidth=2];')
        above = f"s{number}"
    sizes = [drawer.size(tops, many, label.tall) for many in range(1, min(len(tops), 8 if drawer.narrow else 4) + 1)]
    best = max(range(len(sizes)), key=lambda at: _free_scale(*sizes[at]), default=-1)
    across = best + 1
    if not sheet.branches:
        out.append(f"none [label=<{table([cell(font(words['unserved'], 14, MUTED), WIDTH=ROOM)])}>];")
    names = [f"f{at}" for at in range(len(tops))]
    for at in range(0, len(names), across or 1):
        row = names[at : at + across]
        tallest = max(drawer.tall(branch) for branch in tops[at : at + across])
        for up, (name, branch) in enumerate(zip(row, tops[at : at + across], strict=True)):
            out.append(f"{name} [label=<{drawer.field(branch, hue(at + up), tallest - drawer.tall(branch))}>];")
        if len(row) > 1:
            out.append(f"{{rank=same; {' -> '.join(row)} [style=invis];}}")
        for up, name in enumerate(row):
            if at:
                out.append(f"{names[at - across + up]} -> {name} [style=invis, weight=100];")
            elif above:
                out.append(f'{above} -> {name}:n [color="{hue(up)[0]}", penwidth=2];')
    wide, tall = sizes[best] if sizes else (ROOM, 100)
    return Laid("\n".join([*out, "}"]) + "\n", wide, tall + 66 * len(spine), SMALL)


def _free_scale(wide: float, tall: float) -> float:
    """As `depth.scale`, but larger than its own size too: of several that fit, the one that fills the paper best."""
    return max(min(one / wide, other / tall) for one, other in (LARGEST, LARGEST[::-1]))


def _tall_below(branch: Branch) -> int:
    found = 0
    feet = [one for one in branch.below if not one.below]
    if feet:
        found += _tall_row(None, feet)
    for one in branch.below:
        if one.below and all(not foot.below for foot in one.below):
            found += _tall_row(one, list(one.below))
        elif one.below:
            found += 13 + -(-(len(one.right) + bool(one.left)) // 4) * (UNIT + 1) + _tall_below(one)
    return found


def _tall_row(over: Branch | None, feet: list[Branch]) -> int:
    heads = (len(over.right) + bool(over.left)) * (UNIT + 1) + 1 if over else 0
    cards = 0
    for at in range(0, len(feet), ACROSS):
        most = max(len(foot.cards()) for foot in feet[at : at + ACROSS])
        cards += TOP + LINE * most + 2 + (4 if at else 0)
    return 12 + max(heads, cards)


class _Poster:
    """`narrow` fields hold no cards: a line for each unit, and how many there are below."""

    def __init__(self, words: dict[str, str], link: Link, *, narrow: bool) -> None:
        self.words, self.link, self.narrow = words, link, narrow
        self.room = NARROW if narrow else ROOM

    def size(self, fields: Sequence[Branch], across: int, over: int) -> tuple[float, float]:
        """How wide and tall so many fields in a row make it, without the tiers over them."""
        tall = sum(max(map(self.tall, fields[at : at + across])) + 15 for at in range(0, len(fields), across))
        return across * (self.room + 24) + 10, over - 10 + tall

    def tall(self, branch: Branch) -> int:
        """How tall a field is: rows are as high as the taller of their heads and their cards."""
        own = len(branch.right) + bool(branch.left)
        if self.narrow:
            return BAR + own * ONE_LINE + 8
        return BAR + 13 + -(-own // 4) * (UNIT + 1) + _tall_below(branch)

    def top(self, branch: Branch) -> str:
        """A tier with one branch: its units side by side, in their lines' colours."""
        cells = []
        for card in branch.cards()[: len(branch.right) + bool(branch.left)]:
            dark = "white" if card.tier <= 2 else INK
            name = font(*sized(card.name, (16, 13, 11), 230), dark, bold=True)
            who = line([Run(card.title, 8, dark, rank=1), *holder(card, self.words, 11, dark=dark, small=SMALL)], 230)
            cells.append(cell(name + spacer(3) + who, WIDTH=250, HEIGHT=50, **mark_of(card, self.link, self.words)))
        return table(["".join(cells)], padding=2)

    def field(self, branch: Branch, colours: Colours, rest: int) -> str:
        """One branch, whole, with `rest` points left empty at its foot."""
        dark, _, field = colours
        title = fit(self.heads_name(branch), 15, min(320, self.room / 2), bold=True)
        many = f"{branch.households:,} {self.words['households']}" if branch.households else ""
        room = self.room - 30 - width(title, 15, bold=True)
        hidden = f"{self.words['hidden_few'].format(branch.hidden)} ›" if branch.hidden else ""
        told = line([Run(branch.places, 10, "white", rank=4), Run(f"· {many}" if many else "", 10, "white", rank=3),
                     Run(hidden, 10, "white", True)], room)  # fmt: skip
        bar = f"{font(' ', 15)}{font(title, 15, 'white', bold=True)}{font('   ', 10)}{told}"
        lead = below(branch, self.link)
        rows = [bare_cell(bar, BGCOLOR=dark, HEIGHT=BAR, ALIGN="LEFT", WIDTH=self.room + 12, **lead)]
        rows += self.lines(branch, colours) if self.narrow else [
            bare_cell(self.heads(branch, colours, ROOM), CELLPADDING=6), *self.below(branch, colours)]  # fmt: skip
        filler = [bare_cell("", HEIGHT=rest)] if rest > 0 else []
        return table([*rows, *filler], padding=0, BGCOLOR=field)

    def lines(self, branch: Branch, colours: Colours) -> list[str]:
        """The units of a narrow field, a line each."""
        own = [*([branch.left] if branch.left else []), *branch.right]
        found = []
        for card in own:
            mark = mark_of(card, self.link, self.words)
            if card.state not in ALARMS:
                mark["BGCOLOR"] = colours[1]
            runs = [Run(card.name, 10, INK, True), *holder(card, self.words, 9, small=SMALL)]
            text = font(" ", 10) + line(runs, self.room - 16)
            shown = cell(text, WIDTH=self.room, HEIGHT=ONE_LINE - 2, ALIGN="LEFT", **mark)
            found.append(bare_cell(table([shown], padding=0), HEIGHT=ONE_LINE))
        return [bare_cell("", HEIGHT=4), *found]

    def heads_name(self, branch: Branch) -> str:
        """What a field is called."""
        return branch.cards()[0].name

    def below(self, branch: Branch, colours: Colours) -> list[str]:
        """The rows of a field: feet as cards beside the heads over them, what is deeper under a strip of its own."""
        rows = []
        feet = [one for one in branch.below if not one.below]
        if feet:
            rows.append(self.row(None, feet, colours))
        for one in branch.below:
            if one.below and all(not foot.below for foot in one.below):
                rows.append(self.row(one, list(one.below), colours))
            elif one.below:
                rows.append(bare_cell(self.heads(one, colours, ROOM), CELLPADDING=6))
                rows += self.below(one, colours)
        return rows

    def row(self, over: Branch | None, feet: list[Branch], colours: Colours) -> str:
        """The heads over some feet, and a card for each foot, so many across."""
        grid = []
        for at in range(0, len(feet), ACROSS):
            cells = []
            for foot in feet[at : at + ACROSS]:
                cells += [bare_cell(self.foot(foot, colours), WIDTH=CARD, BORDER=1, STYLE="ROUNDED", COLOR=FRAME,
                                    BGCOLOR="white", VALIGN="TOP"), bare_cell("", WIDTH=6)]  # fmt: skip
            cells.append(bare_cell("", WIDTH=(ACROSS - len(feet[at : at + ACROSS])) * (CARD + 6)))
            grid += ["".join(cells), bare_cell("", HEIGHT=4)]
        shown = bare_cell(table(grid[:-1], padding=0), ALIGN="LEFT")
        side = bare_cell(self.heads(over, colours, HEADS), WIDTH=HEADS) if over else bare_cell("", WIDTH=HEADS)
        return bare_cell(table([side + bare_cell("", WIDTH=8) + shown], padding=0), CELLPADDING=6, ALIGN="LEFT")

    def heads(self, branch: Branch, colours: Colours, wide: int) -> str:
        """The units of a branch itself: one under another at a row's side, side by side over a field."""
        own = [*([branch.left] if branch.left else []), *branch.right]
        if wide == HEADS:
            return table([self.unit(card, colours, wide) for card in own], spacing=1, padding=2)
        each = max(120, wide // max(1, min(len(own), 4)) - 6)
        rows = ["".join(self.unit(card, colours, each) for card in own[at : at + 4]) for at in range(0, len(own), 4)]
        return table(rows, spacing=1, padding=2)

    def unit(self, card: Card, colours: Colours, wide: int) -> str:
        """One unit on two lines."""
        name = font(*sized(card.name, (11, 10, 9), wide - 10), bold=True)
        who = line([Run(card.title, SMALL, MUTED, rank=1), *holder(card, self.words, 9, small=SMALL)], wide - 10)
        mark = mark_of(card, self.link, self.words)
        if card.state not in ALARMS:
            mark["BGCOLOR"] = colours[1]
        return cell(name + spacer(1) + who, WIDTH=wide, HEIGHT=UNIT, **mark)

    def foot(self, branch: Branch, colours: Colours) -> str:
        """A card: the place and its households, then each unit that serves it."""
        many = f"{branch.households:,} {self.words['households']}" if branch.households else ""
        if branch.hidden:
            many = self.words["hidden_few"].format(branch.hidden)
        room = CARD - 8
        top = line([Run(branch.places or short(branch.cards()[0]), 12, INK, True), Run(many, 8, MUTED, rank=3)], room)
        rows = [cell(top, WIDTH=CARD - 2, HEIGHT=TOP, BGCOLOR=colours[1])]
        for card in [*branch.right, *([branch.left] if branch.left else [])]:
            who = holder(card, self.words, 9, small=SMALL)
            named = short(card) if sum(len(run.text) for run in who) < 9 else ""
            mark = mark_of(card, self.link, self.words)
            if card.state not in ALARMS:
                mark["BGCOLOR"] = "white"
            colour = ALARM if card.alarm else MUTED
            rows.append(
                cell(line([*who, Run(named, SMALL, colour, rank=1)], room), WIDTH=CARD - 2, HEIGHT=LINE, **mark)
            )
        return table(rows, padding=0)
