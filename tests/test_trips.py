"""How often a question asks the graph: each of these once, so that its answer is of one moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from unittest.mock import patch

import pytest

from graphsvc.changes.reassign import reassign
from graphsvc.model import Party
from graphsvc.questions import dispute, duties, escalation, hall, responsible, vacancies
from graphsvc.rules.assignment import Assignment
from graphsvc.store import First, NothingToDo, Store, Transaction
from graphsvc.store.files import query
from graphsvc.store.transaction import rows
from tests.leaders import OWNER
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


def test_an_assignment_asks_nothing_after_its_first_statement(town: Store) -> None:
    """What it is decided on comes with the revision, and the rest is written in one trip: each trip costs it time."""
    one = Assignment("m2-head", "who-jia", TODAY, "换人")
    with (
        patch.object(Transaction, "run", autospec=True, side_effect=Transaction.run) as run,
        patch("graphsvc.store.port.rows", side_effect=rows) as sent_by_port,
        patch("graphsvc.store.transaction.rows", side_effect=rows) as sent_by_work,
    ):
        reassign(town, one, by=OWNER, today=TODAY)
    assert [call.args[1] for call in run.call_args_list][:2] == ["post_tenures", "record_tenures"]
    assert "take_for_post" in [call.args[1] for call in sent_by_port.call_args_list]
    assert [call.args[1] for call in sent_by_work.call_args_list][:1] == ["record_tenures"]


def test_what_comes_with_the_revision_is_what_the_question_gives() -> None:
    """The two files differ in where the revision comes from, and in nothing else."""
    asked, taken = query("post_tenures").text, query("take_for_post").text
    assert asked.partition("RETURN revision,")[2] == taken.partition("RETURN taken AS revision,")[2] != ""


def test_what_came_with_the_revision_is_given_once_and_to_nobody_else(town: Store) -> None:
    """Once the work has asked or written anything, it is no longer what the graph says."""
    asked = {"post": "m2-head", "person": "who-jia"}
    names: list[str] = []

    def work(tx: Transaction) -> None:
        with patch("graphsvc.store.transaction.rows", side_effect=rows) as sent:
            tx.run("post_tenures", **asked, revision=tx.revision - 1)
            tx.run("post_tenures", **asked, revision=tx.revision - 1)
            names.extend(call.args[1] for call in sent.call_args_list)
        raise NothingToDo

    town.write(work, first=First("take_for_post", "post_tenures", asked))
    town.write(work, first=First("take_for_post", "post_tenures", asked | {"person": "who-ding"}))
    assert names == ["post_tenures"] * 3
