"""The sample community, counted."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from graphsvc.questions import escalation, find_households, responsible, vacancies
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.sample import sample_bundle, write_sample
from graphsvc.store import Store

ON = date(2026, 11, 24)


def test_its_totals_are_exact() -> None:
    bundle = sample_bundle()
    kinds = Counter(place["kind"] for place in bundle["places"])
    assert (kinds["building"], kinds["dwelling"]) == (52, 4842)
    assert sum(int(one["size"]) for one in bundle["households"]) == 13000
    assert len({one["place"] for one in bundle["households"]}) == len(bundle["households"]) >= 0.95 * 4842


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    write_sample(tmp_path / "a")
    write_sample(tmp_path / "b")
    files = {file.name: file.read_bytes() for file in (tmp_path / "a").iterdir()}
    assert files == {file.name: file.read_bytes() for file in (tmp_path / "b").iterdir()}
    assert "places.csv" in files


def test_every_household_came_from_a_real_village_that_a_committee_serves() -> None:
    bundle = sample_bundle()
    served = {row["place"] for row in bundle["serves"] if row["unit"].startswith("o")}
    assert {one["origin"] for one in bundle["households"]} <= served


def test_it_answers(embedded: Store) -> None:
    """The main job on the whole sample: an address, who is responsible, how it climbs, who is missing."""
    embedded.clear()
    import_bundle(embedded, sample_bundle(), on=ON)
    found = find_households(embedded, "四十号楼2单元301", on=ON)
    assert [one.address for one in found.items] == ["怡居苑社区40号楼2单元301室"]
    home = found.items[0].id
    answer = responsible(embedded, household=home, on=ON)
    assert [rung.state for rung in answer.ladder] == ["vacant", "held", "held", "held", "held"]
    assert answer.ladder[0].vacant_since == date(2026, 10, 9)
    assert answer.responsible is answer.ladder[1]
    path = escalation(embedded, household=home, matter="noise", reported=datetime(2026, 11, 24, 1, tzinfo=UTC), on=ON)
    assert [step.handler for step in path.steps] == ["mgmt:5", "party:5", "mgmt:4", "mgmt:3", "mgmt:2"]
    assert [one.post for one in vacancies(embedded, ON).items] == ["p-c5-23", "p-m2-2", "p-m4-22", "p-m5-40"]
    land = responsible(embedded, household=home, matter="land", on=ON)
    assert {rung.unit.role for rung in land.ladder} == {"origin"}
