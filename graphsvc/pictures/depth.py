"""How deep a sheet goes: as deep as people can still read it on the largest paper, with counts where it stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from graphsvc.pictures.paper import FOOT, MARGIN, PAPERS, SMALLEST
from graphsvc.pictures.sheet import Branch, Sheet, spine_of

LARGEST = (1684, 1191)
"""The largest paper a picture is laid out for, A2, in points."""
MOST = 700
"""So many cards never fit on it; to lay them out would be in vain."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The source of a picture, about how large it will be, and the size of its smallest text, all in points."""

    source: str
    wide: float
    tall: float
    least: int

    @property
    def readable(self) -> bool:
        """Whether the largest paper shows all of it large enough."""
        return scale(self.wide, self.tall) * self.least >= SMALLEST


def scale(wide: float, tall: float) -> float:
    """How large a picture can be on the largest paper, upright or on its side; 1 is its own size."""
    one, other = PAPERS["a2"]
    rooms = ((one, other), (other, one))
    return min(1, max(min((w - 2 * MARGIN) / wide, (h - 2 * MARGIN - FOOT) / tall) for w, h in rooms))


def deepest(sheet: Sheet, lay: Callable[[Sheet], Laid]) -> tuple[Sheet, Laid]:
    """The sheet cut as deep as it can be read, and laid out; a branch cut off says how many units it hides.

    It never ends at a tier with one branch: that hides all there is to see, and its chart would be this one again.
    """
    found, deep = sheet, _tiers(sheet.branches)
    for depth in range(deep, 0, -1):
        if depth < deep:
            found = replace(sheet, branches=_cut_all(sheet, depth))
        laid = lay(found) if len(found.cards()) <= MOST else None
        if laid and laid.readable:
            return found, laid
        if depth == 1 or not spine_of(_cut_all(sheet, depth - 1))[1]:
            return found, laid or lay(found)
    return sheet, lay(sheet)


def _tiers(branches: tuple[Branch, ...]) -> int:
    return max((1 + _tiers(branch.below) for branch in branches), default=0)


def _cut_all(sheet: Sheet, depth: int) -> tuple[Branch, ...]:
    return tuple(_cut(branch, depth) for branch in sheet.branches)


def _cut(branch: Branch, depth: int) -> Branch:
    if depth == 1 and branch.below:
        return replace(branch, below=(), hidden=sum(len(one.cards()) for one in branch.below))
    return replace(branch, below=tuple(_cut(one, depth - 1) for one in branch.below)) if branch.below else branch
