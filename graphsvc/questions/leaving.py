"""What would someone leave behind: the posts they hold on a day, or come to hold after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graphsvc.answers.handover import Leaves, Left
from graphsvc.errors import unknown
from graphsvc.questions.lives import lives_of
from graphsvc.questions.named import named
from graphsvc.rules.runs import joined, within
from graphsvc.store import Row, Store


def leaves(store: Store, person: str, since: date) -> Leaves:
    """The posts that a hand-over from `since` on has to speak of, each with its tenure and the households it answers
    for that day. Raises `unknown_person`.
    """
    revision = store.published()
    if not store.read("people_there", people=[person], revision=revision):
        raise unknown("person", person)
    rows = store.read("person_posts", people=[person], revision=revision)
    posts = posts_from(rows, since)
    first = {post: min(row["since"] for row in rows if row["end"] == post and _last(row) > since) for post in posts}
    loads = {row["post"]: row["households"] for row in store.read("loads", posts=posts, on=since, revision=revision)}
    words = named(store, revision=revision, on=since, people={person}, posts=posts)
    items = tuple(Left(post, words.post(post), first[post], loads.get(post, 0)) for post in posts)
    return Leaves(person, words.person(person), words.home_of(person), since, revision, items)


def posts_from(rows: Iterable[Row], since: date) -> list[str]:
    """The posts, by id, in which a tenure of `rows` goes on after the beginning of `since`, and the post with it."""
    return sorted({row["end"] for row in rows if _last(row) > since})


def _last(row: Row) -> date:
    """The end of a tenure in its post; the first of all days where it never was."""
    terms = joined((life["since"], life["until"]) for life in lives_of(row))
    return max((until for _, until in within((row["since"], row["until"]), terms)), default=date.min)
