"""What the routes take: each parameter read from text, strictly, or refused by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

SHANGHAI = ZoneInfo("Asia/Shanghai")
_OFFSET = re.compile(r"(?<=:[0-9]{2}) ([0-9]{2}:[0-9]{2})$")
_LONGEST_ID = 80


def read_day(text: str) -> date:
    """A day written YYYY-MM-DD. Raises `ValueError`."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # it looks like a day and is none, as 2026-02-30
    raise PydanticCustomError("day", "a day of the calendar is written YYYY-MM-DD")


def read_instant(text: str) -> datetime:
    """An instant in ISO form, Shanghai's where it has no offset. Raises `ValueError`."""
    # A plus sign in an address that was not percent-encoded arrives as a space.
    text = _OFFSET.sub(r"+\1", text.strip())
    try:
        if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:", text):
            value = datetime.fromisoformat(text)
            # Beyond these years clocks that run on from here would leave the calendar.
            if 2 <= value.year <= 9000:
                return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)
    except ValueError:
        pass  # it looks like an instant and is none
    raise PydanticCustomError("instant", "an instant is written YYYY-MM-DDTHH:MM:SS+08:00, in the years 2 to 9000")


def _text(reader: Any) -> BeforeValidator:
    # A number is a day to pydantic, counted from 1970; here it is none.
    return BeforeValidator(
        lambda value: (
            value if value is None or isinstance(value, date) else reader(value if isinstance(value, str) else "")
        )
    )


def _described(kind: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "format": kind})


def _blank(value: object) -> object:
    return None if value == "" else value


def plain(text: str | None) -> str | None:
    """Text that can be written down: a lone surrogate is JSON, but no text. Raises `ValueError`."""
    if text is not None:
        text.encode("utf-8")
    return text


Day = Annotated[date | None, _text(read_day), _described("date")]
DayOrNull = Annotated[
    date | None, _text(read_day), WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})
]
RequiredDay = Annotated[date, _text(read_day), _described("date")]
Instant = Annotated[datetime | None, _text(read_instant), _described("date-time")]
Id = Annotated[
    Annotated[str, Field(max_length=_LONGEST_ID)] | None,
    BeforeValidator(_blank),
    WithJsonSchema({"type": "string", "maxLength": _LONGEST_ID}),
]
"""An id, perhaps with its kind before it; longer than any there can be is refused before it is sought."""
Revision = Annotated[
    Annotated[int, Field(ge=0, le=2147483646)] | None,
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 2147483646}),
]
_FLAGS = {"true": True, "false": False, "": False}
RequiredId = Annotated[str, Field(min_length=1, max_length=_LONGEST_ID), AfterValidator(plain)]
PlainId = Annotated[Id, AfterValidator(plain)]
Text = Annotated[str | None, Field(max_length=500), AfterValidator(plain)]
Flag = Annotated[
    bool,
    BeforeValidator(lambda value: _FLAGS.get(value, value) if isinstance(value, str) else value),
    WithJsonSchema({"type": "boolean"}),
]
Reason = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(plain)]
Limit = Annotated[int, Field(ge=1, le=1000)]


class Asked(BaseModel):
    """What a question takes."""

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As pydantic makes it. The framework asks for it, without more ado, at every request: that one is kept."""
        return super().model_json_schema(*args, **kwargs) if args or kwargs else _schema(cls)


@cache
def _schema(model: type[Asked]) -> dict[str, Any]:
    return super(Asked, model).model_json_schema()


class ThingPath(BaseModel):
    """A thing's id, percent-encoded."""

    id: str


class ChartPath(ThingPath):
    """A unit or place, and the form of its picture."""

    form: Literal["svg", "png", "pdf", "dot", "html", "txt"]


class OfPeople(Asked):
    """What was typed of a person, and how many are wanted."""

    q: str = Field(min_length=1, max_length=200)
    limit: Limit = 20
    on: Day = None


class Search(Asked):
    """What was typed, and how much of what it meets is wanted."""

    q: str = Field(min_length=1, max_length=200)
    limit: Limit = 100
    after: Id = None
    on: Day = None


class OfDay(Asked):
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


class OfCoverage(OfDay):
    """A day, and how many days from it on are looked at."""

    days: Annotated[int, Field(ge=1, le=3660)] = 365


class OfChart(OfDay):
    """A day, and how it is to be drawn."""

    style: Id = None
    compare: Day = None
    matter: Id = None
    reported: Instant = None
    highlight: Annotated[str | None, Field(max_length=2000)] = None
    layers: Annotated[str | None, Field(max_length=80)] = None
    paper: Id = None
    span: Annotated[int, Field(ge=1, le=100000)] = 300


class Listing(Asked):
    """How much of a list is wanted, and what was seen of it last."""

    limit: Limit = 100
    after: Id = None


class TokenPath(ThingPath):
    """An account, and a token of its own by the beginning of its digest, as the list of accounts has it."""

    token: str = Field(min_length=12, max_length=64)


class Body(BaseModel):
    """What is sent as JSON; a field nobody knows is refused."""

    model_config = ConfigDict(extra="forbid")


class Credentials(Body):
    """Who signs in."""

    name: str = Field(max_length=64)
    password: str = Field(max_length=256)


class RoleBody(Body):
    """A role, and the unit or place an administrator's changes must lie in."""

    role: str
    within: Id = None


class AccountBody(RoleBody):
    """An account to be made, with a token where one is asked for."""

    name: str
    token: bool = False


class PasswordBody(Body):
    """A new password."""

    password: str


class TokenBody(Body):
    """A token to be made: until when it lasts, and what it may do less than its account."""

    expires: Instant = None
    role: Id = None
    read_only: bool = False
    note: str | None = Field(default=None, max_length=200)


class Previewed(Asked):
    """Whether to answer without writing."""

    preview: Flag = False


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
