"""A process that changes one graph over and over and says what it does: to be killed, or its server, at any moment.

`python tests/changing.py URL SEED` reassigns posts and applies term sheets for ever. It says `begin KIND` before each
change, and once it was told that one is done `done REVISION POST=PERSON…`: who came into which post.
"""

from __future__ import annotations

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


if __name__ == "__main__":
    with open_store(sys.argv[1]) as opened:
        run(opened, Random(sys.argv[2]))
