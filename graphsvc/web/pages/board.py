"""A building's board for its residents: found by building and entrance alone, told as the public is told."""

from __future__ import annotations

import re

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Sent

from graphsvc.errors import unknown
from graphsvc.questions import escalation, find_places
from graphsvc.questions.boards import boards_of, hung
from graphsvc.questions.on_paper import names_on_paper
from graphsvc.store import Store
from graphsvc.web.moments import day_of, now
from graphsvc.web.pages.pace import Pace
from graphsvc.web.pages.shown import LIVE, shown
from graphsvc.web.pages.speech import spoken

KINDS = frozenset({"building", "entrance"})
"""What is found by number."""

HOME = "dwelling"
"""The one kind of place without a board: it would be of a household."""

_SHOWN = 3


def add(pages: Blueprint, store: Store) -> None:
    """Add the board of a building or entrance, and how one is found."""
    pace = Pace()

    @pages.get("/building", endpoint="buildings")
    def buildings() -> Sent | str:
        pace.count(request.remote_addr or "")
        building, entrance = (_number(request.args.get(name, "")) for name in ("b", "e"))
        if not building:
            return render_template("buildings.html", building="", entrance="", missing=False)
        key = f"{building}-{entrance}" if entrance else building
        found = (one for one in find_places(store, key, 1, on=day_of(None)).items if one.kind in KINDS)
        if (met := next(found, None)) is None:
            return render_template("buildings.html", building=building, entrance=entrance, missing=True)
        return redirect(url_for("pages.board", id=met.place))

    @pages.get("/building/<id>", endpoint="board")
    def board(id: str) -> str:
        pace.count(request.remote_addr or "")
        lang, reported = spoken(), now()
        climbed = escalation(store, place=id, reported=reported, on=day_of(None, reported))
        known = find_places(store, id, 1, on=climbed.on).items
        if not known or known[0].place != id or known[0].kind == HOME:
            raise unknown("place", id)
        address = names_on_paper(store, climbed, lang).addresses[id]
        told = boards_of(store, [f"place:{id}"], climbed.on, climbed.revision).boards[0]
        # A board is the same for everyone: whoever is signed in sees what hangs in the stairwell.
        seen = shown(climbed.as_json(lang, public=True), lang)
        return render_template(
            "board.html",
            seen=seen,
            calls=[step for step in seen.steps if step["state"] in LIVE][:_SHOWN],
            told=told,
            address=address,
            parts=re.split(r"([0-9]+)", address, maxsplit=1),
            hung=hung(store, told),
            whole=known[0].kind == "building",
            building="",
            entrance="",
        )


def _number(text: str) -> str:
    """A number as typed, without the words around it; nothing else is ever sought, so nobody is found by name."""
    found = re.search(r"[0-9]{1,4}", text)
    return found[0] if found else ""
