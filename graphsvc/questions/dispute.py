"""Who takes a dispute between parties, and how does it climb?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from graphsvc.answers import Path
from graphsvc.model import Party
from graphsvc.questions.parties import around_parties
from graphsvc.rules.dispute import dispute as decide
from graphsvc.rules.parties import distinct, sides
from graphsvc.store import Store


def dispute(
    store: Store,
    parties: Sequence[Party],
    *,
    matter: str | None = None,
    objects_to: Sequence[str] = (),
    reported: datetime,
    on: date,
    revision: int | None = None,
) -> Path:
    """The path between two or more parties that leaves out whoever is involved, clocks started at `reported` (aware).

    `objects_to` are the ids of people a party objects to. Stores nothing; the order of parties never matters.
    Raises the refusals of `distinct`, `around_parties` and `sides`, `no_origin`, `no_common_unit`.
    """
    asked = distinct(parties)
    found = around_parties(store, asked, matter=matter, objects_to=objects_to, on=on, revision=revision)
    about = found.matters[0] if matter is not None else None
    between = sides(asked, found.known, found.stays, found.origins, found.circle, on)
    return decide(found.facts, between, found.circle, objects_to, about, found.rows, found.lines, reported)
