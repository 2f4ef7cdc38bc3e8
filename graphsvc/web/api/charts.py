"""What does it look like?"""

from __future__ import annotations

from flask import Response, request
from flask_openapi import APIBlueprint

from graphsvc.errors import bad_question
from graphsvc.store import Store
from graphsvc.web.auth import is_public, unauthorized
from graphsvc.web.etag import answered
from graphsvc.web.schemas import ChartPath, OfChart, day_of

MIMETYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "dot": "text/vnd.graphviz; charset=utf-8",
}
_ONLY_SIGNED_IN = ("household:", "person:")


def add(api: APIBlueprint, store: Store, timeout: float) -> None:
    """Add the picture, which may take `timeout` seconds to draw."""

    @api.get('/charts/<id>.<any("svg","png","pdf","dot"):form>', endpoint="chart", summary="The picture of both lines")
    def chart(path: ChartPath, query: OfChart) -> Response:
        private = path.id.startswith(_ONLY_SIGNED_IN) or query.style in ("ladder", "person")
        if private and is_public():
            raise unauthorized()
        if private or query.style not in (None, "lines") or query.compare:
            raise bad_question(
                "unknown_style",
                "compare" if query.compare else "style",
                "还没有这种图。可用的是 lines,根为组织或地点。",
                "There is no such picture yet: lines alone, of a unit or a place.",
            )
        # Brought in where a picture is asked for: the service answers in words without the room of pictures.
        from graphsvc.pictures import chart_link, draw
        from graphsvc.questions.chart import chart_facts

        on = day_of(query.on)
        return answered(
            store,
            (on,),
            lambda lang, public: draw(
                chart_facts(store, path.id, on, query.revision, public=public),
                path.form,
                lang=lang,
                timeout=timeout,
                link=chart_link(request.query_string.decode("ascii", "ignore")),
            ),
            mimetype=MIMETYPES[path.form],
        )
