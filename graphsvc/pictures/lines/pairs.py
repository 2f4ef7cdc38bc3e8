"""A tier with one branch: its units as a pair, the place between them."""

from __future__ import annotations

from graphsvc.pictures.cards import Side, head_cell, row_cells
from graphsvc.pictures.colours import MUTED, PAPER, fill
from graphsvc.pictures.lines.rows import Style, sides
from graphsvc.pictures.sheet import Branch
from graphsvc.pictures.text import cell, fit, font, spacer, table
from graphsvc.pictures.words import tier_word

SIDE_OF_PAIR, MIDDLE_OF_PAIR = 200, 84


def pair_table(branch: Branch, heads: tuple[tuple[str, str], ...], style: Style) -> str:
    """The pair; under `heads`, the (role, name) of the lines, where they are told."""
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
