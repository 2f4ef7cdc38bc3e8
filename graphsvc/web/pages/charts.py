"""A chart to look at: zoomed and moved, as of any day, and to take away."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for
from markupsafe import Markup
from pydantic import ValidationError

from graphsvc.errors import bad_question
from graphsvc.store import Store
from graphsvc.web.api.charts import MIMETYPES
from graphsvc.web.drawn import Drawn
from graphsvc.web.pages.speech import spoken
from graphsvc.web.parameters import first_fault
from graphsvc.web.schemas import OfChart, day_of, now

LONGEST_ROOT = 80
_OWN_STYLE = re.compile(r"<style>.*?</style>", re.S)


def add(pages: Blueprint, store: Store, timeout: float, drawn: Drawn) -> None:
    """Add the page of charts and the files it gives; one may take `timeout` seconds to draw, and is kept in `drawn`."""

    def picture_of(root: str, asked: OfChart, on: date, form: str) -> bytes:
        key = (g.published, root, asked.model_dump_json(), on, form, spoken())
        return drawn.get(key, lambda: _drawn(store, root, asked, on, form, timeout))

    @pages.get("/charts", endpoint="charts")
    def charts() -> str:
        from graphsvc.pictures import SHEETS

        root, asked, on = _asked()
        # Without its own style, which the page's policy refuses; the page's sheet says the same.
        picture = _OWN_STYLE.sub("", picture_of(root, asked, on, "svg").decode())
        kept: dict[str, Any] = {
            "root": root or None,
            "style": asked.style,
            "on": on.isoformat(),
            "compare": asked.compare,
        }
        return render_template(
            "charts.html",
            picture=Markup(picture[picture.index("<svg") :]),  # noqa: S704 - drawn by us, every name in it escaped
            styles=list(SHEETS),
            style=asked.style or "lines",
            root=root,
            on=on.isoformat(),
            compare=asked.compare.isoformat() if asked.compare else "",
            file=lambda form: url_for("pages.chart_file", form=form, **kept),
        )

    @pages.get('/charts/chart.<any("svg","png","pdf"):form>', endpoint="chart_file")
    def chart_file(form: str) -> Response:
        root, asked, on = _asked()
        made = picture_of(root, asked, on, form)
        name = f"chart-{on.isoformat()}.{form}"
        return Response(
            made, mimetype=MIMETYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )


def _asked() -> tuple[str, OfChart, date]:
    try:
        asked = OfChart.model_validate({key: value for key, value in request.args.items() if value})
    except ValidationError as error:
        raise first_fault(error) from error
    root = request.args.get("root", "")
    if len(root) > LONGEST_ROOT:
        raise bad_question("bad_parameter", "root", "没有这么长的编号。", "No id is that long.")
    return root, asked, day_of(asked.on)


def _drawn(store: Store, root: str, asked: OfChart, on: date, form: str, timeout: float) -> bytes:
    from graphsvc.pictures import render
    from graphsvc.questions.drawing import Wanted, drawing, style_of

    reported: datetime = asked.reported or now()
    kept: dict[str, Any] = {"style": asked.style, "on": asked.on and asked.on.isoformat()}

    def link(id: str) -> str:
        return url_for("pages.charts", root=id, **kept)

    wanted = Wanted(
        root or None, on, reported, style_of(root or None, asked.style), asked.revision, asked.compare, asked.matter,
        lang=spoken(), link=link,
    )  # fmt: skip
    return render(drawing(store, wanted), form, lang=spoken(), timeout=timeout)
