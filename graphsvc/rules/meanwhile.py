"""Whom to turn to while a post is open: its unit's own rung, else the nearest above that somebody answers on."""

from __future__ import annotations

from graphsvc.answers import Rung
from graphsvc.model import Facts, Unit
from graphsvc.rules.rung import rung


def meanwhile(facts: Facts, unit: Unit) -> Rung | None:
    """The nearest rung from `unit` upward that is not vacant; None where there is none among the facts."""
    at: Unit | None = unit
    passed: set[str] = set()
    while at is not None and at.id not in passed:
        passed.add(at.id)
        found = rung(facts, at)
        if found.state != "vacant":
            return found
        at = facts.units.get(facts.parents.get(at.id, ""))
    return None
