"""What did someone hand over, and to whom?"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from graphsvc.answers.change import Change, change_of
from graphsvc.answers.handover import HandedPost, Handover, Taking
from graphsvc.errors import NotFound
from graphsvc.questions.changes import change_row
from graphsvc.rules.tenures import ACTING
from graphsvc.store import Row, Store

_KIND = "handover"


def handover(store: Store, revision: int) -> Handover:
    """The sheet of the hand-over made at `revision`: what the person answered for on their last day.

    Raises `unknown_change`, and `no_handover` where that change is none.
    """
    kept, _ = change_of(change_row(store.read, revision))
    if kept.kind != _KIND or kept.about is None or kept.on is None:
        raise NotFound(
            "no_handover",
            f"第{revision}版不是移交,请核对版次。",
            f"Change {revision} is no hand-over. Check the number.",
            field="revision",
        )
    own = [one for one in kept.ended if one.person == kept.about]
    people = sorted({kept.about, *(one.person for one in kept.begun)})
    posts = sorted({one.post for one in own})
    row = store.read("handed_over", posts=posts, people=people, on=kept.on - timedelta(1), revision=kept.revision - 1)[
        0
    ]
    names = {one["person"]: one["name"] for one in row["people"]}
    return Handover(
        kept.revision, kept.about, names.get(kept.about, ""), kept.on, kept.reason, kept.actor,
        _items(store, kept, row, names),
    )  # fmt: skip


def _items(store: Store, kept: Change, row: Row, names: dict[str, str]) -> tuple[HandedPost, ...]:
    places: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in row["places"]:
        places[one["unit"]].add((one["place"], one["name"]))
    households: dict[str, set[str]] = defaultdict(set)
    for one in row["households"]:
        households[one["unit"]].add(one["household"])
    posts = {one["post"]: one for one in row["posts"]}
    acting = _acting(store, kept)
    items = []
    for one in kept.ended:
        post = posts.get(one.post)
        if one.person != kept.about or post is None:
            continue
        taking = next(
            (
                Taking(new.person, names.get(new.person, ""), (new.post, new.person) in acting, new.since, new.until)
                for new in kept.begun
                if new.post == one.post
            ),
            None,
        )
        items.append(
            HandedPost(
                one.post, post["title"], post["unit"], post["name"], one.since,
                tuple(sorted(places[post["unit"]])), tuple(sorted(households[post["unit"]])), taking,
            )
        )  # fmt: skip
    return tuple(items)


def _acting(store: Store, kept: Change) -> set[tuple[str, str]]:
    rows = store.read("holds_of_posts", posts=sorted({one.post for one in kept.begun}), revision=kept.revision)
    return {(row["end"], row["start"]) for row in rows if row["basis"] == ACTING and row["recorded"] == kept.revision}
