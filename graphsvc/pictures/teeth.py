"""The teeth of a comb: its branches in columns of even length, parted where one is too tall for them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphsvc.pictures.depth import scale
from graphsvc.pictures.paper import SMALLEST
from graphsvc.pictures.sheet import Branch

HEAD, PART, LEAF, GAP = 42, 24, 20, 7
MOST, PAPER_SHAPE, LEAST = 14, 1.42, 7
ROOMS = (10**6, 900, 600, 400, 250)
"""How tall a branch may be before it is parted: whole where that can be read, else in ever smaller parts."""


@dataclass(frozen=True, slots=True)
class Part:
    """A branch as it stands in a column, or some of what is below it; `again` where the rest stands before."""

    branch: Branch
    below: tuple[Part, ...]
    again: bool = False
    top: bool = False

    @property
    def head(self) -> int:
        """How tall its own row is."""
        if not self.branch.below:
            return LEAF
        return HEAD if self.top and not self.again else PART

    @property
    def tall(self) -> int:
        """With all below it."""
        return self.head + sum(one.tall for one in self.below)


def _whole(branch: Branch, *, top: bool = False) -> Part:
    return Part(branch, tuple(map(_whole, branch.below)), top=top)


def _parted(part: Part, room: int) -> list[Part]:
    """A part as several, each at most about so tall."""
    if part.tall <= room or not part.below:
        return [part]
    groups: list[list[Part]] = [[]]
    used = part.head
    for one in (piece for part_below in part.below for piece in _parted(part_below, room - part.head)):
        if groups[-1] and used + one.tall > room:
            groups.append([])
            used = PART
        groups[-1].append(one)
        used += one.tall
    return [replace(part, below=tuple(group), again=part.again or at > 0) for at, group in enumerate(groups)]


def gap_over(part: Part, above: Part | None) -> int:
    """What stands over a part of a column: nothing where one foot follows another."""
    return GAP if above is None or part.below or above.below else 0


def tall_of(column: list[Part]) -> int:
    """How tall a column is, with the gaps in it."""
    return sum(one.tall + gap_over(one, above) for above, one in zip([None, *column], column, strict=False))


def columns_of(tops: tuple[Branch, ...], over: int, each: int) -> list[list[Part]]:
    """The branches in so many columns that the largest paper shows them large, and of its shape.

    `over` is how tall what stands over them is, `each` how wide a column is.
    """

    def fits(columns: list[list[Part]]) -> tuple[float, float]:
        wide, tall = len(columns) * each, over + max(map(tall_of, columns))
        return min(scale(wide, tall), SMALLEST / LEAST), -abs(math.log(wide / tall / PAPER_SHAPE))

    whole = [_whole(branch, top=True) for branch in tops]
    best: list[list[Part]] = []
    for room in ROOMS if whole else ():
        parts = [piece for part in whole for piece in _parted(part, room)]
        tried = [_split(parts, across) for across in range(1, min(MOST, len(parts)) + 1)]
        best = max([best, *tried] if best else tried, key=fits)
        if fits(best)[0] >= SMALLEST / LEAST:
            break
    return best


def _split(parts: list[Part], across: int) -> list[list[Part]]:
    """The parts in at most so many columns, in order, the tallest as short as may be."""
    heights = [part.tall for part in parts]
    low, high = max(heights), sum(heights) + GAP * len(parts)
    best = [parts]
    while low <= high:
        limit = (low + high) // 2
        found = _filled(parts, heights, limit)
        if len(found) <= across:
            best, high = found, limit - 1
        else:
            low = limit + 1
    return best


def _filled(parts: list[Part], heights: list[int], limit: int) -> list[list[Part]]:
    columns: list[list[Part]] = [[]]
    used = 0
    for part, tall in zip(parts, heights, strict=True):
        more = tall + gap_over(part, columns[-1][-1] if columns[-1] else None)
        if columns[-1] and used + more > limit:
            columns.append([])
            used, more = 0, tall + GAP
        columns[-1].append(part)
        used += more
    return [_joined(column) for column in columns]


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Parts of one branch that came to stand one under another, as one again."""
    found: list[Part] = []
    for part in parts:
        if part.again and found and found[-1].branch is part.branch:
            before = found.pop()
            found.append(replace(before, below=tuple(_joined((*before.below, *part.below)))))
        else:
            found.append(part)
    return found
