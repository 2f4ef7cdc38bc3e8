"""Writers and readers at once: no answer is ever half of a change, and each equals its own replay."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import pytest

from graphsvc.answers import Answer
from graphsvc.errors import StoreBusy
from graphsvc.questions import responsible
from graphsvc.store import Store, Transaction
from tests.graphs import merge, record, retract

ON = date(2026, 11, 24)
SINCE = date(2025, 1, 1)
READERS, CHANGES, LONGEST = 3, 80, 120


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


def swap(tx: Transaction) -> int:
    """Both posts pass to the other person, in one change; its revision."""
    for held in tx.run("believed_facts_holds", revision=tx.revision - 1):
        other = "b" if held["start"] == "a" else "a"
        retract(tx, "holds", held["start"], held["end"], held["since"], held["recorded"])
        record(tx, "holds", other, held["end"], SINCE, basis="elected", publish=False)
    return tx.revision


def holder(revision: int) -> str:
    """Who holds both posts then: the first change gave them to a, and each one since has passed them on."""
    return "a" if revision % 2 else "b"


def beside(store: Store) -> Store:
    """The same graph, asked as another process asks it: no lock of this one keeps their writers apart."""
    return Store(store._link)


def write(store: Store, changes: int) -> list[int]:
    """The revisions of so many changes, in the order in which they were acknowledged; each could be read by then."""
    made: list[int] = []
    while len(made) < changes:
        # The others were quicker at every try: nothing was written.
        with suppress(StoreBusy):
            revision = store.write(swap)
            assert revision is not None
            assert store.published() >= revision
            made.append(revision)
    return made


@pytest.mark.parametrize("writers", [1, 4])
def test_every_answer_during_changes_equals_its_replay(store: Store, writers: int) -> None:
    """Each change is made once and whole, on what the one before it left; no reader sees half of one."""
    store.write(build)
    # The first answer waits for the engine to plan the query, and would see the end of the race only.
    responsible(store, place="40", on=ON)
    done = threading.Event()

    def read() -> list[Answer]:
        seen: list[Answer] = []
        while not done.is_set():
            seen.append(responsible(store, place="40", on=ON))
        return seen

    with ThreadPoolExecutor(READERS + writers) as pool:
        readers = [pool.submit(read) for _ in range(READERS)]
        changing = [
            pool.submit(write, store if writers == 1 else beside(store), CHANGES // writers) for _ in range(writers)
        ]
        try:
            made = [one.result(LONGEST) for one in changing]
        finally:
            done.set()
        answers = [answer for one in readers for answer in one.result(LONGEST)]

    assert made == [sorted(own) for own in made]
    assert sorted(revision for own in made for revision in own) == list(range(2, 2 + CHANGES))
    replays = {revision: responsible(store, place="40", on=ON, revision=revision) for revision in range(1, 2 + CHANGES)}
    for revision, replay in replays.items():
        held = holder(revision)
        assert [rung.person and rung.person.id for rung in replay.ladder] == [held, held]
    assert len({answer.revision for answer in answers}) > 1
    assert [answer for answer in answers if answer != replays.get(answer.revision)] == []
