"""Killing what changes a graph at random points of its changes, and looking at what is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from graphsvc import questions
from graphsvc.answers.change import Change
from graphsvc.store import Store
from tests.changing import POSTS

CHECKOUT = Path(__file__).resolve().parents[1]
_PATIENCE = 120
# The first change of a kind in a process takes ten times as long as the next, and would let a kill come too late.
_WARM = 2


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


@contextmanager
def changing(url: str) -> Iterator[Changing]:
    """What makes processes that change the graph at `url`."""
    command = [sys.executable, str(CHECKOUT / "tests" / "changing.py"), url]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=CHECKOUT, start_new_session=True) as process:
        try:
            yield Changing(process)
        finally:
            # With whichever process it has made, which would go on for ever.
            os.killpg(process.pid, signal.SIGKILL)


class Changing:
    """Makes processes that change a graph, one at a time, and hears what each says."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin
        assert process.stdout
        self._seeds, self._said = process.stdin, process.stdout

    def kill_in(self, told: Told, seed: int, kind: str, kill: Callable[[int], None]) -> None:
        """Let a process change the graph until it is well within a change of that kind; then `kill`, given its id."""
        print(seed, file=self._seeds, flush=True)
        said, number = self._said.readline().split()
        assert said == "process"
        heard: list[list[str]] = []
        pace = _Pace()
        until = time.monotonic() + _PATIENCE
        for words in self._lines():
            heard.append(words)
            if pace.heard(words) == kind and len(pace.took[kind]) >= _WARM:
                break
            assert time.monotonic() < until, "too slow to be killed"
        assert len(pace.took[kind]) >= _WARM, "it ended by itself"
        # Anywhere from its first statement to a little after it was published.
        time.sleep(Random(seed).random() * 1.2 * pace.took[kind][-1])
        kill(int(number))
        # One whose server was killed ends by itself.
        rest = list(self._lines())
        told.acknowledged |= {int(words[1]): set(words[2:]) for words in heard + rest if words[0] == "done"}
        told.killed[kind] += 1
        told.cut_off[kind] += not any(words[0] in ("done", "nothing") for words in rest)

    def _lines(self) -> Iterator[list[str]]:
        """What the present process says, until it has ended."""
        for line in self._said:
            words = line.split()
            if words == ["ended"]:
                return
            yield words


class _Pace:
    """How long changes of each kind take, heard from the lines of their process."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = defaultdict(list)
        self._kind, self._at = "", 0.0

    def heard(self, words: list[str]) -> str | None:
        """The kind of change that begins with the words of a line, if any."""
        said, *rest = words
        if said == "begin":
            self._kind, self._at = rest[0], time.monotonic()
            return self._kind
        if said == "done":
            self.took[self._kind].append(time.monotonic() - self._at)
        return None


def outright(process: int) -> None:
    """Kill the process itself."""
    os.kill(process, signal.SIGKILL)


def server_of(folder: Path) -> Callable[[int], None]:
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
