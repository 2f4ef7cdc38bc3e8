"""The way to a post: by whom it is held, by where it answers, or because nobody holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, render_template, request

from graphsvc.accounts import Account
from graphsvc.answers import Duty, Rung, Vacancy
from graphsvc.model import Person
from graphsvc.questions import duties, find_holders, find_places, responsible, vacancies
from graphsvc.questions.named import named
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.moments import day_of
from graphsvc.web.pages.finding import LONGEST

_MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """A post to open, with its words and who holds it."""

    post: str
    name: str
    person: str | None = None
    vacant_since: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The posts of one place or person that was met."""

    title: str
    posts: tuple[Offered, ...]


def add(pages: Blueprint, store: Store) -> None:
    """Add the page that leads to posts."""

    @pages.get("/posts", endpoint="posts")
    def posts() -> str:
        q, today = request.args.get("q", "")[:LONGEST].strip(), day_of(None)
        found = [*_of_places(store, q, today), *_of_people(store, q, today)] if q else []
        vacant = () if q else _vacant(store, signed_in(), today)
        return render_template("posts.html", q=q, listings=[one for one in found if one.posts], vacant=vacant)


def _vacant(store: Store, by: Account, on: date) -> tuple[Offered, ...]:
    found = vacancies(store, on, by.within, limit=100)
    names = named(store, revision=found.revision, on=on, posts={one.post for one in found.items})
    return tuple(
        Offered(one.post, names.post(one.post), vacant_since=one.vacant_since)
        for one in found.items
        if isinstance(one, Vacancy)
    )


def _of_places(store: Store, q: str, on: date) -> list[Listing]:
    """The posts on the ladder of the place meant, and beside it."""
    found = []
    for place in find_places(store, q, 1, on=on).items:
        answer = responsible(store, place=place.id, on=on)
        rungs = [each for rung in answer.ladder for each in (rung, rung.paired) if each is not None]
        held = {post: offered for rung in rungs for post, offered in _of_rung(rung)}
        names = named(store, revision=answer.revision, on=on, posts=held)
        found.append(Listing(place.address, tuple(replace(one, name=names.post(one.post)) for one in held.values())))
    return found


def _of_rung(rung: Rung) -> Iterator[tuple[str, Offered]]:
    """The post a rung shows, and those that stand beside it."""
    if rung.post:
        yield rung.post.id, Offered(rung.post.id, "", _name(rung.person), rung.vacant_since)
    for one in rung.also:
        if one.post:
            yield one.post, Offered(one.post, "", _name(one.person))


def _name(person: Person | None) -> str | None:
    return person.name if person else None


def _of_people(store: Store, q: str, on: date) -> list[Listing]:
    """The posts each person meant holds."""
    people = find_holders(store, q, _MOST_FOUND, on=on).items
    if not people:
        return []
    held = [duties(store, "person", one.person, on) for one in people]
    names = named(store, revision=held[0].revision, on=on, posts={duty.post for one in held for duty in one.items})
    return [
        Listing(
            " ".join(filter(None, (one.name, one.address))),
            tuple(Offered(duty.post, names.post(duty.post), one.name) for duty in its.items if isinstance(duty, Duty)),
        )
        for one, its in zip(people, held, strict=True)
    ]
