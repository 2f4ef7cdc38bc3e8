"""How the whole stands: what is proved of it on a day, terms that run out, posts without a proper holder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.coverage import Coverage
from graphsvc.answers.integrity import Integrity
from graphsvc.answers.ladder import Rung


@dataclass(frozen=True, slots=True)
class Ending:
    """A tenure that is planned to end on a day, or ends then, and nobody follows; `unit` is that of the post."""

    on: date
    post: str
    unit: str
    person: str
    basis: str


@dataclass(frozen=True, slots=True)
class Unheld:
    """A head or deputy post that nobody properly holds: somebody is `acting`, or nobody is there.

    `since` is where the acting run began, or the vacancy, None where it was never held. `meanwhile` is the nearest
    rung that somebody answers on, the post's own unit first.
    """

    post: str
    unit: str
    acting: bool
    since: date | None
    meanwhile: Rung | None


@dataclass(frozen=True, slots=True)
class Uneven:
    """A unit that serves far more or fewer households than the `usual` of its level."""

    unit: str
    households: int
    usual: float


@dataclass(frozen=True, slots=True)
class Overview:
    """What is proved of the whole as of one day and revision, the terms that run out soon, and uneven loads.

    Where households came from was never divided among leaders, so no load is told of the units there.
    """

    integrity: Integrity
    coverage: Coverage
    endings: tuple[Ending, ...]
    uneven: tuple[Uneven, ...]
