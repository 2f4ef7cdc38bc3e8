"""Pictures once drawn are kept; the same one is not drawn twice at once, and only so many are drawn at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Condition

from graphsvc.errors import GraphsvcError


class PictureBusy(GraphsvcError):
    """As many pictures are being drawn as may be."""

    code = "picture_busy"
    zh = "正在画的图太多,请过几秒再试。"
    en = "Too many pictures are being drawn. Try again in a few seconds."


class Drawn:
    """Bytes by key, the least lately used let go where they pass `most` bytes. `at_once` are drawn at a time.

    A key holds all that decides the picture: revision, day, role, language, parameters. Safe to share among threads.
    """

    def __init__(self, at_once: int = 2, most: int = 64_000_000, patience: float = 2) -> None:
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0
        self._most = most
        self._patience = patience
        self._changed = Condition()
        self._drawing: set[Hashable] = set()
        self._places = BoundedSemaphore(at_once)

    def get(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        """The picture of `key`, drawn by `draw` if it isn't kept. Raises `PictureBusy`, and what `draw` raises."""
        with self._changed:
            # Whoever asks for what is just being drawn waits for it, and draws it only where that failed.
            self._changed.wait_for(lambda: key not in self._drawing, self._patience)
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            if key in self._drawing:
                raise PictureBusy
            self._drawing.add(key)
        try:
            with self.place():
                found = draw()
            self._keep(key, found)
            return found
        finally:
            with self._changed:
                self._drawing.discard(key)
                self._changed.notify_all()

    @contextmanager
    def place(self) -> Iterator[None]:
        """One of the places for drawing. Raises `PictureBusy` where none comes free in time."""
        if not self._places.acquire(timeout=self._patience):
            raise PictureBusy
        try:
            yield
        finally:
            self._places.release()

    def _keep(self, key: Hashable, found: bytes) -> None:
        with self._changed:
            if len(found) > self._most // 4:
                return
            self._kept[key] = found
            self._size += len(found)
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1])
