"""Which notice boards no longer tell the truth: those of units that show another leader, and of two tiers below."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graphsvc.model import Fact, Facts
from graphsvc.rules.households import facts_on
from graphsvc.rules.rung import rung

_TIERS_SHOWN_ABOVE = 2
"""A board shows its unit's leader and the next two tiers above."""


def stale_boards(before: Iterable[Fact], after: Iterable[Fact], on: date) -> tuple[str, ...]:
    """The units, by id, whose board shows someone else on `on`, or stands under such a unit and names it."""
    then, now = facts_on(before, on), facts_on(after, on)
    units = then.units.keys() | now.units.keys()
    changed = {id for id in units if _shown(then, id) != _shown(now, id)}
    changed |= {id for id in units if then.parents.get(id) != now.parents.get(id)}
    stale = set(changed)
    for _ in range(_TIERS_SHOWN_ABOVE):
        stale |= {id for id in now.units if now.parents.get(id) in stale}
    return tuple(sorted(stale))


def _shown(facts: Facts, unit: str) -> tuple[object, ...] | None:
    if unit not in facts.units:
        return None
    shown = rung(facts, facts.units[unit])
    return shown.state, shown.person.id if shown.person else None
