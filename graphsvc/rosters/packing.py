"""Files as people send them: a workbook, a ZIP of CSV files, or the CSV files themselves, made ready to be read."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Sequence

from graphsvc.rosters.faults import BundleRefused, Fault

Files = tuple[tuple[str, bytes], ...]
"""Each a name that ends in `.csv` or `.xlsx`, and what is in it."""

MOST_UNPACKED = 200_000_000
"""Bytes that what is packed may come to: a small file can hold gigabytes."""

DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError, RuntimeError)
"""What is raised over a packed file that was cut short, garbled or locked with a password."""

_UTF8_NAME = 0x800


def unpacked(files: Sequence[tuple[str, bytes]]) -> Files:
    """The CSV files, or the one workbook, that were sent. Raises `BundleRefused` where they are neither."""
    if not files:
        raise _refused("", "no_bundle", "没有选文件,请选一个再传", "no file was chosen: choose one, then send it")
    for name, raw in files:
        if name.lower().endswith((".xlsx", ".zip")) and (fault := too_large(name, raw)):
            raise BundleRefused([fault])
    if len(files) == 1 and files[0][0].lower().endswith(".zip"):
        files = _members(*files[0])
    whole = [name for name, _ in files if name.lower().endswith(".xlsx")]
    other = [name for name, _ in files if not name.lower().endswith((".csv", ".xlsx"))]
    if other or (whole and len(files) > 1):
        zh = "应为一个.xlsx、一个.zip或几个.csv,请重新选"
        raise _refused((other or whole)[0], "no_bundle", zh, "give one .xlsx, one .zip, or several .csv: choose again")
    return tuple(files)


def too_large(name: str, raw: bytes) -> Fault | None:
    """The fault of a packed file that holds more than is unpacked here."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except DAMAGED:
        # Whoever reads it says so in its own words.
        return None
    if size <= MOST_UNPACKED:
        return None
    return Fault(
        name, None, None, None, "too_large", "解开以后太大,请分几次传", "too large once unpacked: send it in parts"
    )


def _members(name: str, raw: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = ((_name(part), part) for part in packed.infolist() if not part.is_dir())
            return [(shown, packed.read(part)) for shown, part in parts if shown.lower().endswith(".csv")] or _none(
                name
            )
    except DAMAGED:
        zh, en = "打不开这个压缩包,请不加密码再压一次", "the archive can't be opened: pack it again, without a password"
        raise _refused(name, "bad_archive", zh, en) from None


def _none(name: str) -> list[tuple[str, bytes]]:
    raise _refused(name, "no_bundle", "压缩包里没有.csv,请重新选", "no .csv in the archive: choose another")


def _name(part: zipfile.ZipInfo) -> str:
    """A member's own name: Windows packs Chinese ones in its code page without a word, macOS adds `._` twins."""
    name = part.filename
    if not part.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("gbk")
        except UnicodeError:
            name = part.filename
    own = posixpath.basename(name)
    return "" if own.startswith(".") else own


def _refused(name: str, code: str, zh: str, en: str) -> BundleRefused:
    return BundleRefused([Fault(name, None, None, None, code, zh, en)])
