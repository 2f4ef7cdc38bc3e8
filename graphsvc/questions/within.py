"""The units that lie within a unit or a place, with their posts, as plain facts in one trip."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from graphsvc.errors import unknown
from graphsvc.model import FOREVER, Facts
from graphsvc.questions.rows import NO_ID, check_revision, facts_of
from graphsvc.store import Row, Store


@dataclass(frozen=True, slots=True)
class Within:
    """The facts, the ids of the places each unit serves by rows of its own, and the unit that `within` meant."""

    facts: Facts
    places: dict[str, tuple[str, ...]]
    unit: str | None


def units_within(store: Store, within: str | None, on: date, revision: int | None = None) -> Within:
    """The units within `within`: a unit (it and all that is part of it), a place (those all of whose live rows of
    service lie in it), or None for all. An id that is both is the unit; `place:ID` says otherwise.

    Raises `unknown_unit` where nobody knows the id, and `unknown_revision`.
    """
    unit = None if within is None or within.startswith("place:") else within.removeprefix("unit:")
    place = None if within is None or within.startswith("unit:") else within.removeprefix("place:")
    row = store.read(
        "units_within", unit=unit or NO_ID, place=place or NO_ID, on=on, revision=revision, forever=FOREVER
    )[0]
    check_revision(revision, row["published"])
    facts = facts_of(row, on)
    places: dict[str, list[str]] = {}
    for one in row["serves"]:
        places.setdefault(one["unit"], []).append(one["place"])
    if within is not None:
        kept = _kept(row, within, places)
        facts = replace(facts, units={id: found for id, found in facts.units.items() if id in kept})
    served = {id: tuple(sorted(found)) for id, found in places.items()}
    return Within(facts, served, unit if row["unit_known"] else None)


def _kept(row: Row, within: str, places: dict[str, list[str]]) -> set[str]:
    if row["unit_known"]:
        return set(row["whole"])
    if not row["place_known"]:
        raise unknown("place" if within.startswith("place:") else "unit", within.partition(":")[2] or within)
    inside = {(one["unit"], one["place"]) for one in row["inside"]}
    return {unit for unit, _ in inside if all((unit, one) in inside for one in places[unit])}
