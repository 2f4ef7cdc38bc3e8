"""An embedded graph's files: owned by one process, checked after an unclean end, looked at where all is in order."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from graphsvc.errors import StoreAway, StoreError
from graphsvc.store import NothingToDo, Transaction, listed, open_store
from tests.folders import TODAY, care, command, damage, people, write
from tests.processes import OWN, python, running


def test_an_owner_that_ended_without_closing_has_the_graph_checked(tmp_path: Path) -> None:
    """Until somebody who serves has, also where a command has opened and closed it meanwhile."""
    url = f"embedded:{tmp_path}"
    with running(*python(OWN, url), said="ready") as owner, open_store(url) as attached:
        write(attached, "kept")
        owner.kill()
        owner.wait()
    with open_store(url) as store:
        assert store.copies.unchecked
    with open_store(url) as store:
        assert people(store) == {"kept"}
        assert store.copies.unchecked
        carer, said = care(store)
        carer.once()
        assert said == [
            "It was not closed properly last time; checked, the graph is sound.",
            "Copied: daily-2026-11-24",
        ]
        assert not store.copies.unchecked
        carer.once()
        assert len(said) == 2


def test_a_graph_closed_as_it_should_be_needs_no_check(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path}"
    with running(*python(OWN, url), said="ready") as owner:
        owner.terminate()
        assert owner.wait(10) == 0
    with open_store(url) as store:
        assert not store.copies.unchecked


def test_a_damaged_graph_is_told_of_and_no_longer_copied(tmp_path: Path) -> None:
    """The copies of when it was sound are kept."""
    url = f"embedded:{tmp_path}"
    with open_store(url) as store:
        write(store, *(f"p{number}" for number in range(200)))
        store.copies.make_daily(TODAY - timedelta(days=8))
    (bucket,) = (tmp_path / "databases" / "graph").glob("Person_0.*.bucket")
    damage(bucket)
    (tmp_path / "unchecked").touch()
    with open_store(url) as store:
        carer, _ = care(store)
        with pytest.raises(StoreError) as refused:
            carer.once()
        assert refused.value.code == "graph_damaged"
        assert store.copies.unchecked
    assert [copy.name for copy in listed(tmp_path)] == ["daily-2026-11-16"]
    checked = command(url, "backup", "check")
    assert (checked.returncode, "graphsvc restore" in checked.stderr) == (1, True)


def test_a_folder_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as refused:
        open_store(f"embedded:{tmp_path / 'file'}")
    assert refused.value.code == "store_unopened"


def test_work_that_was_committed_by_an_owner_that_ended_is_published(tmp_path: Path) -> None:
    """Killed between its commit and the publishing, a writer leaves a change that the next process publishes."""
    url = f"embedded:{tmp_path}"
    with open_store(url) as store:
        write(store, "one")
        # What a writer that ended there has left: the head raised, nothing published.
        store.write(lambda tx: tx.run("take_revision"), change=False)
        assert store.published() == 1
    with open_store(url) as store:
        assert store.published() == 2


def test_a_graph_left_in_order_is_only_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened again, no statement of the schema is run; with another schema, all of it is."""
    import graphsvc.store.standing as standing

    url = f"embedded:{tmp_path}"
    open_store(url).close()
    run: list[str] = []
    declare = standing._declare

    def note(session: object, one: standing.Query) -> None:
        run.append(one.name)
        declare(session, one)

    monkeypatch.setattr(standing, "_declare", note)
    open_store(url).close()
    assert run == []
    schema = standing._schema()
    monkeypatch.setattr(standing, "_schema", lambda: (schema[0], "another"))
    open_store(url).close()
    assert run == [one.name for one in schema[0]]


def test_nothing_to_do_is_no_outage(tmp_path: Path) -> None:
    def nothing(tx: Transaction) -> None:
        raise NothingToDo

    with open_store(f"embedded:{tmp_path}") as store:
        assert store.write(nothing) is None
        assert store.published() == 0


def test_a_closed_graph_stays_closed(tmp_path: Path) -> None:
    """What asks it later, a thread that was left behind, is told it is away; no engine is started for it."""
    store = open_store(f"embedded:{tmp_path}")
    store.close()
    with pytest.raises(StoreAway):
        write(store, "late")
    assert not (tmp_path / "address.json").exists()
    with open_store(f"embedded:{tmp_path}") as again:
        assert people(again) == set()
