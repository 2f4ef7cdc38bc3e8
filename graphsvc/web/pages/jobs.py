"""Work that takes longer than a request should: done beside the requests, one at a time, and asked after by its page.

Its page asks again and again and isn't a response that streams: that would hold one of the few threads of the service
all the while, and be lost with a closed window. A page asked again works without script, too. Work lies in the memory
of the one process that `serve` starts.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Generic, TypeVar

T = TypeVar("T")


class Job(Generic[T]):
    """One piece of work: which stage it is in, and how much `of` that is `done` where it can be counted."""

    def __init__(self) -> None:
        self.stage, self.done, self.of = "waiting", 0, 0
        self._future: Future[T]

    def tell(self, stage: str, done: int = 0, of: int = 0) -> None:
        """How far it is: for the work itself."""
        self.stage, self.done, self.of = stage, done, of

    @property
    def ended(self) -> bool:
        """Whether it is done, or was broken off."""
        return self._future.done()

    def wait(self, seconds: float) -> None:
        """Wait for its end, not longer than told."""
        wait([self._future], seconds)

    def result(self) -> T:
        """What came of it. Raises what the work raised."""
        return self._future.result()

    def begin(self, pool: ThreadPoolExecutor, work: Callable[[Job[T]], T]) -> Job[T]:
        """Let `pool` do the work when its turn comes."""
        self._future = pool.submit(work, self)
        return self


class Jobs:
    """Whose turn it is: one piece of work at a time, in the order in which they came."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "job")

    def start(self, work: Callable[[Job[T]], T]) -> Job[T]:
        """Do `work` beside the requests; it is handed its job, to tell how far it is."""
        return Job[T]().begin(self._pool, work)
