"""A branch as a column: its head, a block for each part of it, a row for each foot, places down the middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graphsvc.pictures.cards import Link, Side, head_cell, row_cells
from graphsvc.pictures.colours import INK, MUTED, paper
from graphsvc.pictures.places import below, place_line, short
from graphsvc.pictures.sheet import Branch, Card
from graphsvc.pictures.text import bare_cell, cell, font, sized, spacer, width
from graphsvc.pictures.words import tier_word

GAP, EDGE = 7, 5
LEAF, CUT, BLOCK, HEAD = 20, 30, 42, 66
WIDE = 278
LEAST = 7
"""The size of the smallest text of a sheet."""


@dataclass(frozen=True, slots=True)
class Row:
    """One TR: how tall, and whether a column may be cut before it."""

    tall: int
    html: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """What all rows of a sheet share. `two` where both sides are drawn, `head` the height of the columns' heads."""

    words: dict[str, str]
    lang: str
    link: Link
    two: bool
    head: int = HEAD

    @property
    def side(self) -> Side:
        """The widths on each side; one side alone takes the other's room too."""
        return Side(50, 58) if self.two else Side(82, 112)

    @property
    def middle(self) -> int:
        """The width of the place."""
        return WIDE - self.side.wide * (2 if self.two else 1)


def sides(branch: Branch, two: bool) -> tuple[Card | None, tuple[Card, ...]]:
    """The cards left and right; on a sheet of one line all stand right of the place."""
    if two:
        return branch.left, branch.right
    return None, tuple(branch.cards()[: 1 if branch.left else 0]) + branch.right


def head_height(branches: Sequence[Branch], two: bool) -> int:
    """One height for the heads of all columns in a row."""
    return max([HEAD, *(22 * len(sides(branch, two)[1]) for branch in branches)])


def rows(branch: Branch, style: Style, depth: int = 0) -> list[Row]:
    """The rows of a branch and all below it."""
    left, right = sides(branch, style.two)
    span = max(1, len(right))
    leaf = not branch.below and depth > 0
    tall = style.head if depth == 0 else max((CUT if branch.hidden else LEAF) if leaf else BLOCK, LEAF * span)
    shown: list[Row] = []
    if depth and not leaf:
        shown.append(Row(GAP, bare_cell("", HEIGHT=GAP, COLSPAN=5 if style.two else 3), cut=True))
    labels = _labels(branch, right, style)
    one_line = leaf or span > 1
    each = [tall // span + (tall % span if at == span - 1 else 0) for at in range(span)]
    for at in range(span):
        text = ""
        if at == 0:
            if style.two:
                text = (
                    row_cells(left, _choices(left, branch), tall, style.side, style.words, style.link, left=True)
                    if leaf and span == 1
                    else head_cell(
                        left, style.side.wide, tall, style.words, style.link, span=span, size=_size(depth, leaf)
                    )
                )
            text += _middle(branch, style, depth, leaf, tall, span)
        card = right[at] if right else None
        text += (
            row_cells(card, labels[at] if right else [], each[at], style.side, style.words, style.link, left=False)
            if one_line or card is None
            else head_cell(card, style.side.wide, tall, style.words, style.link, size=_size(depth, leaf))
        )
        shown.append(Row(each[at], text))
    for one in branch.below:
        shown += rows(one, style, depth + 1)
    return shown


def _size(depth: int, leaf: bool) -> int:
    return 13 if depth == 0 else 9 if leaf else 11


def _middle(branch: Branch, style: Style, depth: int, leaf: bool, tall: int, span: int) -> str:
    words, wide = style.words, style.middle
    tier = branch.cards()[0].tier
    own = {"WIDTH": wide, "HEIGHT": tall, "ROWSPAN": span if span > 1 else None, **below(branch, style.link)}
    if leaf and span == 1 and not branch.hidden:
        return cell(place_line(branch, wide, words, style.lang), BGCOLOR=paper(5), **own)
    lines = [font(tier_word(tier, style.lang), 8, MUTED)] if depth == 0 else []
    if branch.places:
        sizes = (11, 10, 9) if depth == 0 else (9, 8)
        lines.append(font(*sized(branch.places, sizes, wide - 6), bold=True))
    if branch.households and not (leaf and branch.hidden):
        lines.append(font(f"{branch.households:,} {words['households']}", 8, INK))
    if branch.hidden:
        lines.append(font(words["hidden_few"].format(branch.hidden), 7, MUTED))
    ground = paper(5) if leaf else paper(tier)
    return cell(spacer(2).join(lines), BGCOLOR=ground, PORT="h" if depth == 0 else None, **own)


def _choices(card: Card | None, branch: Branch) -> list[str]:
    return [text for text in (short(card), _range(card, branch), card.level) if text] if card else []


def _labels(branch: Branch, cards: tuple[Card, ...], style: Style) -> list[list[str]]:
    """What may stand beside each unit; the first form is the fullest that fits every one and tells them apart."""
    forms: tuple[Callable[[Card], str], ...] = (
        lambda card: f"{short(card)} {_range(card, branch)}".strip(),
        short,
        lambda card: f"{card.level} {_range(card, branch)}".strip(),
        lambda card: card.level,
    )
    room = style.side.label - 5
    named = found = [short(card) for card in cards]
    apart = len(set(named))
    for form in forms:
        found = [form(card) for card in cards]
        if all(width(text, 7) <= room for text in found) and len(set(found)) >= apart:
            break
    else:
        found = named
    return [[text, *_choices(card, branch)] for card, text in zip(cards, found, strict=True)]


def _range(card: Card, branch: Branch) -> str:
    if card.places == branch.places:
        return ""
    return "".join(c for c in card.places if c.isdecimal() or c == "–").strip("–")
