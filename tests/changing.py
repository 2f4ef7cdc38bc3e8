"""Processes that change one graph over and over and say what they do: to be killed, or their server, at any moment.

`python tests/changing.py URL` makes a process of its own for each SEED that it reads, by forking before it has opened
anything, so that none has to learn Python anew. That one says `process PID`, opens the graph and reassigns posts and
applies term sheets for ever. It says `begin KIND` before each change, and once it was told that one is done
`done REVISION POST=PERSON…`: who came into which post. Once it has ended, `ended` is said of it.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graphsvc.changes.reassign import reassign
from graphsvc.changes.term import change_term
from graphsvc.rosters.termsheet import sheet_of
from graphsvc.store import Store, open_store
from tests.leaders import OWNER, TODAY, asked

POSTS = ("q1", "qa", "qo")
PEOPLE = ("an", "bo", "en", "fang", "gao", "hu")
EVERY = 3


def run(store: Store, rng: Random) -> None:
    """Change it for ever, each change from a later day than those before; every third is a sheet for all posts."""
    for number in count(1):
        since = (TODAY + timedelta(store.published())).isoformat()
        if number % EVERY == 0:
            print("begin term", flush=True)
            rows = [
                {"post": post, "person": person, "since": since, "reason": "换届"}
                for post, person in zip(POSTS, rng.sample(PEOPLE, len(POSTS)), strict=True)
            ]
            made = change_term(store, *sheet_of(rows), by=OWNER, today=TODAY)
        else:
            print("begin reassign", flush=True)
            made = reassign(store, asked(rng.choice(POSTS), rng.choice(PEOPLE), since), by=OWNER, today=TODAY)
        told = " ".join(f"{one.post}={one.person}" for one in made.begun)
        print(f"done {made.revision} {told}" if made.at else "nothing", flush=True)


def fork(url: str, seed: str) -> None:
    """Run a process until it ends, however it does."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        print("ended", flush=True)
        return
    print(f"process {os.getpid()}", flush=True)
    with open_store(url) as store:
        run(store, Random(seed))


if __name__ == "__main__":
    # No thread and no engine of its own: what is forked owns all that it opens.
    import arcadedb  # noqa: F401  # read once for all of them

    for line in sys.stdin:
        fork(sys.argv[1], line.strip())
