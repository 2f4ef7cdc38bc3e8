"""What waits to be done: terms that run out, posts without a proper holder, uneven loads, the machine."""

from __future__ import annotations

import threading
import time
from datetime import date, timedelta
from typing import Any

import pytest

from graphsvc.answers.health import Ending, Uneven
from graphsvc.checks.overview import overlook, overview
from graphsvc.checks.rules.ground import Ground
from graphsvc.checks.rules.terms import ending
from graphsvc.checks.world import read_world
from graphsvc.questions.unheld import unheld
from graphsvc.questions.within import units_within
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.sample import sample_bundle
from graphsvc.rules.deadlines import last_workday_known
from graphsvc.store import Store, open_store
from graphsvc.web.latest import Latest
from graphsvc.web.moments import day_of, now
from graphsvc.web.pages.machine import Machine, machine
from tests.test_coverage import world_of
from tests.test_pages import browser
from tests.town import TODAY, TOWN

SOON = TODAY + timedelta(30)


def endings(*tenures: dict[str, str]) -> list[tuple[str, str, str]]:
    """Of the town with some of its tenures changed, by post and person, or new ones."""
    keyed = {(one["post"], one["person"]): one for one in TOWN["tenures"]}
    for one in tenures:
        key = one["post"], one["person"]
        keyed[key] = {"since": "2020-01-01", "basis": "elected", **keyed.get(key, {}), **one}
    ground = Ground(world_of({**TOWN, "tenures": list(keyed.values())}), TODAY)
    return [(one.post, one.person, one.on.isoformat()) for one in ending(ground, SOON)]


def test_it_works(town: Store) -> None:
    """One look at the town: nobody's term is known to end, and what is proved is what the checks prove."""
    found = overview(town, TODAY)
    assert found.endings == ()
    assert {rule.code for rule in found.integrity.rules if rule.rows} == {"vacant", "doubly_served", "open_acting"}
    assert (found.coverage.on, found.coverage.until) == (TODAY, TODAY + timedelta(365))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"planned_end": "2026-07-01"}, "2026-07-01"),  # the thirtieth day
        ({"planned_end": "2026-07-02"}, None),
        ({"planned_end": "2026-06-01"}, None),  # over already: that is another finding
        ({"until": "2026-06-20"}, "2026-06-20"),
        ({"planned_end": "2027-01-01", "until": "2026-06-20"}, "2026-06-20"),
    ],
)
def test_a_term_that_runs_out_within_thirty_days(changed: dict[str, str], told: str | None) -> None:
    """As planned or as known, whichever comes first."""
    expected = [("m3-2-head", "who-xin", told)] if told else []
    assert endings({"post": "m3-2-head", "person": "who-xin", **changed}) == expected


def test_a_term_that_somebody_follows_is_no_worry() -> None:
    """A successor is known."""
    left = {"post": "m3-2-head", "person": "who-xin", "until": "2026-06-20"}
    follows = {"post": "m3-2-head", "person": "who-zi", "since": "2026-06-20"}
    assert endings(left, follows) == []
    assert endings(left, {**follows, "since": "2026-06-21"}) == [("m3-2-head", "who-xin", "2026-06-20")]


def test_an_ending_tells_of_its_post(store: Store) -> None:
    """The unit and the basis stand with it."""
    left = {"post": "m2-head", "person": "who-ding", "since": "2020-01-01", "basis": "elected"}
    kept = [one for one in TOWN["tenures"] if one["post"] != "m2-head"]
    import_bundle(store, {**TOWN, "tenures": [*kept, {**left, "planned_end": "2026-06-30"}]}, on=TODAY)
    assert overview(store, TODAY).endings == (Ending(date(2026, 6, 30), "m2-head", "m2", "who-ding", "elected"),)


def test_open_posts_tell_whom_to_turn_to(town: Store) -> None:
    """Longest open first; while nobody is there the unit's deputy answers, else the next tier."""
    whole = units_within(town, None, TODAY)
    found = unheld(whole, whole.facts.units)
    told = {
        one.post: (one.acting, one.since and one.since.isoformat(), one.meanwhile and one.meanwhile.person.id)
        for one in found
    }
    assert told == {
        "m2-deputy": (False, None, "who-ding"),
        "o1-head": (False, None, None),
        "p1-head": (False, None, None),
        "m1-head": (False, "2026-03-01", "who-geng"),
        "m3-3-head": (False, "2026-03-01", "who-ding"),
        "m3-4-head": (True, "2026-04-01", "who-ji"),
    }
    assert list(told) == ["m2-deputy", "o1-head", "p1-head", "m1-head", "m3-3-head", "m3-4-head"]
    assert [one.post for one in unheld(whole, {"m3-4"})] == ["m3-4-head"]


def test_no_load_is_told_of_villages() -> None:
    """The sample's villages differ in size, which the checks remark; nobody divided them."""
    found = overlook(world_of(sample_bundle()), date(2026, 11, 24))
    remarked = next(rule.rows for rule in found.integrity.rules if rule.code == "outlier")
    assert {one.key[:2] for one in remarked} == {"o1", "o2"}
    assert found.uneven == ()


def test_a_load_far_from_that_of_its_level_is_told() -> None:
    """Four buildings of one door each, and one of many."""
    homes = [{"household": f"more-{n}", "place": f"dm-{n}", "since": "2020-01-01"} for n in range(9)]
    doors = [{"place": f"dm-{n}", "kind": "dwelling", "name": f"{n}室", "within": "b4"} for n in range(9)]
    crowded = {**TOWN, "places": [*TOWN["places"], *doors], "households": [*TOWN["households"], *homes]}
    assert overlook(world_of(crowded), TODAY).uneven == (Uneven("m3-4", 10, 1.0),)


def test_the_world_read_is_the_world_imported(store: Store) -> None:
    """Facts read in bundles by their days are the facts that came in, but for values that decide no check."""
    import_bundle(store, TOWN, on=TODAY)
    read = read_world(store.read, store.published(), whole=True)
    bare = {(one.relation, one.start, one.end, one.since, one.until) for one in read.facts(*read.by)}
    own = world_of(TOWN)
    assert bare == {(one.relation, one.start, one.end, one.since, one.until) for one in own.facts(*own.by)}


def test_the_machine_tells_what_it_is_made_of(town: Store) -> None:
    """On a server the copies are its administrator's."""
    found = machine(town, now())
    assert (found.copies is None) == (town.engine == "neo4j")
    assert found.engine.startswith("ArcadeDB/" if town.engine == "embedded" else "Neo4j/")
    assert (found.revision, found.unchecked) == (1, False)
    assert len(found.schema) == 16
    assert found.calendar == last_workday_known() == date(2026, 12, 31)


def test_a_copy_that_was_not_made_waits(tmp_path: Any) -> None:
    """None yet, one of today, one that is older than a day."""
    with open_store(f"embedded:{tmp_path}") as store:
        assert machine(store, now()).copy_due
        made = store.copies.make("now")
        assert machine(store, now()).latest == made
        assert not machine(store, now()).copy_due
        assert machine(store, now() + timedelta(hours=27)).copy_due


def test_a_calendar_that_soon_ends_waits() -> None:
    """Sixty days before."""
    seen = Machine("", "", "", "", 0, None, False, date(2026, 12, 31), now().replace(year=2026, month=11, day=1))
    assert (seen.calendar_left, seen.calendar_due, seen.waiting) == (60, False, 0)
    later = Machine("", "", "", "", 0, None, True, date(2026, 12, 31), now().replace(year=2026, month=11, day=2))
    assert (later.calendar_due, later.waiting) == (True, 2)


def test_the_latest_is_made_once() -> None:
    """Whoever asks meanwhile waits; another key makes it anew; what fails is not kept."""
    latest: Latest[int] = Latest()
    made: list[int] = []

    def make() -> int:
        time.sleep(0.05)
        made.append(len(made))
        return len(made)

    asking = [threading.Thread(target=latest.get, args=("a", make)) for _ in range(5)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert (len(made), latest.get("a", make), latest.get("b", make)) == (1, 1, 2)
    with pytest.raises(ZeroDivisionError):
        latest.get("c", lambda: 1 // 0)
    assert latest.get("b", make) == 2


def test_the_page_says_whose_the_copies_are(town: Store) -> None:
    """On a Neo4j plainly its administrator's; of an embedded graph none has been made yet."""
    told = browser(town, "health-owner", "owner").get("/todo").text
    assert ("neo4j-admin" in told) == (town.engine == "neo4j")
    assert ("graphsvc backup make" in told) == (town.engine == "embedded")


def test_days_without_anybody_are_told_with_their_cause(store: Store) -> None:
    """The committee's head leaves in ten days, and nobody follows: some matter of some homes has nobody then."""
    gone = day_of(None) + timedelta(10)
    others = [one for one in TOWN["tenures"] if one["post"] != "m2-head"]
    left = {
        "post": "m2-head",
        "person": "who-ding",
        "since": "2020-01-01",
        "until": gone.isoformat(),
        "basis": "elected",
    }
    import_bundle(store, {**TOWN, "tenures": [*others, left]}, on=TODAY)
    told = browser(store, "gap-owner", "owner").get("/todo").text
    assert "有没人管的日子" in told
    assert f"示例社区居委会的任期到{gone}止,没有接任的。" in told
    assert f'<td class="nowrap">{gone}</td>' in told
    assert '<a href="/charts?root=m2">' in told
