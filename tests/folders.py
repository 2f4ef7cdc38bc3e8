"""An embedded graph's folder: written to, damaged, cared for, and asked by the command."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from graphsvc.store import Care, Store
from tests.graphs import merge

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


def command(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graphsvc", "--store", url, "--lang", "en", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
