"""One read serves those who were waiting when it began, and nobody is given what was true before they asked."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from graphsvc.store import Store
from graphsvc.store.shared import Shared


class Slow:
    """A read that waits to be let through, and counts."""

    def __init__(self) -> None:
        self.calls = 0
        self.begun = threading.Event()
        self.let = threading.Semaphore(0)

    def __call__(self) -> int:
        self.calls += 1
        mine = self.calls
        self.begun.set()
        assert self.let.acquire(timeout=10)
        return mine


def test_who_comes_during_a_read_shares_the_next_one() -> None:
    """Ten come while the first read runs: one more read serves them all, and not with what the first one saw."""
    slow = Slow()
    shared = Shared(slow)
    came = threading.Semaphore(0)

    def come() -> int:
        came.release()
        return shared()

    with ThreadPoolExecutor(11) as pool:
        first = pool.submit(shared)
        assert slow.begun.wait(10)
        late = [pool.submit(come) for _ in range(10)]
        for _ in late:
            assert came.acquire(timeout=10)
        sleep(0.1)
        slow.let.release()
        assert first.result(10) == 1
        slow.let.release(10)
        assert [one.result(10) for one in late] == [2] * 10
    assert slow.calls == 2


def test_one_after_another_each_reads_anew() -> None:
    """Nothing is remembered."""
    numbers = iter(range(3))
    shared = Shared(lambda: next(numbers))
    assert [shared(), shared(), shared()] == [0, 1, 2]


def test_what_the_read_raises_is_raised_to_all_and_the_next_read_is_tried() -> None:
    answers = iter([ValueError("away"), 7])

    def ask() -> int:
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    shared = Shared(ask)
    with pytest.raises(ValueError, match="away"):
        shared()
    assert shared() == 7


def test_a_change_acknowledged_is_published(store: Store) -> None:
    """Whoever asks after a change was acknowledged is given its revision, however many ask at once."""
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            store.published()

    with ThreadPoolExecutor(4) as pool:
        others = [pool.submit(ask) for _ in range(4)]
        try:
            for _ in range(30):
                revision = store.write(lambda tx: tx.revision)
                assert store.published() == revision
        finally:
            done.set()
        for other in others:
            other.result(10)
