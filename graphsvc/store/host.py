"""Who owns an embedded store's folder, and where its engine answers."""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import json
import os
import secrets
import socket
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from graphsvc.errors import StoreAway, StoreBug, StoreError

DATABASE = "graph"
Sql = Callable[[str], list[dict[str, Any]]]

_LOOPBACK = "127.0.0.1"
_PATIENCE = 3.0
_LONGEST_SQL = 3600.0
_PAGES = {"indexDefaultPageSize": 16384, "bucketDefaultPageSize": 16384}
"""A change works on a copy of each page that it touches: with small ones it takes a quarter less. A graph that is there
keeps the pages it was made with."""


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

    def sql(self, command: str) -> list[dict[str, Any]]:
        """The rows of a command of the engine's own language, which does not go over Bolt.

        Asked the same way of this process's engine and of another's. Raises `StoreAway`, and `StoreBug` where the
        engine refuses the command.
        """
        asked = http.client.HTTPConnection(_LOOPBACK, self.http, timeout=_LONGEST_SQL)
        try:
            asked.request(
                "POST",
                f"/api/v1/command/{DATABASE}",
                json.dumps({"language": "sql", "command": command}),
                {
                    "Authorization": "Basic " + b64encode(f"root:{self.password}".encode()).decode(),
                    "Content-Type": "application/json",
                },
            )
            answer = asked.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise StoreAway() from error
        finally:
            asked.close()
        if answer.status != 200:
            raise StoreBug() from RuntimeError(f"{command}: {answer.status}")
        rows: list[dict[str, Any]] = json.loads(body)["result"]
        return rows

    def stop(self) -> None:
        """Stop the engine where it is ours, and keep the folder."""
        if self._server is None or self._lock is None or self._address is None:
            return
        self._server.get_database(DATABASE).close()
        self._server.stop()
        self._server = None
        self._address.unlink(missing_ok=True)
        # What a lock nobody holds says is how the last close went.
        self._lock.truncate(0)

    def close(self) -> None:
        """Stop the engine and give the folder back; nothing where another process owns it."""
        self.stop()
        if self._lock:
            self._lock.close()


def attach(folder: Path) -> Host:
    """Own `folder` and start the engine there, or find the process that does.

    Raises `StoreAway` where the folder is owned but its owner does not answer, `store_unopened` where the folder can't
    be used or the engine does not start on what lies there.
    """
    _make(folder)
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


@contextmanager
def own(folder: Path) -> Iterator[Callable[[], Host]]:
    """Hold `folder` with no engine on it; what is given starts the engine, which must be stopped again.

    Raises `store_in_use` while another process owns it.
    """
    _make(folder)
    lock = _take(folder)
    if lock is None:
        raise StoreError(
            "store_in_use",
            "有程序正在使用这个图。请先停止 graphsvc serve 再试。",
            "A process is using this graph. Stop graphsvc serve first.",
        )
    try:
        yield lambda: _own(folder, lock)
    finally:
        lock.close()


def unchecked(folder: Path) -> Path:
    """The mark left where an owner ended without closing, until the graph has been checked."""
    return folder / "unchecked"


def _make(folder: Path) -> None:
    try:
        # What is kept here is about people.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unopened() from error


def _take(folder: Path) -> TextIO | None:
    try:
        lock = (folder / "owner.lock").open("a+")
    except OSError as error:
        raise _unopened() from error
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
    with contextlib.suppress(OSError), socket.create_connection((_LOOPBACK, int(host.url.rpartition(":")[2])), 1):
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
    try:
        host = _started(folder, lock, address)
    except Exception as error:
        lock.close()
        raise _unopened() from error
    # Readable by its user alone before there is anything in it, and there in one piece or not at all.
    draft = folder / "address.json.new"
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"url": host.url, "http": host.http, "password": host.password}, file)
    draft.replace(address)
    return host


def _started(folder: Path, lock: TextIO, address: Path) -> Host:
    # The engine reads these when it first logs; left alone it writes into the working directory and to standard output.
    os.environ.setdefault("ARCADEDB_LOG_DIR", str((folder / "log").resolve()))
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    import arcadedb

    # The engine keeps the first password it was given; without its list of users it takes the new one.
    for users in (folder / "config").glob("server-users.json*"):
        users.unlink()
    password = secrets.token_urlsafe(24)
    bolt, web = _free_port(), _free_port()
    server = arcadedb.create_server(
        root_path=str(folder),
        root_password=password,
        config={
            "mode": "production",
            "host": _LOOPBACK,
            "http_port": web,
            "bolt_port": bolt,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        },
    )
    server.start()
    try:
        if (folder / "databases" / DATABASE).exists():
            server.get_database(DATABASE)
        else:
            made = server.create_database(DATABASE)
            for setting, bytes in _PAGES.items():
                made.command("sql", f"ALTER DATABASE `arcadedb.{setting}` {bytes}")
    except Exception:
        server.stop()
        raise
    return Host(f"bolt://{_LOOPBACK}:{bolt}", web, password, server, lock, address)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _unopened() -> StoreError:
    return StoreError(
        "store_unopened",
        "打不开这个图:文件夹不可用,或其中的文件已损坏。请核对文件夹的权限,或用 graphsvc restore 恢复备份。",
        "This graph can't be opened: its folder can't be used, or the files in it are damaged. Check who may use the "
        "folder, or take a copy back with graphsvc restore.",
    )
