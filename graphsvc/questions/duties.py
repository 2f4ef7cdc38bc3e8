"""What does a person, a post or a unit answer for?"""

from __future__ import annotations

from datetime import date
from typing import Literal

from graphsvc.answers import Duty, Listed
from graphsvc.errors import outside, unknown
from graphsvc.model import FOREVER, Facts, Post
from graphsvc.questions.rows import NO_ID, check_revision, facts_of
from graphsvc.rules.rung import Holder, holders, post_order
from graphsvc.store import Store

Kind = Literal["person", "post", "unit"]


def duties(store: Store, kind: Kind, id: str, on: date, revision: int | None = None) -> Listed:
    """The posts of one person, post or unit on `on`, each with what it answers for.

    Of a post or unit vacant posts too. Raises `unknown_KIND`, `KIND_not_there` outside the dates of a unit or post,
    and `unknown_revision`.
    """
    asked = {"person": NO_ID, "post": NO_ID, "unit": NO_ID}
    asked[kind] = id
    row = store.read("duties", on=on, revision=revision, forever=FOREVER, **asked)[0]
    check_revision(revision, row["published"])
    if not row["known"]:
        raise unknown(kind, id)
    if kind != "person" and not any(since <= on < until for since, until in row["known"]):
        raise outside(kind, id, on.isoformat())
    facts = facts_of(row, on)
    places: dict[str, list[str]] = {}
    for one in row["serves"]:
        places.setdefault(one["unit"], []).append(one["place"])
    counts = {one["unit"]: one["households"] for one in row["counts"]}
    items = []
    for unit in sorted(facts.units):
        for post in sorted(facts.posts.get(unit, ()), key=post_order):
            shown = _shown(facts, post, id if kind == "person" else None)
            if shown is None and kind == "person":
                continue
            items.append(
                Duty(
                    post.id,
                    unit,
                    post.title,
                    post.rank,
                    shown.since if shown else None,
                    shown.acting if shown else False,
                    tuple(sorted(places.get(unit, ()))),
                    counts.get(unit, 0),
                )
            )
    return Listed(on, row["revision"], tuple(items))


def _shown(facts: Facts, post: Post, person: str | None) -> Holder | None:
    live = holders(facts, facts.units[post.unit], post)
    if person is not None:
        live = [holder for holder in live if holder.person.id == person]
    return next((holder for holder in live if not holder.acting), live[0] if live else None)
