"""The units that lie within a unit or a place, with their posts, as plain facts in one trip."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from graphsvc.errors import unknown
from graphsvc.model import Facts
from graphsvc.questions.around import check_revision, facts_of
from graphsvc.questions.resolve import known
from graphsvc.store import Store


@dataclass(frozen=True, slots=True)
class Within:
    """The facts, and the ids of the places each unit serves by rows of its own."""

    facts: Facts
    places: dict[str, tuple[str, ...]]


def units_within(store: Store, within: str | None, on: date, revision: int | None = None) -> Within:
    """The units within `within`: a unit (it and all that is part of it), a place (those all of whose live rows of
    service lie in it), or None for all. An id that is both is the unit; `place:ID` says otherwise.

    Raises `unknown_unit` where nobody knows the id, and `unknown_revision`.
    """
    unit, place = (None, None) if within is None else _root(store, within, revision)
    row = store.read("units_within", unit=unit, place=place, on=on, revision=revision)[0]
    check_revision(revision, row["published"])
    facts = facts_of(row, on)
    places: dict[str, list[str]] = {}
    for one in row["serves"]:
        places.setdefault(one["unit"], []).append(one["place"])
    if place is not None:
        inside = {(one["unit"], one["place"]) for one in row["inside"]}
        kept = {id for id in facts.units if all((id, one) in inside for one in places.get(id, ()))}
        facts = replace(facts, units={id: found for id, found in facts.units.items() if id in kept})
    return Within(facts, {unit: tuple(sorted(found)) for unit, found in places.items()})


def _root(store: Store, within: str, revision: int | None) -> tuple[str | None, str | None]:
    if within.startswith("place:"):
        id = within.removeprefix("place:")
        if not known(store, id, revision)["place"]:
            raise unknown("place", id)
        return None, id
    id = within.removeprefix("unit:")
    found = known(store, id, revision)
    if found["unit"]:
        return id, None
    if found["place"] and not within.startswith("unit:"):
        return None, id
    raise unknown("unit", id)
