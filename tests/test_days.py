"""The days on which something changes: the stops of a chart's slider."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from worlds import days_asked, random_world

from graphsvc.questions.chart import chart_facts
from graphsvc.questions.days import days_of_change
from graphsvc.rosters.importing import import_bundle
from graphsvc.rules.days import change_days
from graphsvc.store import Store
from tests.test_pages import browser
from tests.town import TODAY, TOWN

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
