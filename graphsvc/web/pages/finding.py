"""What a clerk typed, as rows to choose from: the building or door it names, then households."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from graphsvc.answers import Found, Household
from graphsvc.questions import find_households, find_place, responsible
from graphsvc.store import Store

ROWS = 6
LONGEST = 200
_KEPT = 500
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


class Answering:
    """Who answers for a first row. While one types on it is often the same, and at one revision so is the answer.

    Names and phones have no revisions of their own, but change only with the next.
    """

    def __init__(self, store: Store) -> None:
        def asked(kind: str, id: str, on: date, lang: str, revision: int | None) -> Json | None:
            home = {kind: id}
            answer = responsible(
                store, household=home.get("household"), place=home.get("place"), on=on, revision=revision
            )
            found: Json | None = answer.as_json(lang)["responsible"]
            return found

        self._asked = asked
        self._kept = lru_cache(maxsize=_KEPT)(asked)

    def __call__(self, row: Row, on: date, lang: str, revision: int | None) -> Row:
        """The row with its answer; without a revision it is asked anew."""
        ask = self._asked if revision is None else self._kept
        return replace(row, answer=ask(row.kind, row.id, on, lang, revision))


def rows(
    store: Store, q: str, on: date, tell: Callable[[Row], Row], most: int = ROWS, after: str | None = None
) -> Rows:
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
        found[0] = tell(found[0])
    return Rows(tuple(found[:most]), homes.more or len(found) > most)


def household_meant(store: Store, q: str, on: date) -> tuple[str | None, tuple[Found, ...]]:
    """The one household a party names, or None and those it may be."""
    found = find_households(store, q, ROWS, on=on).items if q else ()
    exact = [one for one in found if one.matched == "id"] or list(found)
    return (exact[0].id, ()) if len(exact) == 1 else (None, found)


def _is_sure(one: Found, among: tuple[Found, ...]) -> bool:
    return one.matched in _SURE and len(among) == 1
