"""A change is taken back by a change: what it did is no longer believed, what was before is again."""

from __future__ import annotations

import pytest

from graphsvc import questions
from graphsvc.accounts import Account
from graphsvc.answers.change import Change, Households
from graphsvc.changes.reassign import reassign
from graphsvc.changes.record import made, tell
from graphsvc.changes.undo import preview_undo, undo
from graphsvc.errors import GraphsvcError
from graphsvc.questions import find_households
from graphsvc.rosters.believed import read_believed
from graphsvc.rosters.importing import import_bundle
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store
from tests.leaders import OWNER, TODAY, asked, community, settle

ADMIN = Account("admin", "administrator", "unit:m2a")


@pytest.fixture
def town(store: Store) -> Store:
    settle(store)
    return store


def make(store: Store, asked: Assignment) -> Change:
    return reassign(store, asked, by=OWNER, today=TODAY)


def back(store: Store, revision: int, by: Account = OWNER) -> Change:
    return undo(store, revision, "写错了", by=by, today=TODAY)


def believed(store: Store) -> tuple[object, ...]:
    found = read_believed(store.read, store.read("published")[0]["revision"])
    people = {id: {"name": row["name"], "phone": row.get("phone")} for id, row in found.things["Person"].items()}
    return found.facts(), people


def test_it_works(town: Store) -> None:
    """The facts are as before, the graph goes on to a new revision, and each change tells of the other."""
    before = believed(town)
    make(town, asked("qa", "fang", "2026-12-01"))
    taken = back(town, 2)
    assert believed(town) == before
    assert (taken.revision, taken.kind, taken.undoes, taken.reason) == (3, "undo", 2, "写错了")
    assert [one.as_json() for one in taken.ended] == [
        {"post": "qa", "person": "fang", "since": "2026-12-01", "until": "2026-12-01"}
    ]
    assert [one.as_json() for one in taken.begun] == [
        {"post": "qa", "person": "an", "since": "2020-01-01", "until": None}
    ]
    assert taken.households.items == ("h1", "h2")
    assert (questions.change(town, 2).undone_by, questions.change(town, 3).undoes) == (3, 2)


def test_cover_and_what_came_after_it_are_taken_back_together(town: Store) -> None:
    before = believed(town)
    make(town, asked("qa", "gao", "2026-12-01", acting_until="2027-01-01"))
    back(town, 2)
    assert believed(town) == before


def test_an_undo_may_be_undone(town: Store) -> None:
    make(town, asked("qa", "fang", "2026-12-01"))
    after = believed(town)
    back(town, 2)
    back(town, 3)
    assert believed(town) == after
    assert back(town, 2).undoes == 2


def test_a_preview_of_it_writes_nothing(town: Store) -> None:
    make(town, asked("qa", "fang", "2026-12-01"))
    seen = preview_undo(town, 2, "写错了", by=OWNER, today=TODAY)
    assert (town.read("head"), seen.revision, seen.at) == ([{"revision": 2}], 2, None)
    made = back(town, 2)
    same = ("ended", "begun", "households", "boards", "posts", "undoes")
    assert [getattr(seen, name) for name in same] == [getattr(made, name) for name in same]


def refused(store: Store, revision: int, by: Account = OWNER) -> GraphsvcError:
    head, before = store.read("head"), believed(store)
    with pytest.raises(GraphsvcError) as told:
        back(store, revision, by)
    assert (store.read("head"), believed(store)) == (head, before)
    return told.value


def test_a_change_on_which_a_later_one_rests_is_not_undone(town: Store) -> None:
    """The later one is named: first whoever ended what this one began."""
    make(town, asked("qa", "fang", "2026-12-01"))
    make(town, asked("qa", "gao", "2026-12-10"))
    error = refused(town, 2)
    assert (error.code, "第3版" in error.zh, "change 3" in error.en) == ("change_rests_on", True, True)
    back(town, 3)
    back(town, 2)


def test_a_post_filled_since_stays_filled(town: Store) -> None:
    """What the change ended would come back over someone who holds the post by a later change, which is named."""
    bundle = community()
    next(row for row in bundle["tenures"] if row["post"] == "qa")["until"] = "2026-12-01"
    import_bundle(town, bundle, on=TODAY)
    make(town, asked("qa", "fang", "2026-12-10"))
    error = refused(town, 2)
    assert (error.code, "change 3" in error.en) == ("change_rests_on", True)
    back(town, 3)
    back(town, 2)


def test_changes_that_touch_each_other_nowhere_are_undone_in_any_order(town: Store) -> None:
    before = believed(town)
    make(town, asked("qp", "gao", "2026-12-01", acting_until="2027-01-01"))
    make(town, asked("qp", "fang", "2027-01-01"))
    back(town, 2)
    back(town, 3)
    assert believed(town) == before


def test_what_nobody_changed_twice_is_not_undone_twice(town: Store) -> None:
    make(town, asked("qa", "fang", "2026-12-01"))
    back(town, 2)
    assert refused(town, 2).code == "already_undone"


def test_an_import_is_undone_with_names_and_what_they_are_sought_by(town: Store) -> None:
    before = believed(town)
    bundle = community()
    next(row for row in bundle["people"] if row["person"] == "hu")["name"] = "单雄"
    bundle["tenures"].append({"post": "qp", "person": "gao", "since": "2026-01-01", "basis": "elected"})
    bundle["people"].append({"person": "new", "name": "新人"})
    import_bundle(town, bundle, on=TODAY)
    assert [one.id for one in find_households(town, "shanx", on=TODAY).items] == ["h2"]
    undone = back(town, 2)
    assert (believed(town)[0], believed(town)[1]["hu"]) == (before[0], before[1]["hu"])
    assert find_households(town, "shanx", on=TODAY).items == ()
    assert ("people", "hu", "name", "单雄", "示例hu") in [
        (one.file, one.key, one.column, one.before, one.after) for one in undone.facts
    ]


def test_an_import_whose_people_came_into_posts_since_is_not_undone(town: Store) -> None:
    bundle = community()
    bundle["people"].append({"person": "new", "name": "新人"})
    import_bundle(town, bundle, on=TODAY)
    make(town, asked("qa", "new", "2026-12-01"))
    assert refused(town, 2).code == "change_rests_on"


def test_a_value_changed_again_since_is_not_set_back(town: Store) -> None:
    bundle = community()
    for name in ("单雄", "单于"):
        next(row for row in bundle["people"] if row["person"] == "hu")["name"] = name
        import_bundle(town, bundle, on=TODAY)
    error = refused(town, 2)
    assert (error.code, "change 3" in error.en) == ("change_rests_on", True)


def test_the_first_import_of_all_is_undone(town: Store) -> None:
    """Nothing is believed then, and the same roster comes in again whole."""
    before = believed(town)
    back(town, 1)
    assert believed(town)[0] == set()
    import_bundle(town, community(), on=TODAY)
    assert believed(town) == before


def test_a_change_that_did_nothing_is_not_undone(town: Store) -> None:
    """None is made today; whatever wrote such a row, nothing is claimed to have been taken back."""
    nothing = made(actor="owner", kind="reassign", reason="换人", on=TODAY, retract=(), record=())
    town.write(lambda tx: tell(tx, nothing, (), Households(0, ())))
    assert refused(town, 2).code == "nothing_to_undo"


def test_an_administrator_reads_and_undoes_what_lies_within(town: Store) -> None:
    make(town, asked("qa", "fang", "2026-12-01"))
    make(town, asked("qd", "gao", "2026-12-01"))
    seen = questions.changes(town, by=ADMIN, today=TODAY)
    assert ([one.revision for one in seen.items], seen.more) == ([2], False)
    for revision in (1, 3):
        assert refused(town, revision, ADMIN).code == "outside_scope"
        with pytest.raises(GraphsvcError):
            questions.change(town, revision, by=ADMIN, today=TODAY)
    assert back(town, 2, ADMIN).actor == "admin"


def test_an_undo_needs_a_reason_and_a_change(town: Store) -> None:
    with pytest.raises(GraphsvcError) as told:
        undo(town, 1, " ", by=OWNER, today=TODAY)
    assert told.value.code == "no_reason"
    assert refused(town, 9).code == "unknown_change"


def test_each_revision_is_one_change(town: Store) -> None:
    make(town, asked("qa", "fang", "2026-12-01"))
    back(town, 2)
    assert [one.revision for one in questions.changes(town).items] == [1, 2, 3]
    pages = [questions.changes(town, after=after, limit=1) for after in (0, 1, 2)]
    assert [(page.items[0].revision, page.more) for page in pages] == [(1, True), (2, True), (3, False)]
