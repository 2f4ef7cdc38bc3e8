"""A roster into the graph from the browser: checked, planned, looked at, and written as it was looked at."""

from __future__ import annotations

from functools import partial
from weakref import WeakKeyDictionary

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as Sent

from graphsvc.rosters.columns import FILES, column_called, file_called
from graphsvc.rosters.faults import BundleRefused, Fault
from graphsvc.rosters.marking import marked_xlsx, marks_of, roster_file
from graphsvc.rosters.packing import unpacked
from graphsvc.rosters.reading import tables_of
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.moments import day_of
from graphsvc.web.pages.importing import Looked, Wanted, look, write
from graphsvc.web.pages.jobs import Job, Jobs
from graphsvc.web.pages.kept import kept_form
from graphsvc.web.pages.meanwhile import meanwhile
from graphsvc.web.pages.speech import spoken
from graphsvc.web.pages.terms import MARKED, workbook
from graphsvc.web.pages.uploads import Upload, Uploads, sent
from graphsvc.web.parameters import first_fault
from graphsvc.web.problems import problem, status_of
from graphsvc.web.schemas import OfDay

MOST_SHOWN = 500
"""Faults a page lists; the marked-up workbook has them all."""

_PATIENCE = 1.0
"""Seconds a form waits for the work it began: what is done by then needs no page of waiting."""


def add(pages: Blueprint, store: Store, settings: Settings) -> None:
    """Add the page of imports: upload, progress, faults, plan, outcome."""
    uploads, jobs = Uploads(), Jobs()
    under_way: WeakKeyDictionary[Upload, Job[Looked]] = WeakKeyDictionary()

    # Before the form is read; that only an owner sends one is settled before that, too.
    @pages.before_app_request
    def let_in_a_roster() -> None:
        if request.endpoint == "pages.import_upload":
            request.max_content_length = settings.max_upload

    def begin(upload: Upload, job: Job[Looked]) -> Sent:
        under_way[upload] = job
        job.wait(_PATIENCE)
        return redirect(url_for("pages.import_one", id=upload.id), 303)

    def shown(upload: Upload, *, other: bool = False) -> str:
        job = under_way[upload]
        if not job.ended:
            return render_template("import_wait.html", upload=upload, job=job)
        found = job.result()
        lang = spoken()
        told = {
            "upload": upload, "looked": found, "other": other,
            "between": meanwhile(store, found.moved, day_of(None)), "file_called": partial(file_called, lang=lang),
            "column_called": partial(column_called, lang=lang),
        }  # fmt: skip
        if found.written:
            return render_template("import_done.html", **told)
        if found.plan is None:
            return render_template("import_faults.html", most=MOST_SHOWN, **told)
        return render_template("import_plan.html", **told)

    @pages.get("/import", endpoint="import")
    def imports() -> str:
        return _asked(uploads, settings)

    @pages.post("/import", endpoint="import_upload")
    def upload_roster() -> Sent | tuple[str, int]:
        wanted = _wanted()
        try:
            upload = uploads.keep(unpacked(sent()))
        except BundleRefused as refused:
            problem(refused)
            return _asked(uploads, settings, refused.faults[0]), status_of(refused)
        return begin(upload, jobs.start(partial(look, store, upload.files, wanted)))

    @pages.get("/import/<id>", endpoint="import_one")
    def one(id: str) -> str:
        return shown(uploads.get(id))

    @pages.get("/import/<id>/state", endpoint="import_state")
    def state(id: str) -> Sent:
        upload = uploads.get(id)
        job = under_way[upload]
        told = make_response(render_template("import_state.html", upload=upload, job=job))
        if job.ended:
            told.headers["HX-Refresh"] = "true"
        return told

    @pages.post("/import/<id>/plan", endpoint="import_plan")
    def again(id: str) -> Sent:
        upload = uploads.get(id)
        return begin(upload, jobs.start(partial(look, store, upload.files, _wanted())))

    @pages.post("/import/<id>", endpoint="import_write")
    def confirm(id: str) -> Sent | tuple[str, int]:
        upload = uploads.get(id)
        job = under_way[upload]
        found = job.result() if job.ended else None
        if found is None or found.plan is None or found.written or request.form.get("plan") != found.tag:
            return shown(upload, other=True), 412
        return begin(upload, jobs.start(partial(_written, store, upload, found, signed_in().name)))

    @pages.get("/import/<id>/marked.xlsx", endpoint="import_marked")
    def marked_up(id: str) -> Sent:
        upload = uploads.get(id)
        job = under_way[upload]
        faults = job.result().faults if job.ended else ()
        if not faults:
            return redirect(url_for("pages.import_one", id=id))
        tables = tables_of(upload.files)
        return workbook(marked_xlsx(tables, marks_of(tables, faults, roster_file)), f"roster-{MARKED[spoken()]}.xlsx")


def _written(store: Store, upload: Upload, found: Looked, actor: str, job: Job[Looked]) -> Looked:
    done = write(store, upload.files, found, actor, job)
    if done.written:
        # Only what came of it is kept from now on.
        upload.files = ()
    return done


def _wanted() -> Wanted:
    """The day and whether to end what is gone, as the form says. Raises `bad_date`."""
    try:
        on = OfDay.model_validate({"on": request.form.get("on") or None}).on
    except ValidationError as error:
        raise first_fault(error) from error
    return Wanted(day_of(on), request.form.get("prune") == "yes")


def _asked(uploads: Uploads, settings: Settings, wrong: Fault | None = None) -> str:
    return render_template(
        "import.html", kept=uploads.mine(), wrong=wrong, today=day_of(None), most=settings.max_upload,
        files=FILES.values(), typed=request.form or kept_form(),
    )  # fmt: skip
