"""Whom one means who asks for a post: of many called alike, those who hold one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graphsvc.accounts import Account
from graphsvc.changes.reassign import reassign
from graphsvc.questions import find_holders, find_people
from graphsvc.rosters.importing import import_bundle
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store
from tests.conftest import signed_in
from tests.town import TODAY, TOWN

OWNER = Account("keeper", "owner")
CROWD = [{"person": f"aa-{number:02}", "name": f"甲{number:02}"} for number in range(30)]


@pytest.fixture
def crowded(store: Store) -> Store:
    """Thirty more who are called 甲, all met before the one who holds posts."""
    import_bundle(store, {**TOWN, "people": [*TOWN["people"], *CROWD]}, on=TODAY)
    return store


def test_it_works(crowded: Store) -> None:
    assert "who-jia" not in [one.person for one in find_people(crowded, "甲", 8, on=TODAY).items]
    found = find_holders(crowded, "甲", 8, on=TODAY)
    assert ([one.person for one in found.items], found.more) == (["who-jia"], False)


def test_whoever_will_hold_one_is_met(crowded: Store) -> None:
    """And whoever holds none is not; nobody is met by what nobody is called."""
    later = TODAY + timedelta(days=40)
    assert find_holders(crowded, "aa-07", on=TODAY).items == ()
    reassign(crowded, Assignment("m3-3-head", "aa-07", later, "补缺"), by=OWNER, today=TODAY)
    assert [one.person for one in find_holders(crowded, "aa-07", on=TODAY).items] == ["aa-07"]
    assert find_holders(crowded, "没有的名字", on=TODAY).items == ()


def test_pages_lead_to_them(crowded: Store) -> None:
    """Where a post is sought by its holder, and where one leaves; with no holder, to all who were met."""
    client = signed_in(crowded, OWNER)
    assert 'href="/posts/m3-1-a"' in client.get("/posts?q=甲").text
    assert 'href="/people/who-jia/handover"' in client.get("/handover?q=甲").text
    assert 'href="/people/aa-07/handover"' in client.get("/handover?q=甲07").text


def test_an_audit_tells_whose_it_is_and_who_else_is_called_so(crowded: Store) -> None:
    """Nobody takes the changes of one for those of all."""
    told = signed_in(crowded, OWNER).get("/changes?who=卯某").text
    assert "也可能是" in told
    assert "person=who-mao" in told
