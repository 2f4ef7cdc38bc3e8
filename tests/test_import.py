"""A roster comes in whole or not at all, and goes out as it came."""

from __future__ import annotations

import copy
import threading
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from graphsvc.errors import Stale
from graphsvc.model import FOREVER, Fact
from graphsvc.questions import find_households, responsible
from graphsvc.rosters.believed import read_believed
from graphsvc.rosters.exporting import export_bundle, write_csv, write_xlsx
from graphsvc.rosters.faults import BundleRefused
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.reading import read_bundle
from graphsvc.store import Store
from tests.worlds import random_world

ON = date(2026, 11, 24)
Bundle = dict[str, list[dict[str, str]]]

TOWN: Bundle = {
    "lines": [{"line": "m", "name": "管理体系", "role": "management"}],
    "levels": [{"line": "m", "tier": "1", "name": "居委会"}, {"line": "m", "tier": "2", "name": "分楼长"}],
    "places": [
        {"place": "c", "kind": "community", "name": "示例社区"},
        {"place": "b", "kind": "building", "name": "3号楼", "within": "c"},
        {"place": "d", "kind": "dwelling", "name": "501室", "within": "b"},
    ],
    "units": [
        {"unit": "u1", "line": "m", "tier": "1", "name": "居委会"},
        {"unit": "u2", "line": "m", "tier": "2", "name": "3号楼", "part_of": "u1"},
    ],
    "serves": [{"unit": "u2", "place": "b", "since": "2024-01-01"}],
    "posts": [{"post": "p", "unit": "u2", "title": "分楼长", "rank": "head"}],
    "people": [{"person": "shan", "name": "单雄"}, {"person": "wang", "name": "王伟"}],
    "tenures": [{"post": "p", "person": "shan", "since": "2024-01-01", "basis": "推选"}],
    "households": [{"household": "h", "place": "d", "head": "shan", "size": "3", "since": "2024-01-01"}],
}


def with_row(file: str, **row: str) -> Bundle:
    """The town with one row more."""
    bundle = copy.deepcopy(TOWN)
    bundle.setdefault(file, []).append(row)
    return bundle


def believed(store: Store) -> set[Fact]:
    return set(read_believed(store.read, store.read("published")[0]["revision"]).facts())


def test_it_works(store: Store) -> None:
    plan = import_bundle(store, TOWN, on=ON)
    assert plan.revision == 1
    assert [one.id for one in find_households(store, "三号楼５０１", on=ON).items] == ["h"]
    assert [one.matched for one in find_households(store, "shanx", on=ON).items] == ["pinyin"]


def test_the_same_again_changes_nothing_and_takes_no_revision(store: Store) -> None:
    import_bundle(store, TOWN, on=ON)
    for prune in (False, True):
        assert import_bundle(store, TOWN, on=ON, prune=prune).revision is None
    assert store.read("head") == [{"revision": 1}]


def test_every_fault_is_told_at_once(store: Store) -> None:
    bundle = with_row("places", place="x", kind="building", name="x", within="nowhere")
    bundle["units"].append({"unit": "y", "line": "m", "tier": "9", "name": "y"})
    with pytest.raises(BundleRefused) as refused:
        import_bundle(store, bundle, on=ON)
    assert {(fault.file, fault.row) for fault in refused.value.faults} == {("places", 5), ("units", 4)}


def test_a_changed_value_without_dates_counts_from_the_day_of_import(store: Store) -> None:
    import_bundle(store, TOWN, on=ON)
    bundle = with_row("places", place="b2", kind="building", name="4号楼", within="c")
    bundle["places"][2]["within"] = "b2"
    import_bundle(store, bundle, on=ON)
    rows = [row for row in store.read("believed_facts_located_in", revision=None) if row["start"] == "d"]
    assert sorted((row["end"], row["since"], row["until"]) for row in rows) == [
        ("b", date(1, 1, 1), ON),
        ("b2", ON, FOREVER),
    ]
    assert [one.address for one in find_households(store, "4-501", on=ON).items] == ["示例社区4号楼501室"]


@pytest.mark.parametrize(
    ("file", "row", "changed"),
    [("posts", 0, {"rank": "deputy"}), ("units", 1, {"part_of": "gone"}), ("units", -1, {"part_of": "gone"})],
    ids=["a post that has ended", "below a unit that has ended", "below it, and below none before"],
)
def test_a_changed_value_leaves_what_was_before_as_it_was(
    store: Store, file: str, row: int, changed: dict[str, str]
) -> None:
    """It counts from the day of the import, and nothing it could say holds by then."""
    bundle = with_row("units", unit="gone", line="m", tier="1", name="旧居委会", until="2026-01-01")
    bundle["units"].append({"unit": "apart", "line": "m", "tier": "2", "name": "5号楼"})
    bundle["posts"][0]["until"] = "2026-01-01"
    import_bundle(store, bundle, on=ON)
    before = {fact for fact in believed(store) if fact.since < date(2026, 1, 1)}
    bundle[file][row] |= changed
    import_bundle(store, bundle, on=ON)
    cut = {(one.relation, one.start, one.end, one.since, one.values) for one in believed(store)}
    assert cut == {(one.relation, one.start, one.end, one.since, one.values) for one in before}
    assert import_bundle(store, bundle, on=ON).empty


def test_a_unit_moved_below_one_to_come_is_below_none_until_then(store: Store) -> None:
    bundle = with_row("units", unit="new", line="m", tier="1", name="新居委会", since="2027-01-01")
    import_bundle(store, bundle, on=ON)
    bundle["units"][1]["part_of"] = "new"
    import_bundle(store, bundle, on=ON)
    rows = store.read("believed_facts_part_of", revision=None)
    assert sorted((row["end"], row["since"], row["until"]) for row in rows) == [
        ("new", date(2027, 1, 1), FOREVER),
        ("u1", date(1, 1, 1), ON),
    ]
    assert import_bundle(store, bundle, on=ON).empty


def parts(store: Store, unit: str) -> list[tuple[str, date]]:
    rows = store.read("believed_facts_part_of", revision=None)
    return sorted(((row["end"], row["since"]) for row in rows if row["start"] == unit), key=lambda one: one[1])


def test_a_move_that_is_planned_is_brought_forward_or_called_off(store: Store) -> None:
    """A value that differs on the day of an import counts from then on, whatever was planned."""
    other = with_row("units", unit="other", line="m", tier="1", name="另一居委会")
    import_bundle(store, other, on=ON)
    back = {"units": [row for row in other["units"] if row["unit"] == "u2"]}
    moved = {"units": [row | {"part_of": "other"} for row in back["units"]]}
    import_bundle(store, moved, on=ON + timedelta(30))
    assert import_bundle(store, back, on=ON).empty
    import_bundle(store, moved, on=ON + timedelta(7))
    assert parts(store, "u2") == [("u1", date(1, 1, 1)), ("other", ON + timedelta(7))]
    import_bundle(store, back, on=ON + timedelta(30))
    import_bundle(store, back, on=ON + timedelta(7))
    assert parts(store, "u2") == [("u1", date(1, 1, 1))]


def test_what_begins_later_and_changes_after_is_left_by_the_same_again(store: Store) -> None:
    begins = (ON + timedelta(10)).isoformat()
    bundle = with_row("units", unit="new", line="m", tier="2", name="新楼", part_of="u1", since=begins)
    bundle["units"].append({"unit": "other", "line": "m", "tier": "1", "name": "另一居委会"})
    import_bundle(store, bundle, on=ON)
    moved = [row | {"part_of": "other"} for row in bundle["units"] if row["unit"] == "new"]
    import_bundle(store, {"units": moved}, on=ON + timedelta(20))
    assert import_bundle(store, bundle, on=ON).empty
    assert [unit for unit, _ in parts(store, "new")] == ["u1", "other"]


def test_a_unit_that_moves_to_another_level_keeps_who_leads_it(store: Store) -> None:
    """It moves down a level and the one it left is no more; who held its post holds it on, since the same day."""
    import_bundle(store, TOWN, on=ON)
    since = responsible(store, place="d", on=ON).ladder[0].since
    down = {
        name: [row | {"tier": "3"} if row["tier"] == "2" else row for row in TOWN[name]] for name in ("levels", "units")
    }
    import_bundle(store, {**TOWN, **down}, on=date(2026, 12, 1), prune=True)
    lowest = responsible(store, place="d", on=date(2026, 12, 2)).ladder[0]
    assert (lowest.unit.tier, lowest.since) == (3, since)
    assert since is not None


def test_prune_ends_what_has_gone_and_without_it_nothing_ends(store: Store) -> None:
    import_bundle(store, TOWN, on=ON)
    bundle = {**TOWN, "tenures": []}
    assert import_bundle(store, bundle, on=ON).revision is None
    import_bundle(store, bundle, on=ON, prune=True)
    assert [row["until"] for row in store.read("believed_facts_holds", revision=None)] == [ON]


def test_prune_retracts_a_row_that_differs_in_since_alone(store: Store) -> None:
    """It was written wrong, and never was: it is not ended, and its own revision still believes it."""
    import_bundle(store, TOWN, on=ON)
    (was,) = TOWN["tenures"]
    import_bundle(store, {**TOWN, "tenures": [was | {"since": "2024-06-01"}]}, on=ON, prune=True)
    held = [store.read("believed_facts_holds", revision=revision) for revision in (None, 1)]
    assert [[(row["since"], row["until"]) for row in rows] for rows in held] == [
        [(date(2024, 6, 1), FOREVER)],
        [(date(2024, 1, 1), FOREVER)],
    ]


def test_a_line_may_be_dissolved_with_prune_and_not_from_under_its_units(store: Store) -> None:
    """With its levels and units it ends on one day; what has ended already asks for neither."""
    other: Bundle = {
        "lines": [{"line": "x", "name": "网格", "role": "other"}],
        "levels": [{"line": "x", "tier": "1", "name": "网格"}],
        "units": [{"unit": "ux", "line": "x", "tier": "1", "name": "网格"}],
        "matters": [{"matter": "noise", "name": "噪声", "category": "纠纷", "kind": "dispute"}],
        "carveouts": [
            {"matter": "noise", "place": "b", "since": "2024-01-01", "step": "1", "role": "lead", "handler": "x:1"}
        ],
    }
    whole = {**TOWN, **{file: [*TOWN.get(file, []), *rows] for file, rows in other.items()}}
    import_bundle(store, whole, on=ON)
    for file in ("lines", "levels"):
        with pytest.raises(BundleRefused) as refused:
            import_bundle(store, {**whole, file: TOWN[file]}, on=ON, prune=True)
        (fault,) = (one for one in refused.value.faults if one.file == "units")
        assert (fault.row, fault.value) == (4, {"lines": "x", "levels": "1"}[file])
    assert import_bundle(store, TOWN, on=ON, prune=True).revision == 2
    assert import_bundle(store, TOWN, on=ON, prune=True).revision is None
    (ended,) = (row for row in store.read("believed_facts_at_level", revision=None) if row["start"] == "ux")
    assert ended["until"] == ON


def stay(place: str, since: str) -> dict[str, str]:
    return {"household": "h", "place": place, "head": "shan", "size": "3", "since": since}


def lived(store: Store) -> list[tuple[str, date, date]]:
    return [(row["end"], row["since"], row["until"]) for row in store.read("believed_facts_lives_in", revision=None)]


@pytest.mark.parametrize("moved", ["2026-06-01", "2027-06-01"])
def test_a_household_that_moved_is_taken_with_prune_from_a_roster_of_who_lives_where_now(
    store: Store, moved: str
) -> None:
    """The new stay ends the one that is gone on its `since`, before the import or after it; twice is as once."""
    import_bundle(store, TOWN, on=ON)
    bundle = {**TOWN, "households": [stay("b", moved)]}
    assert import_bundle(store, bundle, on=ON, prune=True).revision == 2
    day = date.fromisoformat(moved)
    assert sorted(lived(store), key=str) == [("b", day, FOREVER), ("d", date(2024, 1, 1), day)]
    assert import_bundle(store, bundle, on=ON, prune=True).revision is None


def test_prune_retracts_a_stay_that_differs_in_since_alone_though_a_later_one_ends_it(store: Store) -> None:
    import_bundle(store, {**TOWN, "households": [stay("d", "2024-01-01"), stay("b", "2025-01-01")]}, on=ON)
    import_bundle(store, {**TOWN, "households": [stay("d", "2023-06-01"), stay("b", "2025-01-01")]}, on=ON, prune=True)
    began, moved = date(2023, 6, 1), date(2025, 1, 1)
    assert sorted(lived(store), key=str) == [("b", moved, FOREVER), ("d", began, moved)]


def test_a_lead_put_in_anothers_place_leads_from_the_import_on(store: Store) -> None:
    """On no day are there two: what is asked of a day before names the lead of then."""
    step = {"matter": "noise", "step": "1", "role": "lead"}
    matters = [{"matter": "noise", "name": "噪声", "category": "纠纷", "kind": "dispute"}]
    import_bundle(store, {**TOWN, "matters": matters, "steps": [step | {"handler": "m:2"}]}, on=ON)
    later = {**TOWN, "matters": matters, "steps": [step | {"handler": "m:1"}]}
    import_bundle(store, later, on=date(2027, 1, 1), prune=True)
    rows = store.read("believed_facts_step_of", revision=None)
    assert sorted((row["start"], row["since"], row["until"]) for row in rows) == [
        ("noise/1/lead/m:1", date(2027, 1, 1), FOREVER),
        ("noise/1/lead/m:2", date(1, 1, 1), date(2027, 1, 1)),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_out_and_in_again_is_an_equal_graph(store: Store, tmp_path: Path, seed: int) -> None:
    """By folder and by workbook, of a random world."""
    import_bundle(store, random_world(Random(seed)), on=ON)
    before, bundle = believed(store), export_bundle(store, ON)
    write_csv(bundle, tmp_path / "out")
    write_xlsx(bundle, tmp_path / "out.xlsx")
    for path in (tmp_path / "out", tmp_path / "out.xlsx"):
        store.clear()
        import_bundle(store, read_bundle(path), on=ON)
        assert believed(store) == before


def test_imports_at_once_are_not_doubled(store: Store) -> None:
    """Each plans where it writes, so the second finds the first one's facts and has nothing to do."""
    revisions: list[int | None] = []
    threads = [
        threading.Thread(target=lambda: revisions.append(import_bundle(store, TOWN, on=ON).revision)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(revisions, key=str) == [1, None, None, None]


def test_a_plan_is_written_as_it_was_looked_at_or_not_at_all(store: Store) -> None:
    """What came in between is told, and nothing of the plan is written."""
    import_bundle(store, TOWN, on=ON)
    more = with_row("people", person="li", name="李四")
    seen = import_bundle(store, more, on=ON, dry_run=True)
    assert (seen.planned_at, seen.revision) == (1, None)
    import_bundle(store, with_row("people", person="zhao", name="赵六"), on=ON)
    with pytest.raises(Stale) as refused:
        import_bundle(store, more, on=ON, unmoved_since=seen.planned_at)
    assert [one["revision"] for one in refused.value.changes] == [2]
    assert store.read("head") == [{"revision": 2}]
    seen = import_bundle(store, more, on=ON, dry_run=True)
    made = import_bundle(store, more, on=ON, unmoved_since=seen.planned_at)
    assert (made.revision, made.planned_at, made.counts, made.record) == (3, 2, seen.counts, seen.record)
