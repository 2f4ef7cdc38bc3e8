"""Who answers for a household or a place, and how does a matter climb from there?"""

from __future__ import annotations

from flask import Response
from flask_openapi import APIBlueprint

from graphsvc.questions import escalation, responsible
from graphsvc.store import Store
from graphsvc.web.etag import answered
from graphsvc.web.moments import day_of, moment_of
from graphsvc.web.schemas import OfMatter, OfReport, ThingPath
from graphsvc.web.shapes.paths import PathShown
from graphsvc.web.shapes.rungs import AnswerShown


def add(api: APIBlueprint, store: Store) -> None:
    """Add both questions, of households and of places."""

    def who(home: dict[str, str], query: OfMatter) -> Response:
        on = day_of(query.on)
        return answered(
            store,
            (on,),
            lambda lang, public: responsible(
                store, matter=query.matter, on=on, revision=query.revision, **home
            ).as_json(lang, public),
        )

    def climb(home: dict[str, str], query: OfReport) -> Response:
        reported, moment = moment_of(query.reported)
        on = day_of(query.on, reported)
        return answered(
            store,
            (on, moment),
            lambda lang, public: escalation(
                store, matter=query.matter, reported=reported, on=on, revision=query.revision, **home
            ).as_json(lang, public),
        )

    @api.get(
        "/households/<id>/responsible",
        endpoint="household_responsible",
        summary="Who answers for a household",
        responses={200: AnswerShown},
    )
    def household_responsible(path: ThingPath, query: OfMatter) -> Response:
        return who({"household": path.id}, query)

    @api.get(
        "/places/<id>/responsible",
        endpoint="place_responsible",
        summary="Who answers for a place",
        responses={200: AnswerShown},
    )
    def place_responsible(path: ThingPath, query: OfMatter) -> Response:
        return who({"place": path.id}, query)

    @api.get(
        "/households/<id>/escalation",
        endpoint="household_escalation",
        summary="A matter's path from a household",
        responses={200: PathShown},
    )
    def household_escalation(path: ThingPath, query: OfReport) -> Response:
        return climb({"household": path.id}, query)

    @api.get(
        "/places/<id>/escalation",
        endpoint="place_escalation",
        summary="A matter's path from a place",
        responses={200: PathShown},
    )
    def place_escalation(path: ThingPath, query: OfReport) -> Response:
        return climb({"place": path.id}, query)
