"""Who owns an embedded store's folder, and where its engine answers."""

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
_PATIENCE = 3.0


@dataclass
class Host:
    """Where the engine answers: `url` over Bolt, `http` (a port) for its own SQL. `close` ends it where it is ours."""

    url: str
    http: int
    password: str = field(repr=False)
    _server: Any = field(default=None, repr=False, compare=False)
    _lock: TextIO | None = field(default=None, repr=False, compare=False)
    _address: Path | None = field(default=None, repr=False, compare=False)

    @property
    def owned(self) -> bool:
        """Whether the engine runs in this process."""
        return self._server is not None

    def close(self) -> None:
        """Stop the engine and give the folder back; nothing where another process owns it."""
        if self._server is None:
            return
        self._server.get_database(_DATABASE).close()
        self._server.stop()
        self._server = None
        if self._address:
            self._address.unlink(missing_ok=True)
        if self._lock:
            # What a closed lock says is how the last close went.
            self._lock.truncate(0)
            self._lock.close()


def attach(folder: Path) -> Host:
    """Own `folder` and start the engine there, or find the process that does.

    Raises `StoreAway` where the folder is owned but its owner does not answer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + _PATIENCE
    # An owner has the lock a moment before it can tell its address, and one that ended may have left an old address.
    while True:
        lock = _take(folder)
        if lock is not None:
            return _own(folder, lock)
        told = _told(folder)
        if told is not None and _answers(told):
            return told
        if time.monotonic() > until:
            raise StoreAway()
        time.sleep(0.05)


def unchecked(folder: Path) -> Path:
    """The mark left where an owner ended without closing, until the graph has been checked."""
    return folder / "unchecked"


def _take(folder: Path) -> TextIO | None:
    lock = (folder / "owner.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _told(folder: Path) -> Host | None:
    with contextlib.suppress(OSError, ValueError, KeyError):
        told = json.loads((folder / "address.json").read_text())
        return Host(told["url"], told["http"], told["password"])
    return None


def _answers(host: Host) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", int(host.url.rpartition(":")[2])), 1):
        return True
    return False


def _own(folder: Path, lock: TextIO) -> Host:
    address = folder / "address.json"
    address.unlink(missing_ok=True)
    lock.seek(0)
    if lock.read():
        unchecked(folder).touch()
    else:
        lock.write("open\n")
        lock.flush()
    server, host = _start(folder)
    host = Host(host.url, host.http, host.password, server, lock, address)
    # Readable by its user alone before there is anything in it, and there in one piece or not at all.
    draft = folder / "address.json.new"
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"url": host.url, "http": host.http, "password": host.password}, file)
    draft.replace(address)
    return host


def _start(folder: Path) -> tuple[Any, Host]:
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
    return server, Host(f"bolt://127.0.0.1:{bolt}", http, password)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
