"""One trip for all that bears on some parties on a day: their homes, who they are to one another, the matters' rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graphsvc.errors import bad_question
from graphsvc.model import ALWAYS, FOREVER, Circle, Facts, Matter, Party
from graphsvc.questions.rows import NO_ID, body, by, check_revision, facts_of, matters_of, step, way_out
from graphsvc.rules.handling import Rows
from graphsvc.rules.parties import Stay, places_on
from graphsvc.store import Row, Store


@dataclass(frozen=True, slots=True)
class Round:
    """The facts around the parties and who they are, and the matters with the rows that may handle them.

    `stays` and `origins` are by household, `known` the ids of people, `lines` tells the role of each line.
    """

    facts: Facts
    stays: dict[str, list[Stay]]
    origins: dict[str, str]
    known: frozenset[str]
    circle: Circle
    matters: tuple[Matter, ...]
    rows: Rows
    lines: dict[str, str]


def around_parties(
    store: Store,
    parties: Sequence[Party],
    *,
    matter: str | None = None,
    every_matter: bool = False,
    objects_to: Sequence[str] = (),
    on: date,
    revision: int | None,
) -> Round:
    """Read all that bears on the parties, with one matter or every one.

    Raises `unknown_revision`, `unknown_matter`, `unknown_person` for one objected to.
    """
    row = store.read(
        "around_parties",
        # One map, since Neo4j plans a statement anew for each length of a list that is a parameter by itself.
        named={
            "households": [one.household for one in parties if one.household is not None],
            "people": [one.person for one in parties if one.person is not None],
            "objected": list(objects_to),
        },
        matter=matter or NO_ID,
        all=every_matter,
        on=on,
        revision=revision,
        always=ALWAYS,
        forever=FOREVER,
    )[0]
    check_revision(revision, row["published"])
    known = frozenset(row["known"])
    found = matters_of(row, matter)
    _check_people([id for id in objects_to if id not in known])
    stays: dict[str, list[Stay]] = {}
    for one in row["stays"]:
        stays.setdefault(one["household"], []).append((one["place"], one["since"], one["until"]))
    there = places_on(stays, on)
    circle = Circle(
        members=_sets([one for one in row["members"] if one["household"] in there], "household", "person"),
        heads=_sets([one for one in row["heads"] if one["household"] in there], "household", "person"),
        kin=_sets(row["kin"], "person", "relative"),
        party_at={one["person"]: one["unit"] for one in row["party_at"]},
    )
    origins = {one["household"]: one["place"] for one in row["origins"]}
    carveouts = {
        id: by([one for one in row["carveouts"] if one["matter"] == id], "place", step)
        for id in {one["matter"] for one in row["carveouts"]}
    }
    return Round(
        facts_of(row, on),
        stays,
        origins,
        known,
        circle,
        found,
        Rows(
            by(row["steps"], "scope", step),
            by(row["exits"], "scope", way_out),
            carveouts,
            tuple(body(one) for one in row["bodies"]),
        ),
        {one["id"]: one["role"].removeprefix("line:") for one in row["lines"]},
    )


def _check_people(strangers: list[str]) -> None:
    if strangers:
        raise bad_question(
            "unknown_person",
            "objects_to",
            f"没有编号为“{strangers[0]}”的人员。请核对要求回避的人。",
            f'There is no person "{strangers[0]}". Check who is objected to.',
        )


def _sets(rows: list[Row], key: str, value: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in rows:
        found.setdefault(one[key], set()).add(one[value])
    return {id: frozenset(ids) for id, ids in found.items()}
