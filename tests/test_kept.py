"""What was read once is given again while no change comes, and never after one."""

from __future__ import annotations

from datetime import date
from typing import Any

from graphsvc.changes.reassign import reassign
from graphsvc.model import FOREVER
from graphsvc.questions.chart import chart_facts
from graphsvc.store import Store
from graphsvc.store.kept import Kept
from tests.leaders import OWNER, TODAY, asked, settle


def chart_rows(store: Store, revision: int | None = None, on: date = TODAY) -> list[dict[str, Any]]:
    return store.recall("chart", unit="m2a", place="m2a", every=False, on=on, revision=revision, forever=FOREVER)


def holder(store: Store, revision: int | None = None) -> object:
    units = chart_facts(store, "m2a", TODAY, revision).units
    return next(unit["rung"]["person"] for unit in units if unit["id"] == "m2a")


def test_rows_are_given_again_until_a_change(store: Store) -> None:
    """The very same rows for the same question; new ones for another day, another revision, and after a change."""
    settle(store)
    first = chart_rows(store)
    assert chart_rows(store) is first
    assert chart_rows(store, on=date(2026, 11, 25)) is not first
    assert chart_rows(store, revision=0) is not first
    reassign(store, asked("qa", "fang", TODAY.isoformat()), by=OWNER, today=TODAY)
    assert chart_rows(store) is not first


def test_facts_made_of_rows_stay_with_them(store: Store) -> None:
    """The very same for the same role and root; others for the public, for another root, and after a change."""
    settle(store)
    first = chart_facts(store, "m2a", TODAY)
    assert chart_facts(store, "m2a", TODAY) is first
    for other in (chart_facts(store, "m2a", TODAY, public=True), chart_facts(store, "unit:m2a", TODAY)):
        assert other is not first
    assert chart_facts(store, "m2a", TODAY, plan=lambda facts: facts) is not first
    reassign(store, asked("qa", "fang", TODAY.isoformat()), by=OWNER, today=TODAY)
    assert chart_facts(store, "m2a", TODAY) is not first


def test_a_chart_shows_each_change_at_once(store: Store) -> None:
    """Drawn before and after a reassignment, and at the revision before it."""
    settle(store)
    before = store.published()
    assert holder(store) == "an"
    reassign(store, asked("qa", "fang", TODAY.isoformat()), by=OWNER, today=TODAY)
    assert (holder(store), holder(store, before), holder(store)) == ("fang", "an", "fang")


def test_another_graph_at_the_same_revision_is_read_anew(store: Store) -> None:
    """Cleared and settled again it is revision 1 once more, and nothing of the first graph is told."""
    settle(store)
    first = chart_rows(store)
    store.clear()
    settle(store)
    assert first[0]["published"] == store.published()
    assert chart_rows(store) is not first


def test_what_was_read_after_a_change_came_is_not_kept() -> None:
    """Rows tell the revision published when they were read; those of a later one are given and not kept for this."""
    kept = Kept()
    assert kept.get("q", {"a": 1}, 7, lambda: [{"published": 8}]) == [{"published": 8}]
    assert kept.get("q", {"a": 1}, 7, lambda: [{"published": 7}]) == [{"published": 7}]
    assert kept.get("q", {"a": 1}, 7, list) == [{"published": 7}]
    assert kept.get("q", {"a": 2}, 7, list) == []


def test_the_least_lately_asked_goes_first() -> None:
    """Two are kept; the one asked again stays."""
    kept = Kept(most=2)
    for a in (1, 2, 1, 3):
        kept.get("q", {"a": a}, 7, lambda: [{"published": 7}])
    assert [kept.get("q", {"a": a}, 7, list) != [] for a in (1, 2, 3)] == [True, False, True]
