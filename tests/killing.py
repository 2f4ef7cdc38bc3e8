"""Killing what changes a graph at random points of its changes, and looking at what is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from statistics import median

from graphsvc import questions
from graphsvc.answers.change import Change
from graphsvc.store import Store
from tests.changing import POSTS

CHECKOUT = Path(__file__).resolve().parents[1]
_PATIENCE = 120


@dataclass
class Told:
    """What the killed ones had said: changes acknowledged, by revision, and in which kind of change each was cut off
    before it was; the rest were killed a moment after."""

    acknowledged: dict[int, set[str]] = field(default_factory=dict)
    killed: Counter[str] = field(default_factory=Counter)
    cut_off: Counter[str] = field(default_factory=Counter)

    def report(self, what: str) -> str:
        kills = ", ".join(f"{self.killed[kind]} in a {kind} ({self.cut_off[kind]} cut off)" for kind in self.killed)
        return f"{what}: killed {kills}; {len(self.acknowledged)} changes acknowledged, all there"


def kill_in(told: Told, url: str, seed: int, kind: str, kill: Callable[[subprocess.Popen[str]], None]) -> None:
    """Let a process change the graph at `url` until it is well within a change of that kind; then `kill`."""
    command = [sys.executable, str(CHECKOUT / "tests" / "changing.py"), url, str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=CHECKOUT) as process:
        assert process.stdout
        assert process.stderr
        lines: list[str] = []
        pace = _Pace()
        until = time.monotonic() + _PATIENCE
        for line in process.stdout:
            lines.append(line)
            if pace.heard(line) == kind and pace.took[kind]:
                break
            assert time.monotonic() < until, "too slow to be killed"
        assert pace.took[kind], process.stderr.read()
        # Anywhere from its first statement to a little after it was published.
        time.sleep(Random(seed).random() * 1.2 * median(pace.took[kind]))
        kill(process)
        rest = process.stdout.readlines()
        process.kill()
    whole = [line.split() for line in (*lines, *rest) if line.endswith("\n")]
    told.acknowledged |= {int(revision): set(begun) for said, revision, *begun in _done(whole)}
    told.killed[kind] += 1
    told.cut_off[kind] += not any(line.startswith(("done", "nothing")) for line in rest)


def _done(whole: list[list[str]]) -> Iterator[list[str]]:
    return (one for one in whole if one[0] == "done")


class _Pace:
    """How long changes of each kind take, heard from the lines of their process."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = defaultdict(list)
        self._kind, self._at = "", 0.0

    def heard(self, line: str) -> str | None:
        """The kind of change that begins with a line, if any."""
        said, *rest = line.split()
        if said == "begin":
            self._kind, self._at = rest[0], time.monotonic()
            return self._kind
        if said == "done":
            self.took[self._kind].append(time.monotonic() - self._at)
        return None


def outright(process: subprocess.Popen[str]) -> None:
    """Kill the process itself."""
    process.send_signal(signal.SIGKILL)


def server_of(folder: Path) -> Callable[[subprocess.Popen[str]], None]:
    """Kill, in place of the process, the Neo4j that keeps its data in `folder`."""
    return lambda process: os.kill(int((folder / "pid").read_text()), signal.SIGKILL)


def assert_whole(store: Store, told: Told) -> None:
    """Every revision has its one row, every row its facts; all that was acknowledged is there as it was said, every
    post has one holder every day, and nothing is there that no row tells of."""
    head, published = store.read("head")[0]["revision"], store.read("published")[0]["revision"]
    assert head == published
    rows = _changes(store)
    assert sorted(rows) == list(range(1, head + 1))
    for revision, begun in told.acknowledged.items():
        assert {f"{one.post}={one.person}" for one in rows[revision].begun} == begun
    before: set[tuple[str, str, date]] = set()
    for revision in range(1, head + 1):
        found = store.read("believed_facts_holds", revision=revision)
        now = {(row["end"], row["start"], row["since"]) for row in found}
        if revision > 1:
            come = {(one.post, one.person, one.since) for one in rows[revision].begun}
            assert come == now - before, revision
        for post in POSTS:
            spans = sorted((row["since"], row["until"]) for row in found if row["end"] == post)
            ends = [spans[0][0], *(until for _, until in spans)]
            assert (ends[0], ends[-1]) == (date(2020, 1, 1), date(9999, 12, 31)), (revision, post)
            assert [since for since, _ in spans] == ends[:-1], (revision, post)
        before = now


def _changes(store: Store) -> dict[int, Change]:
    found: dict[int, Change] = {}
    more = True
    while more:
        listed = questions.changes(store, after=max(found, default=0), limit=1000)
        found |= {one.revision: one for one in listed.items}
        more = listed.more
    return found
