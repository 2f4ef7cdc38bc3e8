"""Which household, or which place, does a clerk mean by what they typed?"""

from __future__ import annotations

from datetime import date
from operator import itemgetter

from graphsvc.answers import Found, FoundList
from graphsvc.errors import bad_question
from graphsvc.rules.naming import address
from graphsvc.rules.spelling import Asked, asked_for
from graphsvc.store import Row, Store

_ORDER = ("id", "address", "number", "phone", "name", "pinyin", "initials")
_MOST = 2000
NOTHING = "\uffff"
"""Begins no key and no name, where an empty text would begin them all."""
_Rank = tuple[int, list[tuple[int, str]], str]


def find_households(store: Store, q: str, limit: int = 100, after: str | None = None, *, on: date) -> FoundList:
    """Households living here on `on` that `q` may mean, the surest first; homonyms all stand in the list.

    `q` may be an address in any spelling, a run-together number, a name, pinyin, initials, a phone or an id.
    `after` is the id of the last household already seen. Of each kind of match at most 2,000 are looked at.
    Raises `unknown_after` where that one is not met any more: to begin anew beats seeing some twice.
    """
    asked = asked_for(q)
    letters, phone = asked.letters or NOTHING, asked.phone or NOTHING
    met = store.read("find_households", **_sought(q, asked), letters=letters, phone=phone, on=on, most=_MOST)
    return _listed(store, met, "household", limit, after, on)


def find_places(store: Store, q: str, limit: int = 100, after: str | None = None, *, on: date) -> FoundList:
    """Places there on `on` that `q` may mean, by address alone, the surest first; `after` is the last id seen."""
    met = store.read("find_places", **_sought(q, asked_for(q)), on=on, most=_MOST)
    return _listed(store, met, "place", limit, after, on)


def _sought(q: str, asked: Asked) -> dict[str, str]:
    return {
        "id": q.strip() or NOTHING,
        "key": asked.key or NOTHING,
        "below": f"{asked.key}-" if asked.key else NOTHING,
        "digits": asked.digits or NOTHING,
        "name": asked.name or NOTHING,
    }


def _listed(store: Store, met: list[Row], thing: str, limit: int, after: str | None, on: date) -> FoundList:
    """The surest first; only those given are read with the names around them, as of the same revision."""
    best: dict[str, tuple[_Rank, Row]] = {}
    for row in met:
        rank = (_ORDER.index(row["matched"]), _natural(row["key"]), row[thing])
        if row[thing] not in best or rank < best[row[thing]][0]:
            best[row[thing]] = (rank, row)
    rows = [row for _, row in sorted(best.values(), key=itemgetter(0))]
    if after is not None:
        rows = rows[_number_of(after, [row[thing] for row in rows]) :]
    given = rows[:limit]
    around = _around(store, given, on)
    return FoundList(tuple(_found(row, thing, around[row["place"]]) for row in given), len(rows) > limit)


def _number_of(after: str, ids: list[str]) -> int:
    if after not in ids:
        raise bad_question(
            "unknown_after",
            "after",
            "接着看的那一条已不在结果里。请从头再查。",
            "What was seen last is not among what is met any more. Begin anew.",
        )
    return ids.index(after) + 1


def _around(store: Store, given: list[Row], on: date) -> dict[str, list[tuple[str, str]]]:
    """The kind and name of each place and of all it lies in, from the place outwards."""
    if not given:
        return {}
    places = list(dict.fromkeys(row["place"] for row in given))
    read = store.read("places_around", places=places, revision=given[0]["revision"], on=on)
    return {
        row["place"]: [
            (one["kind"].removeprefix("place:"), one["name"]) for one in sorted(row["around"], key=itemgetter("depth"))
        ]
        for row in read
    }


def _found(row: Row, thing: str, around: list[tuple[str, str]]) -> Found:
    kind = "household" if thing == "household" else around[0][0]
    return Found(row[thing], kind, address(around), row["place"], row["matched"])


def _natural(key: str | None) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else 0, part) for part in (key or "").split("-")]
