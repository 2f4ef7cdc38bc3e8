"""What does a person, a post or a unit answer for?"""

from __future__ import annotations

from flask import Response
from flask_openapi import APIBlueprint

from graphsvc.questions import duties
from graphsvc.questions.duties import Kind
from graphsvc.store import Store
from graphsvc.web.etag import answered
from graphsvc.web.moments import day_of
from graphsvc.web.schemas import OfDay, ThingPath
from graphsvc.web.shapes.posts import Duties


def add(api: APIBlueprint, store: Store) -> None:
    """Add the question for each kind of thing; of units alone anyone may ask."""

    def ask(kind: Kind, id: str, query: OfDay) -> Response:
        on = day_of(query.on)
        return answered(
            store, (on,), lambda lang, public: duties(store, kind, id, on, query.revision).as_json(lang, public)
        )

    @api.get(
        "/people/<id>/duties", endpoint="person_duties", summary="What a person answers for", responses={200: Duties}
    )
    def person_duties(path: ThingPath, query: OfDay) -> Response:
        return ask("person", path.id, query)

    @api.get("/posts/<id>/duties", endpoint="post_duties", summary="What a post answers for", responses={200: Duties})
    def post_duties(path: ThingPath, query: OfDay) -> Response:
        return ask("post", path.id, query)

    @api.get("/units/<id>/duties", endpoint="unit_duties", summary="What a unit answers for", responses={200: Duties})
    def unit_duties(path: ThingPath, query: OfDay) -> Response:
        return ask("unit", path.id, query)
