"""Which household, or which place, does a clerk mean by what they typed?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers import Found, FoundList
from graphsvc.errors import bad_question
from graphsvc.questions.household import around_of, households
from graphsvc.rules.naming import address
from graphsvc.rules.spelling import Asked, asked_for
from graphsvc.store import Row, Store

_ORDER = ("id", "address", "number", "phone", "name", "pinyin", "initials")
_MOST = 2000
NOTHING = "\uffff"
"""Begins no key and no name, where an empty text would begin them all."""
_Rank = tuple[int, list[tuple[int, str]], str]


@dataclass(frozen=True, slots=True)
class _Met:
    """A household or place that was met, with its dwelling, and what it is ranked by."""

    id: str
    place: str
    matched: str
    rank: _Rank


def find_households(store: Store, q: str, limit: int = 100, after: str | None = None, *, on: date) -> FoundList:
    """Households living here on `on` that `q` may mean, the surest first; homonyms all stand in the list.

    `q` may be an address in any spelling, a run-together number, a name, pinyin, initials, a phone or an id.
    `after` is the id of the last household already seen. Of each kind of match at most 2,000 are looked at.
    Raises `unknown_after` where that one is not met any more: to begin anew beats seeing some twice.
    """
    asked = asked_for(q)
    letters = {"letters": asked.letters or NOTHING}
    like = letters | {
        "digits": asked.digits or NOTHING,
        "phone": asked.phone or NOTHING,
        "name": asked.name or NOTHING,
    }
    sought = {"households_at": _at(q, asked), "households_like": like, "households_initials": letters}
    given, more, revision = _met(store, sought, limit, after, on)
    known = households(store, [one.id for one in given], on, revision)
    return FoundList(
        tuple(
            Found(one.id, "household", known[one.id].address, one.place, one.matched, known[one.id]) for one in given
        ),
        more,
    )


def find_places(store: Store, q: str, limit: int = 100, after: str | None = None, *, on: date) -> FoundList:
    """Places there on `on` that `q` may mean, by address alone, the surest first; `after` is the last id seen."""
    given, more, revision = _met(store, _places(q), limit, after, on)
    return FoundList(_found_places(store, given, on, revision), more)


def find_place(store: Store, q: str, *, on: date) -> Found | None:
    """The first of `find_places`, without a look at whether there are others."""
    given, _, revision = _met(store, _places(q), 1, None, on, enough=1)
    return next(iter(_found_places(store, given, on, revision)), None)


def _places(q: str) -> dict[str, dict[str, str]]:
    asked = asked_for(q)
    at = _at(q, asked)
    below = {"below": at.pop("below")}
    like = {"digits": asked.digits or NOTHING, "name": asked.name or NOTHING}
    return {"places_at": at, "places_below": below, "places_like": like}


def _at(q: str, asked: Asked) -> dict[str, str]:
    return {
        "id": q.strip() or NOTHING,
        "key": asked.key or NOTHING,
        "below": f"{asked.key}-" if asked.key else NOTHING,
    }


def _met(
    store: Store,
    sought: dict[str, dict[str, str]],
    limit: int,
    after: str | None,
    on: date,
    enough: int | None = None,
) -> tuple[list[_Met], bool, int]:
    """Those given, whether there are more, and the revision they were met at.

    `sought` has by query what it seeks, the surest first: where those are `enough` (else one more than
    the limit, to know of more), the others are never read.
    """
    found: dict[str, _Met] = {}
    revision: int | None = None
    begin = _place_of(after, [])
    ranked: list[_Met] = []
    for name, words in sought.items():
        if set(words.values()) == {NOTHING}:
            continue
        for row in store.read(name, **words, on=on, revision=revision, most=_MOST):
            revision = row["revision"]
            _add(found, row)
        ranked = sorted(found.values(), key=lambda one: one.rank)
        begin = _place_of(after, ranked)
        if begin is not None and len(ranked) - begin >= (enough or limit + 1):
            break
    if begin is None:
        raise bad_question(
            "unknown_after",
            "after",
            "接着看的那一条已不在结果里。请从头再查。",
            "What was seen last is not among what is met any more. Begin anew.",
        )
    return ranked[begin : begin + limit], len(ranked) - begin > limit, revision or 0


def _add(found: dict[str, _Met], row: Row) -> None:
    order = _ORDER.index(row["matched"])
    for *named, place, key in row["met"]:
        id = named[0] if named else place
        rank = (order, _natural(key), id)
        if id not in found or rank < found[id].rank:
            found[id] = _Met(id, place, row["matched"], rank)


def _place_of(after: str | None, ranked: list[_Met]) -> int | None:
    """Where to go on; None where what was seen last is not there."""
    if after is None:
        return 0
    return next((number + 1 for number, one in enumerate(ranked) if one.id == after), None)


def _found_places(store: Store, given: list[_Met], on: date, revision: int) -> tuple[Found, ...]:
    around = _around(store, given, on, revision)
    return tuple(Found(one.id, around[one.id][0][0], address(around[one.id]), one.place, one.matched) for one in given)


def _around(store: Store, given: list[_Met], on: date, revision: int) -> dict[str, list[tuple[str, str]]]:
    """The kind and name of each place and of all it lies in, from the place outwards."""
    if not given:
        return {}
    read = store.read("places_around", places=[one.id for one in given], revision=revision, on=on)
    return {row["place"]: around_of(row) for row in read}


def _natural(key: str | None) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else 0, part) for part in (key or "").split("-")]
