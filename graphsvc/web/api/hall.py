"""What is done where: for one household at the hall, and which matters there are at all."""

from __future__ import annotations

from flask import Response
from flask_openapi import APIBlueprint

from graphsvc.questions import hall as at_hall
from graphsvc.questions import matters as all_matters
from graphsvc.store import Store
from graphsvc.web.etag import answered
from graphsvc.web.moments import day_of
from graphsvc.web.schemas import OfDay, ThingPath


def add(api: APIBlueprint, store: Store) -> None:
    """Add the four promises, for one household, and their matters."""

    @api.get("/households/<id>/hall", endpoint="hall", summary="The four promises for a household, every matter")
    def hall(path: ThingPath, query: OfDay) -> Response:
        on = day_of(query.on)
        return answered(
            store, (on,), lambda lang, public: at_hall(store, path.id, on, query.revision).as_json(lang, public)
        )

    @api.get("/matters", endpoint="matters", summary="The matters of each promise")
    def matters(query: OfDay) -> Response:
        on = day_of(query.on)
        return answered(store, (on,), lambda lang, public: all_matters(store, on, query.revision).as_json(lang, public))
