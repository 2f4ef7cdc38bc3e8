"""What stands on one sheet: the units of a place, or of a unit and what it serves, with those above them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from graphsvc.answers import Rung
from graphsvc.errors import outside, unknown
from graphsvc.model import FOREVER, Facts
from graphsvc.pictures.facts import ChartFacts
from graphsvc.questions.rows import NO_ID, check_revision, facts_of
from graphsvc.rules.ladder import ORIGIN
from graphsvc.rules.rung import rung
from graphsvc.store import Row, Store

_DOOR = "place:dwelling"
"""A place of which the public is not told whether anyone lives there."""


def chart_facts(
    store: Store, root: str | None, on: date, revision: int | None = None, *, public: bool = False,
    plan: Callable[[Facts], Facts] | None = None,
) -> ChartFacts:  # fmt: skip
    """What a chart of `root` shows on `on`; for the `public` a holder's name only with their consent.

    `root` is a unit or a place; an id that is both is the unit, `place:ID` says otherwise. None is the whole graph
    from its tops down, where places of origin stand back unless there is nothing else. A `plan` makes of what is
    believed what would be.
    Raises `unknown_unit`, `unknown_place`, `unit_not_there`, `unknown_revision`.
    """
    asked = root or NO_ID
    unit = NO_ID if asked.startswith("place:") else asked.removeprefix("unit:")
    place = NO_ID if asked.startswith("unit:") else asked.removeprefix("place:")

    def made(row: Row) -> ChartFacts:
        check_revision(revision, row["published"])
        if root is not None and not row["unit_known"] and not row["place_known"]:
            raise unknown("place" if root.startswith("place:") else "unit", unit or place)
        return _facts(row, root, unit, on, public, plan)

    asked_of: dict[str, Any] = {"unit": unit, "place": place, "every": root is None, "on": on, "revision": revision}
    # One sheet is asked for in many forms, and to count its households is most of the work.
    if plan is not None:
        return made(store.recall("chart", **asked_of, forever=FOREVER)[0])
    return store.recalled("chart", made, (root, public), **asked_of, forever=FOREVER)


def _facts(
    row: Row, root: str | None, unit: str, on: date, public: bool, plan: Callable[[Facts], Facts] | None
) -> ChartFacts:
    facts = facts_of(row, on)
    facts = plan(facts) if plan else facts
    if row["unit_known"] and unit not in facts.units:
        raise outside("unit", unit, on.isoformat())
    shown = _shown(row, facts)
    counts = _households(row)
    serves: dict[str, list[str]] = {}
    for one in row["serves"]:
        serves.setdefault(one["unit"], []).append(one["place"])
    used = {facts.units[id].line for id in shown}
    return ChartFacts(
        on=on,
        revision=row["revision"],
        root_name=_name(row, root, shown),
        root=_spots(row, root, shown),
        line=facts.units[unit].line if row["unit_known"] else None,
        lines=[
            {
                "id": line["id"],
                "role": line["role"].removeprefix("line:"),
                "name": line["name"],
                "name_en": line["name_en"],
                "levels": {level["tier"]: level["name"] for level in line["levels"]},
                "levels_en": {level["tier"]: level["name_en"] for level in line["levels"]},
            }
            for line in sorted(row["lines"], key=lambda one: one["id"])
            if line["id"] in used
        ],
        units=[
            {
                "id": id,
                "name": facts.units[id].name,
                "line": facts.units[id].line,
                "tier": facts.units[id].tier,
                "part_of": facts.parents.get(id),
                "serves": sorted(serves.get(id, ())),
                "phone": facts.units[id].phone,
                "rung": _rung(rung(facts, facts.units[id]), public),
            }
            for id in sorted(shown)
        ],
        pairs=sorted((one["unit"], one["paired"]) for one in row["pairs"] if {one["unit"], one["paired"]} <= shown),
        places={
            one["id"]: {
                "name": one["name"],
                "kind": one["kind"].removeprefix("place:"),
                "within": one["within"][0] if one["within"] else None,
                "households": 0 if public and one["kind"] == _DOOR else counts.get(one["id"], 0),
            }
            for one in row["places"]
        },
    )


def _households(row: Row) -> dict[str, int]:
    """How many live in each place. What lies in a place served itself is counted there, and added here."""
    counts: dict[str, int] = {}
    for one in row["counts_here"] + row["counts"]:
        counts[one["place"]] = counts.get(one["place"], 0) + one["households"]
    inside: dict[str, list[str]] = {}
    for one in row["places"]:
        for above in one["within"]:
            inside.setdefault(above, []).append(one["id"])

    def whole(place: str) -> int:
        return counts.get(place, 0) + sum(map(whole, inside.get(place, ())))

    return {one["id"]: whole(one["id"]) for one in row["places"]}


def _shown(row: Row, facts: Facts) -> set[str]:
    if row["every"]:
        here = {id for id in row["every"] if id in facts.units and facts.units[id].role != ORIGIN}
        return here or {id for id in row["every"] if id in facts.units}
    # The query was asked of both meanings of the id; the unit is meant where there is one.
    inside = {(one["unit"], one["place"]) for one in row["beside" if row["unit_known"] else "inside"]}
    own: dict[str, list[str]] = {}
    for one in row["serves"]:
        own.setdefault(one["unit"], []).append(one["place"])
    shown = {id for id, _ in inside if id in facts.units and all((id, place) in inside for place in own[id])}
    if row["unit_known"]:
        shown |= {id for id in row["whole"] if id in facts.units}
    for id in list(shown):
        above = facts.parents.get(id)
        while above in facts.units and above not in shown:
            assert above is not None
            shown.add(above)
            above = facts.parents.get(above)
    return shown


def _spots(row: Row, root: str | None, shown: set[str]) -> list[str]:
    """The places the sheet is about, outermost alone."""
    if root is not None and not row["unit_known"]:
        return [one["id"] for one in row["places"] if one["id"] == root.removeprefix("place:")]
    above = {one["id"]: one["within"] for one in row["places"]}
    served = {one["place"] for one in row["serves"] if one["unit"] in shown}
    spots = set(row["spots"]) if row["unit_known"] else served
    return sorted(id for id in spots if id in above and not spots & set(above[id]))


def _name(row: Row, root: str | None, shown: set[str]) -> str:
    if row["unit_known"]:
        return str(row["unit_names"][0])
    if root is not None:
        return str(row["place_names"][0])
    names = {one["id"]: one["name"] for one in row["places"]}
    return " · ".join(names[id] for id in _spots(row, root, shown)[:3])


def _rung(found: Rung, public: bool) -> dict[str, object]:
    person = found.person
    named = person is not None and (person.publish or not public)
    return {
        "state": found.state,
        "post": found.post.id if found.post else None,
        "title": found.post.title if found.post else None,
        "person": person.id if person and named else None,
        "name": person.name if person and named else None,
        "phone": person.phone if person and named else None,
        "since": found.since,
        "vacant_since": found.vacant_since,
    }
