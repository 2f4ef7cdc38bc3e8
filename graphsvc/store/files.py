"""The query files: one statement each, with its sentence and its parameters declared on top."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from re import findall, sub

from graphsvc.errors import StoreBug


@dataclass(frozen=True, slots=True)
class Query:
    """One statement: `name` is its file's, `room` the folder it lies in (`schema`, `questions`, `changes`)."""

    name: str
    room: str
    sentence: str
    params: frozenset[str]
    text: str


def parse(name: str, room: str, source: str) -> Query:
    """Read a query file. Raises `ValueError` where its head is missing or its parameters disagree."""
    lines = source.splitlines()
    if len(lines) < 3 or not lines[0].startswith("// ") or not lines[1].startswith("// params:"):
        raise ValueError(f"{name}.cypher: line 1 is '// one sentence', line 2 '// params: a, b'")
    declared = {word.strip() for word in lines[1].removeprefix("// params:").split(",") if word.strip()}
    text = "\n".join(lines[2:]).strip()
    used = set(findall(r"\$(\w+)", sub(r"(?m)//.*$", "", text)))
    if used != declared:
        raise ValueError(f"{name}.cypher: declared {sorted(declared)}, used {sorted(used)}")
    return Query(name, room, lines[0][3:].strip(), frozenset(declared), text)


def _root() -> resources.abc.Traversable | Path:
    packaged = resources.files("graphsvc") / "cypher"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "cypher"


@cache
def queries() -> dict[str, Query]:
    """All query files by name, read once. Raises `ValueError` on a malformed or doubled one."""
    found: dict[str, Query] = {}
    root = _root()
    for room in ("schema", "questions", "changes"):
        for file in sorted((root / room).iterdir(), key=lambda entry: entry.name):
            if not file.name.endswith(".cypher"):
                continue
            name = file.name.removesuffix(".cypher")
            if name in found:
                raise ValueError(f"two query files are named {name}.cypher")
            found[name] = parse(name, room, file.read_text(encoding="utf-8"))
    return found


def query(name: str) -> Query:
    """The query file of that name. Raises `StoreBug` where there is none."""
    try:
        return queries()[name]
    except KeyError:
        raise StoreBug() from KeyError(f"no query file {name}.cypher")
