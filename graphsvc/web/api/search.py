"""Which household, which place, which person is meant?"""

from __future__ import annotations

from flask import Response
from flask_openapi import APIBlueprint

from graphsvc.questions import find_households, find_people, find_places
from graphsvc.questions import household as one_household
from graphsvc.store import Store
from graphsvc.web.etag import answered, read_first
from graphsvc.web.moments import day_of
from graphsvc.web.schemas import OfDay, OfPeople, Search, ThingPath
from graphsvc.web.shapes.found import Households, HouseholdShown, People, Places


def add(api: APIBlueprint, store: Store) -> None:
    """Add the searches; places alone are open to the public, by address only."""

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

    @api.get(
        "/households/<id>",
        endpoint="household",
        summary="One household: where it lives, its head and size",
        responses={200: HouseholdShown},
    )
    def household(path: ThingPath, query: OfDay) -> Response:
        on = day_of(query.on)
        return answered(
            store,
            (on,),
            lambda lang, public: one_household(store, path.id, on, query.revision).as_json(lang, public),
        )

    @api.get("/places", endpoint="places", summary="Places by address", responses={200: Places})
    def places(query: Search) -> Response:
        on = day_of(query.on)
        read_first(store)
        return answered(
            store,
            (on,),
            lambda lang, public: find_places(store, query.q, query.limit, query.after, on=on).as_json(lang, public),
        )

    @api.get("/people", endpoint="people", summary="People by name, pinyin, phone or id", responses={200: People})
    def people(query: OfPeople) -> Response:
        on = day_of(query.on)
        return answered(
            store, (on,), lambda lang, public: find_people(store, query.q, query.limit, on=on).as_json(lang, public)
        )
