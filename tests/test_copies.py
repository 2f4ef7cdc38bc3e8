"""Copies of an embedded graph: made, checked, taken back, and kept for a week."""

from __future__ import annotations

import os
import stat
import threading
import zipfile
from datetime import timedelta
from pathlib import Path
from time import sleep

import orjson
import pytest

from graphsvc.errors import GraphsvcError, StoreError
from graphsvc.store import listed, open_store, restore
from tests.folders import TODAY, care, command, damage, file_of, people, write
from tests.processes import OWN, python, running


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
