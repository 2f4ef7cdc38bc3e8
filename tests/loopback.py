"""An application answered by this process, to whoever is on this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from waitress.server import create_server
from waitress.wasyncore import close_all

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


@contextmanager
def answering(app: Wsgi, *, threads: int = 4) -> Iterator[str]:
    """The address at which waitress answers with `app` on a free port, as `graphsvc serve` does."""
    sockets: dict[int, Any] = {}
    server: Any = create_server(app, map=sockets, host="127.0.0.1", port=0, threads=threads)
    listening = threading.Thread(target=server.run, daemon=True)
    listening.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # By the thread that listens: closed by another one, the sockets would go while it looks at them.
        server.trigger.pull_trigger(lambda: close_all(sockets))
        listening.join(10)
        server.task_dispatcher.shutdown()
