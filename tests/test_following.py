"""An import tells what follows from it: whose answer changes, and which steps are left without anybody."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from graphsvc.accounts import Account
from graphsvc.answers.change import Households
from graphsvc.changes.undo import undo
from graphsvc.cli import cli
from graphsvc.questions.changes import MOST_LISTED, change, changes
from graphsvc.rosters.exporting import write_csv
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.sample import sample_bundle
from graphsvc.store import Store, open_store
from tests.oracle import Oracle
from tests.town import TODAY, TOWN
from tests.worlds import Bundle, random_world


def without(file: str, **cells: str) -> Bundle:
    """The town without the rows that have these cells."""
    bundle = copy.deepcopy(TOWN)
    bundle[file] = [row for row in bundle[file] if not cells.items() <= row.items()]
    return bundle


def test_the_change_of_an_import_tells_its_households(store: Store) -> None:
    """Building 3's leader comes in June: the households of that building are answered otherwise, no other."""
    import_bundle(store, TOWN, on=TODAY)
    bundle = copy.deepcopy(TOWN)
    bundle["tenures"].append({"post": "m3-3-head", "person": "who-yi", "since": "2026-06-01", "basis": "elected"})
    plan = import_bundle(store, bundle, on=TODAY)
    assert (plan.households.count, plan.households.items) == (1, ("h-301",))
    told = change(store, 2)
    assert (told.kind, told.on, told.households) == ("import", TODAY, plan.households)


def test_households_are_told_for_the_earliest_day_touched(store: Store) -> None:
    """A tenure put in after the fact: on its first day another answered; what came later does not hide it."""
    import_bundle(store, TOWN, on=TODAY)
    bundle = copy.deepcopy(TOWN)
    bundle["tenures"] += [
        {"post": "m3-3-head", "person": "who-yi", "since": "2026-03-01", "until": "2026-04-01", "basis": "elected"},
        {"post": "m2-deputy", "person": "who-yi", "since": "2026-05-01", "basis": "elected"},
    ]
    plan = import_bundle(store, bundle, on=TODAY)
    assert plan.earliest == date(2026, 3, 1)
    assert plan.households.items == ("h-301",)


def test_a_tenure_that_ends_is_told_for_the_day_it_ends(store: Store) -> None:
    """What it says of the days before is what was known already."""
    import_bundle(store, TOWN, on=TODAY)
    bundle = copy.deepcopy(TOWN)
    next(row for row in bundle["tenures"] if row["post"] == "m3-1-a")["until"] = "2026-07-01"
    plan = import_bundle(store, bundle, on=TODAY)
    assert (plan.earliest, plan.households.items) == (date(2026, 7, 1), ("h-101", "h-102"))


def test_somebody_new_is_told_for_the_day_they_come_into_a_post(store: Store) -> None:
    """That they are known holds always, and is no day."""
    import_bundle(store, TOWN, on=TODAY)
    bundle = copy.deepcopy(TOWN)
    bundle["people"].append({"person": "who-new", "name": "新某"})
    bundle["tenures"].append({"post": "m3-3-head", "person": "who-new", "since": "2026-07-01", "basis": "elected"})
    plan = import_bundle(store, bundle, on=TODAY)
    assert (plan.earliest, plan.households.items) == (date(2026, 7, 1), ("h-301",))
    bundle["people"].append({"person": "who-next", "name": "又某"})
    assert import_bundle(store, bundle, on=TODAY).earliest == TODAY


def test_a_row_pruned_is_told_for_the_day_of_the_import(store: Store) -> None:
    import_bundle(store, TOWN, on=TODAY)
    bundle = copy.deepcopy(TOWN)
    bundle["serves"] = [row for row in bundle["serves"] if row["unit"] != "m3-4"]
    plan = import_bundle(store, bundle, on=date(2026, 6, 20), prune=True)
    assert (plan.earliest, plan.households.items) == (date(2026, 6, 20), ("户#401?甲",))


def test_rows_that_come_and_go_are_told(store: Store) -> None:
    """By what they say beside their key; a key that says it all tells of itself."""
    import_bundle(store, TOWN, on=TODAY)
    bundle = copy.deepcopy(TOWN)
    bundle["serves"] = [row for row in bundle["serves"] if row["unit"] != "m3-4"]
    bundle["serves"].append({"unit": "m2", "place": "b4", "since": "2026-06-20"})
    bundle["kin"] = [{"person": "who-yi", "relative": "who-zi"}]
    bundle["people"].append({"person": "who-new", "name": "新某", "household": "h-101"})
    bundle["posts"].append({"post": "m3-4-b", "unit": "m3-4", "title": "楼长", "rank": "deputy"})
    import_bundle(store, bundle, on=date(2026, 6, 20), prune=True)
    assert [(one.file, one.key, one.column, one.before, one.after) for one in change(store, 2).facts] == [
        ("serves", "m3-4/b4/2020-01-01", "until", None, "2026-06-20"),
        ("serves", "m2/b4/2026-06-20", "place", None, "b4"),
        ("posts", "m3-4-b", "unit", None, "m3-4"),
        ("posts", "m3-4-b", "title", None, "楼长"),
        ("posts", "m3-4-b", "rank", None, "deputy"),
        ("posts", "m3-4-b", "single", None, "yes"),
        ("people", "who-new", "household", None, "h-101"),
        ("kin", "who-yi/who-zi", "relative", None, "who-zi"),
        ("kin", "who-zi/who-jia", "relation", "姐弟", None),
    ]


def test_an_import_taken_back_tells_the_same_households(store: Store) -> None:
    import_bundle(store, TOWN, on=TODAY)
    bundle = copy.deepcopy(TOWN)
    next(row for row in bundle["tenures"] if row["post"] == "m3-1-a")["until"] = "2026-07-01"
    import_bundle(store, bundle, on=TODAY)
    undone = undo(store, 2, "错", by=Account("owner", "owner"), today=TODAY)
    assert undone.households == change(store, 2).households == Households(2, ("h-101", "h-102"))


@pytest.mark.parametrize(
    ("file", "row", "seen"),
    [
        ("serves", {"unit": "m3-1", "place": "b1e2", "since": "2026-06-20"}, True),
        ("tenures", {"post": "m3-1-b", "person": "who-yi", "since": "2021-01-01", "until": "2026-06-20",
                     "basis": "elected"}, True),
        ("tenures", {"post": "m2-head", "person": "who-ding", "since": "2020-01-01", "until": "2026-06-20",
                     "basis": "elected"}, False),
        ("people", {"person": "who-new", "name": "新某"}, False),
    ],
    ids=["its service", "its holder", "another's holder", "a person, who lies in no unit"],
)  # fmt: skip
def test_an_administrator_reads_an_import_that_lies_within(
    store: Store, file: str, row: dict[str, str], seen: bool
) -> None:
    """Whatever of it is told by values, and whatever by tenures."""
    import_bundle(store, TOWN, on=TODAY)
    unit = {"unit": "m3-1", "line": "m", "tier": "3", "name": "1号楼", "part_of": "m2", "phone": "86-0003"}
    import_bundle(store, {"units": [unit], file: [row]}, on=TODAY)
    by = Account("a", "administrator", "unit:m3-1")
    assert [one.revision for one in changes(store, by=by, today=TODAY).items] == ([2] if seen else [])


def test_a_dry_run_tells_the_same_and_writes_nothing(store: Store) -> None:
    assert import_bundle(store, TOWN, on=TODAY, dry_run=True).households.count == 5
    assert store.read("head") == [{"revision": 0}]


def test_a_name_that_changes_changes_nobodys_answer(store: Store) -> None:
    """Names have no dates, so there is no day to tell households for."""
    import_bundle(store, TOWN, on=TODAY)
    bundle = copy.deepcopy(TOWN)
    bundle["people"][0]["name"] = "另一名"
    assert import_bundle(store, bundle, on=TODAY).households.count == 0


@pytest.mark.parametrize("seed", range(6))
def test_they_are_those_the_oracle_answers_otherwise(embedded: Store, seed: int) -> None:
    """A random world, then the same with some tenures gone: by asking about every household on the day."""
    embedded.clear()
    before, rng = random_world(Random(seed)), Random(seed)
    left = [row for row in before["tenures"] if rng.random() < 0.7]
    gone = [row for row in before["tenures"] if row not in left]
    import_bundle(embedded, {**before, "tenures": left}, on=date(2026, 11, 24))
    plan = import_bundle(embedded, before, on=date(2026, 11, 24))
    if not gone:
        assert plan.empty
        return
    day = min(date.fromisoformat(row["since"]) for row in gone)
    one, other = Oracle({**before, "tenures": left}), Oracle(before)
    changed = {
        row["household"]
        for row in before.get("households", [])
        if _said(one, row["household"], day) != _said(other, row["household"], day)
    }
    assert set(plan.households.items) == changed


def _said(oracle: Oracle, household: str, day: date) -> list[tuple[str, int, str, str | None]] | str:
    where = oracle.home(household, "household", None, day)
    if isinstance(where, str):
        return where
    dwelling, origin, _ = where
    return [
        (rung["line"], rung["tier"], rung["state"], rung["person"])
        for line, role in sorted(oracle.lines.items())
        for rung in oracle.ladder(line, origin if role == "origin" else dwelling, dwelling, day)
    ]


def test_a_whole_community_tells_the_count_alone(embedded: Store) -> None:
    """Past a thousand the ids say nothing any more."""
    embedded.clear()
    plan = import_bundle(embedded, sample_bundle(), on=date(2026, 11, 24))
    assert plan.households.count > 4 * MOST_LISTED
    assert plan.households.items == ()
    assert change(embedded, 1).households == plan.households
    assert plan.warnings == ()


# ------------------------------------------------------------ steps


def test_a_lead_step_that_is_not_there_for_some_dwelling_is_a_warning(store: Store) -> None:
    """It is written all the same, and its Change tells it again; the town itself has none."""
    assert import_bundle(store, TOWN, on=TODAY).warnings == ()
    bundle = copy.deepcopy(TOWN)
    bundle["steps"].append({"matter": "card", "step": "1", "role": "lead", "handler": "p:3"})
    (warning,) = import_bundle(store, bundle, on=TODAY).warnings
    assert warning.code == "step_unanswerable"
    assert warning.zh == "主办“p:3”在1处住处没有对应的组织或机构(住处:401室 d4-401;事项:办卡 card)。"
    assert change(store, 2).warnings == (warning,)


@pytest.mark.parametrize(
    ("bundle", "told"),
    [
        # A body that covers others; assists are nobody's lead.
        (without("bodies", body="police"), "body:police"),
        # A unit that has ended.
        (copy.deepcopy(TOWN) | {"units": [
            row | ({"until": "2026-05-01"} if row["unit"] == "m2" else {}) for row in TOWN["units"]]}, "unit:m2"),
        # The tier above the village.
        (without("units", unit="o1") | {"serves": without("serves", unit="o1")["serves"],
         "posts": without("posts", unit="o1")["posts"],
         "units": [{key: cell for key, cell in row.items() if (key, cell) != ("part_of", "o1")}
                   for row in without("units", unit="o1")["units"]]}, "o:1"),
    ],
)  # fmt: skip
def test_whatever_leads_is_looked_for(embedded: Store, bundle: Bundle, told: str) -> None:
    embedded.clear()
    warnings = import_bundle(embedded, bundle, on=TODAY).warnings
    assert [one.code for one in warnings if f'"{told}"' in one.en] == ["step_unanswerable"]


def test_a_vacancy_is_no_such_warning(embedded: Store) -> None:
    """Nobody may hold any post: the steps are there, and the vacancies are told where vacancies are."""
    embedded.clear()
    assert import_bundle(embedded, {**TOWN, "tenures": []}, on=TODAY).warnings == ()


def test_the_command_shows_them_with_the_plan(tmp_path: Path) -> None:
    """On standard error, before it asks."""
    bundle = copy.deepcopy(TOWN)
    bundle["steps"].append({"matter": "card", "step": "1", "role": "lead", "handler": "p:3"})
    write_csv(bundle, tmp_path / "roster")
    words = ["--store", f"embedded:{tmp_path / 'graph'}", "--lang", "en", "import", str(tmp_path / "roster")]
    said = CliRunner().invoke(cli, [*words, "--on", (TODAY + timedelta(1)).isoformat()])
    assert said.exit_code == 2
    assert "5 households are answered otherwise" in said.stderr
    assert '! The lead "p:3" is not there for 1 dwellings (dwellings: 401室 d4-401; matters: Card card).' in said.stderr
    with open_store(f"embedded:{tmp_path / 'graph'}") as store:
        assert store.read("head") == [{"revision": 0}]
