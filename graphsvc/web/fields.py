"""Kinds of parameters and fields: each read from text, strictly, or refused by its name."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from graphsvc.model import LAST_REVISION
from graphsvc.web.moments import SHANGHAI

_OFFSET = re.compile(r"(?<=:[0-9]{2}) ([0-9]{2}:[0-9]{2})$")
_LONGEST_ID = 80
_FLAGS = {"true": True, "false": False, "": False}


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


def plain(text: str | None) -> str | None:
    """Text that can be written down: a lone surrogate is JSON, but no text. Raises `ValueError`."""
    if text is not None:
        text.encode("utf-8")
    return text


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
RequiredId = Annotated[str, Field(min_length=1, max_length=_LONGEST_ID), AfterValidator(plain)]
PlainId = Annotated[Id, AfterValidator(plain)]
Revision = Annotated[
    Annotated[int, Field(ge=0, le=LAST_REVISION)] | None,
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": LAST_REVISION}),
]
Limit = Annotated[int, Field(ge=1, le=1000)]
Text = Annotated[str | None, Field(max_length=500), AfterValidator(plain)]
Reason = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(plain)]
Flag = Annotated[
    bool,
    BeforeValidator(lambda value: _FLAGS.get(value, value) if isinstance(value, str) else value),
    WithJsonSchema({"type": "boolean"}),
]
