"""Processes a test starts and ends: another owner of an embedded store, a Neo4j of its own, the service."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from time import monotonic, sleep

import orjson
import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
# Whatever a test forgets, no process it started outlives this.
_LONGEST = 300

OWN = """
import signal, sys
from graphsvc.store import open_store
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
with open_store(sys.argv[1]) as store:
    print("ready", flush=True)
    signal.pause()
"""
HOLD = """
import fcntl, signal, sys
with open(sys.argv[1], "a") as lock:
    print("ready", flush=True)
    fcntl.flock(lock, fcntl.LOCK_EX)
    signal.pause()
"""


@contextmanager
def running(
    *command: str | Path, said: str, heard: list[str] | None = None, **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """A process, given once it has written a line that holds `said`; killed at the end if it still runs.

    The lines up to that one are put into `heard`.
    """
    heard = [] if heard is None else heard
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    end = threading.Timer(_LONGEST, process.kill)
    end.start()
    try:
        assert process.stdout
        for line in process.stdout:
            heard.append(line)
            if said in line:
                break
        else:
            pytest.fail(f"ended with {process.wait()} before it said {said!r}: {''.join(heard)}")
        yield process
    finally:
        end.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def python(code: str, *words: str | Path) -> tuple[str | Path, ...]:
    """The command that runs `code`."""
    return (sys.executable, "-c", code, *words)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def named_neo4j() -> str:
    """The Neo4j that is named for tests; where none is, the test is skipped, or fails with CI set."""
    if url := os.environ.get("GRAPHSVC_TEST_NEO4J"):
        return url
    wanted = "no Neo4j: set GRAPHSVC_TEST_NEO4J, or run ./scripts/test"
    if os.environ.get("CI"):
        pytest.fail(wanted)
    pytest.skip(wanted)


@contextmanager
def neo4j_at(port: int, **environment: str) -> Iterator[str]:
    """A throw-away Neo4j at `port`, empty; gone, as by a kill, at the end."""
    missing = [tool for tool in ("java", "mvn") if not shutil.which(tool)]
    if missing and os.environ.get("CI"):
        pytest.fail(f"with CI set a Neo4j must be started here, and there is no {' or '.join(missing)}")
    if missing:
        pytest.skip(f"starts a Neo4j of its own, and there is no {' or '.join(missing)} here")
    with running(CHECKOUT / "scripts" / "neo4j", "--port", str(port), said="bolt://", **environment) as process:
        try:
            yield f"bolt://127.0.0.1:{port}"
        finally:
            # Ended so, the script kills its server outright.
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@contextmanager
def frozen(port: int) -> Iterator[None]:
    """The throw-away Neo4j at `port` answers nothing, as behind a network that swallows all."""
    listens = f"server.bolt.listen_address=127.0.0.1:{port}\n"
    homes = (CHECKOUT / ".cache" / "neo4j").glob("home.*")
    home = next(one for one in homes if listens in (one / "conf" / "neo4j.conf").read_text(encoding="utf-8"))
    server = int((home / "pid").read_text(encoding="utf-8"))
    os.kill(server, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server, signal.SIGCONT)


def get(port: int, path: str) -> tuple[int, object]:
    """The status and JSON of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, orjson.loads(answer.read())
    finally:
        connection.close()


def until_ready(port: int) -> object:
    """What /readyz says once it is reached; fails after half a minute."""
    end = monotonic() + 30
    while monotonic() < end:
        try:
            status, told = get(port, "/readyz")
        except OSError:
            status = 0
        if status == 200:
            return told
        sleep(0.05)
    pytest.fail("not ready after half a minute")


def serve(
    url: str, port: int, *, heard: list[str] | None = None, **environment: str
) -> AbstractContextManager[subprocess.Popen[str]]:
    command = (sys.executable, "-m", "graphsvc", "--lang", "en", "--store", url, "serve", "--port", str(port))
    return running(*command, said=f"127.0.0.1:{port}", heard=heard, **environment)


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a command prints; fails the test with all it said where it ends otherwise than well."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
