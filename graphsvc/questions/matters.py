"""Which matters are there?"""

from __future__ import annotations

from datetime import date

from graphsvc.answers import Matters
from graphsvc.questions.rows import check_revision, matters_of
from graphsvc.rules.hall import by_promise
from graphsvc.store import Store


def matters(store: Store, on: date, revision: int | None = None) -> Matters:
    """The emergencies of `on`, and the matters of each promise. Raises `unknown_revision`."""
    row = store.read("matters", on=on, revision=revision)[0]
    check_revision(revision, row["published"])
    return Matters(on, row["revision"], *by_promise(matters_of(row, None)))
