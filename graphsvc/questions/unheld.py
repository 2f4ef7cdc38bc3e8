"""Which posts does nobody properly hold, and whom does one turn to meanwhile?"""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from graphsvc.answers.health import Unheld
from graphsvc.model import Facts, Post, Unit
from graphsvc.questions.within import Within
from graphsvc.rules.meanwhile import meanwhile
from graphsvc.rules.rung import holders, vacant_since


def unheld(whole: Within, units: Container[str]) -> tuple[Unheld, ...]:
    """The head and deputy posts of `units` that are vacant or only acted in, on the day of the facts; the posts
    open longest first, one that was never held before them.
    """
    facts = whole.facts
    found = [
        _unheld(facts, unit, post)
        for unit in facts.units.values()
        if unit.id in units
        for post in facts.posts.get(unit.id, ())
        if all(holder.acting for holder in holders(facts, unit, post))
    ]
    return tuple(sorted(found, key=lambda one: (one.since or date.min, one.post)))


def _unheld(facts: Facts, unit: Unit, post: Post) -> Unheld:
    acting = holders(facts, unit, post)
    since = acting[0].since if acting else vacant_since(facts, unit, (post,))
    return Unheld(post.id, unit.id, bool(acting), since, meanwhile(facts, unit))
