"""Which posts are vacant or only acted for, and whom does one call meanwhile?"""

from __future__ import annotations

from datetime import date

from graphsvc.answers.gaps import Gaps
from graphsvc.questions.within import units_within
from graphsvc.rules.gaps import gaps as decide
from graphsvc.store import Store


def gaps(store: Store, on: date, revision: int | None = None) -> Gaps:
    """The gaps of `on`. Raises `unknown_revision`."""
    facts = units_within(store, None, on, revision).facts
    return Gaps(on, facts.revision, decide(facts))
