"""Which posts does nobody hold, and who is called meanwhile?"""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_openapi import APIBlueprint

from graphsvc.errors import BadQuestion, NotFound
from graphsvc.questions import gaps as find_gaps
from graphsvc.questions import vacancies as find_vacancies
from graphsvc.store import Store
from graphsvc.web.etag import answered
from graphsvc.web.moments import day_of
from graphsvc.web.schemas import OfDay, OfVacancies
from graphsvc.web.shapes.posts import Vacancies


def add(api: APIBlueprint, store: Store) -> None:
    """Add the list of vacancies, open to all, and the one that names who stands in."""

    @api.get(
        "/vacancies",
        endpoint="vacancies",
        summary="Head and deputy posts that nobody holds",
        responses={200: Vacancies},
    )
    def vacancies(query: OfVacancies) -> Response:
        on = day_of(query.on)

        def make(lang: str, public: bool) -> dict[str, Any]:
            try:
                found = find_vacancies(store, on, query.within, query.after, query.limit, query.revision)
            except NotFound as error:
                # The id stands in a parameter, not in the path.
                raise BadQuestion(error.code, error.zh, error.en, field="within") from error
            return found.as_json(lang, public)

        return answered(store, (on,), make)

    @api.get("/gaps", endpoint="gaps", summary="Posts vacant or acted for, with whoever is called meanwhile")
    def gaps(query: OfDay) -> Response:
        on = day_of(query.on)
        return answered(store, (on,), lambda lang, public: find_gaps(store, on, query.revision).as_json(lang, public))
