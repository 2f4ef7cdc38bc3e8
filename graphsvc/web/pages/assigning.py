"""A post: who held it when, who might be next, and what putting someone into it would do, seen before it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Sent

from graphsvc.accounts.scope import check_scope
from graphsvc.answers.candidates import Candidate
from graphsvc.answers.change import Change
from graphsvc.answers.post import PostHistory
from graphsvc.changes.reassign import preview, reassign
from graphsvc.errors import Forbidden, GraphsvcError, NotFound
from graphsvc.questions import duties, find_people, post_history
from graphsvc.questions.candidates import candidates as candidates_of
from graphsvc.questions.named import Named, named, named_in, post_name
from graphsvc.rules.assignment import BASES
from graphsvc.rules.standing import Limits
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.moments import day_of
from graphsvc.web.pages.draft import Draft
from graphsvc.web.pages.finding import LONGEST
from graphsvc.web.pages.kept import kept_form
from graphsvc.web.pages.meanwhile import looked_at, meanwhile
from graphsvc.web.pages.whereabouts import MOST_DOORS, Building, whereabouts
from graphsvc.web.problems import problem, status_of

_MOST_CANDIDATES = 8
_MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class Looked:
    """What the preview of a draft came to: a change, or the refusal; with the names and the doors it tells of."""

    draft: Draft
    change: Change | None = None
    refused: GraphsvcError | None = None
    names: Named | None = None
    doors: tuple[Building, ...] = ()


@dataclass(frozen=True, slots=True)
class Pick:
    """A row of those one may choose; someone found by name has no candidate's evidence."""

    person: str
    name: str
    home: str | None = None
    evidence: Candidate | None = None


def add(pages: Blueprint, store: Store, limits: Limits) -> None:
    """Add the page of a post, its preview, and the search for someone else."""

    @pages.get("/posts/<id>", endpoint="post")
    def post(id: str) -> str:
        today = day_of(None)
        history, picks = _within_reach(store, id, today), _picks(store, id, today, limits)
        kept = kept_form()
        fresh = Draft.fresh(today, request.args.get("person", "") or (picks[0].person if picks else ""))
        draft = Draft.of(kept) if kept else fresh
        return _page(store, history, picks, _look(store, id, draft, today, limits), sought=kept.get("who", ""))

    @pages.post("/posts/<id>", endpoint="assign")
    def assign(id: str) -> Sent | str:
        today, draft, does = day_of(None), Draft.of(request.form), request.form.get("do", "look")
        if request.headers.get("HX-Request") and does == "look":
            return render_template("preview.html", looked=_look(store, id, draft, today, limits), live=True)
        told = None
        if does == "write" and request.form.get("seen") == draft.seen:
            try:
                return _write(store, id, draft, today, limits)
            except (Forbidden, NotFound):
                raise
            except GraphsvcError as error:
                problem(error)
                told = error
        history, picks = _within_reach(store, id, today), _picks(store, id, today, limits)
        looked = _look(store, id, draft, today, limits)
        unseen = does == "write" and told is None
        return make_response(_page(store, history, picks, looked, told, unseen), status_of(told) if told else 200)

    @pages.get("/posts/<id>/people", endpoint="post_people")
    def people(id: str) -> str:
        today, who = day_of(None), request.args.get("who", "").strip()[:LONGEST]
        _within_reach(store, id, today)
        return render_template("people.html", found=_found(store, who, today), who=who)


def _within_reach(store: Store, post: str, today: date) -> PostHistory:
    """The post. Raises `outside_scope`: nothing of one is shown for changing to who may not change it."""
    history = post_history(store, post, today)
    check_scope(store.read, signed_in(), [history.unit], today)
    return history


def _write(store: Store, post: str, draft: Draft, today: date, limits: Limits) -> Sent:
    made = reassign(
        store, draft.asked(post, to_write=True), by=signed_in(), today=today, limits=limits,
        unmoved_since=looked_at(),
    )  # fmt: skip
    if made.at is None:
        return redirect(url_for("pages.post", id=post, same=1))
    return redirect(url_for("pages.changes", made=made.revision))


def _page(
    store: Store, history: PostHistory, picks: list[Pick], looked: Looked, told: GraphsvcError | None = None,
    unseen: bool = False, sought: str = "",
) -> str:  # fmt: skip
    who = (sought or request.values.get("who", "")).strip()[:LONGEST]
    duty = duties(store, "post", history.post, history.on).items[0]
    return render_template(
        "post.html", history=history, looked=looked, draft=looked.draft, duty=duty,
        name=post_name(history.name, history.title), bases=BASES, who=who, told=told,
        picks=_with_chosen(store, picks, looked.draft, history.on), found=_found(store, who, history.on),
        unseen=unseen, between=meanwhile(store, told, history.on),
    )  # fmt: skip


def _look(store: Store, post: str, draft: Draft, today: date, limits: Limits) -> Looked:
    try:
        change = preview(store, draft.asked(post, to_write=False), by=signed_in(), today=today, limits=limits)
    except Forbidden:
        raise
    except GraphsvcError as error:
        return Looked(draft, refused=error)
    households, on = change.households.items[:MOST_DOORS], change.on or today
    words = named_in(store, [change], revision=change.revision, on=on)
    homes = named(store, revision=change.revision, on=on, households=households)
    return Looked(draft, change, names=replace(words, around=homes.around), doors=whereabouts(homes, households))


def _picks(store: Store, post: str, on: date, limits: Limits) -> list[Pick]:
    sensitive = signed_in().sees_sensitive
    found = candidates_of(store, post, on, limits=limits, sensitive=sensitive, limit=_MOST_CANDIDATES)
    homes = named(store, revision=found.revision, on=on, people={one.person for one in found.items})
    return [Pick(one.person, one.name, homes.home_of(one.person), one) for one in found.items]


def _with_chosen(store: Store, picks: list[Pick], draft: Draft, on: date) -> list[Pick]:
    """The candidates, and first of all whoever was chosen from elsewhere."""
    if not draft.person or any(one.person == draft.person for one in picks):
        return picks
    return [one for one in _found(store, draft.person, on) if one.person == draft.person] + picks


def _found(store: Store, who: str, on: date) -> list[Pick]:
    found = find_people(store, who, _MOST_FOUND, on=on).items if who else ()
    return [Pick(one.person, one.name, one.address) for one in found]
