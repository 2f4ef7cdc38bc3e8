"""On which days something changes: where facts begin or end, and where nobody is left in a head post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ENDS = (date.min, date(9999, 12, 31))
"""What stands for no beginning and no end, and so is no day on which anything changed."""
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day that differs from the one before it; `vacated` where a head post has lost its last holder."""

    on: date
    vacated: bool


def change_days(spans: Iterable[Span], head_posts: Iterable[tuple[Span, list[Span]]]) -> tuple[ChangeDay, ...]:
    """The days on which a span begins or ends, in order; of each head post its own span and those of its tenures."""
    posts = list(head_posts)
    days = {day for span in spans for day in span}
    days |= {day for life, tenures in posts for span in (life, *tenures) for day in span}
    vacated = {
        until
        for (_, gone), tenures in posts
        for _, until in tenures
        if until < gone and not any(since <= until < other for since, other in tenures)
    }
    return tuple(ChangeDay(day, day in vacated) for day in sorted(days.difference(ENDS)))
