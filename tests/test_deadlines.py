"""When a limit runs out, Shanghai time."""

from __future__ import annotations

from datetime import datetime

import pytest

from graphsvc.rules.deadlines import SHANGHAI, CalendarUnknown, due


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("starts", "limit", "unit", "ends"),
    [
        ("2026-11-24T09:30:00", 72, "hours", "2026-11-27T09:30:00"),
        ("2026-11-24T09:30:00", 3, "days", "2026-11-27T23:59:59"),
        ("2026-11-24T00:00:00", 1, "days", "2026-11-25T23:59:59"),
        ("2026-01-31T12:00:00", 1, "months", "2026-02-28T23:59:59"),
        ("2024-01-31T12:00:00", 1, "months", "2024-02-29T23:59:59"),
        ("2026-12-15T12:00:00", 2, "months", "2027-02-15T23:59:59"),
        # Friday, then a weekend.
        ("2026-11-20T12:00:00", 5, "workdays", "2026-11-27T23:59:59"),
        # National Day 2026 is off from 1 to 7 October, and Saturday 10 October is made up.
        ("2026-09-30T12:00:00", 3, "workdays", "2026-10-10T23:59:59"),
    ],
)
def test_a_limit_ends(starts: str, limit: int, unit: str, ends: str) -> None:
    assert due(at(starts), limit, unit) == at(ends)


@pytest.mark.parametrize(
    ("starts", "limit", "unit"),
    [
        ("2026-12-31T12:00:00", 1, "workdays"),
        ("2026-01-01T00:00:00", 10**9, "months"),
        ("2026-01-01T00:00:00", 10**9, "days"),
    ],
)
def test_beyond_the_calendar_nothing_is_guessed(starts: str, limit: int, unit: str) -> None:
    with pytest.raises(CalendarUnknown):
        due(at(starts), limit, unit)
