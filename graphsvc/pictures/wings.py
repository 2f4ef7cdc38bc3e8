"""A tree as wings: from the top of a line to the right; where it is long, half of it to the left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphsvc.pictures.cards import Link, Side, head_cell, row_cells
from graphsvc.pictures.colours import INK, MUTED, fill, paper
from graphsvc.pictures.depth import Laid
from graphsvc.pictures.heading import opening
from graphsvc.pictures.panels import sheet_heading
from graphsvc.pictures.places import place_line, short
from graphsvc.pictures.sheet import Branch, Sheet, spine_of
from graphsvc.pictures.text import cell, font, table

WIDE, LEAST = 14, 7
PLACE, LABEL, WHO = 96, 72, 92


@dataclass(slots=True)
class _Wings:
    sheet: Sheet
    words: dict[str, str]
    lang: str
    link: Link
    out: list[str]
    numbers: Iterator[int]
    ranks: defaultdict[tuple[bool, int, str], list[str]]

    def card(self, branch: Branch, wide: int, tall: int, size: int) -> str:
        """A node for one unit; its name."""
        name = f"n{next(self.numbers)}"
        card = branch.cards()[0]
        unit = head_cell(card, wide, tall, self.words, self.link, size=size)
        place = cell(place_line(branch, wide, self.words, self.lang), COLSPAN=2, WIDTH=wide, BGCOLOR=paper(card.tier))
        self.out.append(f"{name} [label=<{table([unit, place], padding=2)}>];")
        return name

    def leaves(self, branches: tuple[Branch, ...], left: bool) -> str:
        """One node for units with nothing below, a row each, so that rows cannot drift."""
        name = f"n{next(self.numbers)}"
        rows = []
        for branch in branches:
            card = branch.cards()[0]
            text = row_cells(card, [short(card), card.level], 20, Side(LABEL, WHO), self.words, self.link, left=left)
            place = cell(place_line(branch, PLACE, self.words, self.lang), WIDTH=PLACE, HEIGHT=20, BGCOLOR=paper(5))
            rows.append(text + place if left else place + text)
        self.out.append(f"{name} [label=<{table(rows, padding=0)}>];")
        return name

    def grow(self, above: str, branches: tuple[Branch, ...], left: bool, depth: int = 0) -> None:
        """Everything below `above`, to one side, and in its order: a rank left free is crossed by dot as it likes."""
        feet = tuple(branch for branch in branches if not branch.below)
        grown = [(self.card(branch, 150, 40, 11), branch) for branch in branches if branch.below]
        children = [name for name, _ in grown] + ([self.leaves(feet, left)] if feet else [])
        if children:
            self.ranks[left, depth, "cards"] += children
            self.ranks[left, depth, "bus"] += self.tie(above, children, branches[0], left)
        for name, branch in grown:
            self.grow(name, branch.below, left, depth + 1)

    def order(self) -> None:
        """Say of every rank who stands above whom."""
        for _, names in sorted(self.ranks.items()):
            if len(names) > 1:
                self.out.append(f"{{rank=same; {' -> '.join(names)} [style=invis];}}")

    def tie(self, above: str, children: list[str], first: Branch, left: bool) -> list[str]:
        """A bus beside `above` and a line from it to each child; told backwards on the left, as dot ranks by edges.

        A point stands for each child, chained down one rank; the bus is met at its middle.
        """
        card = first.cards()[0]
        look = f'color="{fill(card.role, 2)}", penwidth={2 if card.tier <= 3 else 1.4}'
        points = [f"n{next(self.numbers)}" for _ in children]
        chain = list(points)
        if len(points) % 2 == 0:
            chain.insert(len(points) // 2, f"n{next(self.numbers)}")
        middle = chain[len(chain) // 2]
        dots = " ".join(
            f'{point} [shape=point, width=0.01, height=0.01, color="{fill(card.role, 2)}"];' for point in chain
        )
        row = f"{' -> '.join(chain)} [{look}];" if len(chain) > 1 else ""
        self.out.append(f"{{rank=same; {dots} {row}}}")
        pairs = [(f"{above}:w", middle), *zip(points, (f"{name}:e" for name in children), strict=True)]
        if not left:
            pairs = [(f"{above}:e", middle), *zip(points, (f"{name}:w" for name in children), strict=True)]
        for inner, outer in pairs:
            one, other = (outer, inner) if left else (inner, outer)
            self.out.append(f"{one} -> {other} [{look}, weight=100];")
        return chain


def wings_laid(sheet: Sheet, words: dict[str, str], lang: str, link: Link) -> Laid:
    """A sheet of one line."""
    side = sheet.sides[0][1] if sheet.sides else words["kind"]
    out = opening("tree", sheet.title, rankdir="LR", splines="line", nodesep=0.07, ranksep=0.16, ordering="out")
    label = sheet_heading(sheet, side, words)
    out.append(label.html)
    tree = _Wings(sheet, words, lang, link, out, iter(range(10**9)), defaultdict(list))
    ones, tops = spine_of(sheet.branches)
    spine = [tree.card(branch, 190, 44, 14) for branch in ones]
    if spine:
        role = sheet.branches[0].cards()[0].role
        out.append(f'{{rank=same; {" -> ".join(spine)} [color="{fill(role, 1)}", penwidth=2.4];}}')
    else:
        spine = ["top"]
        told = side if sheet.branches else words["unserved"]
        out.append(f"top [label=<{font(told, 14, INK if sheet.branches else MUTED, bold=bool(tops))}>];")
    left, right = _halves(tops) if sum(map(_rows, tops)) > WIDE else ((), tops)
    tree.grow(spine[-1], left, True)
    tree.grow(spine[-1], right, False)
    tree.order()
    wide = 220 + 2 * max(_wide(left), _wide(right)) if left else 220 + _wide(right)
    tall = label.tall + max(_tall(left), _tall(right), 75 * len(spine))
    return Laid("\n".join([*out, "}"]) + "\n", wide, tall, LEAST)


def _tall(branches: tuple[Branch, ...]) -> int:
    """About how tall the branches are, one under another."""
    feet = sum(1 for branch in branches if not branch.below)
    return sum(max(58, _tall(branch.below)) for branch in branches if branch.below) + (20 * feet + 16 if feet else 0)


def _wide(branches: tuple[Branch, ...]) -> int:
    return max((182 + _wide(branch.below) if branch.below else PLACE + LABEL + WHO + 32 for branch in branches),
               default=0)  # fmt: skip


def _rows(branch: Branch) -> int:
    return sum(map(_rows, branch.below)) or 1


def _halves(branches: tuple[Branch, ...]) -> tuple[tuple[Branch, ...], tuple[Branch, ...]]:
    """The first half by height, and the rest."""
    whole, taken = sum(map(_rows, branches)), 0
    for at, branch in enumerate(branches):
        if taken + _rows(branch) / 2 > whole / 2:
            return branches[:at], branches[at:]
        taken += _rows(branch)
    return branches, ()
