"""An administrator's reach is what lies within a unit or a place, as the oracle says; others change nothing."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from graphsvc.accounts import Account, check_scope, outside_scope
from graphsvc.accounts.scope import reaching
from graphsvc.changes.reassign import preview, reassign
from graphsvc.errors import Forbidden
from graphsvc.rosters.importing import import_bundle
from graphsvc.rules.assignment import Assignment
from graphsvc.rules.scope import Standing, lies_within
from graphsvc.store import NothingToDo, Store, Transaction
from tests.oracle import Oracle
from tests.worlds import days_asked, random_world

ON = date(2026, 11, 24)


def within(what: str) -> Account:
    return Account("boss", "administrator", what)


def test_it_works() -> None:
    """A unit lies within those it is part of, and within a place in which all it serves lies."""
    one = Standing(
        "leader", frozenset({"leader", "group"}), {"b1": frozenset({"b1", "c"}), "b2": frozenset({"b2", "c"})}
    )
    assert [lies_within(what, one) for what in ("unit:leader", "unit:group", "place:c")] == [True] * 3
    assert [lies_within(what, one) for what in ("unit:other", "place:b1", "unit:c")] == [False] * 3


def test_a_unit_that_serves_nothing_lies_in_no_place() -> None:
    assert not lies_within("place:c", Standing("u", frozenset({"u"}), {}))


@pytest.mark.parametrize("first", range(0, 12, 4))
def test_over_random_worlds_the_reach_is_the_oracles(store: Store, first: int) -> None:
    """Each live unit, each administrator's unit or place, on several days."""
    asked = 0
    for seed in range(first, first + 4):
        bundle = random_world(Random(seed))
        store.clear()
        import_bundle(store, bundle, on=ON)
        oracle, rng = Oracle(bundle), Random(seed)
        units = [row["unit"] for row in bundle.get("units", [])]
        # An id of both kinds can't be told apart by the oracle.
        places = [row["place"] for row in bundle["places"] if row["place"] not in units]
        reaches = [("unit", id) for id in units] + [("place", id) for id in places]
        for kind, id in rng.sample(reaches, min(len(reaches), 12)):
            for on in rng.sample(days_asked(bundle), 4):
                live = set(oracle.above(on))
                expected = tuple(sorted(unit for unit in live if not oracle.lies_within(unit, id, on)))
                assert outside_scope(store.read, within(f"{kind}:{id}"), live, on) == expected, (seed, kind, id, on)
                asked += len(live)
    assert asked > 500


def test_an_owner_reaches_everything_and_a_clerk_or_auditor_nothing(store: Store) -> None:
    """So does an administrator of nothing."""
    assert outside_scope(store.read, Account("o", "owner"), ["u", "v"], ON) == ()
    for account in (Account("c", "clerk"), Account("a", "auditor"), Account("b", "administrator")):
        assert outside_scope(store.read, account, ["v", "u", "u"], ON) == ("u", "v")


def test_a_unit_nobody_knows_lies_outside(store: Store) -> None:
    """No change gets in by naming what isn't there."""
    with pytest.raises(Forbidden) as refused:
        check_scope(store.read, within("place:c"), ["nobody"], ON)
    assert refused.value.code == "outside_scope"
    assert "nobody" in refused.value.text("zh")


def test_it_may_be_asked_within_a_change(store: Store) -> None:
    """With a transaction's own reading, at the revision before it."""
    import_bundle(
        store,
        {
            "lines": [{"line": "m", "name": "管理", "role": "management"}],
            "levels": [{"line": "m", "tier": "1", "name": "一"}, {"line": "m", "tier": "2", "name": "二"}],
            "places": [{"place": "c", "kind": "community", "name": "社区"}],
            "units": [
                {"unit": "top", "line": "m", "tier": "1", "name": "上"},
                {"unit": "below", "line": "m", "tier": "2", "name": "下", "part_of": "top"},
            ],
        },
        on=date(2020, 1, 1),
    )
    seen: list[tuple[str, ...]] = []

    def work(tx: Transaction) -> None:
        seen.append(outside_scope(tx.run, within("unit:top"), ["top", "below"], ON, tx.revision - 1))
        seen.append(outside_scope(tx.run, within("unit:below"), ["top", "below"], ON, tx.revision - 1))
        raise NothingToDo

    store.write(work)
    assert seen == [(), ("top",)]


def test_what_has_left_an_area_is_changed_from_there_no_more(store: Store) -> None:
    """A change that reaches back must lie within on its own day and on today."""
    here = {"unit": "u", "place": "c", "since": "2020-01-01", "until": "2026-01-01"}
    import_bundle(
        store,
        {
            "lines": [{"line": "m", "name": "管理", "role": "management"}],
            "levels": [{"line": "m", "tier": "1", "name": "一"}],
            "places": [{"place": place, "kind": "community", "name": place} for place in ("c", "d")],
            "units": [{"unit": "u", "line": "m", "tier": "1", "name": "组"}],
            "serves": [here, {"unit": "u", "place": "d", "since": "2026-01-01"}],
            "posts": [{"post": "p", "unit": "u", "title": "组长", "rank": "head"}],
            "people": [{"person": "a", "name": "甲"}, {"person": "b", "name": "乙"}],
            "tenures": [{"post": "p", "person": "a", "since": "2020-01-01", "basis": "elected"}],
        },
        on=date(2020, 1, 1),
    )
    before = date(2025, 6, 1)
    assert outside_scope(store.read, within("place:c"), ["u"], before) == ()
    assert outside_scope(store.read, within("place:c"), ["u"], reaching(before, ON)) == ("u",)
    assert outside_scope(store.read, within("place:d"), ["u"], reaching(before, ON)) == ("u",)
    assert outside_scope(store.read, within("place:d"), ["u"], reaching(ON, before)) == ()
    back = Assignment("p", "b", before, "更正")
    for by in (within("place:c"), within("place:d")):
        with pytest.raises(Forbidden) as refused:
            reassign(store, back, by=by, today=ON)
        assert refused.value.code == "outside_scope"
    with pytest.raises(Forbidden):
        preview(store, back, by=within("place:c"), today=ON)
    assert store.read("head") == [{"revision": 1}]
    assert reassign(store, back, by=within("place:c"), today=before).revision == 2
