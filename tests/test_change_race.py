"""Sixty-four clients reassign the same posts at once, while others read."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date
from itertools import combinations
from random import Random

from graphsvc import questions
from graphsvc.answers.change import Change
from graphsvc.changes.reassign import reassign
from graphsvc.errors import Conflict
from graphsvc.store import Store
from tests.leaders import OWNER, TODAY, asked, settle

CLIENTS, EACH = 64, 2
POSTS = ("qa", "q1", "qo")
PEOPLE = ("fang", "gao", "hu", "bo", "chen")
DAYS = ("2026-12-01", "2026-12-08")
SECONDS = 120


def test_acknowledged_changes_are_told_once_and_no_post_is_ever_held_twice_or_left(store: Store) -> None:
    settle(store)
    questions.responsible(store, household="h1", on=date(2026, 12, 1))
    done, start = threading.Event(), threading.Barrier(CLIENTS)
    made: list[Change] = []
    seen: list[tuple[str, ...]] = []
    failed: list[BaseException] = []

    def client(number: int) -> None:
        rng = Random(number)
        start.wait(SECONDS)
        for _ in range(EACH):
            want = asked(rng.choice(POSTS), rng.choice(PEOPLE), rng.choice(DAYS))
            try:
                made.append(reassign(store, want, by=OWNER, today=TODAY))
            except Conflict:
                continue
            except BaseException as error:
                failed.append(error)
                return

    def reader() -> None:
        while not done.is_set():
            answer = questions.responsible(store, household="h1", on=date(2026, 12, 9))
            seen.append(tuple(rung.state for rung in answer.ladder))

    clients = [threading.Thread(target=client, args=(number,), daemon=True) for number in range(CLIENTS)]
    readers = [threading.Thread(target=reader, daemon=True) for _ in range(2)]
    for thread in (*readers, *clients):
        thread.start()
    for thread in clients:
        thread.join(SECONDS)
    done.set()
    for thread in readers:
        thread.join(SECONDS)

    assert not failed
    assert not any(thread.is_alive() for thread in (*clients, *readers))
    acknowledged = [one for one in made if one.at is not None]
    head = store.read("head")[0]["revision"]
    told = {one.revision: one for one in questions.changes(store, limit=1000).items}
    assert sorted(told) == list(range(1, head + 1))
    assert Counter(one.revision for one in acknowledged) == Counter(range(2, head + 1))
    for one in acknowledged:
        assert (told[one.revision].begun, told[one.revision].ended) == (one.begun, one.ended)
    assert len(acknowledged) > len(POSTS)
    for revision in range(1, head + 1):
        assert_one_holder_each_day(store, revision)
    assert set(seen) == {("held", "held")}


def assert_one_holder_each_day(store: Store, revision: int) -> None:
    """No two tenures of a post overlap, and from 2020 on somebody holds it, as believed at `revision`."""
    rows = store.read("believed_facts_holds", revision=revision)
    for post in POSTS:
        spans = sorted((row["since"], row["until"]) for row in rows if row["end"] == post)
        assert not [pair for pair in combinations(spans, 2) if pair[1][0] < pair[0][1]], (revision, post, spans)
        ends = [spans[0][0], *(until for _, until in spans)]
        assert (ends[0], ends[-1]) == (date(2020, 1, 1), date(9999, 12, 31))
        assert [since for since, _ in spans] == ends[:-1]
