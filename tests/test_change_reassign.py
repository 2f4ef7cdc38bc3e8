"""One post passes from hand to hand: at once, in future, in the past, for a while, and never half."""

from __future__ import annotations

from datetime import date

import pytest

from graphsvc import questions
from graphsvc.accounts import Account
from graphsvc.answers.change import Change
from graphsvc.changes.reassign import preview, reassign
from graphsvc.errors import GraphsvcError
from graphsvc.rosters.importing import import_bundle
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store
from tests.leaders import OWNER, TODAY, asked, community, settle


@pytest.fixture
def town(store: Store) -> Store:
    settle(store)
    return store


def make(store: Store, asked: Assignment, unmoved_since: int | None = None) -> Change:
    return reassign(store, asked, by=OWNER, today=TODAY, unmoved_since=unmoved_since)


def tenures(store: Store, post: str) -> list[tuple[str, str, str]]:
    """Who, from, to; open ends in year 9999."""
    rows = store.read("believed_facts_holds", revision=None)
    return sorted((r["start"], r["since"].isoformat(), r["until"].isoformat()) for r in rows if r["end"] == post)


def leader(store: Store, household: str, on: str) -> tuple[str, str | None]:
    rung = questions.responsible(store, household=household, on=date.fromisoformat(on)).ladder[0]
    return rung.state, rung.person.id if rung.person else None


def told(tenures: tuple[object, ...]) -> list[tuple[object, ...]]:
    return [(one["post"], one["person"], one["since"], one["until"]) for one in (t.as_json() for t in tenures)]


OPEN = "9999-12-31"


def test_it_works(town: Store) -> None:
    """The holder's tenure ends on the day, the new one begins, and one row tells of both."""
    change = make(town, asked("qa", "fang", "2026-12-01"))
    assert (change.revision, change.actor, change.kind, change.reason) == (2, "owner", "reassign", "换人")
    assert told(change.ended) == [("qa", "an", "2020-01-01", "2026-12-01")]
    assert told(change.begun) == [("qa", "fang", "2026-12-01", None)]
    assert change.households.items == ("h1", "h2")
    assert tenures(town, "qa") == [("an", "2020-01-01", "2026-12-01"), ("fang", "2026-12-01", OPEN)]
    assert [leader(town, "h1", day) for day in ("2026-11-30", "2026-12-01")] == [("held", "an"), ("held", "fang")]


def test_a_preview_tells_the_same_and_writes_nothing(town: Store) -> None:
    before = preview(town, asked("qa", "fang", "2026-12-01", publish=True), by=OWNER, today=TODAY)
    assert (town.read("head"), before.revision, before.at) == ([{"revision": 1}], 1, None)
    after = make(town, asked("qa", "fang", "2026-12-01", publish=True))
    same = ("ended", "begun", "households", "warnings", "posts", "boards", "kind", "reason")
    assert [getattr(before, name) for name in same] == [getattr(after, name) for name in same]
    assert [(one.person, one.post, one.unit) for one in before.posts] == [("fang", "qa", "m2a")]
    assert before.boards == ("m2a",)


def test_a_leader_of_the_community_stands_on_every_ladder(town: Store) -> None:
    """Everybody's second rung changes, and the boards of the buildings below show it."""
    change = make(town, asked("q1", "gao", "2026-12-01", publish=True))
    assert change.households.items == ("h1", "h2", "h3")
    assert change.boards == ("m1", "m2a", "m2b")


def test_a_post_of_the_origin_line_matters_to_those_from_there(town: Store) -> None:
    assert make(town, asked("qo", "gao", "2026-12-01")).households.items == ("h1",)


def test_the_present_holder_again_changes_nothing(town: Store) -> None:
    """A retry after an unknown commit meets its own write."""
    again = make(town, asked("qa", "an", "2026-12-01"))
    assert (again.revision, again.ended, again.begun, again.at) == (1, (), (), None)
    first = make(town, asked("qa", "fang", "2026-12-01"))
    assert make(town, asked("qa", "fang", "2026-12-01")).revision == first.revision == 2
    make(town, asked("q1", "gao", "2026-12-01", acting_until="2027-01-01"))
    assert make(town, asked("q1", "gao", "2026-12-01", acting_until="2027-01-01")).begun == ()
    assert town.read("head") == [{"revision": 3}]


def test_a_past_date_corrects_the_record_and_says_so(town: Store) -> None:
    change = make(town, asked("qa", "fang", "2023-05-01"))
    assert [one.code for one in change.warnings] == ["corrects_record"]
    assert leader(town, "h1", "2024-01-01") == ("held", "fang")
    assert leader(town, "h1", "2023-04-30") == ("held", "an")


def test_on_the_first_day_of_a_tenure_that_one_is_retracted(town: Store) -> None:
    change = make(town, asked("qa", "fang", "2020-01-01"))
    assert told(change.ended) == [("qa", "an", "2020-01-01", "2020-01-01")]
    assert tenures(town, "qa") == [("fang", "2020-01-01", OPEN)]


def test_a_post_that_is_not_single_gains_a_holder(town: Store) -> None:
    change = make(town, asked("qb", "gao", "2026-12-01"))
    assert (change.ended, told(change.begun)) == ((), [("qb", "gao", "2026-12-01", None)])
    assert len(tenures(town, "qb")) == 3
    assert change.households.items == ()


def test_an_own_later_tenure_is_run_into(town: Store) -> None:
    """The same person from an earlier day holds up to their own tenure, which stays."""
    make(town, asked("qa", "fang", "2027-06-01"))
    change = make(town, asked("qa", "fang", "2027-01-01"))
    assert told(change.begun) == [("qa", "fang", "2027-01-01", "2027-06-01")]
    assert leader(town, "h1", "2027-07-01") == ("held", "fang")


def bad(store: Store, asked: Assignment, unmoved_since: int | None = None, by: Account = OWNER) -> str:
    """The code of a refusal, which preview gives too, and after which nothing is written."""
    head, before = store.read("head"), tenures(store, asked.post)
    with pytest.raises(GraphsvcError) as previewed:
        preview(store, asked, by=by, today=TODAY, unmoved_since=unmoved_since)
    with pytest.raises(GraphsvcError) as refused:
        reassign(store, asked, by=by, today=TODAY, unmoved_since=unmoved_since)
    assert (store.read("head"), tenures(store, asked.post)) == (head, before)
    assert previewed.value.code == refused.value.code
    return refused.value.code


def test_each_bad_asking_has_its_code_and_writes_nothing(town: Store) -> None:
    assert bad(town, asked("none", "fang", "2026-12-01")) == "unknown_post"
    assert bad(town, asked("qa", "none", "2026-12-01")) == "unknown_person"
    assert bad(town, asked("gone", "fang", "2026-12-01")) == "post_not_there"
    assert bad(town, asked("qa", "fang", "2019-12-31")) == "before_tenure"
    assert bad(town, asked("qb", "chen", "2019-12-31")) == "before_tenure"
    assert bad(town, Assignment("qa", "fang", TODAY, " ")) == "no_reason"
    assert bad(town, asked("qa", "fang", "2026-12-01", basis="acting")) == "no_planned_end"
    assert bad(town, asked("qa", "fang", "2026-12-01", acting_until="2026-12-01")) == "bad_planned_end"
    assert bad(town, asked("qa", "fang", "2026-12-01", basis="won")) == "unknown_basis"
    assert bad(town, asked("qa", "fang", "2026-12-01"), by=Account("x", "administrator", "unit:m2b")) == "outside_scope"
    assert bad(town, asked("qa", "fang", "2026-12-01"), by=Account("x", "clerk")) == "outside_scope"
    make(town, asked("qa", "gao", "2026-12-01", acting_until="2027-01-01"))
    assert bad(town, asked("qa", "fang", "2026-12-02", acting_until="2027-01-02")) == "acting_live"
    assert bad(town, asked("qa", "fang", "2026-11-01")) == "later_tenure"


def test_one_who_has_left_the_roster_takes_no_post_from_that_day_on(town: Store) -> None:
    """The day before they still may."""
    bundle = community()
    bundle["people"] = [one for one in bundle["people"] if one["person"] != "gao"]
    import_bundle(town, bundle, on=date(2026, 12, 1), prune=True)
    assert bad(town, asked("qa", "gao", "2026-12-01")) == "person_not_there"
    assert make(town, asked("qa", "gao", "2026-11-30")).revision == 3


def test_an_administrator_changes_what_lies_within(town: Store) -> None:
    by = Account("x", "administrator", "unit:m2a")
    assert reassign(town, asked("qa", "fang", "2026-12-01"), by=by, today=TODAY).actor == "x"


def test_the_audit_tells_it_again(town: Store) -> None:
    """A change read later is the change as made; so is one whose households were not kept when its maker died."""
    made = make(town, asked("qa", "fang", "2026-12-01"))
    read = questions.change(town, 2)
    same = ("revision", "at", "actor", "kind", "reason", "on", "ended", "begun", "households", "facts", "warnings")
    assert [getattr(read, name) for name in same] == [getattr(made, name) for name in same]
    assert [one.revision for one in questions.changes(town).items] == [1, 2]
    assert [one.revision for one in questions.changes(town, post="qa", after=1).items] == [2]
    assert questions.changes(town, person="bo", after=1).items == ()
    assert [one.kind for one in questions.changes(town, limit=1).items] == ["import"]
    assert questions.changes(town, limit=1).more


def test_an_unknown_change_is_refused(town: Store) -> None:
    with pytest.raises(GraphsvcError) as refused:
        questions.change(town, 9)
    assert refused.value.code == "unknown_change"
