"""Which day and which instant are meant, where the caller named none: those of a clock in Shanghai."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant a question stands on, as its tag knows it; of one nobody `named`, the minute alone."""

    at: datetime
    named: bool


def moment_of(reported: datetime | None) -> tuple[datetime, Moment]:
    """The instant reported, now where none is named, and what a tag knows of it."""
    if reported is not None:
        return reported, Moment(reported, named=True)
    at = now()
    return at, Moment(at.replace(second=0, microsecond=0), named=False)


def now() -> datetime:
    """This instant, in Shanghai."""
    return datetime.now(SHANGHAI)


def day_of(on: date | None, reported: datetime | None = None) -> date:
    """The day asked, else Shanghai's date of the report, else today."""
    return on or (reported or now()).astimezone(SHANGHAI).date()
