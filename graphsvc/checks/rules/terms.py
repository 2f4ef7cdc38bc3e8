"""Terms: nothing twice at once, nothing that hangs in the air, no cover that has run out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date

from graphsvc.answers.health import Ending
from graphsvc.answers.integrity import Broken
from graphsvc.checks.rules.ground import LIFE, Ground, days, overlapping, row_of
from graphsvc.model import ALWAYS, FOREVER, Fact
from graphsvc.rosters.network import labels_of
from graphsvc.rules import runs

ACTING = "acting"


def overlaps(ground: Ground) -> Iterator[Broken]:
    """Two at once where there may be one: holders of a single post, terms of a person in a post, stays, services."""
    single = {one.start for one in ground.world.facts("post_in") if dict(one.values).get("single") is not False}
    groups: tuple[tuple[str, Callable[[Fact], list[Hashable]]], ...] = (
        ("holds", lambda fact: [fact.end if fact.end in single else (fact.end, fact.start)]),
        ("lives_in", lambda fact: [fact.start]),
        ("serves", lambda fact: [(fact.start, fact.end)]),
        ("paired_with", lambda fact: [fact.start, fact.end]),
    )
    for relation, keys_of in groups:
        by: dict[Hashable, list[Fact]] = defaultdict(list)
        for fact in ground.world.facts(relation):
            for key in keys_of(fact):
                by[key].append(fact)
        for facts in by.values():
            for one, two in overlapping(facts):
                yield row_of(two, days(two.since, min(one.until, two.until)))


def dangling(ground: Ground) -> Iterator[Broken]:
    """Facts about something that was never there."""
    for fact, ends in _ended(ground):
        yield from (row_of(fact, id) for id, terms in ends if not terms)


def outlives(ground: Ground) -> Iterator[Broken]:
    """Facts that say they hold on the day while one of their ends does not; an answer leaves them out."""
    for fact, ends in _ended(ground):
        if fact.since <= ground.on < fact.until:
            for id, terms in ends:
                if terms and not any(since <= ground.on < until for since, until in terms):
                    yield row_of(fact, f"{id} {', '.join(days(*term) for term in terms)}")


def _ended(ground: Ground) -> Iterator[tuple[Fact, list[tuple[str, tuple[runs.Term, ...]]]]]:
    """Every fact with its ends, and the days on which they are there; a thing's own life is no end of itself."""
    for relation in sorted(ground.world.by):
        first, second = (label if LIFE.get(label, relation) != relation else None for label in labels_of(relation))
        if first or second:
            for fact in ground.world.facts(relation):
                ends = ((first, fact.start), (second, fact.end))
                yield fact, [(id, ground.lives.get((label, id), ())) for label, id in ends if label]


def expired_acting(ground: Ground) -> Iterator[Broken]:
    """Acting tenures that go on past their planned end."""
    for fact, planned in _planned(ground):
        if dict(fact.values).get("basis") == ACTING and planned is not None and planned <= ground.on:
            yield row_of(fact, str(planned))


def open_acting(ground: Ground) -> Iterator[Broken]:
    """Acting tenures of which nobody has said when they end."""
    for fact, planned in _planned(ground):
        if dict(fact.values).get("basis") == ACTING and planned is None and fact.until == FOREVER:
            yield row_of(fact, days(fact.since, fact.until))


def overdue(ground: Ground) -> Iterator[Broken]:
    """Other tenures that go on past their planned end: a term change is due."""
    for fact, planned in _planned(ground):
        if dict(fact.values).get("basis") != ACTING and planned is not None and planned <= ground.on:
            yield row_of(fact, str(planned))


def _planned(ground: Ground) -> Iterator[tuple[Fact, date | None]]:
    for fact in ground.world.live("holds", ground.on):
        planned = dict(fact.values).get("planned_end")
        yield fact, planned if isinstance(planned, date) else None


def ending(ground: Ground, until: date) -> tuple[Ending, ...]:
    """Tenures of the day that end after it and by `until`, as planned or as known, with nobody there from then on."""
    units = {fact.start: fact.end for fact in ground.world.live("post_in", ground.on)}
    found = []
    for fact, planned in _planned(ground):
        end = min(planned or FOREVER, fact.until)
        if ground.on < end <= until and fact.end in units and not _followed(ground, fact, end):
            basis = str(dict(fact.values).get("basis"))
            found.append(Ending(end, fact.end, units[fact.end], fact.start, basis))
    return tuple(sorted(found, key=lambda one: (one.on, one.post, one.person)))


def _followed(ground: Ground, ended: Fact, end: date) -> bool:
    others = ground.tenures.get(ended.end, ())
    return any(one is not ended and one.since <= end < one.until for one in others)


def gaps(ground: Ground) -> Iterator[Broken]:
    """Days, today or to come, between two tenures of a head or deputy post on which nobody holds it."""
    ranked = {one.start for one in ground.world.facts("post_in") if dict(one.values).get("rank") in ("head", "deputy")}
    by_post: dict[str, list[runs.Term]] = defaultdict(list)
    for fact in ground.world.facts("holds"):
        if fact.end in ranked:
            by_post[fact.end].append((fact.since, fact.until))
    for post, terms in sorted(by_post.items()):
        for since, until in _between(runs.joined(terms)):
            if until > ground.on:
                yield Broken("posts", post, days(since, until))


def _between(terms: Iterable[runs.Term]) -> Iterator[runs.Term]:
    last = ALWAYS
    for number, (since, until) in enumerate(terms):
        if number and last < since:
            yield last, since
        last = until
