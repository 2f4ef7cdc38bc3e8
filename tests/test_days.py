"""The days on which something changes: the stops of a chart's slider."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from graphsvc.questions.chart import chart_facts
from graphsvc.questions.days import days_of_change
from graphsvc.rosters.importing import import_bundle
from graphsvc.rules.days import change_days
from graphsvc.store import Store
from tests.test_pages import browser
from tests.town import TODAY, TOWN
from tests.worlds import Bundle, days_asked, random_world

IMPORTED = date(2026, 11, 24)


def test_days_are_of_what_begins_and_ends() -> None:
    """Neither the beginning nor the end of time; a post is vacated on the day its last holder goes."""
    first, second, third = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)
    life = (date.min, date(9999, 12, 31))
    followed = [(life, [(first, second), (second, third)])]
    assert [(one.on, one.vacated) for one in change_days([], followed)] == [
        (first, False), (second, False), (third, True),
    ]  # fmt: skip
    closed = [((first, third), [(first, third)])]
    assert [(one.on, one.vacated) for one in change_days([life], closed)] == [(first, False), (third, False)]


def dated(file: str, day: str, column: str = "since", **which: str) -> Bundle:
    """The town where one row begins or ends on a day on which nothing else does."""
    assert any(which.items() <= row.items() for row in TOWN[file])
    rows = [{**row, column: day} if which.items() <= row.items() else row for row in TOWN[file]]
    return {**TOWN, file: rows}


@pytest.mark.parametrize(
    ("changed", "roots"),
    [
        (dated("serves", "2024-07-07", unit="m3-4"), {None, "c", "b4", "unit:m3-4", "household:户#401?甲"}),
        (dated("pairs", "2024-07-07", unit="p3-1"), {None, "c", "b2", "unit:p3-1", "unit:m3-2", "household:h-201"}),
        (dated("units", "2024-07-07", "until", unit="m3-2x"), {None, "c", "b2", "unit:m3-2x"}),
        (dated("posts", "2024-07-07", post="m3-4-head"), {None, "c", "b4", "unit:m3-4"}),
        (dated("tenures", "2024-07-07", post="m1-deputy"), {None, "c", "b4", "unit:m3-4", "person:who-geng"}),
        (dated("tenures", "2024-07-07", post="m2-member"), {"person:who-jia"}),
        (dated("tenures", "2024-07-07", post="o2-head"), {None, "v", "unit:o2", "person:who-gui"}),
    ],
    ids=["serves", "pairs", "units", "posts", "deputy", "member", "elsewhere"],
)
def test_each_kind_of_fact_is_a_day_where_it_is_shown(store: Store, changed: Bundle, roots: set[str | None]) -> None:
    """And nowhere else: a village's change is no stop of the community's slider, a member's post is on no chart."""
    changed = {**changed, "tenures": [row for row in changed["tenures"] if fits(row, changed)]}
    import_bundle(store, changed, on=TODAY)
    asked = {None, "c", "b2", "b4", "v", "unit:m3-4", "person:who-gui", "person:who-geng", "person:who-jia", *roots}
    found = {root for root in asked if date(2024, 7, 7) in {one.on for one in days_of_change(store, root)}}
    assert found >= roots
    assert "v" in roots or "v" not in found
    if roots == {"person:who-jia"}:
        assert found == roots


def fits(tenure: dict[str, str], town: Bundle) -> bool:
    """A tenure lies within its post's days and its unit's."""
    post = next(row for row in town["posts"] if row["post"] == tenure["post"])
    unit = next(row for row in town["units"] if row["unit"] == post["unit"])
    return tenure["since"] >= post.get("since", "") and "until" not in unit


@pytest.mark.parametrize("seed", range(6))
def test_between_two_days_nothing_differs(store: Store, seed: int) -> None:
    """Whatever a sheet shows of units on any day, it shows on the last stop before that day."""
    bundle = random_world(Random(50 + seed))
    import_bundle(store, bundle, on=IMPORTED)
    root = Random(seed).choice([None, *(f"place:{row['place']}" for row in bundle["places"])])
    stops = [one.on for one in days_of_change(store, root)]
    for on in days_asked(bundle):
        stop = max((day for day in stops if day <= on), default=date(1, 1, 2))
        shown, before = (chart_facts(store, root, day) for day in (on, stop))
        assert (shown.units, shown.pairs) == (before.units, before.pairs), on


def test_a_day_before_a_unit_was_there_can_be_left_again(store: Store) -> None:
    """It is told beside the slider, which still leads on."""
    units = [{**row, "since": "2020-01-01"} if row["unit"] == "m3-1" else row for row in TOWN["units"]]
    import_bundle(store, {**TOWN, "units": units}, on=TODAY)
    said = browser(store, "charts-early", "clerk").get("/charts?root=unit:m3-1&on=2019-01-01")
    assert (said.status_code, 'role="alert"' in said.text) == (409, True)
    assert 'id="later"' in said.text
