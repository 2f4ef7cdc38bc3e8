"""Work in the way of which other writers were is tried again: for a while, and a few times however long each lasts."""

from __future__ import annotations

from typing import Any, cast

import neo4j
import pytest
from neo4j.exceptions import TransientError

from graphsvc.errors import StoreBusy
from graphsvc.store.access import Access, Link


class Session:
    """A session, and the driver that gives it, and the link that has that driver."""

    driver = property(lambda self: self)

    def session(self, **_: Any) -> Session:
        return self

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def collides(monkeypatch: pytest.MonkeyPatch, *, seconds: float, times: int) -> tuple[str, int]:
    """How work ends that is in another's way so many times, each try lasting so long; and the number of its tries."""
    now, tries = 0.0, 0
    monkeypatch.setattr("graphsvc.store.access.time.monotonic", lambda: now)

    def action(session: neo4j.Session) -> str:
        nonlocal now, tries
        now, tries = now + seconds, tries + 1
        if tries <= times:
            raise TransientError("another was in the way")
        return "done"

    try:
        return Access(cast(Link, Session())).run(action, neo4j.READ_ACCESS), tries
    except StoreBusy as refused:
        return refused.code, tries


def test_a_few_tries_are_made_however_long_they_last(monkeypatch: pytest.MonkeyPatch) -> None:
    assert collides(monkeypatch, seconds=10, times=2) == ("done", 3)


def test_short_tries_go_on_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    assert collides(monkeypatch, seconds=0.1, times=20) == ("done", 21)


def test_it_ends_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    assert collides(monkeypatch, seconds=10, times=99) == ("store_busy", 3)
    assert collides(monkeypatch, seconds=0.5, times=99) == ("store_busy", 7)
