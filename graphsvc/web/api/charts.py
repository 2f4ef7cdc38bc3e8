"""What does it look like?"""

from __future__ import annotations

from flask import Response, g, request
from flask_openapi import APIBlueprint

from graphsvc.store import Store
from graphsvc.web.auth import ASKING, admit
from graphsvc.web.described import as_it_is
from graphsvc.web.drawn import Drawn
from graphsvc.web.etag import answered, read_first
from graphsvc.web.moments import day_of, moment_of
from graphsvc.web.schemas import ChartPath, OfChart

MIMETYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "dot": "text/vnd.graphviz",
    "html": "text/html",
    "txt": "text/plain",
}


def add(api: APIBlueprint, store: Store, timeout: float, drawn: Drawn) -> None:
    """Add the picture, which may take `timeout` seconds to draw and is then kept in `drawn`."""

    @api.get(
        '/charts/<id>.<any("svg","png","pdf","dot","html","txt"):form>',
        endpoint="chart",
        summary="A picture of a unit, a place, a household or a person, or the same in words",
        responses={200: as_it_is(*MIMETYPES.values())},
    )
    def chart(path: ChartPath, query: OfChart) -> Response:
        # Brought in where a picture is asked for: the service answers in words without the room of pictures.
        from graphsvc.pictures import chart_link, render
        from graphsvc.pictures.shown import USUAL, Shown
        from graphsvc.questions.boards import prints
        from graphsvc.questions.drawing import PRIVATE, Wanted, drawing, style_of

        if path.id.startswith(("household:", "person:")) or query.style in PRIVATE:
            admit(store, ASKING)
        style = style_of(path.id, query.style)
        reported, moment = moment_of(query.reported)
        on = day_of(query.on, reported)
        layers = USUAL if query.layers is None else frozenset(one for one in query.layers.split(",") if one)
        shown = Shown(frozenset((query.highlight or "").split(",")), layers, query.span)

        def make(lang: str, public: bool) -> bytes:
            link = chart_link(request.query_string.decode("ascii", "ignore"))
            wanted = Wanted(path.id, on, reported, style, query.revision, query.compare, query.matter, shown, public,
                            lang, link)  # fmt: skip

            def draw() -> bytes:
                # A browser that is not signed in would be refused the picture of a household or a person.
                picture = None if style in PRIVATE else link(path.id)
                return render(drawing(store, wanted), path.form, lang=lang, timeout=timeout, paper=query.paper,
                              picture=picture)  # fmt: skip

            # Names have no revisions of their own, so the present one is in the key even where an earlier is asked.
            return drawn.get((g.published, *resolved, public, lang, request.full_path), draw)

        # A print takes no revision, and makes a stale board a fresh one.
        hung = prints(store) if "stale" in layers else None
        resolved = (on, moment if style in PRIVATE else None, hung)
        read_first(store)
        return answered(store, resolved, make, mimetype=MIMETYPES[path.form])
