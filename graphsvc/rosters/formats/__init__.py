"""The graph in the formats of other programs, each a pure function from what was read to the text of one file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from graphsvc.rosters.formats.read import Read, read_for_export

__all__ = ["FORMATS", "Read", "read_for_export", "text_of", "write_format"]

# Each library is brought in only where its format is written.
FORMATS: dict[str, tuple[str, str]] = {
    "popolo": ("popolo.json", "popolo"),
    "org": ("org.ttl", "org"),
    "graphml": ("graph.graphml", "graphs"),
    "gexf": ("graph.gexf", "graphs"),
    "vcard": ("contacts.vcf", "vcard"),
    "cypher": ("graph.cypher", "cypher"),
}
"""By format the file it makes, and the module whose function of the format's name makes its text."""


def text_of(form: str, read: Read) -> str:
    """The whole file of a format."""
    make: Callable[[Read], str] = getattr(import_module(f"{__name__}.{FORMATS[form][1]}"), form)
    return make(read)


def write_format(form: str, read: Read, folder: Path) -> Path:
    """Write the file of a format into `folder`, and tell which it is."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FORMATS[form][0]
    file.write_bytes(text_of(form, read).encode("utf-8"))
    return file
