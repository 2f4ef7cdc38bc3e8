"""Someone leaves: every post of theirs handed over, looked at before it is written, and the sheet that tells of it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Sent

from graphsvc.answers.change import Change
from graphsvc.answers.handover import Handover, Leaves
from graphsvc.changes.handover import hand_over
from graphsvc.errors import GraphsvcError, NotFound, Stale
from graphsvc.questions.changes import change
from graphsvc.questions.handover import handover as sheet_of
from graphsvc.questions.leaving import leaves
from graphsvc.questions.named import named
from graphsvc.rules.standing import Limits
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.moments import day_of
from graphsvc.web.pages.kept import kept_form
from graphsvc.web.pages.leaving import (
    BASES,
    LONGEST,
    OPEN,
    Typed,
    choices,
    day_typed,
    holders_meant,
    people_meant,
    typed,
)
from graphsvc.web.pages.meanwhile import meanwhile
from graphsvc.web.pages.speech import spoken
from graphsvc.web.pages.whereabouts import MOST_DOORS, whereabouts
from graphsvc.web.problems import problem, status_of

_LONGEST_REVISION = 10
_UNREADABLE = 422


def add(pages: Blueprint, store: Store, limits: Limits) -> None:
    """Add the search for who leaves, their hand-over, and its sheet."""

    @pages.get("/handover", endpoint="leaving")
    def leaving() -> str:
        q = request.args.get("q", "")[:LONGEST].strip()
        return render_template("leaving.html", q=q, found=holders_meant(store, q, day_of(None)))

    @pages.get("/people/found", endpoint="people_found")
    def people_found() -> str:
        post = request.args.get("post", "")[:LONGEST]
        who = request.args.get(f"who:{post}", "")[:LONGEST].strip()
        return render_template("meant.html", post=post, who=who, pick="", among=people_meant(store, who, day_of(None)))

    @pages.get("/people/<id>/handover", endpoint="handover")
    def handover(id: str) -> str:
        form = kept_form() or request.args
        held = leaves(store, id, day_typed(form.get("since", "")) or day_of(None))
        read = typed(store, form, held)
        return _page(store, held, replace(read, since=held.on.isoformat(), faults={}))

    @pages.post("/people/<id>/handover", endpoint="handover_now")
    def handover_now(id: str) -> Sent | tuple[str, int]:
        held = leaves(store, id, day_typed(request.form.get("since", "")) or day_of(None))
        read = typed(store, request.form, held)
        if read.faults:
            return _page(store, held, read), _UNREADABLE
        seen = request.form.get("seen", "")
        if not (seen.isdecimal() and len(seen) < _LONGEST_REVISION):
            return _previewed(held, read)
        try:
            made = _handed(held, read, unmoved_since=int(seen))
        except Stale as stale:
            problem(stale)
            return _previewed(held, read, stale)
        except GraphsvcError as refused:
            return _refused(held, read, refused)
        return redirect(url_for("pages.handed_over", id=id, revision=made.revision))

    @pages.get("/people/<id>/handover/<int:revision>", endpoint="handed_over")
    def handed_over(id: str, revision: int) -> str:
        sheet, made = _sheet(id, revision)
        listed = made.households.items[:MOST_DOORS]
        words = named(store, revision=revision, on=sheet.on, households=listed)
        return render_template("handed.html", sheet=sheet, made=made, homes=whereabouts(words, listed))

    @pages.get("/people/<id>/handover/<int:revision>.pdf", endpoint="handed_over_pdf")
    def handed_over_pdf(id: str, revision: int) -> Response:
        # Its libraries load only where a sheet is printed.
        from graphsvc.papers.handover import handover_pdf

        sheet, _ = _sheet(id, revision)
        return Response(
            handover_pdf(sheet, spoken()), mimetype="application/pdf", headers={"Content-Disposition": "inline"}
        )

    def _sheet(id: str, revision: int) -> tuple[Handover, Change]:
        # Who may read the change may read its sheet.
        made = change(store, revision, by=signed_in(), today=day_of(None))
        sheet = sheet_of(store, revision)
        if sheet.person != id:
            raise NotFound(
                "no_handover", f"第{revision}版不是这个人的移交。", f"Change {revision} is not of this person."
            )
        return sheet, made

    def _handed(held: Leaves, read: Typed, *, preview: bool = False, unmoved_since: int | None = None) -> Change:
        return hand_over(
            store, choices(read, held), by=signed_in(), today=day_of(None), preview=preview,
            unmoved_since=unmoved_since, limits=limits,
        )  # fmt: skip

    def _previewed(held: Leaves, read: Typed, stale: Stale | None = None) -> tuple[str, int]:
        try:
            seen = _handed(held, read, preview=True)
        except GraphsvcError as refused:
            return _refused(held, read, refused, stale)
        return _page(store, held, read, seen=seen, stale=stale), status_of(stale) if stale else 200

    def _refused(held: Leaves, read: Typed, refused: GraphsvcError, stale: Stale | None = None) -> tuple[str, int]:
        # Told as the API tells it, so that it is recorded as a refusal of the API is.
        problem(refused)
        return _page(store, held, read, refused=refused, stale=stale), status_of(refused)


def _page(
    store: Store, held: Leaves, read: Typed, *, seen: Change | None = None, stale: Stale | None = None,
    refused: GraphsvcError | None = None,
) -> str:  # fmt: skip
    """The form with all that was typed; with what was previewed, or why that can't be, beside it."""
    tenures = [(one.person, one.post) for one in (*seen.ended, *seen.begun)] if seen else []
    tenures += [(one.person, one.post) for one in seen.posts] if seen else []
    listed = seen.households.items[:MOST_DOORS] if seen else ()
    words = named(
        store,
        revision=seen.revision if seen else held.revision,
        on=held.on,
        people={person for person, _ in tenures},
        posts={post for _, post in tenures},
        units=seen.boards if seen else (),
        households=listed,
    )
    return render_template(
        "handover.html",
        held=held,
        read=read,
        seen=seen if seen is None or signed_in().sees_sensitive else seen.without_sensitive(),
        left_open=sum(one.how == OPEN for one in read.entries.values()),
        stale=stale,
        between=meanwhile(store, stale, held.on),
        refused=refused,
        named=words,
        homes=whereabouts(words, listed),
        bases=BASES,
    )
