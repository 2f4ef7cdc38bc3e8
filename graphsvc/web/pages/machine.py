"""The machine under the service: its copies, the calendar it knows, what it is made of, and what of it needs a hand."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from graphsvc import __version__
from graphsvc.errors import StoreError
from graphsvc.rules.deadlines import last_workday_known
from graphsvc.store import Copy, Store

_COPY_DUE = timedelta(hours=26)
_CALENDAR_DUE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Machine:
    """`copies` is None where the graph lies on a server, whose administrator keeps its copies."""

    graphsvc: str
    python: str
    engine: str
    schema: str
    revision: int
    copies: tuple[Copy, ...] | None
    unchecked: bool
    calendar: date
    at: datetime

    @property
    def latest(self) -> Copy | None:
        """The latest copy."""
        return self.copies[-1] if self.copies else None

    @property
    def age(self) -> timedelta:
        """How old the latest copy is."""
        return self.at - self.latest.made if self.latest else timedelta.max

    @property
    def copy_due(self) -> bool:
        """Whether a day has gone by without a copy that should have been made."""
        return self.copies is not None and self.age > _COPY_DUE

    @property
    def calendar_left(self) -> int:
        """For how many days more the legal workdays are known."""
        return (self.calendar - self.at.date()).days

    @property
    def calendar_due(self) -> bool:
        """Whether the calendar soon ends."""
        return self.calendar_left < _CALENDAR_DUE.days

    @property
    def waiting(self) -> int:
        """How many parts need a hand."""
        return sum((self.copy_due, self.unchecked, self.calendar_due))


def machine(store: Store, at: datetime) -> Machine:
    """The machine as it stands at that instant."""
    try:
        copies, unchecked = tuple(store.copies.listed()), store.copies.unchecked
    except StoreError:
        copies, unchecked = None, False  # a server's own
    return Machine(
        __version__, platform.python_version(), store.version, store.schema, store.published(), copies, unchecked,
        last_workday_known(), at,
    )  # fmt: skip
