"""Routes, one module a resource. Each reads its parameters, asks its question and hands the answer over."""

from __future__ import annotations

from flask_openapi import APIBlueprint

from graphsvc.accounts import Notes
from graphsvc.settings import Settings
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
    reorganising,
    search,
    sessions,
    terms,
    vacancies,
    whatif,
)
from graphsvc.web.drawn import Drawn


def blueprint(store: Store, notes: Notes, settings: Settings) -> APIBlueprint:
    """All routes under `/api/v1`, asking `store`."""
    api = APIBlueprint("api", __name__, url_prefix="/api/v1")
    drawn = Drawn(settings.pictures)
    search.add(api, store)
    homes.add(api, store)
    hall.add(api, store)
    disputes.add(api, store)
    papers.add(api, store)
    duties.add(api, store)
    vacancies.add(api, store)
    coverage.add(api, store)
    charts.add(api, store, settings.picture_timeout, drawn)
    boards.add(api, store, settings.picture_timeout, drawn)
    posts.add(api, store, settings.limits)
    changes.add(api, store, settings.limits)
    terms.add(api, store, settings.limits, settings.picture_timeout, drawn)
    handovers.add(api, store, settings.limits)
    reorganising.add(api, store)
    whatif.add(api, store)
    sessions.add(api, store)
    accounts.add(api, store, notes)
    return api
