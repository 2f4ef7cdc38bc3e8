"""What do notice boards say, and which of those that hang no longer tell the truth?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from graphsvc.answers import Rung
from graphsvc.answers.plain import Json, day, instant, seen
from graphsvc.errors import bad_question
from graphsvc.pictures.boards import Board, Tier, changes
from graphsvc.questions.around import around_home
from graphsvc.questions.resolve import resolve
from graphsvc.questions.rows import check_revision
from graphsvc.questions.spots import spots_within
from graphsvc.rules.boards import PAIRS, TIERS, board_rungs, watched_by
from graphsvc.store import Row, Store

_MOST_TOLD_APART = 500


MOST_PRINTED = 500
"""Boards in one print."""


@dataclass(frozen=True, slots=True)
class Boards:
    """Boards as they would be printed, with the day and the revision they were read at."""

    on: date
    revision: int
    boards: tuple[Board, ...]


def boards_of(store: Store, roots: Sequence[str], on: date, revision: int | None = None) -> Boards:
    """The boards of places and units, in the order asked, as the public may see them.

    Raises `unknown_unit`, `unknown_place`, `unit_not_there`, `place_not_there`, `no_board` where a unit serves no
    place, and `unknown_revision`.
    """
    asked = [resolve(store, root, ("unit", "place"), revision) for root in roots]
    units = [id for kind, id in asked if kind == "unit"]
    first = store.read("board_facts", places=[], units=units, on=on, revision=revision)[0]
    check_revision(revision, first["published"])
    serves = {one["id"]: sorted(one["serves"]) for one in first["units"]}
    spots = []
    for kind, id in asked:
        if kind == "unit" and not serves.get(id):
            raise bad_question("no_board", "units", f"组织“{id}”不服务任何地点,没有公示牌。请先登记它的服务范围。",
                               f'The unit "{id}" serves no place and has no board. Record first what it serves.')  # fmt: skip
        spots.append(id if kind == "place" else serves[id][0])
    at = first["revision"]
    shown = [
        _rungs(store, spot, id if kind == "unit" else None, on, at)
        for (kind, id), spot in zip(asked, spots, strict=True)
    ]
    told = {rung.unit.id for rungs in shown for rung in rungs}
    row = store.read(
        "board_facts",
        places=sorted({*spots, *(place for found in serves.values() for place in found)}),
        units=sorted(told),
        on=on,
        revision=at,
    )[0]
    places = {one["id"]: one for one in row["places"]}
    counts = {one["place"]: one["households"] for one in row["counts"]}
    watched = {one["id"]: one["supervision"] for one in row["units"]}
    found = []
    for (kind, id), spot, rungs in zip(asked, spots, shown, strict=True):
        place = places[spot]
        pairs = tuple(rung.paired.unit.name for rung in rungs[:PAIRS] if rung.paired)
        name = place["name"] if kind == "place" or not rungs else rungs[0].unit.name
        watch = watched_by((rung.unit.id for rung in rungs), watched)
        found.append(
            Board(kind, id, name, "".join(place["around"]) or place["name"], place["boundary"],
                  len(place["inside"]) if kind == "place" else 0,
                  sum(counts.get(one, 0) for one in ([spot] if kind == "place" else serves[id])), pairs,
                  tuple(_tier(rung) for rung in rungs[:TIERS]), watch)
        )  # fmt: skip
    return Boards(on, at, tuple(found))


def _rungs(store: Store, spot: str, unit: str | None, on: date, revision: int) -> list[Rung]:
    found = around_home(store, household=None, place=spot, matter=None, on=on, revision=revision)
    return board_rungs(found.facts, found.home, unit)


def buildings_within(store: Store, place: str, on: date, revision: int | None = None) -> list[str]:
    """The buildings within a place, as roots of boards."""
    spots = spots_within(store, place, on, revision, public=True)
    return [f"place:{one.id}" for one in spots.values() if one.kind == "building"]


def _tier(rung: Rung) -> Tier:
    person = seen(rung.person, public=True)
    phone = (person.phone if person else None) or rung.unit.phone
    title = rung.post.title if rung.post else rung.unit.level
    return Tier(title, rung.unit.name, person.name if person else None, phone, rung.state)


def to_print(store: Store, boards: Sequence[str], within: str | None, on: date) -> list[str]:
    """The roots of a print, each once: those named, and every building within a place. Raises `no_board`."""
    roots = list(boards)
    if within:
        roots += buildings_within(store, within.removeprefix("place:"), on)
    roots = list(dict.fromkeys(roots))
    if not 1 <= len(roots) <= MOST_PRINTED:
        raise bad_question("no_board", "boards", f"请选1到{MOST_PRINTED}块公示牌。",
                           f"Choose between 1 and {MOST_PRINTED} notice boards.")  # fmt: skip
    return roots


@dataclass(frozen=True, slots=True)
class Hanging:
    """A board as it was printed last, under the name it bears, and what has changed since."""

    id: str
    name: str
    paper: str
    revision: int
    on: date
    at: datetime
    actor: str
    changed: list[dict[str, str | None]]

    def as_json(self) -> Json:
        """One item of `GET /boards`."""
        return {
            "board": self.id,
            "paper": self.paper,
            "revision": self.revision,
            "on": day(self.on),
            "at": instant(self.at),
            "actor": self.actor,
            "stale": bool(self.changed),
            "changes": self.changed,
        }


def prints(store: Store) -> str:
    """Tells one set of prints from another: a print takes no revision, and yet it changes what is answered."""
    rows = store.read("boards", after="", most=_MOST_TOLD_APART)
    return json.dumps([(one["id"], one["revision"], str(one["at"])) for one in rows])


def hanging(store: Store, on: date, *, stale: bool, after: str = "", limit: int = 100) -> tuple[list[Hanging], bool]:
    """The boards printed, by id after `after`, and whether there are more; only stale ones where `stale`.

    A board whose building or unit is gone is stale in every field.
    """
    found: list[Hanging] = []
    while True:
        rows = store.read("boards", after=after, most=200)
        for row in rows:
            after = row["id"]
            changed = _changed(store, row["id"], row["said"], on)
            if changed or not stale:
                if len(found) == limit:
                    return found, True
                found.append(_hanging(row, changed))
        if len(rows) < 200:
            return found, False


def hung(store: Store, board: Board) -> Hanging | None:
    """The print of this board that hangs, with what differs from it now; None where none was printed."""
    rows = store.read("board", id=board.id)
    return _hanging(rows[0], changes(rows[0]["said"], board)) if rows else None


def _hanging(row: Row, changed: list[dict[str, str | None]]) -> Hanging:
    name = json.loads(row["said"])["name"]
    return Hanging(row["id"], name, row["paper"], row["revision"], row["on"], row["at"], row["actor"], changed)


def _changed(store: Store, id: str, said: str, on: date) -> list[dict[str, str | None]]:
    from graphsvc.errors import GraphsvcError, StoreError

    try:
        return changes(said, boards_of(store, [id], on).boards[0])
    except StoreError:
        raise
    except GraphsvcError as gone:
        return [{"field": "board", "before": id, "after": None, "why": gone.code}]
