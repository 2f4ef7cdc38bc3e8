"""Two homes: membership that lies elsewhere is told and changes nothing; land is settled where one came from."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from graphsvc.model import Party
from graphsvc.questions import dispute, escalation, hall, responsible
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from tests.quarrels import BUNDLE, IMPORTED

ON = date(2026, 3, 2)
REPORTED = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
CODE = "party_unit_elsewhere"


def _moved(person: str, unit: str) -> dict[str, list[dict[str, str]]]:
    people = [row | {"party_unit": unit} if row["person"] == person else row for row in BUNDLE["people"]]
    return BUNDLE | {"people": people}


def _codes(store: Store) -> list[set[str]]:
    """What is told of h21: who answers, how it climbs, a dispute with h12, the four promises."""
    asked = {"on": ON, "matter": "noise"}
    answers = (
        responsible(store, household="h21", **asked),
        escalation(store, household="h21", reported=REPORTED, **asked),
        dispute(store, [Party("h21"), Party("h12")], reported=REPORTED, **asked),
        hall(store, "h21", ON),
    )
    return [{why.code for why in answer.why} for answer in answers]


@pytest.mark.parametrize("person", ["sun", "jiang"])
def test_membership_elsewhere_is_told_and_changes_no_ladder(store: Store, person: str) -> None:
    """Of one who is listed in the household, and of its head."""
    import_bundle(store, BUNDLE, on=IMPORTED)
    before = responsible(store, household="h21", on=ON)
    assert all(CODE not in codes for codes in _codes(store))
    store.clear()
    import_bundle(store, _moved(person, "p-com"), on=IMPORTED)
    assert all(CODE in codes for codes in _codes(store))
    after = responsible(store, household="h21", on=ON)
    told, was = (answer.as_json() | {"why": [], "revision": 0} for answer in (after, before))
    assert told == was


def test_membership_where_one_lives_is_not_told(store: Store) -> None:
    """The branch over the building is the dwelling's own."""
    import_bundle(store, _moved("sun", "p-grp"), on=IMPORTED)
    assert all(CODE not in codes for codes in _codes(store))


def test_of_a_person_named_their_own_membership_alone_is_told(store: Store) -> None:
    """Sun's lies elsewhere, Jiang's of the same household does not."""
    import_bundle(store, _moved("sun", "p-com"), on=IMPORTED)
    for person, told in (("sun", True), ("jiang", False)):
        path = dispute(store, [Party(person=person), Party("h12")], matter="noise", on=ON, reported=REPORTED)
        assert (CODE in {why.code for why in path.why}) is told


def test_a_bare_place_has_no_members(store: Store) -> None:
    """What anyone may ask tells of nobody's membership."""
    import_bundle(store, _moved("sun", "p-com"), on=IMPORTED)
    assert CODE not in {why.code for why in responsible(store, place="21", on=ON).why}
