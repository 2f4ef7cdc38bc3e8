"""Which posts does nobody hold?"""

from __future__ import annotations

from datetime import date

from graphsvc.answers import Listed, Vacancy
from graphsvc.errors import outside
from graphsvc.questions.within import units_within
from graphsvc.rules.rung import holders, vacant_since
from graphsvc.store import Store


def vacancies(
    store: Store,
    on: date,
    within: str | None = None,
    after: str | None = None,
    limit: int = 100,
    revision: int | None = None,
) -> Listed:
    """The head and deputy posts of live units that nobody holds on `on`, acting or not, by post id after `after`.

    Raises the refusals of `units_within`, and `unit_not_there` for a unit asked outside its dates.
    """
    reached = units_within(store, within, on, revision)
    facts = reached.facts
    if reached.unit is not None and reached.unit not in facts.units:
        raise outside("unit", reached.unit, on.isoformat())
    vacant = [
        Vacancy(post.id, unit.id, post.rank, vacant_since(facts, unit, (post,)))
        for unit in facts.units.values()
        for post in facts.posts.get(unit.id, ())
        if not holders(facts, unit, post) and (after is None or post.id > after)
    ]
    vacant.sort(key=lambda one: one.post)
    return Listed(on, facts.revision, tuple(vacant[:limit]), len(vacant) > limit)
