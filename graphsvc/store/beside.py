"""Something done now and again beside a service, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Beside:
    """Calls `once` after `first` seconds and then every `between`, until closed; used as a context manager."""

    def __init__(self, once: Callable[[], object], *, first: float, between: float) -> None:
        self._once = once
        self._first = first
        self._between = between
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Beside:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._ended.set()
        # What takes long is no reason for the service not to end.
        self._thread.join(5)

    def _run(self) -> None:
        wait = self._first
        while not self._ended.wait(wait):
            wait = self._between
            self._once()
