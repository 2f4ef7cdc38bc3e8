"""What came in between a look and a write, in words: for whoever is second of two at one thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from graphsvc.errors import GraphsvcError, Stale
from graphsvc.questions.named import Named, named
from graphsvc.store import Store


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The changes as a `Stale` tells them, the words for what they name, and how many others it only counts."""

    changes: tuple[dict[str, Any], ...]
    names: Named
    others: int


def looked_at() -> int:
    """The revision a form was looked at; what is no revision matches none: -1."""
    told = request.form.get("revision", "")
    return int(told) if told.isdecimal() and len(told) < 10 else -1


def meanwhile(store: Store, refusal: GraphsvcError | None, on: date) -> Meanwhile | None:
    """What a refusal says came in between; None where that was not its ground."""
    if not isinstance(refusal, Stale):
        return None
    changes: tuple[dict[str, Any], ...] = tuple(refusal.changes)
    tenures = [one for change in changes for one in (*change["ended"], *change["begun"])]
    names = named(
        store, revision=refusal.revision, on=on,
        people={one["person"] for one in tenures}, posts={one["post"] for one in tenures},
    )  # fmt: skip
    return Meanwhile(changes, names, refusal.others)
