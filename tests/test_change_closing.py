"""A post or a unit closes: from that day on nobody holds it, and every question agrees.

Closing ends no tenure of its own: a relation holds only while both its ends do. So it is undone by itself, the bundle
it came from still changes nothing, and whoever held a post that opens again holds it again.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from graphsvc import questions
from graphsvc.changes.handover import Choice, Leaving, hand_over
from graphsvc.changes.reassign import preview, reassign
from graphsvc.changes.reorganise import Reorganising, reorganise
from graphsvc.changes.undo import undo
from graphsvc.errors import GraphsvcError
from graphsvc.questions.candidates import candidates
from graphsvc.questions.gaps import gaps
from graphsvc.questions.leaving import leaves
from graphsvc.questions.post import post_history
from graphsvc.questions.seats import seats
from graphsvc.questions.standing import loads_of
from graphsvc.rules.standing import NO_LIMITS, Limits
from graphsvc.store import Store
from tests.leaders import OWNER, TODAY, asked, settle

LAST = date(2026, 12, 31)
DAY = LAST + timedelta(1)
CLOSING = {
    "its post": {"posts": [{"post": "qa", "until": "2027-01-01"}]},
    "its unit": {"units": [{"unit": "m2a", "until": "2027-01-01"}]},
}


@pytest.fixture(params=CLOSING)
def town(store: Store, request: pytest.FixtureRequest) -> Store:
    """The leader of building 1 leads building 2 as well, whose post stays; that of building 1 closes."""
    settle(store)
    reassign(store, asked("qb", "an", "2026-12-01"), by=OWNER, today=TODAY)
    reorganise(store, Reorganising(CLOSING[request.param], DAY, "撤销"), by=OWNER, today=TODAY)
    return store


def posts_of(store: Store, person: str, on: date) -> list[str]:
    return [one.post for one in questions.duties(store, "person", person, on).items]


def test_nobody_answers_in_it_from_the_day_on(town: Store) -> None:
    """The day before it is held; on the day it is neither held nor vacant: it is not there."""
    shown = {on: questions.responsible(town, household="h1", on=on) for on in (LAST, DAY)}
    assert shown[LAST].responsible.person.id == "an"
    assert shown[DAY].responsible.person.id == "en"
    for on, there in ((LAST, True), (DAY, False)):
        assert ("qa" in posts_of(town, "an", on)) is there
        assert ("qa" in [one.post for one in seats(town, on)]) is there
    assert posts_of(town, "an", DAY) == ["qb"]
    assert "qa" not in [one.post for one in questions.vacancies(town, DAY).items]
    assert "qa" not in repr(gaps(town, DAY))
    with pytest.raises(GraphsvcError) as refused:
        questions.duties(town, "post", "qa", DAY)
    assert refused.value.code == "post_not_there"
    assert [one.until for one in post_history(town, "qa", LAST).spells] == [DAY]


def test_it_burdens_nobody(town: Store) -> None:
    """What someone carries counts the posts that are there: as a candidate, and where a change tells of them."""
    loads = {on: loads_of(town.read, ["qa", "qb"], on, town.published()) for on in (LAST, DAY)}
    assert loads == {LAST: {"qa": 2, "qb": 1}, DAY: {"qb": 1}}
    one_more = {on: preview(town, asked("qp", "an", on.isoformat()), by=OWNER, today=TODAY,
                            limits=Limits(most_posts=2, most_households=4)) for on in (LAST, DAY)}  # fmt: skip
    assert [one.post for one in one_more[LAST].posts] == ["qa", "qb", "qp"]
    assert [one.post for one in one_more[DAY].posts] == ["qb", "qp"]
    assert [one.code for one in one_more[LAST].warnings] == ["over_loaded", "over_span"]
    assert one_more[DAY].warnings == ()


def test_a_candidate_does_not_carry_it(town: Store) -> None:
    reassign(town, asked("qa", "hu", "2026-12-15"), by=OWNER, today=TODAY)
    for on, carried in ((LAST, (1, 2)), (DAY, (0, 0))):
        found = candidates(town, "qp", on, limits=NO_LIMITS, sensitive=True).items
        assert [(one.posts, one.households) for one in found if one.person == "hu"] == [carried]


def test_a_leaver_is_asked_for_the_posts_that_are_there(town: Store) -> None:
    assert [one.post for one in leaves(town, "an", LAST).posts] == ["qa", "qb"]
    assert [one.post for one in leaves(town, "an", DAY).posts] == ["qb"]
    made = hand_over(town, Leaving("an", DAY, "离任", (Choice("qb"),)), by=OWNER, today=TODAY)
    assert [one.post for one in made.ended] == ["qb"]


def test_nobody_comes_into_it(town: Store) -> None:
    with pytest.raises(GraphsvcError) as refused:
        reassign(town, asked("qa", "gao", DAY.isoformat()), by=OWNER, today=TODAY)
    assert refused.value.code == "post_not_there"


def test_undone_or_opened_again_it_is_held_as_before(town: Store) -> None:
    undo(town, 3, "错", by=OWNER, today=TODAY)
    assert questions.responsible(town, household="h1", on=DAY).responsible.person.id == "an"
    assert posts_of(town, "an", DAY) == ["qa", "qb"]


def test_it_is_undone_after_its_holder_has_changed(town: Store) -> None:
    """Whoever came meanwhile goes on."""
    reassign(town, asked("qa", "hu", "2026-12-15"), by=OWNER, today=TODAY)
    undo(town, 3, "错", by=OWNER, today=TODAY)
    assert posts_of(town, "hu", DAY) == ["qa"]


def test_what_would_lose_days_rests_on_a_posts_opening(store: Store) -> None:
    settle(store)
    reorganise(store, Reorganising(CLOSING["its post"], DAY, "撤销"), by=OWNER, today=TODAY)
    undo(store, 2, "错", by=OWNER, today=TODAY)
    reassign(store, asked("qa", "gao", "2027-02-01"), by=OWNER, today=TODAY)
    with pytest.raises(GraphsvcError) as refused:
        undo(store, 3, "还是要撤", by=OWNER, today=TODAY)
    assert refused.value.code == "change_rests_on"


def test_one_who_was_to_come_into_a_post_that_opens_later_may_leave_before(store: Store) -> None:
    settle(store)
    opened = {"posts": [{"post": "qn", "unit": "m2b", "title": "助理", "rank": "deputy", "since": "2027-01-01"}]}
    reorganise(store, Reorganising(opened, DAY, "增设"), by=OWNER, today=TODAY)
    reassign(store, asked("qn", "gao", "2027-01-01"), by=OWNER, today=TODAY)
    made = hand_over(store, Leaving("gao", LAST, "离任", (Choice("qn"),)), by=OWNER, today=TODAY)
    assert [(one.post, one.since, one.until) for one in made.ended] == [("qn", DAY, DAY)]
