"""Which cells of a workbook hold formulas: the reader shows only their last result."""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import IO
from xml.etree import ElementTree

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def formula_cells(book: IO[bytes]) -> dict[str, list[tuple[int, int]]]:
    """By sheet name, the (row from 1, column from 0) of each formula. Raises what zipfile and ElementTree raise."""
    found: dict[str, list[tuple[int, int]]] = {}
    with zipfile.ZipFile(book) as parts:
        relations = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - no entities fetched
        targets = {str(rel.get("Id")): str(rel.get("Target")) for rel in relations}
        root = ElementTree.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314 - the same
        for sheet in (node for node in root.iter() if node.tag.endswith("}sheet")):
            target = targets[str(sheet.get(_RELATION))]
            file = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            with parts.open(file) as stream:
                found[str(sheet.get("name"))] = [
                    _position(str(cell.get("r")))
                    for _, cell in ElementTree.iterparse(stream)  # noqa: S314 - the same
                    if cell.tag.endswith("}c") and any(child.tag.endswith("}f") for child in cell)
                ]
    return found


def _position(reference: str) -> tuple[int, int]:
    """`B3` as (3, 1)."""
    match = re.fullmatch(r"([A-Z]+)([0-9]+)", reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1
