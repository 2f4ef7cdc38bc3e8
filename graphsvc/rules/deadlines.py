"""By when a step is due (contract section 4, rule 6). Shanghai time throughout."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
_LAST = time(23, 59, 59)


class CalendarUnknown(Exception):
    """The legal workdays asked about have not been published yet, or lie outside any calendar."""


def due(starts: datetime, limit: int, limit_unit: str) -> datetime:
    """The instant a limit that began at `starts` runs out.

    Hours run on the clock. Days, workdays and months leave out the day they start on and end with their last day.
    Raises `CalendarUnknown` beyond the known calendar of legal workdays (State Council notices, to 2026-12-31).
    """
    local = starts.astimezone(SHANGHAI)
    try:
        if limit_unit == "hours":
            # Shanghai has had summer time; hours are counted in UTC so that an hour is an hour.
            return (starts.astimezone(ZoneInfo("UTC")) + timedelta(hours=limit)).astimezone(SHANGHAI)
        if limit_unit == "days":
            return _end(local.date() + timedelta(days=limit))
        if limit_unit == "months":
            return _end(_months_later(local.date(), limit))
        return _end(_workdays_later(local.date(), limit))
    except (OverflowError, ValueError) as error:
        raise CalendarUnknown from error


def last_workday_known() -> date:
    """The last day of which it is published whether it is a workday: the end of the last year with a notice."""
    return date(max(day.year for day in chinese_calendar.holidays), 12, 31)


def _end(day: date) -> datetime:
    return datetime.combine(day, _LAST, SHANGHAI)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        raise OverflowError
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _workdays_later(day: date, workdays: int) -> date:
    left = workdays
    while left:
        day += timedelta(days=1)
        try:
            left -= chinese_calendar.is_workday(day)
        except NotImplementedError as error:
            raise CalendarUnknown from error
    return day
