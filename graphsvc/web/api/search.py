"""Which household, which place is meant?"""

from __future__ import annotations

from flask import Response
from flask_openapi import APIBlueprint

from graphsvc.questions import find_households, find_places
from graphsvc.store import Store
from graphsvc.web.described import Households, Places
from graphsvc.web.etag import answered
from graphsvc.web.schemas import Search, day_of


def add(api: APIBlueprint, store: Store) -> None:
    """Add the two searches; places alone are open to the public, by address only."""

    @api.get(
        "/households",
        endpoint="households",
        summary="Households by address, number, name, pinyin or phone",
        responses={200: Households},
    )
    def households(query: Search) -> Response:
        on = day_of(query.on)
        return answered(
            store,
            (on,),
            lambda lang, public: find_households(store, query.q, query.limit, query.after, on=on).as_json(lang, public),
        )

    @api.get("/places", endpoint="places", summary="Places by address", responses={200: Places})
    def places(query: Search) -> Response:
        on = day_of(query.on)
        return answered(
            store,
            (on,),
            lambda lang, public: find_places(store, query.q, query.limit, query.after, on=on).as_json(lang, public),
        )
