"""A rung as a picture shows it: a unit of a line, who answers and how; what the public may not see is not in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    )  # fmt: skip
    return Stand(card, (person.phone if person else None) or unit.phone or "")


def since(card: Card) -> date | None:
    """The day an alarm began."""
    return card.vacant_since if card.state == "vacant" else card.since
