"""The dated copies of an embedded store, and whether its files are sound: the engine's own SQL, asked of its owner."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from graphsvc.errors import NotFound, StoreError
from graphsvc.store.host import DATABASE, Host, Sql, own, unchecked

_DAILY = "daily-"
_MAKING = "making-"
_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the whole graph: its name, its bytes, when it was made."""

    name: str
    size: int
    made: datetime


class Copies:
    """The copies in `folder`. `sql` is asked of whichever process owns the folder."""

    def __init__(self, folder: Path, sql: Sql) -> None:
        self._folder = folder
        self._sql = sql

    @property
    def unchecked(self) -> bool:
        """Whether an owner ended without closing since the graph was last found sound."""
        return unchecked(self._folder).exists()

    def listed(self) -> list[Copy]:
        """The copies there are, oldest first."""
        return listed(self._folder)

    def make(self, name: str) -> Copy:
        """Copy the graph as it is now; changes may go on meanwhile.

        Raises `copy_exists` where the name is taken, `copy_damaged` where what was written can't be read back.
        """
        final = _file(self._folder, name)
        if final.exists():
            raise _exists(name)
        making = _file(self._folder, f"{_MAKING}{os.getpid()}-{name}")
        making.unlink(missing_ok=True)
        try:
            self._sql(f"BACKUP DATABASE file://{making.name}")
            making.chmod(0o600)
            _sound(making, name)
            # Unlike renaming, linking refuses to take another copy's name.
            os.link(making, final)
        except FileExistsError:
            raise _exists(name) from None
        finally:
            making.unlink(missing_ok=True)
        return _copy(final)

    def make_daily(self, today: date) -> Copy | None:
        """The copy of `today`, and no daily one older than a week; None where it is there already."""
        name = f"{_DAILY}{today.isoformat()}"
        if _file(self._folder, name).exists():
            return None
        made = self.make(name)
        oldest = f"{_DAILY}{(today - _KEPT).isoformat()}"
        for copy in self.listed():
            if copy.name.startswith(_DAILY) and copy.name <= oldest:
                _file(self._folder, copy.name).unlink(missing_ok=True)
        return made

    def check(self) -> tuple[str, ...]:
        """What is wrong with the graph's files, as the engine says it; empty where they are sound.

        Sound files lose the mark of an owner that ended without closing.
        """
        wrong = _wrong(self._sql)
        if not wrong:
            unchecked(self._folder).unlink(missing_ok=True)
        return wrong


def listed(folder: Path) -> list[Copy]:
    """The copies in `folder`, oldest first; no engine is needed for it."""
    files = _file(folder, "x").parent.glob("*.zip")
    copies = (_copy(file) for file in files if not file.name.startswith(_MAKING))
    return sorted(copies, key=lambda copy: (copy.made, copy.name))


def restore(folder: Path, name: str, moment: str) -> Path | None:
    """Let the graph be as it was in the copy `name`; what was there is set aside, never deleted, as `moment`.

    Returns where the former graph lies, or None where there was none. Raises `unknown_copy`, `store_in_use` while a
    process owns the folder, and `copy_damaged`, after which everything is as it was.
    """
    file = _file(folder, name)
    if name not in {copy.name for copy in listed(folder)}:
        raise NotFound(
            "unknown_copy",
            f"没有名为“{name}”的备份。用 graphsvc backup list 查看。",
            f'There is no copy "{name}". See graphsvc backup list.',
        )
    unpacked = folder / "restoring"
    present = folder / "databases" / DATABASE
    with own(folder) as start:
        _sound(file, name)
        shutil.rmtree(unpacked, ignore_errors=True)
        with zipfile.ZipFile(file) as archive:
            archive.extractall(unpacked)
        aside = folder / "replaced" / moment if present.exists() else None
        if aside:
            aside.parent.mkdir(exist_ok=True)
            present.rename(aside)
        present.parent.mkdir(exist_ok=True)
        unpacked.rename(present)
        try:
            _started_sound(start, name)
        except Exception:
            shutil.rmtree(present)
            if aside:
                aside.rename(present)
            raise
        unchecked(folder).unlink(missing_ok=True)
    return aside


def _started_sound(start: Callable[[], Host], name: str) -> None:
    host = start()
    try:
        wrong = _wrong(host.sql)
    finally:
        host.stop()
    if wrong:
        raise _damaged(name)


def _wrong(sql: Sql) -> tuple[str, ...]:
    told = sql("CHECK DATABASE")[0]
    wrong = [str(one) for key in ("warnings", "corruptedIndexes", "corruptedRecords") for one in told.get(key, ())]
    if not wrong and (told.get("totalErrors") or told.get("totalWarnings")):
        wrong = [f"{told.get('totalErrors')} + {told.get('totalWarnings')}"]
    return tuple(wrong)


def _file(folder: Path, name: str) -> Path:
    return folder / "backups" / DATABASE / f"{name}.zip"


def _copy(file: Path) -> Copy:
    found = file.stat()
    return Copy(file.name.removesuffix(".zip"), found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))


def _sound(file: Path, name: str) -> None:
    """Every byte of the archive is as it was written, and every file in it lies flat."""
    try:
        with zipfile.ZipFile(file) as archive:
            flat = all(entry and "/" not in entry and "\\" not in entry for entry in archive.namelist())
            if flat and archive.testzip() is None:
                return
    except Exception as error:
        # Damaged bytes are refused in many ways: as no archive, no deflated data, no name.
        raise _damaged(name) from error
    raise _damaged(name)


def _damaged(name: str) -> StoreError:
    return StoreError(
        "copy_damaged",
        f"备份“{name}”已损坏,没有使用。请换一份。",
        f'The copy "{name}" is damaged and was not used. Take another one.',
    )


def _exists(name: str) -> StoreError:
    return StoreError(
        "copy_exists",
        f"已有名为“{name}”的备份,没有覆盖。请换个名字。",
        f'There is a copy "{name}" already; it was not overwritten. Choose another name.',
    )


def no_copies() -> StoreError:
    """The refusal for copies of a graph that lies on a server."""
    return StoreError(
        "no_copies",
        "只有内嵌的图由 graphsvc 备份和恢复;Neo4j 服务器请用 neo4j-admin。",
        "Only an embedded graph is copied by graphsvc; for a Neo4j server use neo4j-admin.",
    )
