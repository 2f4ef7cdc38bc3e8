"""The one way a change is made or previewed: facts read, decided, written with their row, and what follows told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from graphsvc.accounts.account import Account
from graphsvc.answers.change import Change
from graphsvc.changes.record import write
from graphsvc.changes.settle import settled
from graphsvc.model import Fact
from graphsvc.questions.changes import check_unmoved
from graphsvc.questions.consequences import consequences, told_with
from graphsvc.rules.standing import NO_LIMITS, Limits
from graphsvc.store import First, NothingToDo, Read, Store, Transaction


@dataclass(frozen=True, slots=True)
class Planned:
    """A change decided and not yet made.

    `retract` holds the facts with the revision each was recorded at, `units` those it touches. `nodes`, each a label,
    an id and values, are written before the facts; `beside` writes what else is no fact after them, in the same
    transaction. With none of all this there is nothing to do.
    """

    change: Change
    retract: dict[Fact, int] = field(default_factory=dict)
    record: tuple[Fact, ...] = ()
    units: tuple[str, ...] = ()
    nodes: tuple[tuple[str, str, Mapping[str, object]], ...] = ()
    beside: Callable[[Transaction], None] | None = None

    @property
    def empty(self) -> bool:
        """Nothing to write."""
        return not (self.retract or self.record or self.nodes or self.beside)


Decide = Callable[[Read, int], Planned]
"""What a change comes to by what is believed at a revision; it touches nothing but what it reads with."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the caller looked at: a revision, where they named one. To them alone is told what came in between."""

    revision: int | None
    by: Account
    today: date


def make(store: Store, decide: Decide, seen: Seen, limits: Limits = NO_LIMITS, first: First | None = None) -> Change:
    """Make what `decide` decides, in one transaction with its row, and tell what follows.

    Where there is nothing to do, no revision is spent: the change stands at the present one and has no `at`.
    Raises `stale`, and what `decide` raises; then nothing is written.
    """
    found, revision = written(store, decide, seen, first)
    if revision is None:
        return found.change
    return settled(store, replace(found.change, revision=revision), found.retract, found.record, found.units, limits)


def written(store: Store, decide: Decide, seen: Seen, first: First | None = None) -> tuple[Planned, int | None]:
    """The part of `make` that locks: what was decided, and the revision it has been published at, None for none."""
    done: list[Planned] = []

    def work(tx: Transaction) -> int:
        before = tx.revision - 1
        check_unmoved(tx.run, seen.revision, before, seen.by, seen.today)
        found = decide(tx.run, before)
        done.append(replace(found, change=replace(found.change, revision=before)))
        if found.empty:
            raise NothingToDo
        for label, id, values in found.nodes:
            tx.run(f"merge_{label.lower()}", rows=[{"id": id, "values": dict(values)}])
        write(tx, found.change, found.retract, found.record, found.units)
        if found.beside:
            found.beside(tx)
        return tx.revision

    revision = store.write(work, first=first)
    return done[-1], revision


def preview(store: Store, decide: Decide, seen: Seen, limits: Limits = NO_LIMITS) -> Change:
    """What `make` would do, at the revision it was looked at; nothing is written. Raises what it raises."""
    revision = store.read("published")[0]["revision"]
    check_unmoved(store.read, seen.revision, revision, seen.by, seen.today)
    found = decide(store.read, revision)
    change = replace(found.change, revision=revision)
    if found.empty or change.on is None:
        return change
    follows = consequences(
        store.read, revision, change.on, found.retract, found.record, found.units, limits, change.facts, found.nodes
    )
    return told_with(change, follows)
