"""The sample community: its totals, its sameness, and every rule a roster has to keep."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from graphsvc.rosters.columns import FILES
from graphsvc.rosters.sample import sample_bundle, write_sample
from graphsvc.rosters.sample.places import COMMUNITY, divisions, village_name

TODAY = "2026-11-24"
Row = dict[str, str]


@pytest.fixture(scope="module")
def bundle() -> dict[str, list[Row]]:
    return sample_bundle()


def live(row: Row, on: str = TODAY) -> bool:
    return row.get("since", "0001-01-01") <= on < (row.get("until") or "9999-12-31")


def overlap(one: Row, other: Row) -> bool:
    latest = max(one["since"], other["since"])
    return latest < min(one.get("until") or "9999-12-31", other.get("until") or "9999-12-31")


def test_totals(bundle: dict[str, list[Row]]) -> None:
    kinds = Counter(row["kind"] for row in bundle["places"])
    present = [row for row in bundle["households"] if live(row)]
    assert (kinds["building"], kinds["dwelling"]) == (52, 4842)
    assert sum(int(row["size"]) for row in present) == 13000
    lived_in = {row["place"] for row in present}
    assert len(lived_in) == len(present)
    assert len(lived_in) / 4842 >= 0.95


def test_both_lines_are_whole(bundle: dict[str, list[Row]]) -> None:
    tiers = Counter((row["line"], row["tier"]) for row in bundle["units"])
    assert [tiers["party", str(tier)] for tier in range(1, 6)] == [1, 1, 4, 13, 52]
    assert [tiers["management", str(tier)] for tier in range(1, 6)] == [1, 1, 13, 26, 52]
    units = {row["unit"]: row for row in bundle["units"]}
    for row in bundle["units"]:
        above = units[row["part_of"]] if "part_of" in row else None
        assert (above is None) == (row["tier"] == "1")
        if above:
            assert (above["line"], int(above["tier"])) == (row["line"], int(row["tier"]) - 1)
    # A unit's buildings are those of its parts.
    served: dict[str, set[str]] = defaultdict(set)
    for row in bundle["serves"]:
        served[row["unit"]].add(row["place"])
    for row in bundle["units"]:
        if row["line"] != "origin" and row["tier"] in "45":
            assert served[row["unit"]] <= served[row["part_of"]]


def test_pairs_stand_one_to_one(bundle: dict[str, list[Row]]) -> None:
    units = {row["unit"]: row for row in bundle["units"]}
    sides = [side for row in bundle["pairs"] for side in (row["unit"], row["paired_with"])]
    assert len(sides) == len(set(sides)) == 108
    for row in bundle["pairs"]:
        pair = {units[row["unit"]]["line"], units[row["paired_with"]]["line"]}
        assert pair == {"party", "management"}
        assert units[row["unit"]]["tier"] == units[row["paired_with"]]["tier"]


def test_origins_are_real_villages(bundle: dict[str, list[Row]]) -> None:
    real = {row["code"]: row for row in divisions()}
    places = {row["place"]: row for row in bundle["places"]}
    villages = [row for row in bundle["places"] if row["kind"] == "village"]
    assert len(villages) > 100
    for row in villages:
        assert row["name"] == village_name(real[row["code"]]["name"])
        assert row["within"] == real[row["code"]]["parent"]
        assert places[row["within"]]["kind"] == "township"
    assert {row["unit"] for row in bundle["serves"]} >= {f"o2-{row['place']}" for row in villages}
    origins = {row["origin"] for row in bundle["households"] if "origin" in row}
    assert origins <= {row["place"] for row in villages}
    assert all(row["code"] not in real for row in bundle["places"] if row["place"] in (COMMUNITY, "sample-subdistrict"))


def test_tenures_keep_the_rules(bundle: dict[str, list[Row]]) -> None:
    single = {row["post"]: row["single"] == "yes" for row in bundle["posts"]}
    held = defaultdict(list)
    for row in bundle["tenures"]:
        assert row["since"] < (row.get("until") or "9999-12-31")
        if row["basis"] == "acting":
            assert row["until"] == row["planned_end"] > TODAY
        held[row["post"]].append(row)
    for post, rows in held.items():
        for one, other in combinations(rows, 2):
            assert not (overlap(one, other) and (single[post] or one["person"] == other["person"])), post


def test_what_the_questions_are_asked_of(bundle: dict[str, list[Row]]) -> None:
    unit_of = {row["post"]: row["unit"] for row in bundle["posts"]}
    ranks = {row["post"]: row["rank"] for row in bundle["posts"]}
    now = [row for row in bundle["tenures"] if live(row) and unit_of[row["post"]][0] in "pm"]
    held = {row["post"] for row in now}
    heads = {post for post, rank in ranks.items() if rank == "head" and unit_of[post][0] in "pm"}
    vacant = {unit_of[post] for post in heads - held}
    assert vacant == {"p5-23", "m5-40", "m3-8", "m4-22"}
    assert {unit_of[row["post"]] for row in now if row["basis"] == "acting"} == {"p4-11", "m5-17"}
    lines = defaultdict(set)
    for row in now:
        if ranks[row["post"]] == "head":
            lines[row["person"]].add(unit_of[row["post"]][0])
    assert sum(len(both) == 2 for both in lines.values()) == 25


def test_some_are_led_by_a_deputy(bundle: dict[str, list[Row]]) -> None:
    """Both lines have deputies, and somewhere nobody holds the head and a deputy answers."""
    holders = {row["post"] for row in bundle["tenures"] if live(row)}
    units = {row["unit"]: row for row in bundle["units"]}
    heads, deputies = defaultdict(set), defaultdict(set)
    for post in bundle["posts"]:
        {"head": heads, "deputy": deputies}.get(post["rank"], defaultdict(set))[post["unit"]].add(post["post"])
    assert sum(len(posts & holders) for posts in deputies.values()) >= 2
    led = [unit for unit, posts in deputies.items() if posts & holders and not heads[unit] & holders]
    assert led, "no unit is led by a deputy"
    assert {units[unit]["line"] for unit in deputies} >= {"management", "party"}


def test_stays_and_references(bundle: dict[str, list[Row]]) -> None:
    stays = defaultdict(list)
    for row in bundle["households"]:
        stays[row["household"]].append(row)
    assert sum(len(rows) > 1 for rows in stays.values()) == 6
    assert not any(overlap(*pair) for rows in stays.values() for pair in combinations(rows, 2))
    ids = {file: {row[FILES[file].key[0]] for row in rows} for file, rows in bundle.items()}
    for file, rows in bundle.items():
        keys = [tuple(row[column] for column in FILES[file].key) for row in rows]
        assert len(keys) == len(set(keys)), file
        for column in FILES[file].columns:
            named = {row[column.name] for row in rows if column.name in row}
            assert not column.refers or named <= ids[column.refers], (file, column.name)
            assert not column.required or all(row.get(column.name) for row in rows), (file, column.name)
            assert not column.codes or named <= set(column.codes), (file, column.name)


def test_phones_belong_to_nobody(bundle: dict[str, list[Row]]) -> None:
    phones = [row["phone"] for row in bundle["people"] if "phone" in row]
    assert len(phones) == len(set(phones))
    assert all(len(phone) == 11 and phone.startswith("100000") for phone in phones)
    public = {"110", "119", "120", "12345"}
    offices = {
        row[key]
        for file in ("units", "bodies")
        for row in bundle[file]
        for key in ("phone", "supervision")
        if key in row
    }
    assert all(phone in public or phone.startswith("0350-0") for phone in offices)


def test_matters_steps_and_exits(bundle: dict[str, list[Row]]) -> None:
    leads: Counter[tuple[str, str]] = Counter()
    for row in [*bundle["steps"], *bundle["carveouts"]]:
        leads[row["matter"] + row.get("place", ""), row["step"]] += row["role"] == "lead"
    assert set(leads.values()) == {1}
    kinds = {row["kind"] for row in bundle["bodies"]}
    handlers = {row["handler"] for row in bundle["steps"] if row["handler"].startswith("body:")}
    assert {handler.removeprefix("body:") for handler in handlers} <= kinds
    assert {row["body"] for row in bundle["exits"]} <= kinds
    assert Counter(row["kind"] for row in bundle["matters"])["utility"] == 8
    assert sum(kind.startswith("utility:") for kind in kinds) == 8
    assert not any(row["kind"] == "right" for row in bundle["matters"])
    for row in [*bundle["matters"], *bundle["steps"], *bundle["exits"], *bundle["carveouts"]]:
        assert row["source"]
        assert ("limit" in row) == ("limit_unit" in row)
    scopes = {row["matter"] for row in bundle["matters"]} | {f"category:{row['category']}" for row in bundle["matters"]}
    assert {row["matter"] for row in [*bundle["steps"], *bundle["exits"]]} <= scopes | {"*"}


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    sums = []
    for name in ("one", "two"):
        write_sample(tmp_path / name)
        files = sorted((tmp_path / name).iterdir())
        sums.append([(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files])
    assert sums[0] == sums[1]
    assert [name for name, _ in sums[0]] == sorted(f"{name}.csv" for name in FILES)
    with (tmp_path / "one" / "people.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == [column.name for column in FILES["people"].columns]
    assert b"\r" not in (tmp_path / "one" / "people.csv").read_bytes()
