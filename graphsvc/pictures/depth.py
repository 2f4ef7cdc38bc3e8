"""How deep a sheet goes: as deep as people can still read it, with counts where it stops."""

from __future__ import annotations

from dataclasses import replace

from graphsvc.pictures.sheet import Branch, Sheet

LARGEST = (1684, 1191)
"""The largest paper a picture is laid out for, A2, in points."""


def pruned(sheet: Sheet, most: int) -> Sheet:
    """The sheet cut at the depth where it holds at most `most` cards; a branch cut off says how many it hides."""
    if len(sheet.cards()) <= most:
        return sheet
    for depth in range(_deepest(sheet.branches) - 1, 0, -1):
        found = replace(sheet, branches=tuple(_cut(branch, depth) for branch in sheet.branches))
        if len(found.cards()) <= most or depth == 1:
            return found
    return sheet


def _deepest(branches: tuple[Branch, ...]) -> int:
    return max((1 + _deepest(branch.below) for branch in branches), default=0)


def _cut(branch: Branch, depth: int) -> Branch:
    if depth == 1:
        return replace(branch, below=(), hidden=sum(len(one.cards()) for one in branch.below))
    return replace(branch, below=tuple(_cut(one, depth - 1) for one in branch.below))
