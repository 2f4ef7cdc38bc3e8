"""Days as few: a window cut where anything changes, and sets of its stretches as the bits of a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

Span = tuple[date, date]


@dataclass(frozen=True)
class Days:
    """The stretches of `[on, until)` on which nothing changes: bit n of a mask is the nth, begun on `starts[n]`."""

    starts: tuple[date, ...]
    until: date

    @classmethod
    def cut(cls, on: date, until: date, changes: Iterable[date]) -> Days:
        """The window cut on each day of `changes` that lies in it."""
        return cls(tuple(sorted({on} | {day for day in changes if on < day < until})), until)

    @cached_property
    def all(self) -> int:
        """The mask of the whole window."""
        return (1 << len(self.starts)) - 1

    def mask(self, since: date, until: date) -> int:
        """The stretches within `[since, until)`, which begins and ends where something changes, or outside."""
        first, last = bisect_left(self.starts, since), bisect_left(self.starts, until)
        return (1 << last) - (1 << first) if first < last else 0

    def numbers(self, mask: int) -> list[int]:
        """The stretches in a mask, in order."""
        return [number for number in range(mask.bit_length()) if mask >> number & 1]

    def spans(self, mask: int) -> list[Span]:
        """The mask as days: stretches that touch are one span."""
        found: list[Span] = []
        for number in self.numbers(mask):
            end = self.starts[number + 1] if number + 1 < len(self.starts) else self.until
            start = self.starts[number]
            if found and found[-1][1] == start:
                start = found.pop()[0]
            found.append((start, end))
        return found
