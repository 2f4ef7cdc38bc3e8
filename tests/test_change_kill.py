"""The service killed at random moments of its changes: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from graphsvc import questions
from graphsvc.store import Store, open_store
from tests.changing import POSTS
from tests.leaders import settle

CHECKOUT = Path(__file__).resolve().parents[1]
KILLS = int(os.environ.get("GRAPHSVC_TEST_KILLS", "3"))


def killed(url: str, seed: int, after: int, patience: float) -> list[tuple[int, set[str]]]:
    """What a process acknowledged before it was killed, a moment after its change number `after`."""
    command = [sys.executable, str(CHECKOUT / "tests" / "changing.py"), url, str(seed)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT)
    assert process.stdout is not None
    lines = []
    until = time.monotonic() + patience
    for line in process.stdout:
        lines.append(line)
        if len(lines) >= after or time.monotonic() > until:
            break
    # Somewhere within the change that follows: its statements, its commit, or its publication.
    time.sleep(Random(seed).random() * 0.02)
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()
    process.wait()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(revision), set(told)) for revision, *told in whole]


def assert_whole(store: Store, acknowledged: list[tuple[int, set[str]]]) -> None:
    """Every revision has its one row, every row its facts; all that was acknowledged is there as it was said."""
    head, published = store.read("head")[0]["revision"], store.read("published")[0]["revision"]
    assert head == published
    told = {one.revision: one for one in questions.changes(store, limit=1000).items}
    assert sorted(told) == list(range(1, head + 1))
    for revision, begun in acknowledged:
        assert {f"{one.post}={one.person}" for one in told[revision].begun} == begun
    before: set[tuple[object, ...]] = set()
    for revision in range(1, head + 1):
        rows = store.read("believed_facts_holds", revision=revision)
        now = {(row["end"], row["start"], row["since"], row["until"]) for row in rows}
        if revision > 1:
            come = {(one.post, one.person, one.since) for one in told[revision].begun}
            assert come == {fact[:3] for fact in now - before} - {fact[:3] for fact in before}, revision
        spans = defaultdict(list)
        for post, _, since, until in now:
            spans[post].append((since, until))
        for post in POSTS:
            found = sorted(spans[post])
            assert all(one[1] <= other[0] for one, other in pairwise(found)), (revision, post)
        before = now


def test_an_embedded_graph_survives(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path / 'graph'}"
    with open_store(url) as store:
        settle(store)
    acknowledged: list[tuple[int, set[str]]] = []
    for seed in range(KILLS):
        acknowledged += killed(url, seed, after=8 + 7 * seed, patience=60)
    with open_store(url) as store:
        assert_whole(store, acknowledged)
    assert len(acknowledged) >= 20


def test_a_graph_on_a_server_survives_its_client(store: Store) -> None:
    if store.engine != "neo4j":
        pytest.skip("the embedded graph has a test of its own, in which its engine dies with its owner")
    settle(store)
    acknowledged: list[tuple[int, set[str]]] = []
    for seed in range(KILLS):
        acknowledged += killed(os.environ["GRAPHSVC_TEST_NEO4J"], seed, after=8 + 7 * seed, patience=60)
    with open_store(os.environ["GRAPHSVC_TEST_NEO4J"]) as again:
        assert_whole(again, acknowledged)
    assert len(acknowledged) >= 20
