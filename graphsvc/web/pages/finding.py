"""What a clerk typed, as rows to choose from: the building or door it names, then households."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graphsvc.answers import Found, Household
from graphsvc.questions import find_households, find_place, responsible
from graphsvc.store import Store

ROWS = 6
LONGEST = 200
_SURE = frozenset({"id", "address", "number"})
_JOINED = re.compile("[++]")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that may be meant, with the rung that answers for it where that was asked."""

    kind: str
    id: str
    address: str
    sure: bool
    household: Household | None = None
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """What may be meant, the surest first, and whether there is more."""

    items: tuple[Row, ...]
    more: bool


def parties(q: str) -> list[str]:
    """What stands between the plus signs of a dispute; one text where there is none."""
    return [part.strip()[:LONGEST] for part in _JOINED.split(q)]


def rows(store: Store, q: str, on: date, lang: str, most: int = ROWS, after: str | None = None) -> Rows:
    """The rows for what was typed; the first is told with whoever answers for it. `after` is the last one seen."""
    if not q.strip():
        return Rows((), False)
    homes = find_households(store, q, most, after, on=on)
    found = [Row("household", one.id, one.address, _is_sure(one, homes.items), one.household) for one in homes.items]
    # A number that met doors, or a phone, means nothing wider.
    wider = not after and not (homes.items and homes.items[0].matched in ("number", "phone"))
    place = find_place(store, q, on=on) if wider else None
    if place is not None and place.kind != "dwelling":
        # A village may be called as a family is: only a number or an id makes a place the first thing meant.
        sure = place.matched in _SURE
        found.insert(0 if sure else len(found), Row("place", place.place, place.address, sure))
    if found and not after:
        found[0] = _answered(store, found[0], on, lang)
    return Rows(tuple(found[:most]), homes.more or len(found) > most)


def household_meant(store: Store, q: str, on: date) -> tuple[str | None, tuple[Found, ...]]:
    """The one household a party names, or None and those it may be."""
    found = find_households(store, q, ROWS, on=on).items if q else ()
    exact = [one for one in found if one.matched == "id"] or list(found)
    return (exact[0].id, ()) if len(exact) == 1 else (None, found)


def _is_sure(one: Found, among: tuple[Found, ...]) -> bool:
    return one.matched in _SURE and len(among) == 1


def _answered(store: Store, row: Row, on: date, lang: str) -> Row:
    home = {row.kind: row.id}
    answer = responsible(store, household=home.get("household"), place=home.get("place"), on=on)
    return replace(row, answer=answer.as_json(lang)["responsible"])
