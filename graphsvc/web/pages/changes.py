"""Who changed what: newest first, each with its way back."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from pydantic import Field, ValidationError
from werkzeug.wrappers import Response as Sent

from graphsvc.answers.change import Change
from graphsvc.changes.undo import preview_undo, undo
from graphsvc.errors import Forbidden, GraphsvcError, NotFound
from graphsvc.model import LAST_REVISION
from graphsvc.questions import change, changes, find_people
from graphsvc.questions.changes import ALL, ANY
from graphsvc.questions.named import named_in
from graphsvc.rules.standing import Limits
from graphsvc.store import Store
from graphsvc.web.auth import CHANGING, signed_in
from graphsvc.web.fields import Day, Id, Revision
from graphsvc.web.moments import SHANGHAI, day_of
from graphsvc.web.pages.kept import kept_form
from graphsvc.web.pages.meanwhile import looked_at, meanwhile
from graphsvc.web.parameters import first_fault
from graphsvc.web.problems import problem, status_of
from graphsvc.web.schemas import Asked

_AT_ONCE = 20
_UNDO = f"/changes/<int(max={LAST_REVISION}):revision>/undo"
_ALIKE = 6
_LONGEST_REASON = 500
_NO_REASON_YET = "–"


class OfAudit(Asked):
    """Which changes: by whom, of what, made on which days, and before which revision."""

    actor: Id = None
    who: Id = None
    post: Id = None
    person: Id = None
    unit: Id = None
    since: Day = None
    until: Day = None
    before: Annotated[int, Field(ge=0, le=ALL)] = ALL
    made: Revision = None


def add(pages: Blueprint, store: Store, limits: Limits) -> None:
    """Add the list of changes, and taking one back."""

    @pages.get("/changes", endpoint="changes")
    def audit() -> str:
        asked, today, by = _asked(), day_of(None), signed_in()
        met = find_people(store, asked.who, _ALIKE, on=today).items if asked.who else ()
        nobody = bool(asked.who) and not met
        found = changes(
            store, before=asked.before, newest=True, limit=_AT_ONCE, actor=asked.actor or ANY, post=asked.post or ANY,
            person=met[0].person if met else asked.person or ANY, unit=asked.unit or ANY,
            since=_midnight(asked.since), until=_midnight(asked.until, 1), by=by, today=today,
        )  # fmt: skip
        items = () if nobody else found.items
        kept: dict[str, Any] = {
            key: value for key, value in request.args.items() if value and key not in ("before", "made", "lang")
        }
        made = next((one for one in items if one.revision == asked.made), None)
        older = url_for("pages.changes", **kept, before=items[-1].revision) if found.more and items else ""
        return render_template(
            "changes.html", items=items, names=_names(store, items, today), asked=asked, may_undo=by.role in CHANGING,
            made=made, older=older, today=today, met=met,
        )  # fmt: skip

    @pages.get(_UNDO, endpoint="undo")
    def ask(revision: int) -> str:
        return _undo_page(store, limits, revision, kept_form().get("reason", ""))

    @pages.post(_UNDO, endpoint="undo_now")
    def take_back(revision: int) -> Sent | str:
        reason = request.form.get("reason", "")[:_LONGEST_REASON]
        try:
            made = undo(
                store, revision, reason, by=signed_in(), today=day_of(None),
                unmoved_since=looked_at(), limits=limits,
            )  # fmt: skip
        except (Forbidden, NotFound):
            raise
        except GraphsvcError as error:
            problem(error)
            return make_response(_undo_page(store, limits, revision, reason, error), status_of(error))
        return redirect(url_for("pages.changes", made=made.revision))


def _asked() -> OfAudit:
    try:
        return OfAudit.model_validate({key: value for key, value in request.args.items() if value})
    except ValidationError as error:
        raise first_fault(error) from error


def _midnight(on: date | None, after: int = 0) -> datetime | None:
    if on is None or on.toordinal() + after > date.max.toordinal():
        return None
    return datetime.combine(date.fromordinal(on.toordinal() + after), time(), SHANGHAI)


def _undo_page(store: Store, limits: Limits, revision: int, reason: str = "", told: GraphsvcError | None = None) -> str:
    today, by = day_of(None), signed_in()
    original = change(store, revision, by=by, today=today)
    back, refused = None, None
    try:
        back = preview_undo(store, revision, reason or _NO_REASON_YET, by=by, today=today, limits=limits)
    except Forbidden:
        raise
    except GraphsvcError as error:
        refused = error
    both = [one for one in (original, back) if one is not None]
    return render_template(
        "undo.html", original=original, back=back, refused=refused, reason=reason, told=told,
        names=_names(store, both, today), between=meanwhile(store, told, today),
    )  # fmt: skip


def _names(store: Store, items: tuple[Change, ...] | list[Change], on: date) -> object:
    revision = store.read("published")[0]["revision"]
    return named_in(store, items, revision=revision, on=on)
