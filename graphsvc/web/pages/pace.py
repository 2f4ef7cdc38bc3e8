"""How fast one address may ask what is open to everyone."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from graphsvc.errors import TooMany

WINDOW = 60
MOST = 120
"""Pages an address is given in a window of so many seconds; a household of neighbours shares one."""

_MOST_KEYS = 10_000


class Pace:
    """Counted in the memory of one process. Safe to use from all threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()

    def count(self, address: str) -> None:
        """Count one more of `address`. Raises `too_many_attempts`, with the seconds to wait."""
        with self._lock:
            now = self._clock()
            times = self._asked.setdefault(address, deque(maxlen=MOST))
            self._asked.move_to_end(address)
            if len(times) == MOST and (wait := times[0] + WINDOW - now) > 0:
                raise TooMany(int(wait) + 1)
            times.append(now)
            while len(self._asked) > _MOST_KEYS:
                self._asked.popitem(last=False)
