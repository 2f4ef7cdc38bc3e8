"""A store is what passes this: the same promises from both engines."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import neo4j
import pytest

from graphsvc.errors import StoreBug
from graphsvc.model import ALWAYS, FOREVER
from graphsvc.store import NothingToDo, Store, Transaction
from graphsvc.store.files import parse, queries
from graphsvc.store.values import from_store, to_store
from tests.graphs import merge, record, retract


def test_it_works(store: Store) -> None:
    """A fact written is read back, and the revision it was written at is published."""

    def work(tx: Transaction) -> int:
        merge(tx, "place", "40")
        merge(tx, "kind", "place:building")
        record(tx, "place_kind", "40", "place:building")
        return tx.revision

    assert store.write(work) == 1
    assert store.read("believed_facts_place_kind", revision=None) == [
        {"start": "40", "end": "place:building", "since": ALWAYS, "until": FOREVER, "recorded": 1}
    ]
    assert store.read("believed_facts_place_kind", revision=0) == []


def test_work_that_fails_writes_nothing_and_spends_no_revision(store: Store) -> None:
    def work(tx: Transaction) -> None:
        merge(tx, "place", "40")
        raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        store.write(work)
    assert store.read("believed_things_place") == []
    assert store.read("head") == [{"revision": 0}]


def test_nothing_to_do_spends_no_revision(store: Store) -> None:
    def work(tx: Transaction) -> None:
        merge(tx, "place", "40")
        raise NothingToDo

    assert store.write(work) is None
    assert (store.read("head"), store.read("believed_things_place")) == ([{"revision": 0}], [])


def test_a_fact_retracted_is_still_believed_at_its_revision(store: Store) -> None:
    def first(tx: Transaction) -> None:
        merge(tx, "person", "z")
        merge(tx, "post", "p")
        record(tx, "holds", "z", "p", date(2024, 1, 1), basis="elected")

    def second(tx: Transaction) -> None:
        retract(tx, "holds", "z", "p", date(2024, 1, 1), recorded=1)
        record(tx, "holds", "z", "p", date(2024, 1, 1), date(2026, 1, 1), basis="elected")

    store.write(first)
    store.write(second)
    untils = [[row["until"] for row in store.read("believed_facts_holds", revision=revision)] for revision in (1, 2)]
    assert untils == [[FOREVER], [date(2026, 1, 1)]]


def test_parameters_other_than_declared_are_refused(store: Store) -> None:
    with pytest.raises(StoreBug):
        store.read("believed_facts_holds")


def test_writers_at_once_come_out_in_one_order(store: Store) -> None:
    """Each of many writers gets a revision of its own."""
    taken: list[int] = []

    def many() -> None:
        for _ in range(10):
            revision = store.write(lambda tx: tx.revision)
            assert revision is not None
            taken.append(revision)

    threads = [threading.Thread(target=many) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 61))


def test_no_zoned_datetime_reaches_the_driver() -> None:
    """A zone in a parameter can end the whole process, so the door turns it into naive UTC."""
    shanghai = datetime(2026, 11, 24, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert to_store({"rows": [{"at": shanghai}]}) == {"rows": [{"at": datetime(2026, 11, 24, 0, 0)}]}
    assert from_store(datetime(2026, 11, 24, 0, 0)) == datetime(2026, 11, 24, tzinfo=UTC)


def test_an_instant_comes_back_as_it_went_in(store: Store) -> None:
    at = datetime(2026, 11, 24, 8, 0, 1, tzinfo=ZoneInfo("Asia/Shanghai"))

    def work(tx: Transaction) -> None:
        tx.run(
            "record_change", revision=tx.revision, at=at, actor="a", kind="import", reason="r", body="{}",
            posts=[], people=[], units=[], undoes=0,
        )  # fmt: skip

    store.write(work)
    assert [row["at"] for row in store.read("change", revision=1)] == [at]


def test_neither_reading_nor_writing_lets_a_zone_through(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen at the driver, and stopped before it where one comes."""
    at = datetime(2026, 11, 24, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
    came: list[datetime] = []
    run = neo4j.ManagedTransaction.run

    def seen(tx: neo4j.ManagedTransaction, text: str, params: dict[str, Any]) -> neo4j.Result:
        came.extend(value for value in params.values() if isinstance(value, datetime))
        assert not [value for value in came if value.tzinfo]
        return run(tx, text, params)

    monkeypatch.setattr(neo4j.ManagedTransaction, "run", seen)
    store.write(
        lambda tx: tx.run(
            "record_change", revision=tx.revision, at=at, actor="a", kind="import", reason="r", body="{}",
            posts=[], people=[], units=[], undoes=0,
        )
    )  # fmt: skip
    asked = dict.fromkeys(queries()["changes"].params) | {"most": 1, "after": 0, "from": at, "to": at}
    store.read("changes", **asked)
    assert came.count(datetime(2026, 11, 24)) == 3


def test_every_query_file_plans_on_both_engines(store: Store) -> None:
    """Each question runs on an empty graph with every parameter null."""
    for name, found in queries().items():
        if found.room == "questions":
            store.read(name, **{param: 0 if param in {"most", "after"} else None for param in found.params})


def test_questions_hold_no_write_word() -> None:
    words = ("CREATE", "MERGE", "SET ", "DELETE", "REMOVE")
    assert [(n, w) for n, q in queries().items() if q.room == "questions" for w in words if w in q.text] == []


@pytest.mark.parametrize(
    "source",
    [
        "MATCH (n) RETURN n",
        "// a sentence\nMATCH (n) RETURN n\nx",
        "// s\n// params: a\nRETURN $b",
        "// s\n// params: a, b\nRETURN $a",
    ],
)
def test_a_query_file_declares_what_it_uses(source: str) -> None:
    with pytest.raises(ValueError, match="cypher"):
        parse("x", "questions", source)
