"""How often a question asks the graph: each of these once, so that its answer is of one moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from unittest.mock import patch

import pytest

from graphsvc.model import Party
from graphsvc.questions import dispute, duties, escalation, hall, responsible, vacancies
from graphsvc.store import Store
from tests.town import TODAY

REPORTED = datetime(2026, 6, 1, 8, tzinfo=UTC)
PARTIES = [Party(household="h-101"), Party(household="h-201")]
ASKED: dict[str, Callable[[Store], object]] = {
    "responsible": lambda store: responsible(store, household="h-101", on=TODAY),
    "responsible of a place": lambda store: responsible(store, place="b1", matter="noise", on=TODAY),
    "escalation": lambda store: escalation(store, household="h-101", matter="noise", reported=REPORTED, on=TODAY),
    "dispute": lambda store: dispute(store, PARTIES, matter="noise", reported=REPORTED, on=TODAY),
    "hall": lambda store: hall(store, "h-101", TODAY),
    "duties": lambda store: duties(store, "person", "who-jia", TODAY),
    "duties of a unit": lambda store: duties(store, "unit", "m2", TODAY),
    "vacancies": lambda store: vacancies(store, TODAY, "c"),
}


@pytest.mark.parametrize("question", ASKED)
def test_one_question_is_one_read(town: Store, question: str) -> None:
    with patch.object(Store, "read", autospec=True, side_effect=Store.read) as read:
        ASKED[question](town)
    assert read.call_count == 1, [call.args[1] for call in read.call_args_list]
