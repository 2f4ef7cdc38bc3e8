"""The graph to take away: as a bundle, and in the formats of other programs, as of a day."""

from __future__ import annotations

import io

from flask import Blueprint, abort, render_template, request, send_file
from pydantic import ValidationError
from werkzeug.wrappers import Response as Sent

from graphsvc.rosters.exporting import csv_zip, write_xlsx
from graphsvc.rosters.formats import FORMATS, Read, read_for_export, text_of
from graphsvc.store import Store
from graphsvc.web.moments import day_of
from graphsvc.web.pages.terms import XLSX
from graphsvc.web.parameters import first_fault
from graphsvc.web.schemas import OfDay

_MIMETYPES = {
    "csv": "application/zip", "xlsx": XLSX, "popolo": "application/json", "org": "text/turtle", "graphml": "text/xml",
    "gexf": "text/xml", "vcard": "text/vcard", "cypher": "text/plain",
}  # fmt: skip


def add(pages: Blueprint, store: Store) -> None:
    """Add the page of exports and its files."""

    @pages.get("/export", endpoint="export")
    def exports() -> str:
        return render_template("export.html", on=_asked().on or day_of(None))

    @pages.get("/export/<form>", endpoint="export_file")
    def export_file(form: str) -> Sent:
        if form not in _MIMETYPES:
            abort(404)
        on = day_of(_asked().on)
        name, made = _made(form, read_for_export(store, on))
        stem, _, end = name.rpartition(".")
        return send_file(
            io.BytesIO(made), _MIMETYPES[form], as_attachment=True, download_name=f"{stem}-{on.isoformat()}.{end}"
        )


def _asked() -> OfDay:
    try:
        return OfDay.model_validate({"on": request.args.get("on") or None})
    except ValidationError as error:
        raise first_fault(error) from error


def _made(form: str, read: Read) -> tuple[str, bytes]:
    if form == "csv":
        return "roster.zip", csv_zip(read.rows)
    if form == "xlsx":
        raw = io.BytesIO()
        write_xlsx(read.rows, raw)
        return "roster.xlsx", raw.getvalue()
    return FORMATS[form][0], text_of(form, read).encode("utf-8")
