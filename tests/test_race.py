"""Writers and readers at once: no answer is ever half of a change, and each equals its own replay."""

from __future__ import annotations

import threading
from datetime import date

from graphsvc.answers import Answer
from graphsvc.questions import responsible
from graphsvc.store import Store, Transaction
from tests.graphs import merge, record, retract

ON = date(2026, 11, 24)
SINCE = date(2025, 1, 1)
READERS, ROUNDS = 3, 60


def build(tx: Transaction) -> None:
    """One building, one leader's post in each of two tiers, both always held."""
    merge(tx, "kind", "place:building", "line:management")
    merge(tx, "place", "40", name="40号楼")
    record(tx, "place_kind", "40", "place:building")
    merge(tx, "line", "m", name="管理体系")
    record(tx, "line_role", "m", "line:management")
    for tier in (1, 2):
        merge(tx, "level", f"m/{tier}", line="m", tier=tier, name=f"{tier}级")
        record(tx, "level_of", f"m/{tier}", "m")
        merge(tx, "unit", f"u{tier}", name=f"u{tier}")
        record(tx, "at_level", f"u{tier}", f"m/{tier}")
        merge(tx, "post", f"p{tier}")
        record(tx, "post_in", f"p{tier}", f"u{tier}", title="长", rank="head", single=True)
    record(tx, "part_of", "u2", "u1")
    record(tx, "serves", "u2", "40")
    merge(tx, "person", "a", "b", name="示例")
    for tier in (1, 2):
        record(tx, "holds", "a", f"p{tier}", SINCE, basis="elected", publish=False)


def swap(tx: Transaction) -> None:
    """Both posts pass to the other person, in one change."""
    for held in tx.run("believed_facts_holds", revision=tx.revision - 1):
        other = "b" if held["start"] == "a" else "a"
        retract(tx, "holds", held["start"], held["end"], held["since"], held["recorded"])
        record(tx, "holds", other, held["end"], SINCE, basis="elected", publish=False)


def test_a_reader_never_sees_half_a_change(store: Store) -> None:
    store.write(build)
    # The first answer waits for the engine to plan the query, and would see the end of the race only.
    responsible(store, place="40", on=ON)
    done = threading.Event()
    answers: list[Answer] = []

    def read() -> None:
        while not done.is_set():
            answers.append(responsible(store, place="40", on=ON))

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for _ in range(ROUNDS):
        store.write(swap)
    done.set()
    for reader in readers:
        reader.join()

    holders = [[rung.person.id if rung.person else None for rung in answer.ladder] for answer in answers]
    assert [pair for pair in holders if pair not in (["a", "a"], ["b", "b"])] == []
    assert len({answer.revision for answer in answers}) > 1
    for answer in answers[:: max(1, len(answers) // 200)]:
        assert responsible(store, place="40", on=ON, revision=answer.revision) == answer
