"""Which person does someone mean by what they typed?"""

from __future__ import annotations

from datetime import date

from graphsvc.answers.post import FoundPerson, PeopleFound
from graphsvc.questions.find import NOTHING
from graphsvc.questions.named import named
from graphsvc.rules.spelling import asked_for
from graphsvc.store import Row, Store

_ORDER = ("id", "phone", "name", "pinyin", "initials")
_MOST = 500


def find_people(store: Store, q: str, limit: int = 20, *, on: date) -> PeopleFound:
    """People there on `on` that `q` may mean, the surest first: an id, a phone, a name, pinyin or initials.

    Of each kind of match at most 500 are looked at.
    """
    return _told(store, _met(store, q, on), limit, on)


def find_holders(store: Store, q: str, limit: int = 20, *, on: date) -> PeopleFound:
    """Those of them who hold a post on `on` or will: of hundreds called alike, whom one means who asks for a post."""
    met = _met(store, q, on)
    held = store.read("holders_among", people=[row["person"] for row in met], on=on) if met else []
    holding = {row["person"] for row in held}
    return _told(store, [row for row in met if row["person"] in holding], limit, on)


def _met(store: Store, q: str, on: date) -> list[Row]:
    """A row each person that was met, by what makes it surest; the surest first."""
    asked = asked_for(q)
    met = store.read(
        "find_people", id=q.strip() or NOTHING, phone=asked.phone or NOTHING, name=asked.name or NOTHING,
        letters=asked.letters or NOTHING, on=on, most=_MOST,
    )  # fmt: skip
    best: dict[str, Row] = {}
    for row in sorted(met, key=lambda row: (_ORDER.index(row["matched"]), row["name"] or "", row["person"])):
        best.setdefault(row["person"], row)
    return list(best.values())


def _told(store: Store, met: list[Row], limit: int, on: date) -> PeopleFound:
    given = met[:limit]
    if not given:
        return PeopleFound((), False)
    homes = named(store, revision=given[0]["revision"], on=on, people={row["person"] for row in given})
    items = tuple(
        FoundPerson(row["person"], row["name"], homes.home_of(row["person"]), row["matched"]) for row in given
    )
    return PeopleFound(items, len(met) > limit)
