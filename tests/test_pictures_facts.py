"""What a sheet is asked to show: which units, of which meaning of an id, and the whole graph where nothing is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from graphsvc.cli import cli
from graphsvc.questions.chart import chart_facts
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store, open_store
from tests.town import TODAY, TOWN

TWICE = {
    **TOWN,
    "units": [*TOWN["units"], {"unit": "b2", "line": "m", "tier": "3", "name": "一号楼夜班", "part_of": "m2"}],
    "serves": [*TOWN["serves"], {"unit": "b2", "place": "b1", "since": "2020-01-01"}],
}


def shown(store: Store, root: str | None) -> set[str]:
    return {unit["id"] for unit in chart_facts(store, root, TODAY).units}


@pytest.fixture
def twice(embedded: Store) -> Store:
    embedded.clear()
    import_bundle(embedded, TWICE, on=TODAY)
    return embedded


def test_an_id_that_is_both_is_the_unit(twice: Store) -> None:
    """`b2` serves building 1; building 2 is asked for as a place."""
    assert shown(twice, "b2") == shown(twice, "unit:b2") == {"b2", "m3-1", "p3-1", "m2", "m1", "p2", "p1"}
    assert shown(twice, "place:b2") == {"m3-2", "m3-2x", "m2", "m1"}


def test_a_sheet_tells_what_it_is_about(town: Store) -> None:
    """The place asked, or the outermost places a unit serves, with the households living in each."""
    of_unit, of_place = chart_facts(town, "m2", TODAY), chart_facts(town, "place:b1", TODAY)
    assert (of_unit.root, of_unit.root_name) == (["c"], "示例社区居委会")
    assert (of_place.root, of_place.root_name) == (["b1"], "1号楼")
    assert of_place.places["b1"]["households"] == 2


def test_without_a_root_all_is_drawn_but_places_of_origin(town: Store) -> None:
    """They stand back while there is anything else."""
    found = chart_facts(town, None, TODAY)
    assert {unit["id"] for unit in found.units} == {one["unit"] for one in TOWN["units"] if one["line"] != "o"}
    assert found.root_name == "示例街道"


def test_the_command_draws_the_whole_graph_or_a_part(tmp_path: Path) -> None:
    """Without a root from the tops down; the file's ending is the form."""
    with open_store(f"embedded:{tmp_path}/graph") as store:
        import_bundle(store, TOWN, on=TODAY)
    for words in ([], ["m2"]):
        file = tmp_path / "a.dot"
        said = CliRunner().invoke(
            cli, ["--store", f"embedded:{tmp_path}/graph", "chart", *words, "-o", str(file), "--on", "2026-06-01"]
        )
        assert (said.exit_code, said.stdout) == (0, "")
        assert "示例社区居委会" in file.read_text(encoding="utf-8")


def test_a_place_has_the_households_of_all_in_it(town: Store) -> None:
    """Counted once each, however many of the places around them are served too."""
    places = chart_facts(town, None, TODAY).places
    homes = {id: place["households"] for id, place in places.items() if place["households"]}
    assert homes == {"street": 5, "c": 5, "b1": 2, "b2": 1, "b3": 1, "b4": 1}
