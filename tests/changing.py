"""A process that changes one graph over and over and says each change it was told is done: to be killed at any moment.

`python tests/changing.py URL SEED` reassigns posts and applies term sheets for ever, one line an acknowledged change:
its revision and who came into which post.
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
from graphsvc.errors import Conflict
from graphsvc.rosters.faults import BundleRefused
from graphsvc.rosters.termsheet import sheet_of
from graphsvc.store import Store, open_store
from tests.leaders import OWNER, TODAY, asked

POSTS = ("q1", "qa", "qo")
PEOPLE = ("an", "bo", "en", "fang", "gao", "hu")
EVERY = 6


def run(store: Store, rng: Random) -> None:
    """Change it for ever; every sixth change is a sheet for all posts."""
    for number in count():
        since = (TODAY + timedelta(rng.randrange(3))).isoformat()
        try:
            if number % EVERY == EVERY - 1:
                people = rng.sample(PEOPLE, len(POSTS))
                rows = [
                    {"post": post, "person": person, "since": since, "reason": "换届"}
                    for post, person in zip(POSTS, people, strict=True)
                ]
                made = change_term(store, *sheet_of(rows), by=OWNER, today=TODAY)
            else:
                made = reassign(store, asked(rng.choice(POSTS), rng.choice(PEOPLE), since), by=OWNER, today=TODAY)
        except (Conflict, BundleRefused):
            continue
        if made.at is not None:
            told = " ".join(f"{one.post}={one.person}" for one in made.begun)
            print(made.revision, told, flush=True)


if __name__ == "__main__":
    with open_store(sys.argv[1]) as opened:
        run(opened, Random(sys.argv[2]))
