"""What stands on one sheet: the units of a place, or of a unit and what it serves, with those above them."""

from __future__ import annotations

from datetime import date

from graphsvc.answers import Rung
from graphsvc.errors import outside, unknown
from graphsvc.model import Facts
from graphsvc.pictures.facts import ChartFacts
from graphsvc.questions.around import NO_ID, check_revision, facts_of
from graphsvc.rules.rung import rung
from graphsvc.store import Row, Store


def chart_facts(store: Store, root: str, on: date, revision: int | None = None, *, public: bool = False) -> ChartFacts:
    """What a chart of `root` shows on `on`; for the `public` a holder's name only with their consent.

    `root` is a unit or a place; an id that is both is the unit, `place:ID` says otherwise.
    Raises `unknown_unit`, `unknown_place`, `unit_not_there`, `unknown_revision`.
    """
    unit = None if root.startswith("place:") else root.removeprefix("unit:")
    place = None if root.startswith("unit:") else root.removeprefix("place:")
    row = store.read("chart", unit=unit or NO_ID, place=place or NO_ID, on=on, revision=revision)[0]
    check_revision(revision, row["published"])
    if not row["unit_known"] and not row["place_known"]:
        raise unknown("place" if root.startswith("place:") else "unit", unit or place or root)
    if row["unit_known"]:
        # The query was asked of both meanings of the id; the unit is meant, so the place's units go.
        row = {**row, "names": row["names"][:1]}
    facts = facts_of(row, on)
    if row["unit_known"] and unit not in facts.units:
        raise outside("unit", unit or "", on.isoformat())
    shown = _shown(row, facts)
    counts = {one["place"]: one["households"] for one in row["counts"]}
    serves: dict[str, list[str]] = {}
    for one in row["serves"]:
        serves.setdefault(one["unit"], []).append(one["place"])
    used = {facts.units[id].line for id in shown}
    return ChartFacts(
        on=on,
        revision=row["revision"],
        root_name=row["names"][0],
        lines=[
            {
                "id": line["id"],
                "role": line["role"].removeprefix("line:"),
                "name": line["name"],
                "levels": {level["tier"]: level["name"] for level in line["levels"]},
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
                "households": counts.get(one["id"], 0),
            }
            for one in row["places"]
        },
    )


def _shown(row: Row, facts: Facts) -> set[str]:
    inside = {(one["unit"], one["place"]) for one in row["inside"]}
    own: dict[str, list[str]] = {}
    for one in row["serves"]:
        own.setdefault(one["unit"], []).append(one["place"])
    shown = {id for id, _ in inside if id in facts.units and all((id, place) in inside for place in own[id])}
    shown |= {id for id in row["whole"] if id in facts.units}
    for id in list(shown):
        above = facts.parents.get(id)
        while above in facts.units and above not in shown:
            assert above is not None
            shown.add(above)
            above = facts.parents.get(above)
    return shown


def _rung(found: Rung, public: bool) -> dict[str, object]:
    person = found.person
    named = person is not None and (person.publish or not public)
    return {
        "state": found.state,
        "post": found.post.id if found.post else None,
        "title": found.post.title if found.post else None,
        "person": person.id if person and named else None,
        "name": person.name if person and named else None,
        "since": found.since,
        "vacant_since": found.vacant_since,
    }
