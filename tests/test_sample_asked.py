"""The sample's matters as two of its households meet them; everyone else's home is left out, to be quick."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from graphsvc.model import Party
from graphsvc.questions import dispute, escalation, hall
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.sample import sample_bundle
from graphsvc.rosters.sample.laws import FAMILY_REPORT, POLICE
from graphsvc.store import Store

ON = date(2026, 11, 24)
REPORTED = datetime(2026, 11, 24, 1, tzinfo=UTC)
HOMES = ("h-40-2-301", "h-40-2-401")
CONNECTIONS = {"water", "power", "gas", "road", "network", "heating", "bus", "broadcast"}


@pytest.fixture(scope="module")
def sample(embedded: Store) -> Store:
    bundle = sample_bundle()
    homes = [row for row in bundle["households"] if row["household"] in HOMES]
    places, named = {row["place"] for row in homes}, {row["person"] for row in bundle["tenures"]}
    named |= {row["head"] for row in homes}
    people = [row | {"household": ""} for row in bundle["people"] if row["person"] in named]
    places_kept = [row for row in bundle["places"] if row["kind"] != "dwelling" or row["place"] in places]
    embedded.clear()
    import_bundle(embedded, bundle | {"households": homes, "places": places_kept, "people": people, "kin": []}, on=ON)
    return embedded


def test_behind_each_of_the_eight_connections_stands_its_utility(sample: Store) -> None:
    """It assists from the start, with a number to call, and somebody of the community leads."""
    promised = [one for matters in hall(sample, HOMES[0], ON).promises.values() for one in matters]
    connections = {one.matter.id: one for one in promised if one.matter.kind == "utility"}
    assert set(connections) == CONNECTIONS
    for name, one in connections.items():
        behind = [step.body for step in one.assists if step.handler == f"body:utility:{name}"]
        assert [body and body.kind for body in behind] == [f"utility:{name}"]
        assert all(body and body.phone for body in behind)
        assert one.lead
        assert one.lead.rung


@pytest.mark.parametrize("matter", ["land", "forest", "compensation"])
def test_a_matter_of_the_place_of_origin_never_enters_the_line_of_management(sample: Store, matter: str) -> None:
    """The village committee, its township, then the body the law names: of one household and between two."""
    one = escalation(sample, household=HOMES[0], matter=matter, reported=REPORTED, on=ON)
    both = dispute(sample, [Party(household=home) for home in HOMES], matter=matter, reported=REPORTED, on=ON)
    assert [step.handler for step in one.steps] == ["origin:2", "origin:1", "body:land_arbitration"]
    assert [step.rung.unit.line for step in one.steps if step.rung] == ["origin", "origin"]
    assert {step.rung.unit.line for step in both.steps if step.rung} == {"origin"}
    assert {step.body.id for path in (one, both) for step in path.steps if step.body} == {"land"}


@pytest.mark.parametrize(
    ("matter", "ways"),
    [
        ("noise", {("crime", POLICE)}),
        ("leak", {("crime", POLICE)}),
        ("wages", {("crime", POLICE)}),
        ("land", {("crime", POLICE)}),
        ("family", {("crime", POLICE), ("duty", FAMILY_REPORT)}),
        ("violence", {("duty", FAMILY_REPORT)}),
    ],
)
def test_a_crime_or_a_victim_who_must_be_reported_goes_to_the_police(
    sample: Store, matter: str, ways: set[tuple[str, str]]
) -> None:
    """Between two households as for one, each with its source."""
    parties = [Party(household=home) for home in HOMES]
    for path in (
        escalation(sample, household=HOMES[0], matter=matter, reported=REPORTED, on=ON),
        dispute(sample, parties, matter=matter, reported=REPORTED, on=ON),
    ):
        told = [one for one in path.exits if one.when in ("crime", "duty")]
        assert {(one.when, one.source) for one in told} == ways
        assert {one.body and one.body.kind for one in told} == {"police"}
