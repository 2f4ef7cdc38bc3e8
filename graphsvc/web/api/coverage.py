"""Is somebody there for every dwelling and every matter, on every day to come?"""

from __future__ import annotations

from flask import Response
from flask_openapi import APIBlueprint

from graphsvc.store import Store
from graphsvc.web.etag import answered
from graphsvc.web.moments import day_of
from graphsvc.web.schemas import OfCoverage


def add(api: APIBlueprint, store: Store) -> None:
    """Add the proof."""

    @api.get("/coverage", endpoint="coverage", summary="Whether somebody is there for everyone, day by day")
    def coverage(query: OfCoverage) -> Response:
        # Brought in where it is asked for: the checks' libraries take most of a second to load.
        from graphsvc.checks.coverage import coverage as prove

        on = day_of(query.on)
        return answered(
            store, (on,), lambda lang, public: prove(store, on, query.days, query.revision).as_json(lang, public)
        )
