"""Which posts are vacant or only acted for, and who is called meanwhile (contract section 4, rules 3 and 4)."""

from __future__ import annotations

from datetime import date

from graphsvc.answers.gaps import Gap
from graphsvc.answers.ladder import Rung
from graphsvc.model import Facts, Unit
from graphsvc.rules.ladder import climb
from graphsvc.rules.rung import ACTING, holders, rung, vacant_since

VACANT = "vacant"
_LINES = {"management": 0, "party": 1}


def gaps(facts: Facts) -> tuple[Gap, ...]:
    """Head and deputy posts that nobody holds properly: vacant heads before acting ones before vacant deputies.

    Among those the management line comes before the Party's and that before others, the latest gap first.
    """
    return tuple(sorted((one for unit in facts.units.values() for one in _of(facts, unit)), key=_weight))


def _of(facts: Facts, unit: Unit) -> list[Gap]:
    found = []
    for post in facts.posts.get(unit.id, ()):
        held = holders(facts, unit, post)
        if not held:
            found.append(Gap(unit, post, VACANT, vacant_since(facts, unit, (post,)), _meanwhile(facts, unit)))
        elif all(one.acting for one in held) and post.rank == "head":
            found.append(Gap(unit, post, ACTING, held[0].since, rung(facts, unit)))
    return found


def _meanwhile(facts: Facts, unit: Unit) -> Rung | None:
    above = (rung(facts, facts.units[id]) for id in climb(facts, unit.id))
    return next((one for one in above if one.state != VACANT), None)


def _weight(gap: Gap) -> tuple[bool, bool, int, int, str]:
    latest = -(gap.since or date.min).toordinal()
    return (gap.post.rank != "head", gap.state != VACANT, _LINES.get(gap.unit.role, 2), latest, gap.post.id)
