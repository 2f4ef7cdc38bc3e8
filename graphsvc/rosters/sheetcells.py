"""What the reader of a workbook does not tell: which cells hold formulas, and how far out a sheet has cells.

The reader shows only a formula's last result, and makes room for every cell up to the last one: where a single one
stands far out, more room than any machine has.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree

# What S314 warns of does not come in here: nothing outside is fetched, and expat ends what swells by its own entities.
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class SheetCells:
    """The (row from 1, column from 0) of each formula, and of the last row and the last column that hold anything."""

    formulas: list[tuple[int, int]] = field(default_factory=list)
    last: tuple[int, int] = (0, -1)


def cells_of(book: IO[bytes]) -> dict[str, SheetCells]:
    """The cells by sheet name. Raises what zipfile and ElementTree raise."""
    found: dict[str, SheetCells] = {}
    with zipfile.ZipFile(book) as parts:
        relations = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
        targets = {str(rel.get("Id")): str(rel.get("Target")) for rel in relations}
        root = ElementTree.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314
        for sheet in (node for node in root.iter() if node.tag.endswith("}sheet")):
            target = targets[str(sheet.get(_RELATION))]
            file = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            with parts.open(file) as stream:
                _read(stream, found.setdefault(str(sheet.get("name")), SheetCells()))
    return found


def _read(stream: IO[bytes], found: SheetCells) -> None:
    row, column = 0, -1
    for event, node in ElementTree.iterparse(stream, ("start", "end")):  # noqa: S314
        if node.tag.endswith("}row"):
            if event == "start":
                row, column = int(node.get("r", row + 1)), -1
            else:
                # Read and done with: a large sheet is not held whole.
                node.clear()
        elif event == "end" and node.tag.endswith("}c"):
            # A cell that does not say where it stands is the next one.
            row, column = _position(node.get("r", "")) or (row, column + 1)
            parts = {child.tag.rpartition("}")[2] for child in node}
            if "f" in parts:
                found.formulas.append((row, column))
            if parts:
                found.last = max(found.last[0], row), max(found.last[1], column)


def _position(reference: str) -> tuple[int, int] | None:
    """`B3` as (3, 1); None where nothing stands there."""
    match = re.fullmatch(r"([A-Z]+)([0-9]+)", reference)
    if match is None:
        if reference:
            raise ValueError(reference)
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1
