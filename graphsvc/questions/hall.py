"""Where does one household get what done: the four promises, every matter, in one trip?"""

from __future__ import annotations

from datetime import date

from graphsvc.answers import Hall
from graphsvc.errors import unknown
from graphsvc.model import Party
from graphsvc.questions.parties import around_parties
from graphsvc.rules.hall import hall as decide
from graphsvc.rules.parties import home_there, places_on
from graphsvc.store import Store


def hall(store: Store, household: str, on: date, revision: int | None = None) -> Hall:
    """The matters of the four promises for one household on `on`, each with who takes it first, and emergencies.

    Raises `unknown_household`, `household_not_there`, `unknown_revision`.
    """
    found = around_parties(store, (Party(household=household),), every_matter=True, on=on, revision=revision)
    if household not in found.stays:
        raise unknown("household", household)
    home = home_there(household, places_on(found.stays, on), found.origins, found.circle, on)
    return decide(found.facts, home, found.matters, found.rows)
