"""What is worked out once a change is made: its households, kept beside its row for those who read it later."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace

from graphsvc.answers.change import Change
from graphsvc.model import Fact
from graphsvc.questions.consequences import Consequences, consequences, told_with
from graphsvc.rules.standing import Limits
from graphsvc.store import Store, Transaction


def settled(
    store: Store,
    change: Change,
    retract: Collection[Fact],
    record: Collection[Fact],
    units: Iterable[str],
    limits: Limits,
) -> Change:
    """The change as made, read back whole, with what follows from it.

    Both revisions it lies between can be read for ever, so nothing is lost where this is interrupted: the households
    are then worked out when the change is read.
    """
    if change.on is None:
        return change
    follows = consequences(store.read, change.revision - 1, change.on, retract, record, units, limits, change.facts)
    keep(store, change.revision, follows)
    row = store.read("change", revision=change.revision)[0]
    return told_with(replace(change, at=row["at"]), follows)


def keep(store: Store, revision: int, follows: Consequences) -> None:
    """Keep the households of a change, and what the standing rules said, beside its row where none stand there yet."""
    told = follows.households.as_json() | {"warnings": [[one.code, one.zh, one.en] for one in follows.warnings]}
    text = json.dumps(told, ensure_ascii=False)

    def work(tx: Transaction) -> None:
        tx.run("tell_households", revision=revision, households=text)

    store.write(work, change=False)
