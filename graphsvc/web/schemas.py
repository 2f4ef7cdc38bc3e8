"""What the routes take: each parameter read from text, strictly, or refused by its name."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

SHANGHAI = ZoneInfo("Asia/Shanghai")
_OFFSET = re.compile(r" (\d\d:\d\d)$")


def read_day(text: str) -> date:
    """A day written YYYY-MM-DD. Raises `ValueError`."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("a date is written YYYY-MM-DD")
    return date.fromisoformat(text)


def read_instant(text: str) -> datetime:
    """An instant in ISO form, Shanghai's where it has no offset. Raises `ValueError`."""
    # A plus sign in an address that was not percent-encoded arrives as a space.
    text = _OFFSET.sub(r"+\1", text.strip())
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:", text):
        raise ValueError("an instant is written YYYY-MM-DDTHH:MM:SS+08:00")
    value = datetime.fromisoformat(text)
    # Beyond these years clocks that run on from here would leave the calendar.
    if not 2 <= value.year <= 9000:
        raise ValueError("the year is out of reach")
    return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)


def _text(reader: Any) -> BeforeValidator:
    return BeforeValidator(lambda value: (reader(value) if value else None) if isinstance(value, str) else value)


def _described(kind: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "format": kind})


def _blank(value: object) -> object:
    return None if value == "" else value


Day = Annotated[date | None, _text(read_day), _described("date")]
Instant = Annotated[datetime | None, _text(read_instant), _described("date-time")]
Id = Annotated[str | None, BeforeValidator(_blank), WithJsonSchema({"type": "string"})]
Revision = Annotated[
    int | None,
    BeforeValidator(_blank),
    Field(ge=0, le=2147483646),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 2147483646}),
]
Limit = Annotated[int, Field(ge=1, le=1000)]


class ThingPath(BaseModel):
    """A thing's id, percent-encoded."""

    id: str


class ChartPath(ThingPath):
    """A unit or place, and the form of its picture."""

    form: str


class Search(BaseModel):
    """What was typed, and how much of what it meets is wanted."""

    q: str = Field(min_length=1, max_length=200)
    limit: Limit = 100
    after: Id = None
    on: Day = None


class OfDay(BaseModel):
    """A day, and the revision at which it is asked about."""

    on: Day = None
    revision: Revision = None


class OfMatter(OfDay):
    """The same, about a matter."""

    matter: Id = None


class OfReport(OfMatter):
    """The same, with the instant it was reported."""

    reported: Instant = None


class OfVacancies(OfDay):
    """A day, and the unit or place looked within."""

    within: Id = None
    limit: Limit = 100
    after: Id = None


class OfChart(OfDay):
    """A day, and how it is to be drawn."""

    style: Id = None
    compare: Day = None


def now() -> datetime:
    """This instant, in Shanghai."""
    return datetime.now(SHANGHAI)


def day_of(on: date | None, reported: datetime | None = None) -> date:
    """The day asked, else Shanghai's date of the report, else today."""
    return on or (reported or now()).astimezone(SHANGHAI).date()
