"""A rung as a picture shows it: a unit of a line, who answers and how; what the public may not see is not in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphsvc.answers import Rung
from graphsvc.answers.plain import seen
from graphsvc.pictures.sheet import Card


@dataclass(frozen=True, slots=True)
class Stand:
    """A card with what only a ladder tells: the phone to ring."""

    card: Card
    phone: str


def stand(rung: Rung, public: bool, places: str = "") -> Stand:
    """A rung of an answer; without the holder's own phone the unit's duty phone is told."""
    person = seen(rung.person, public)
    unit = rung.unit
    card = Card(
        unit.id, unit.line, unit.role, unit.tier, unit.level, unit.name, rung.post.title if rung.post else "",
        person.name if person else None, rung.state, rung.since, rung.vacant_since, None, places, 0,
        phone=(person.phone if person else None) or unit.phone or "",
    )  # fmt: skip
    return Stand(card, card.phone)


def ladder_units(ladder: Sequence[Rung], public: bool) -> dict[str, dict[str, Any]]:
    """The units of a ladder and those paired with them, as `ChartFacts` has units: what two days are compared by."""
    rungs = [one for rung in ladder for one in (rung, rung.paired) if one is not None]
    found: dict[str, dict[str, Any]] = {}
    for one in rungs:
        person = seen(one.person, public)
        held = {"state": one.state, "person": person.id if person else None, "name": person.name if person else None}
        found[one.unit.id] = {"id": one.unit.id, "name": one.unit.name, "part_of": None, "serves": [], "rung": held}
    return found


def since(card: Card) -> date | None:
    """The day an alarm began."""
    return card.vacant_since if card.state == "vacant" else card.since
