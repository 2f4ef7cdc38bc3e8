"""Acting for a post: until a day, taken over by the proper holder, replaced, or come into properly."""

from __future__ import annotations

from datetime import date

import pytest

from graphsvc import questions
from graphsvc.changes.term import change_term
from graphsvc.changes.undo import undo
from graphsvc.errors import Conflict
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.termsheet import sheet_of
from graphsvc.store import Store
from tests.leaders import OWNER, TODAY, asked, community, settle
from tests.test_change_reassign import OPEN, bad, leader, make, tenures, told


@pytest.fixture
def town(store: Store) -> Store:
    settle(store)
    return store


def test_cover_is_taken_over_by_the_proper_holder_on_the_day(town: Store) -> None:
    change = make(town, asked("qa", "gao", "2026-12-01", acting_until="2027-01-01"))
    assert told(change.ended) == [("qa", "an", "2020-01-01", "2026-12-01")]
    assert told(change.begun) == [("qa", "gao", "2026-12-01", "2027-01-01"), ("qa", "an", "2027-01-01", None)]
    days = ("2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01")
    assert [leader(town, "h1", day) for day in days] == [
        ("held", "an"), ("acting", "gao"), ("acting", "gao"), ("held", "an"),
    ]  # fmt: skip


def test_cover_of_a_vacancy_ends_in_a_vacancy_that_day(town: Store) -> None:
    change = make(town, asked("qp", "gao", "2026-12-01", acting_until="2027-01-01"))
    assert [one.code for one in change.warnings] == ["vacancy_follows"]
    party = questions.vacancies(town, date(2027, 1, 1)).items
    assert [(one.post, one.vacant_since) for one in party if one.post == "qp"] == [("qp", date(2027, 1, 1))]
    assert "qp" not in [one.post for one in questions.vacancies(town, date(2026, 12, 31)).items]


def test_a_resumption_that_cover_made_is_replaced(town: Store) -> None:
    """A proper successor during cover ends it, and the one who would have come back does not."""
    make(town, asked("qa", "gao", "2026-12-01", acting_until="2027-01-01"))
    change = make(town, asked("qa", "fang", "2026-12-15"))
    assert told(change.ended) == [
        ("qa", "gao", "2026-12-01", "2026-12-15"),
        ("qa", "an", "2027-01-01", "2027-01-01"),
    ]
    assert leader(town, "h1", "2027-02-01") == ("held", "fang")


def test_cover_from_the_first_day_of_a_tenure_is_replaced_like_any(town: Store) -> None:
    """Nothing of the covered tenure is left before the cover; the one who would have come back still does not."""
    make(town, asked("qa", "fang", "2026-12-01"))
    make(town, asked("qa", "gao", "2026-12-01", acting_until="2027-01-01"))
    assert leader(town, "h1", "2027-01-01") == ("held", "fang")
    change = make(town, asked("qa", "hu", "2026-12-15"))
    assert told(change.ended) == [
        ("qa", "gao", "2026-12-01", "2026-12-15"),
        ("qa", "fang", "2027-01-01", "2027-01-01"),
    ]
    undo(town, change.revision, "错", by=OWNER, today=TODAY)
    row = {"post": "qa", "person": "hu", "since": "2026-12-20", "reason": "换届"}
    sheet = change_term(town, *sheet_of([row]), by=OWNER, today=TODAY)
    assert [one.person for one in sheet.ended] == ["gao", "fang"], "also after an undo, also by a sheet"
    assert leader(town, "h1", "2027-02-01") == ("held", "hu")


def test_a_successor_a_roster_names_after_cover_is_no_resumption(store: Store) -> None:
    """Cover and successor are two rows of it: the later tenure stands against another's before it."""
    bundle = community()
    bundle["tenures"] += [
        {"post": "qp", "person": "gao", "since": "2026-12-01", "until": "2027-01-01", "basis": "acting"},
        {"post": "qp", "person": "fang", "since": "2027-01-01", "basis": "elected"},
    ]
    import_bundle(store, bundle, on=TODAY)
    assert bad(store, asked("qp", "hu", "2026-12-15")) == "later_tenure"


def test_one_who_acts_may_come_into_the_post_properly(town: Store) -> None:
    make(town, asked("qa", "gao", "2026-12-01", acting_until="2027-01-01"))
    make(town, asked("qa", "gao", "2026-12-01"))
    assert tenures(town, "qa") == [("an", "2020-01-01", "2026-12-01"), ("gao", "2026-12-01", OPEN)]
    assert leader(town, "h1", "2026-12-01") == ("held", "gao")


def test_cover_without_an_end_is_told_without_one(town: Store) -> None:
    """A roster may bring it: acting, and nobody knows until when."""
    bundle = community()
    bundle["tenures"].append({"post": "qp", "person": "fang", "since": "2026-01-01", "basis": "acting"})
    import_bundle(town, bundle, on=TODAY)
    with pytest.raises(Conflict) as refused:
        make(town, asked("qp", "gao", "2026-12-01", acting_until="2027-01-01"))
    assert refused.value.zh == "这个岗位已有人代理。请先结束这次代理。"
    assert refused.value.en == "Someone acts in this post already. End that cover first."
