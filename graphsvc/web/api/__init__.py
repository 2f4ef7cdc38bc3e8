"""Routes, one module a resource. Each reads its parameters, asks its question and hands the answer over."""

from __future__ import annotations

from flask_openapi import APIBlueprint

from graphsvc.accounts import Notes
<<<<<<< HEAD
from graphsvc.settings import Settings
=======
from graphsvc.rules.standing import Limits
>>>>>>> 981d2d2 (Rank candidates by a table of evidence; remark on age, load and kin by configured rules)
from graphsvc.store import Store
from graphsvc.web.api import (
    accounts,
    boards,
    changes,
    charts,
    coverage,
    disputes,
    duties,
    hall,
    handovers,
    homes,
    papers,
    posts,
    search,
    sessions,
    terms,
    vacancies,
)
from graphsvc.web.drawn import Drawn


<<<<<<< HEAD
def blueprint(store: Store, notes: Notes, settings: Settings) -> APIBlueprint:
=======
def blueprint(store: Store, notes: Notes, picture_timeout: float, limits: Limits) -> APIBlueprint:
>>>>>>> 981d2d2 (Rank candidates by a table of evidence; remark on age, load and kin by configured rules)
    """All routes under `/api/v1`, asking `store`."""
    api = APIBlueprint("api", __name__, url_prefix="/api/v1")
    search.add(api, store)
    homes.add(api, store)
    hall.add(api, store)
    disputes.add(api, store)
    papers.add(api, store)
    duties.add(api, store)
    vacancies.add(api, store)
    coverage.add(api, store)
<<<<<<< HEAD
    drawn = Drawn(settings.pictures)
    charts.add(api, store, settings.picture_timeout, drawn)
    boards.add(api, store, settings.picture_timeout, drawn)
    posts.add(api, store)
=======
    charts.add(api, store, picture_timeout)
    boards.add(api, store, picture_timeout)
    posts.add(api, store, limits)
>>>>>>> 981d2d2 (Rank candidates by a table of evidence; remark on age, load and kin by configured rules)
    changes.add(api, store)
    terms.add(api, store)
    handovers.add(api, store)
    sessions.add(api, store)
    accounts.add(api, store, notes)
    return api
