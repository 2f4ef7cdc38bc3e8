"""Every rule of a sound graph finds the rows that break it, and no other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random

import orjson
import pytest
from click.testing import CliRunner
from test_coverage import world_of

from graphsvc.checks.integrity import RULES, examine, integrity
from graphsvc.checks.world import World
from graphsvc.cli import cli
from graphsvc.model import ALWAYS, FOREVER, Fact, Scalar
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.sample import sample_bundle
from graphsvc.store import Store, open_store
from tests.town import TODAY, TOWN
from tests.worlds import random_world

REMARKS = {
    "vacant": [("posts", "m1-head", "m1"), ("posts", "m3-3-head", "m3-3"), ("posts", "o1-head", "o1"),
               ("posts", "p1-head", "p1")],
    "doubly_served": [("units", "m3-2", "m3-2x: 1")],
    "open_acting": [("tenures", "m3-4-head/who-ji/2026-04-01", "2026-04-01..")],
}  # fmt: skip
"""What the town has that is worth a look, and nothing wrong."""


def broken(world: World) -> dict[str, list[tuple[str, str, str]]]:
    """The rows of every rule that has any."""
    rules = {rule.code: rule.rows for rule in examine(world, TODAY).rules}
    return {code: sorted((one.file, one.key, one.note) for one in rows) for code, rows in rules.items() if rows}


def with_facts(*facts: Fact, but: Iterable[tuple[str, str]] = (), **things: dict[str, dict[str, object]]) -> World:
    """The town with some facts more, and without those of a relation and start named in `but`."""
    town = world_of(TOWN)
    left = [fact for fact in town.facts(*town.by) if (fact.relation, fact.start) not in set(but)]
    return World.of([*left, *facts], {**town.things, **things})


def fact(relation: str, start: str, end: str, since: str = "", until: str = "", **values: Scalar) -> Fact:
    return Fact(
        relation, start, end, date.fromisoformat(since) if since else ALWAYS,
        date.fromisoformat(until) if until else FOREVER, tuple(sorted(values.items())),
    )  # fmt: skip


def test_the_town_is_sound_and_has_what_is_worth_a_look() -> None:
    assert broken(world_of(TOWN)) == REMARKS
    assert examine(world_of(TOWN), TODAY).sound


CASES: dict[str, tuple[World, list[tuple[str, str, str]]]] = {
    "circle": (
        # A circle needs a day of its own: the second of these two never meets the first.
        with_facts(fact("located_in", "street", "b1"), fact("located_in", "county", "v", "", "2020-01-01"),
                   but=[("located_in", "v")]),
        [("places", "b1", ".."), ("places", "c", ".."), ("places", "street", "..")],
    ),
    "two_parents": (
        with_facts(fact("located_in", "b1", "street", "2021-01-01"), fact("part_of", "m3-1", "m1")),
        [("places", "b1", "c, street"), ("units", "m3-1", "m1, m2")],
    ),
    "not_upward": (
        with_facts(fact("part_of", "m3-1", "m3-2"), but=[("part_of", "m3-1")]),
        [("units", "m3-1", "m:3, m:3")],
    ),
    "stops_short": (with_facts(but=[("part_of", "m3-3")]), [("units", "m3-3", "m:3")]),
    "across_tiers": (
        with_facts(fact("paired_with", "p2", "m3-3", "2020-01-01")),
        [("pairs", "p2/m3-3/2020-01-01", "p:2, m:3")],
    ),
    "overlap": (
        with_facts(
            fact("holds", "who-yi", "m2-head", "2024-01-01", "2025-01-01", basis="elected"),
            fact("lives_in", "h-101", "d3-302", "2022-01-01", "2023-01-01"),
            fact("serves", "m3-1", "b1", "2026-01-01"),
            fact("paired_with", "m3-2", "p3-2", "2025-01-01"),
        ),
        [
            ("households", "h-101/d3-302/2022-01-01", "2022-01-01..2023-01-01"),
            ("pairs", "m3-2/p3-2/2025-01-01", "2025-01-01.."),
            ("serves", "m3-1/b1/2026-01-01", "2026-01-01.."),
            ("tenures", "m2-head/who-yi/2024-01-01", "2024-01-01..2025-01-01"),
        ],
    ),
    "dangling": (
        with_facts(fact("serves", "m3-1", "b9", "2020-01-01"), fact("holds", "nobody", "m2-deputy", "2020-01-01")),
        [("serves", "m3-1/b9/2020-01-01", "b9"), ("tenures", "m2-deputy/nobody/2020-01-01", "nobody")],
    ),
    "unserved": (
        with_facts(but=[("serves", "m3-3"), ("serves", "m2"), ("serves", "m1")]),
        [("places", "d3-301", "")],
    ),
    "no_head": (with_facts(but=[("post_in", "m3-3-head"), ("holds", "who-bing")]), [("units", "m3-3", "")]),
    "expired_acting": (
        with_facts(
            fact("holds", "who-ji", "m3-4-head", "2026-04-01", basis="acting", planned_end=date(2026, 6, 1)),
            but=[("holds", "who-ji")],
        ),
        [("tenures", "m3-4-head/who-ji/2026-04-01", "2026-06-01")],
    ),
    "overdue": (
        with_facts(
            fact("holds", "who-ding", "m2-head", "2020-01-01", basis="elected", planned_end=date(2025, 1, 1)),
            but=[("holds", "who-ding")],
        ),
        [("tenures", "m2-head/who-ding/2020-01-01", "2025-01-01")],
    ),
    "leads": (
        with_facts(but=[("step_of", "land/1/lead/o:2"), ("step_of", "noise/1/lead/m:3")]),
        [("steps", "noise/1", "0")],
    ),
    "handlers": (
        with_facts(but=[("at_level", "m2"), ("level_of", "o/1")]),
        [("carveouts", "noise/b4/2025-01-01/1/lead/unit:m2", "unit:m2"), ("steps", "land/2/lead/o:1", "o:1")],
    ),
    "idle": (with_facts(but=[("serves", "m3-1")]), [("units", "m3-1", "")]),
    "outlives": (
        with_facts(fact("at_level", "m3-3", "m/3", "", "2026-01-01"), but=[("at_level", "m3-3")]),
        [
            ("posts", "m3-3-head", "m3-3 ..2026-01-01"),
            ("serves", "m3-3/b3/2020-01-01", "m3-3 ..2026-01-01"),
            ("units", "m3-3", "m3-3 ..2026-01-01"),
        ],
    ),
    "gap": (
        with_facts(
            fact("holds", "who-yi", "m3-3-head", "2026-09-01", basis="elected"),
            fact("holds", "who-wu", "m3-1-b", "2019-01-01", "2020-06-01", basis="elected"),
        ),
        [("posts", "m3-3-head", "2026-03-01..2026-09-01")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_each_rule_finds_the_rows_that_break_it(code: str) -> None:
    """And what is wrong makes the graph unsound, what is worth a look does not."""
    world, rows = CASES[code]
    assert broken(world)[code] == rows
    wrong = next(wrong for one, wrong, *_ in RULES if one == code)
    assert not (wrong and examine(world, TODAY).sound)


def test_a_load_far_from_its_level_stands_out() -> None:
    """Five buildings, four of two households each and one of nine."""
    homes = [
        fact("lives_in", f"{building}-h{number}", f"{building}-d{number}", "2020-01-01")
        for building, count in {"b1": 2, "b2": 2, "b3": 2, "b4": 2, "b5": 9}.items()
        for number in range(count)
    ]
    places = [fact("located_in", home.end, home.end.partition("-")[0]) for home in homes]
    units = [fact("at_level", f"u{number}", "m/1") for number in range(1, 6)]
    serves = [fact("serves", f"u{number}", f"b{number}", "2020-01-01") for number in range(1, 6)]
    line = [fact("line_role", "m", "line:management"), fact("level_of", "m/1", "m")]
    kinds = [fact("place_kind", id, "place:dwelling") for id in {one.start for one in places}]
    world = World.of([*homes, *places, *units, *serves, *line, *kinds], {})
    assert broken(world)["outlier"] == [("units", "u5", "9 / 2")]
    (span,) = examine(world, TODAY).spans
    assert (span.units, span.least, span.median, span.most) == (5, 2, 2, 9)


def test_every_rule_is_tried() -> None:
    """No rule without a case, no code twice, each with its sentence in both languages."""
    codes = [code for code, *_ in RULES]
    assert len(set(codes)) == len(codes)
    assert set(codes) == {*CASES, *REMARKS, "outlier"}
    assert all(zh and en for _, _, _, zh, en in RULES)


def test_the_sample_is_sound() -> None:
    found = examine(world_of(sample_bundle()), date(2026, 11, 24))
    assert [(rule.code, rule.rows) for rule in found.rules if rule.wrong and rule.rows] == []
    assert sum(one.units for one in found.spans) == 349


@pytest.mark.parametrize("seed", range(8))
def test_what_an_import_lets_in_breaks_no_rule_that_an_import_holds(seed: int) -> None:
    """Random worlds, which keep every rule of a bundle: what a check calls wrong there, an import may not refuse."""
    found = examine(world_of(random_world(Random(seed))), date(2026, 11, 24))
    held = {"circle", "two_parents", "not_upward", "overlap", "dangling", "leads", "handlers"}
    assert [(rule.code, rule.rows) for rule in found.rules if rule.code in held and rule.rows] == []


def test_the_graph_is_asked_as_it_is(store: Store) -> None:
    """Read from either engine it is what was found without one."""
    import_bundle(store, TOWN, on=TODAY)
    found = integrity(store, TODAY)
    assert {rule.code: len(rule.rows) for rule in found.rules if rule.rows} == {
        code: len(rows) for code, rows in REMARKS.items()
    }
    assert found.revision == 1


# ------------------------------------------------------------ the command


def run(graph: Path, *words: str) -> tuple[int, str]:
    said = CliRunner().invoke(cli, ["--store", f"embedded:{graph}", "--lang", "en", "check", *words])
    return said.exit_code, said.stdout


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town, and a second revision in which the committee has lost its head."""
    folder = tmp_path_factory.mktemp("town")
    with open_store(f"embedded:{folder}") as store:
        import_bundle(store, TOWN, on=TODAY)
    return folder


def test_check_is_0_where_nothing_is_wrong(graph: Path) -> None:
    """It tells both, and what is worth a look."""
    code, text = run(graph, "--on", "2026-06-01")
    assert code == 0
    assert "The graph is sound." in text
    assert "Covered" in text
    assert "m3-2x: 1" in text


def test_check_is_1_where_something_is_wrong(tmp_path: Path) -> None:
    """A gap in coverage is wrong, and so is a unit without a head post."""
    with open_store(f"embedded:{tmp_path}") as store:
        rows = [row for row in TOWN["tenures"] if row["post"] != "m2-head"]
        posts = [row for row in TOWN["posts"] if row["post"] != "m3-3-head"]
        tenures = [row for row in rows if row["post"] != "m3-3-head"]
        import_bundle(store, {**TOWN, "tenures": tenures, "posts": posts}, on=TODAY)
    code, text = run(tmp_path, "--on", "2026-06-01", "--json")
    told = orjson.loads(text)
    assert (code, told["integrity"]["sound"], told["coverage"]["covered"]) == (1, False, False)
    (rule,) = (one for one in told["integrity"]["rules"] if one["wrong"] and one["count"])
    assert (rule["code"], rule["rows"]) == ("no_head", [{"file": "units", "key": "m3-3", "note": ""}])
    code, text = run(tmp_path, "--on", "2026-06-01")
    assert code == 1
    assert "1 rows break a rule" in text
    assert "Not covered." in text


def test_coverage_alone_is_what_http_answers(graph: Path) -> None:
    code, text = run(graph, "--coverage", "--days", "30", "--on", "2026-06-01", "--json")
    told = orjson.loads(text)
    assert (code, told["covered"], told["until"]) == (0, True, "2026-07-01")
    assert "integrity" not in told
