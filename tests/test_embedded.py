"""An embedded graph's files: owned by one process, checked after an unclean end, copied and taken back."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import zipfile
from datetime import date, timedelta
from pathlib import Path
from time import sleep

import orjson
import pytest

from graphsvc.errors import GraphsvcError, StoreAway, StoreError
from graphsvc.store import Care, NothingToDo, Store, Transaction, listed, open_store, restore
from tests.graphs import merge
from tests.processes import OWN, python, running

TODAY = date(2026, 11, 24)


def write(store: Store, *people: str) -> None:
    """One change that makes people known."""
    store.write(lambda tx: merge(tx, "person", *people, name="示例"))


def people(store: Store) -> set[str]:
    return {row["id"] for row in store.read("believed_things_person")}


def file_of(folder: Path, name: str) -> Path:
    return folder / "backups" / "graph" / f"{name}.zip"


def damage(file: Path) -> None:
    """Turn over bytes in the middle of a file, as a failing disk does."""
    data = bytearray(file.read_bytes())
    middle = range(200, min(len(data), 60_000), 20)
    for place in middle:
        data[place] ^= 0xFF
    file.write_bytes(data)


def care(store: Store, today: date = TODAY) -> tuple[Care, list[str]]:
    said: list[str] = []
    return Care(store.copies, lambda: today, lambda zh, en: said.append(en)), said


def test_it_works(tmp_path: Path) -> None:
    """What was written after a copy is gone once it was taken back, and what was there is set aside."""
    with open_store(f"embedded:{tmp_path}") as store:
        write(store, "before")
        made = store.copies.make("one")
        write(store, "after")
    aside = restore(tmp_path, "one", "then")
    with open_store(f"embedded:{tmp_path}") as store:
        assert (people(store), store.published()) == ({"before"}, 1)
        write(store, "again")
        assert store.published() == 2
    assert [copy.name for copy in listed(tmp_path)] == [made.name] == ["one"]
    assert aside == tmp_path / "replaced" / "then"
    assert any(aside.iterdir())


def test_a_copy_made_while_changes_go_on_is_whole(tmp_path: Path) -> None:
    """Every change up to the one the copy knows is in it, with what it wrote, and none after."""
    with open_store(f"embedded:{tmp_path}") as store:
        done = threading.Event()

        def go_on() -> None:
            number = 0
            while not done.is_set():
                number += 1
                write(store, f"p{number}", f"q{number}")

        writer = threading.Thread(target=go_on)
        writer.start()
        try:
            while writer.is_alive() and store.published() < 20:
                sleep(0.02)
            store.copies.make("one")
        finally:
            done.set()
            writer.join()
        last = store.published()
    restore(tmp_path, "one", "then")
    with open_store(f"embedded:{tmp_path}") as store:
        known = store.published()
        assert 20 <= known <= last
        assert people(store) == {f"{kind}{number}" for kind in "pq" for number in range(1, known + 1)}


def test_a_second_process_asks_the_owner_for_a_copy(tmp_path: Path) -> None:
    """The command works while another process owns the folder, says so in JSON and in nothing else, and lists it."""
    url = f"embedded:{tmp_path}"
    with running(*python(OWN, url), said="ready"):
        made = command(url, "backup", "make", "--json")
    (item,) = orjson.loads(made.stdout)["items"]
    assert made.returncode == 0
    assert item["bytes"] == file_of(tmp_path, item["name"]).stat().st_size
    assert orjson.loads(command(url, "backup", "list", "--json").stdout)["items"] == [item]


def test_the_command_makes_checks_and_takes_back(tmp_path: Path) -> None:
    """Without an owner beside it too; standard output is the answer alone."""
    url = f"embedded:{tmp_path}"
    (item,) = orjson.loads(command(url, "backup", "make", "--json").stdout)["items"]
    assert command(url, "backup", "check").returncode == 0
    assert command(url, "restore", item["name"]).returncode == 2
    assert command(url, "restore", item["name"], "--yes").returncode == 0
    refused = command(url, "restore", "another", "--yes")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == 'There is no copy "another". See graphsvc backup list.\n'
    assert command("bolt://127.0.0.1:1", "backup", "list").returncode == 1


def command(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graphsvc", "--store", url, "--lang", "en", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def test_a_copy_is_never_overwritten(tmp_path: Path) -> None:
    with open_store(f"embedded:{tmp_path}") as store:
        store.copies.make("one")
        before = file_of(tmp_path, "one").read_bytes()
        write(store, "after")
        with pytest.raises(StoreError) as refused:
            store.copies.make("one")
    assert refused.value.code == "copy_exists"
    assert file_of(tmp_path, "one").read_bytes() == before
    assert os.listdir(file_of(tmp_path, "one").parent) == ["one.zip"]


def test_copies_and_folder_are_for_their_owner_alone(tmp_path: Path) -> None:
    """They hold names and phones."""
    folder = tmp_path / "new"
    with open_store(f"embedded:{folder}") as store:
        store.copies.make("one")
        assert stat.S_IMODE((folder / "address.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file_of(folder, "one").stat().st_mode) == 0o600


def test_nothing_is_taken_back_while_a_process_owns_the_folder(tmp_path: Path) -> None:
    with open_store(f"embedded:{tmp_path}") as store:
        store.copies.make("one")
        write(store, "after")
        with pytest.raises(StoreError) as refused:
            restore(tmp_path, "one", "then")
        assert people(store) == {"after"}
    assert refused.value.code == "store_in_use"


@pytest.mark.parametrize("broken", ["archive", "graph"])
def test_a_damaged_copy_leaves_everything_as_it_was(tmp_path: Path, broken: str) -> None:
    """Whether its archive can't be read, or the graph in it is not sound."""
    with open_store(f"embedded:{tmp_path}") as store:
        write(store, *(f"p{number}" for number in range(200)))
        store.copies.make("one")
        write(store, "after")
    file = file_of(tmp_path, "one")
    if broken == "archive":
        damage(file)
    else:
        rewrite(file)
    with pytest.raises(GraphsvcError) as refused:
        restore(tmp_path, "one", "then")
    assert refused.value.code in ("copy_damaged", "store_unopened")
    with open_store(f"embedded:{tmp_path}") as store:
        assert "after" in people(store)


def rewrite(file: Path) -> None:
    """The same archive with people's records damaged in it, every checksum right."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if name.startswith("Person_0.") and name.endswith(".bucket"):
                data = data[:100] + bytes(byte ^ 0xFF for byte in data[100:30_000]) + data[30_000:]
            archive.writestr(name, data)


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


def test_one_copy_a_day_is_kept_for_a_week(tmp_path: Path) -> None:
    """Older ones of each day go; one that somebody made stays."""
    with open_store(f"embedded:{tmp_path}") as store:
        store.copies.make("by-hand")
        for day in range(10):
            carer, _ = care(store, TODAY + timedelta(days=day))
            carer.once()
            carer.once()
    names = [copy.name for copy in listed(tmp_path)]
    assert names == ["by-hand", *(f"daily-{TODAY + timedelta(days=day)}" for day in range(3, 10))]


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
        declare(session, one)  # type: ignore[arg-type]

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
