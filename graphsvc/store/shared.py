"""One call that serves everybody who was waiting when it began."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """`ask`, called once for all who wait for it, from any number of threads.

    Whoever comes while a call is under way waits for the next one: the running one may have read what was true before
    they came. So each is given what is at least as new as their question. What `ask` raises is raised to all of them.
    """

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._next: Future[T] | None = None
        self._joining = threading.Lock()
        self._running = threading.Lock()

    def __call__(self) -> T:
        """What a call that began after this one came gives."""
        with self._joining:
            first = self._next is None
            mine = self._next = self._next or Future()
        if first:
            self._run(mine)
        return mine.result()

    def _run(self, waiting: Future[T]) -> None:
        with self._running:
            with self._joining:
                self._next = None
            try:
                waiting.set_result(self._ask())
            except BaseException as error:
                # Whoever waits must be told, even of an end of the thread that asks for them.
                waiting.set_exception(error)
