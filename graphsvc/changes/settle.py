"""What is worked out once a change is made: its households, kept beside its row for those who read it later."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace

from graphsvc.answers.change import Change, Households
from graphsvc.model import Fact
from graphsvc.questions.consequences import consequences
from graphsvc.store import Store, Transaction


def settled(
    store: Store, change: Change, retract: Collection[Fact], record: Collection[Fact], units: Iterable[str]
) -> Change:
    """The change as made, read back whole, with what follows from it.

    Both revisions it lies between can be read for ever, so nothing is lost where this is interrupted: the households
    are then worked out when the change is read.
    """
    if change.on is None:
        return change
    follows = consequences(store.read, change.revision - 1, change.on, retract, record, units)
    keep_households(store, change.revision, follows.households)
    row = store.read("change", revision=change.revision)[0]
    return replace(change, at=row["at"], households=follows.households, boards=follows.boards, posts=follows.posts)


def keep_households(store: Store, revision: int, households: Households) -> None:
    """Keep the households of a change beside its row, where none stand there yet."""
    text = json.dumps(households.as_json(), ensure_ascii=False)

    def work(tx: Transaction) -> None:
        tx.run("tell_households", revision=revision, households=text)

    store.write(work, change=False)
