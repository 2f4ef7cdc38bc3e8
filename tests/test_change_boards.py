"""The boards that a change says become stale are those that GET /boards?stale=true tells once it is made."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from graphsvc.accounts import Account
from graphsvc.answers.change import Change
from graphsvc.changes.boards import remember
from graphsvc.changes.handover import Choice, Leaving, hand_over
from graphsvc.changes.reassign import preview, reassign
from graphsvc.changes.reorganise import Reorganising, reorganise
from graphsvc.changes.term import change_term
from graphsvc.changes.undo import preview_undo, undo
from graphsvc.errors import GraphsvcError
from graphsvc.questions.boards import boards_of, hanging
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.termsheet import sheet_of
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store
from tests.conftest import signed_in
from tests.leaders import OWNER, TODAY, asked, community, settle

UNITS = ("m1", "m2a", "m2b", "o1", "p2")
ON = date(2026, 12, 1)
ROW = {"since": "2026-12-01", "reason": "换届"}


@pytest.fixture
def town(store: Store) -> Store:
    settle(store)
    return store


def hang(store: Store, on: date) -> None:
    """Print every unit's board as of the day."""
    found = boards_of(store, [f"unit:{unit}" for unit in UNITS], on)
    remember(store, found.boards, paper="A4", on=on, revision=found.revision, actor="clerk")


def stale(store: Store, on: date) -> tuple[str, ...]:
    return tuple(sorted(one.id.removeprefix("unit:") for one in hanging(store, on, stale=True)[0]))


def compared(store: Store, seen: Change, made: Change) -> tuple[str, ...]:
    assert made.on is not None
    assert seen.boards == made.boards == stale(store, made.on)
    return made.boards


def test_it_works(town: Store) -> None:
    """fang lets their name stand on the building's board; a leader of the unit above stands on all boards below."""
    hang(town, ON)
    want = asked("qa", "fang", "2026-12-01", publish=True)
    seen = preview(town, want, by=OWNER, today=TODAY)
    assert compared(town, seen, reassign(town, want, by=OWNER, today=TODAY)) == ("m2a",)
    hang(town, ON)
    want = asked("q1", "gao", "2026-12-01", publish=True)
    seen = preview(town, want, by=OWNER, today=TODAY)
    assert compared(town, seen, reassign(town, want, by=OWNER, today=TODAY)) == ("m1", "m2a", "m2b")
    client = signed_in(town, Account("clerk", "clerk"))
    listed = client.get("/api/v1/boards?stale=true&on=2026-12-01").json["items"]
    assert [one["board"] for one in listed] == ["unit:m1", "unit:m2a", "unit:m2b"]


def test_a_board_that_names_nobody_stays_true_while_somebody_is_there(town: Store) -> None:
    """Neither an nor fang lets their name stand there: the board gives the duty phone before and after."""
    hang(town, ON)
    want = asked("qa", "fang", "2026-12-01")
    seen = preview(town, want, by=OWNER, today=TODAY)
    assert compared(town, seen, reassign(town, want, by=OWNER, today=TODAY)) == ()
    leaving = Leaving("fang", ON, "离任", (Choice("qa"),))
    seen = hand_over(town, leaving, by=OWNER, today=TODAY, preview=True)
    assert compared(town, seen, hand_over(town, leaving, by=OWNER, today=TODAY)) == ("m2a",), "now it stands vacant"


@pytest.mark.parametrize(
    "rows",
    [
        {"pairs": [{"unit": "m1", "paired_with": "p2", "since": "2026-12-01"}]},
        {"serves": [{"unit": "m2b", "place": "b1", "since": "2026-12-01"},
                    {"unit": "m2a", "place": "b1", "since": "2020-01-01", "until": "2026-12-01"}]},
        {"serves": [{"unit": "m2b", "place": "b1", "since": "2026-12-01"}]},
        {"units": [{"unit": "m2a", "part_of": ""}]},
        {"posts": [{"post": "qa", "title": "楼栋长"}]},
        {"units": [{"unit": "m1", "name": "居民委员会"}]},
        {"posts": [{"post": "qa2", "unit": "m2a", "title": "楼长", "rank": "head", "since": "2026-12-01"}]},
    ],
    ids=["pair", "moved", "shared", "apart", "titled", "renamed", "another post"],
)  # fmt: skip
def test_reorganising_too(town: Store, rows: dict[str, list[dict[str, str]]]) -> None:
    hang(town, ON)
    want = Reorganising(rows, ON, "调整")
    seen = reorganise(town, want, by=OWNER, today=TODAY, preview=True)
    compared(town, seen, reorganise(town, want, by=OWNER, today=TODAY))


def deep() -> dict[str, list[dict[str, str]]]:
    """Five tiers of management above one building, the topmost with a supervision phone, and a Party unit paired."""
    bundle = community()
    tiers = range(1, 6)
    bundle["levels"] = [{"line": line, "tier": f"{tier}", "name": f"{line}{tier}"} for line in "mpo" for tier in tiers]
    bundle["units"] = [
        {"unit": f"m{tier}", "line": "m", "tier": f"{tier}", "name": f"m{tier}", "part_of": f"m{tier - 1}"}
        for tier in tiers
    ]
    bundle["units"][0] |= {"part_of": "", "supervision": "86-0001"}
    bundle["units"] += [
        {"unit": "other", "line": "m", "tier": "1", "name": "other", "supervision": "86-0009"},
        {"unit": "p5", "line": "p", "tier": "5", "name": "p5"},
    ]
    bundle["serves"] = [{"unit": unit, "place": "b1", "since": "2020-01-01"} for unit in ("m5", "p5")]
    bundle["serves"] += [{"unit": unit, "place": "c", "since": "2020-01-01"} for unit in ("m3", "m1")]
    bundle["pairs"] = [{"unit": "m5", "paired_with": "p5", "since": "2020-01-01"}]
    bundle["posts"], bundle["tenures"] = [], []
    return bundle


@pytest.mark.parametrize(
    ("units", "boards"),
    [
        ([{"unit": "m1", "supervision": "86-0002"}], ("m1", "m3", "m5")),
        ([{"unit": "m1", "phone": "86-0002"}], ("m1", "m3")),
        ([{"unit": "m2", "supervision": "86-0002"}], ("m3", "m5")),
        ([{"unit": "m2", "part_of": "other"}], ("m3", "m5")),
        ([{"unit": "new", "line": "m", "tier": "1", "name": "new", "supervision": "86-0003"},
          {"unit": "m2", "part_of": "new"}], ("m3", "m5")),
        ([{"unit": "p5", "phone": "86-0002"}], ("p5",)),
        ([{"unit": "p5", "name": "p"}], ("m5", "p5")),
    ],
    ids=[
        "watched by another number", "a phone beyond", "watched nearer", "moved", "opened", "a pair's phone",
        "a pair's name",
    ],
)  # fmt: skip
def test_what_stands_above_the_third_tier(store: Store, units: list[dict[str, str]], boards: tuple[str, ...]) -> None:
    """Of that a board tells the supervision phone alone, where none is nearer."""
    import_bundle(store, deep(), on=TODAY)
    found = boards_of(store, [f"unit:{unit}" for unit in ("m1", "m3", "m5", "p5")], ON)
    remember(store, found.boards, paper="A4", on=ON, revision=1, actor="clerk")
    want = Reorganising({"units": units}, ON, "调整")
    seen = reorganise(store, want, by=OWNER, today=TODAY, preview=True)
    assert compared(store, seen, reorganise(store, want, by=OWNER, today=TODAY)) == boards


@pytest.mark.parametrize("seed", range(4))
def test_any_changes_in_any_order(town: Store, seed: int) -> None:
    """Reassignments, covers, sheets and undoes at random, names shown and not."""
    rng = Random(seed)
    bundle = community()
    for row in bundle["tenures"]:
        row["publish"] = rng.choice(["yes", "no"])
    town.clear()
    import_bundle(town, bundle, on=TODAY)
    for _ in range(12):
        want: Any = Assignment(
            rng.choice(["q1", "qa", "qb", "qd", "qp", "qo"]), rng.choice(["an", "bo", "fang", "gao", "hu"]), ON, "换人",
            publish=rng.random() < 0.5,
        )  # fmt: skip
        if rng.random() < 0.3:
            want = Assignment(want.post, want.person, ON, "代理", "acting", date(2027, 1, 1), publish=want.publish)
        hang(town, ON)
        try:
            revision = town.published()
            if revision > 1 and rng.random() < 0.3:
                compared(
                    town,
                    preview_undo(town, revision, "错", by=OWNER, today=TODAY),
                    undo(town, revision, "错", by=OWNER, today=TODAY),
                )
            elif rng.random() < 0.3:
                row = {**ROW, "post": want.post, "person": want.person, "publish": "yes" if want.publish else "no"}
                seen = change_term(town, *sheet_of([row]), by=OWNER, today=TODAY, preview=True)
                compared(town, seen, change_term(town, *sheet_of([row]), by=OWNER, today=TODAY))
            else:
                seen = preview(town, want, by=OWNER, today=TODAY)
                compared(town, seen, reassign(town, want, by=OWNER, today=TODAY))
        except GraphsvcError:
            continue
