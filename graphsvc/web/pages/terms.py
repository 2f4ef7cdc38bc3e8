"""A term change 换届 from a sheet: its faults at their cells, what it would do, and one confirmation for all of it."""

from __future__ import annotations

import io
from datetime import date, timedelta

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as Sent

from graphsvc.answers.change import Change
from graphsvc.changes.term import SheetRefused, change_term
from graphsvc.errors import Stale
from graphsvc.model import LAST_REVISION
from graphsvc.questions import change as change_made
from graphsvc.questions.seats import seats
from graphsvc.rosters.columns import File
from graphsvc.rosters.faults import BundleRefused, Fault
from graphsvc.rosters.marking import Mark, marked_xlsx, marks_of
from graphsvc.rosters.packing import unpacked
from graphsvc.rosters.reading import tables_of
from graphsvc.rosters.termsheet import SHEET, read_sheet
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web.api.charts import MIMETYPES
from graphsvc.web.auth import signed_in
from graphsvc.web.drawn import Drawn
from graphsvc.web.moments import day_of
from graphsvc.web.pages.effect import effect_of
from graphsvc.web.pages.excerpt import anchor, excerpts
from graphsvc.web.pages.meanwhile import looked_at, meanwhile
from graphsvc.web.pages.speech import spoken
from graphsvc.web.pages.uploads import Upload, Uploads, sent
from graphsvc.web.parameters import first_fault
from graphsvc.web.problems import problem, status_of
from graphsvc.web.schemas import OfDay

_LONGEST_REASON = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add(pages: Blueprint, store: Store, settings: Settings, drawn: Drawn) -> None:
    """Add the page of term changes: upload, faults, plan with its picture, outcome."""
    uploads = Uploads()

    def plan(upload: Upload, *, write_at: int | None = None) -> Change:
        (name, raw) = upload.files[0]
        rows, faults = read_sheet(raw, name)
        return change_term(
            store, rows, faults, by=signed_in(), today=day_of(None), preview=write_at is None, unmoved_since=write_at,
            limits=settings.limits,
        )  # fmt: skip

    def shown(upload: Upload, moved: Stale | None = None) -> str:
        try:
            change = plan(upload)
        except SheetRefused as refused:
            return faulty(upload, refused, moved)
        told = change if signed_in().sees_sensitive else change.without_sensitive()
        return render_template(
            "term_plan.html",
            upload=upload,
            effect=effect_of(store, told, day_of(None)),
            between=meanwhile(store, moved, day_of(None)),
            rows=_rows(upload),
        )

    def faulty(upload: Upload, refused: BundleRefused, moved: Stale | None = None) -> str:
        tables, marks = marked(upload, refused.faults)
        marks = [one for one in marks if one.fault.row is not None]
        placed = [one.fault for one in marks]
        wrong = {(one.table, one.row) for one in marks if one.row > 1}
        return render_template(
            "term_faults.html",
            upload=upload,
            between=meanwhile(store, moved, day_of(None)),
            marks=[(anchor(one, marks), one) for one in marks],
            whole=[one for one in refused.faults if one not in placed],
            excerpts=excerpts(tables, marks),
            count=len(refused.faults),
            sound=max(0, _rows(upload) - len(wrong)),
        )

    def marked(upload: Upload, faults: tuple[Fault, ...]) -> tuple[dict[str, list[list[str]]], list[Mark]]:
        tables = tables_of(upload.files)
        return tables, marks_of(tables, faults, _knows)

    @pages.get("/terms", endpoint="terms")
    def terms() -> str:
        return _asked(uploads)

    @pages.get("/term-sheet.xlsx", endpoint="term_sheet")
    def to_fill_in() -> Sent:
        """Its library loads only here."""
        from graphsvc.rosters.termsheet_xlsx import term_xlsx

        try:
            since = OfDay.model_validate({"on": request.args.get("since") or None}).on or day_of(None)
        except ValidationError as error:
            raise first_fault(error) from error
        found = seats(store, day_of(None), signed_in().within)
        made = term_xlsx(found, since, request.args.get("reason", "")[:_LONGEST_REASON], spoken())
        return workbook(made, f"{SHEET.zh if spoken() == 'zh' else 'term'}-{since.isoformat()}.xlsx")

    @pages.post("/terms", endpoint="term_upload")
    def upload_sheet() -> Sent | tuple[str, int]:
        try:
            upload = uploads.keep(unpacked(sent())[:1])
        except BundleRefused as refused:
            problem(refused)
            return _asked(uploads, refused.faults[0]), status_of(refused)
        return redirect(url_for("pages.term", id=upload.id), 303)

    @pages.get("/terms/<id>", endpoint="term")
    def term(id: str) -> str:
        return shown(uploads.get(id))

    @pages.post("/terms/<id>", endpoint="term_write")
    def write(id: str) -> Sent | tuple[str, int]:
        upload = uploads.get(id)
        try:
            change = plan(upload, write_at=looked_at())
        except (SheetRefused, Stale) as refused:
            problem(refused)
            told = shown(upload, refused) if isinstance(refused, Stale) else faulty(upload, refused)
            return told, status_of(refused)
        if change.at is None:  # everyone holds the post already: there is nothing to write
            return redirect(url_for("pages.term", id=id), 303)
        uploads.forget(id)
        return redirect(url_for("pages.term_done", revision=change.revision), 303)

    @pages.get("/terms/<id>/marked.xlsx", endpoint="term_marked")
    def marked_up(id: str) -> Sent:
        upload = uploads.get(id)
        try:
            plan(upload)
        except SheetRefused as refused:
            return workbook(
                marked_xlsx(*marked(upload, refused.faults)), f"{_stem(upload.name)}-{MARKED[spoken()]}.xlsx"
            )
        return redirect(url_for("pages.term", id=id))

    @pages.get('/terms/<id>/chart.<any("svg","pdf"):form>', endpoint="term_chart")
    def chart(id: str, form: str) -> Response:
        from graphsvc.changes.pictured import term_chart
        from graphsvc.pictures import draw

        by = signed_in()
        (name, raw) = uploads.get(id).files[0]
        facts = term_chart(store, *read_sheet(raw, name), by.within, by=by, today=day_of(None), lang=spoken())
        with drawn.place():
            made = draw(facts, form, lang=spoken(), timeout=settings.picture_timeout)
        return Response(made, mimetype=MIMETYPES[form])

    @pages.get(f"/terms/done/<int(max={LAST_REVISION}):revision>", endpoint="term_done")
    def done(revision: int) -> str:
        change = change_made(store, revision, by=signed_in(), today=day_of(None))
        before = change.on - timedelta(days=1) if change.on and change.on > date.min else None
        return render_template("term_done.html", effect=effect_of(store, change, day_of(None)), before=before)


MARKED = {"zh": "标好错", "en": "marked"}
"""What a marked-up workbook has in its name."""


def workbook(raw: bytes, name: str) -> Response:
    """A workbook to take away."""
    return send_file(io.BytesIO(raw), XLSX, as_attachment=True, download_name=name)


def _asked(uploads: Uploads, wrong: Fault | None = None) -> str:
    return render_template("terms.html", kept=uploads.mine(), wrong=wrong, columns=SHEET.columns, today=day_of(None))


def _knows(_: str) -> File | None:
    """Whatever its name, it is the one sheet."""
    return SHEET


def _rows(upload: Upload) -> int:
    """Rows that say something, below the header."""
    table = next(iter(tables_of(upload.files).values()), [])
    return sum(1 for row in table[1:] if any(cell.strip() for cell in row))


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]
