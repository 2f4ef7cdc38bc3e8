"""Notice boards as a PDF, remembered once they are drawn; the same for programs and for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Response, request

from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.drawn import Drawn

_LEAST = 60
"""Seconds a print may take at least: it may be of hundreds of boards."""


def boards_printed(
    store: Store, roots: Sequence[str], on: date, *, paper: str, timeout: float, places: Drawn, lang: str = "zh"
) -> Response:
    """The boards of `roots`, each once; the print takes one of the `places` for drawing. Raises what `boards_of`
    raises, and what drawing raises; then nothing is remembered.
    """
    from graphsvc.changes.boards import remember
    from graphsvc.pictures.boards import boards_pdf
    from graphsvc.questions.boards import boards_of

    found = boards_of(store, list(dict.fromkeys(roots)), on)
    with places.place():
        drawn = boards_pdf(
            found.boards, on=on, revision=found.revision, base=request.url_root, paper=paper,
            timeout=max(timeout, _LEAST), lang=lang,
        )  # fmt: skip
    # Only what was really drawn is remembered.
    remember(store, found.boards, paper=paper, on=on, revision=found.revision, actor=signed_in().name)
    response = Response(drawn, mimetype="application/pdf")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Revision"] = str(found.revision)
    return response
