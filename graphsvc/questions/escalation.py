"""How does a matter climb, and by when?"""

from __future__ import annotations

from datetime import date, datetime

from graphsvc.answers import Path
from graphsvc.questions.around import around_home
from graphsvc.rules.handling import chosen_exits, chosen_steps
from graphsvc.rules.ladder import ORIGIN
from graphsvc.rules.path import Handling, path
from graphsvc.store import Store


def escalation(
    store: Store,
    *,
    household: str | None = None,
    place: str | None = None,
    matter: str | None = None,
    reported: datetime,
    on: date,
    revision: int | None = None,
) -> Path:
    """The path of a matter from one household or place, with its clocks started at `reported` (aware).

    Raises the refusals of `around_home`, and `no_origin`.
    """
    found = around_home(store, household=household, place=place, matter=matter, on=on, revision=revision, path=True)
    home, about = found.home, found.matter
    spot = home.origin if about is not None and about.home == ORIGIN else home.place
    steps, why = chosen_steps(about, found.steps, found.carveouts, found.facts.around.get(spot or "", ()))
    handling = Handling(steps, chosen_exits(about, found.exits), found.bodies, (why,))
    return path(found.facts, home, about, handling, reported)
