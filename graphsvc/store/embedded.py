"""The embedded engine: one process owns the folder and serves it on loopback; others find its address and connect."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from graphsvc.errors import StoreAway

_DATABASE = "graph"


@dataclass
class Host:
    """Where the engine answers. `close` ends it where this process owns it."""

    url: str
    password: str
    _server: Any = None
    _lock: TextIO | None = field(default=None, repr=False)
    _address: Path | None = None

    def close(self) -> None:
        """Stop the engine and give the folder back; nothing where another process owns it."""
        if self._server is None:
            return
        self._server.get_database(_DATABASE).close()
        self._server.stop()
        if self._address:
            self._address.unlink(missing_ok=True)
        if self._lock:
            self._lock.close()
        self._server = None


def attach(folder: Path) -> Host:
    """Own `folder` and start the engine there, or connect to the process that does.

    Raises `StoreAway` where the folder is owned but its owner does not answer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "owner.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return _connect(folder / "address.json")
    return _own(folder, lock)


def _connect(address: Path) -> Host:
    # The owner takes the lock a moment before it can write its address.
    for _ in range(50):
        with contextlib.suppress(OSError, ValueError):
            told = json.loads(address.read_text())
            return Host(told["url"], told["password"])
        time.sleep(0.1)
    raise StoreAway()


def _own(folder: Path, lock: TextIO) -> Host:
    # The engine reads these when it first logs; left alone it writes into the working directory and to standard output.
    os.environ.setdefault("ARCADEDB_LOG_DIR", str((folder / "log").resolve()))
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    import arcadedb

    # The engine keeps the first password it was given; without its list of users it takes the new one.
    for users in (folder / "config").glob("server-users.json*"):
        users.unlink()
    password = secrets.token_urlsafe(24)
    bolt, http = _free_port(), _free_port()
    server = arcadedb.create_server(
        root_path=str(folder),
        root_password=password,
        config={
            "mode": "production",
            "host": "127.0.0.1",
            "http_port": http,
            "bolt_port": bolt,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        },
    )
    server.start()
    if (folder / "databases" / _DATABASE).exists():
        server.get_database(_DATABASE)
    else:
        server.create_database(_DATABASE)
    url = f"bolt://127.0.0.1:{bolt}"
    address = folder / "address.json"
    address.unlink(missing_ok=True)
    handle = os.open(address, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump({"url": url, "password": password}, file)
    return Host(url, password, server, lock, address)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
