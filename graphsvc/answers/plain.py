"""What all answers share: days, instants, persons as the caller may see them, and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from graphsvc.model import Body, Person

# Told alike for every year: Shanghai's own clock had summer time, and odd seconds before 1901.
_SHANGHAI = timezone(timedelta(hours=8))

Json = dict[str, Any]


def day(value: date | None) -> str | None:
    """An ISO day, or None."""
    return value.isoformat() if value else None


def instant(value: datetime | None) -> str | None:
    """An ISO instant with Shanghai's offset, or None."""
    return value.astimezone(_SHANGHAI).replace(microsecond=0).isoformat() if value else None


def seen(person: Person | None, public: bool) -> Person | None:
    """The person as the caller may see them."""
    return person if person is not None and (person.publish or not public) else None


def body_json(body: Body | None) -> Json | None:
    """A body as answers show it."""
    return {"id": body.id, "name": body.name, "kind": body.kind, "phone": body.phone} if body else None


@dataclass(frozen=True, slots=True)
class Why:
    """What decided, as a stable code and a sentence in each language."""

    code: str
    zh: str
    en: str


def why_json(why: tuple[Why, ...], lang: str) -> list[Json]:
    """Reasons with their sentence in `lang`."""
    return [{"code": one.code, "text": one.en if lang == "en" else one.zh} for one in why]
