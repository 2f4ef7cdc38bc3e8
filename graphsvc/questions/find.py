"""Which household, or which place, does a clerk mean by what they typed?"""

from __future__ import annotations

from datetime import date

from graphsvc.answers import Found, FoundList
from graphsvc.errors import bad_question
from graphsvc.rules.naming import address
from graphsvc.rules.spelling import Asked, asked_for
from graphsvc.store import Row, Store

_ORDER = ("id", "address", "number", "phone", "name", "pinyin", "initials")
_MOST = 2000
# Begins no key and no name, where an empty text would begin them all.
_NOTHING = "\uffff"


def find_households(store: Store, q: str, limit: int = 100, after: str | None = None, *, on: date) -> FoundList:
    """Households living here on `on` that `q` may mean, the surest first; homonyms all stand in the list.

    `q` may be an address in any spelling, a run-together number, a name, pinyin, initials, a phone or an id.
    `after` is the id of the last household already seen. Of each kind of match at most 2,000 are looked at.
    Raises `unknown_after` where that one is not met any more: to begin anew beats seeing some twice.
    """
    asked = asked_for(q)
    rows = store.read(
        "find_households", **_sought(q, asked), letters=asked.letters or _NOTHING, phone=asked.phone or _NOTHING, on=on,
        most=_MOST,
    )  # fmt: skip
    return _listed(rows, "household", limit, after)


def find_places(store: Store, q: str, limit: int = 100, after: str | None = None, *, on: date) -> FoundList:
    """Places there on `on` that `q` may mean, by address alone, the surest first; `after` is the last id seen."""
    return _listed(store.read("find_places", **_sought(q, asked_for(q)), on=on, most=_MOST), "place", limit, after)


def _sought(q: str, asked: Asked) -> dict[str, str]:
    return {
        "id": q.strip() or _NOTHING,
        "key": asked.key or _NOTHING,
        "below": f"{asked.key}-" if asked.key else _NOTHING,
        "digits": asked.digits or _NOTHING,
        "name": asked.name or _NOTHING,
    }


def _listed(rows: list[Row], thing: str, limit: int, after: str | None) -> FoundList:
    best: dict[str, tuple[tuple[int, list[tuple[int, str]], str], Found]] = {}
    for row in rows:
        around = [(one["kind"].removeprefix("place:"), one["name"]) for one in sorted(row["around"], key=_depth)]
        kind = "household" if thing == "household" else around[0][0]
        found = Found(row[thing], kind, address(around), row["place"], row["matched"])
        rank = (_ORDER.index(row["matched"]), _natural(row["key"]), row[thing])
        if found.id not in best or rank < best[found.id][0]:
            best[found.id] = (rank, found)
    items = [found for _, found in sorted(best.values(), key=lambda entry: entry[0])]
    if after is not None:
        seen = next((number for number, one in enumerate(items, start=1) if one.id == after), None)
        if seen is None:
            raise bad_question(
                "unknown_after",
                "after",
                "接着看的那一条已不在结果里。请从头再查。",
                "What was seen last is not among what is met any more. Begin anew.",
            )
        items = items[seen:]
    return FoundList(tuple(items[:limit]), len(items) > limit)


def _depth(one: Row) -> int:
    return int(one["depth"])


def _natural(key: str | None) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else 0, part) for part in (key or "").split("-")]
