"""Sign-ins that failed of late, so that a password can't be tried again and again."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from graphsvc.errors import TooMany

WINDOW = 15 * 60
"""Seconds a failure counts."""

MOST = {"name and address": 5, "address": 30, "name": 100}
"""Failures in a window after which no more is tried. One address can't lock an account's owner out elsewhere: what
stands against a name alone is far more."""

_MOST_KEYS = 10_000


class Attempts:
    """Counted in the memory of one process. Safe to use from all threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def check(self, name: str, address: str) -> None:
        """Raise `too_many_attempts`, with the seconds to wait, where too many failed."""
        with self._lock:
            now = self._clock()
            waits = [self._wait(key, MOST[key[0]], now) for key in _keys(name, address)]
        if (wait := max(waits)) > 0:
            raise TooMany(int(wait) + 1)

    def failed(self, name: str, address: str) -> None:
        """Count one more."""
        with self._lock:
            now = self._clock()
            for key in _keys(name, address):
                self._failed.setdefault(key, deque(maxlen=MOST[key[0]])).append(now)
                self._failed.move_to_end(key)
            while len(self._failed) > _MOST_KEYS:
                self._failed.popitem(last=False)

    def succeeded(self, name: str, address: str) -> None:
        """Forget what failed before, of this name from this address."""
        with self._lock:
            self._failed.pop(_keys(name, address)[0], None)

    def _wait(self, key: tuple[str, str], most: int, now: float) -> float:
        times = self._failed.get(key)
        return times[0] + WINDOW - now if times and len(times) == most else 0


def _keys(name: str, address: str) -> list[tuple[str, str]]:
    return [("name and address", f"{name}\0{address}"), ("address", address), ("name", name)]
