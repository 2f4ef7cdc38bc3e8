"""Of what does someone want a picture, by what they typed?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from graphsvc.questions.find import NOTHING, find_households, find_places
from graphsvc.questions.find_people import find_people
from graphsvc.store import Store

_HOME = "dwelling"
"""Met as the household that lives there."""


@dataclass(frozen=True, slots=True)
class FoundRoot:
    """A thing that can be drawn: `root` as a picture is asked for, its kind, and what it is called."""

    root: str
    kind: str
    name: str


def find_roots(store: Store, q: str, on: date, most: int = 8, *, people: bool) -> tuple[FoundRoot, ...]:
    """Units and places that `q` may mean on `on`, the surest of each kind first; with `people` those and homes, too."""
    q = q.strip()
    if not q:
        return ()
    units = store.read("find_units", id=q, name=q or NOTHING, on=on, most=most)
    places = (one for one in find_places(store, q, 4 * most, on=on).items if one.kind != _HOME)
    found = [FoundRoot(f"place:{one.place}", one.kind, one.address) for one in islice(places, most)]
    found += [FoundRoot(f"unit:{one['unit']}", "unit", one["name"]) for one in units]
    if people:
        homes, persons = find_households(store, q, most, on=on), find_people(store, q, most, on=on)
        found += [FoundRoot(f"household:{one.id}", "household", one.address) for one in homes.items]
        found += [
            FoundRoot(f"person:{one.person}", "person", " · ".join(part for part in (one.name, one.address) if part))
            for one in persons.items
        ]
    return tuple(found)
