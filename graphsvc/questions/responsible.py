"""Who is responsible for a household or a place?"""

from __future__ import annotations

from datetime import date

from graphsvc.answers import Answer
from graphsvc.questions.around import around_home
from graphsvc.rules.responsible import responsible as decide
from graphsvc.store import Store


def responsible(
    store: Store,
    *,
    household: str | None = None,
    place: str | None = None,
    matter: str | None = None,
    on: date,
    revision: int | None = None,
) -> Answer:
    """Who answers for one household or one place on `on`, as known at `revision` (None: now).

    Raises the refusals of `around_home`, and `no_origin`.
    """
    found = around_home(store, household=household, place=place, matter=matter, on=on, revision=revision)
    return decide(found.facts, found.home, found.matter)
