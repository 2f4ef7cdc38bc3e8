"""One trip for all that bears on a home on a day, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.errors import outside, unknown
from graphsvc.model import ALWAYS, FOREVER, Body, Exit, Facts, Home, Matter, Step
from graphsvc.questions.rows import NO_ID, body, by, check_revision, facts_of, matters_of, step, way_out
from graphsvc.store import Row, Store


@dataclass(frozen=True, slots=True)
class Around:
    """The facts, the home they stand around, the matter asked about and the rows that may handle it."""

    facts: Facts
    home: Home
    matter: Matter | None
    steps: dict[str, list[Step]]
    exits: dict[str, list[Exit]]
    carveouts: dict[str, list[Step]]
    bodies: tuple[Body, ...]


def around_home(
    store: Store,
    *,
    household: str | None,
    place: str | None,
    matter: str | None,
    on: date,
    revision: int | None,
    path: bool = False,
) -> Around:
    """Read all that bears on one household or place.

    Raises `unknown_household`, `unknown_place`, `unknown_matter`, `unknown_revision`, or `household_not_there` for
    a household asked outside its stays.
    """
    row = store.read(
        "around_home",
        household=household or NO_ID,
        place=place or NO_ID,
        matter=matter or NO_ID,
        on=on,
        path=path,
        revision=revision,
        always=ALWAYS,
        forever=FOREVER,
    )[0]
    check_revision(revision, row["published"])
    home = _home(row, household, place, on)
    found = next(iter(matters_of(row, matter)), None)
    facts = facts_of(row, on)
    handling = row["handling"]
    if handling is None:
        return Around(facts, home, found, {}, {}, {}, ())
    return Around(
        facts,
        home,
        found,
        by(handling["steps"], "scope", step),
        by(handling["exits"], "scope", way_out),
        by(handling["carveouts"], "place", step),
        tuple(body(one) for one in handling["bodies"]),
    )


def _home(row: Row, household: str | None, place: str | None, on: date) -> Home:
    live = {one["kind"]: one["place"] for one in row["homes"] if one["live"]}
    if household is None:
        assert place is not None
        if not live:
            raise outside("place", place, on.isoformat()) if row["homes"] else unknown("place", place)
        return Home(None, place, None)
    if not any(one["kind"] == "LIVES_IN" for one in row["homes"]):
        raise unknown("household", household)
    if "LIVES_IN" not in live:
        raise outside("household", household, on.isoformat())
    return Home(household, live["LIVES_IN"], live.get("CAME_FROM"), tuple(sorted(row["party_units"])))
