"""Which posts may change hands, and who holds each?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.questions.named import post_name
from graphsvc.questions.within import units_within
from graphsvc.rules.rung import holders, post_order
from graphsvc.store import Store


@dataclass(frozen=True, slots=True)
class Seat:
    """A post by its name, and one who holds it, by id and name; nobody where it is vacant."""

    post: str
    name: str
    person: str | None = None
    person_name: str | None = None
    acting: bool = False


def seats(store: Store, on: date, within: str | None = None) -> list[Seat]:
    """The head and deputy posts of the units within, line by line from the top, one seat a holder on `on`.

    Raises the refusals of `units_within`.
    """
    facts = units_within(store, within, on).facts
    found = []
    for unit in sorted(facts.units.values(), key=lambda unit: (unit.line, unit.tier, unit.id)):
        for post in sorted(facts.posts.get(unit.id, ()), key=post_order):
            name = post_name(unit.name or unit.id, post.title)
            held = [
                Seat(post.id, name, one.person.id, one.person.name, one.acting) for one in holders(facts, unit, post)
            ]
            found += held or [Seat(post.id, name)]
    return found
