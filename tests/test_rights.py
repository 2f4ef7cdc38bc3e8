"""Rights are data: four categories and twenty-three items come in like any matter, and are answered like any.

Their names here are placeholders; what the slogans stand for is not published, so the product ships none.
"""

from __future__ import annotations

import copy
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from graphsvc.questions import escalation
from graphsvc.rosters.exporting import export_bundle
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from tests.town import TODAY, TOWN
from tests.worlds import Bundle

NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
ITEMS = [*NUMERALS, *(f"十{one}" for one in NUMERALS[:9]), "二十", *(f"二十{one}" for one in NUMERALS[:3])]
CATEGORIES = [f"权益类{one}" for one in NUMERALS[:4]]
REPORTED = datetime(2026, 6, 1, 1, tzinfo=UTC)


def category_of(number: int) -> str:
    return CATEGORIES[number % 4]


def rights() -> Bundle:
    """The town with the rights: each category has its own way, item three one of its own, item four a carve-out."""
    bundle = copy.deepcopy(TOWN)
    bundle["matters"] += [
        {"matter": f"权益{one}", "name": f"权益{one}", "category": category_of(number), "kind": "权益",
         "home": "迁出地" if category_of(number) == CATEGORIES[3] else "迁入地"}
        for number, one in enumerate(ITEMS)
    ]  # fmt: skip
    ways = [["m:3", "m:2"], ["body:police", "m:2"], ["unit:m2"], ["o:2", "o:1"]]
    bundle["steps"] += [
        {"matter": f"category:{category}", "step": str(step), "role": "主办", "handler": handler}
        for category, handlers in zip(CATEGORIES, ways, strict=True)
        for step, handler in enumerate(handlers, start=1)
    ]
    bundle["steps"].append({"matter": "权益三", "step": "1", "role": "lead", "handler": "m:1", "source": "示例"})
    bundle["carveouts"] += [
        {"matter": "权益二", "place": "b4", "since": "2026-01-01", "until": "2026-09-01", "step": "1", "role": "lead",
         "handler": "unit:m3-1", "limit": "5", "limit_unit": "days"},
        {"matter": "权益二", "place": "c", "since": "2026-01-01", "until": "2026-09-01", "step": "1", "role": "lead",
         "handler": "m:1"},
    ]  # fmt: skip
    return bundle


@pytest.fixture(scope="module")
def graph(opened: Store) -> Store:
    opened.clear()
    import_bundle(opened, rights(), on=TODAY)
    return opened


def way(store: Store, household: str, matter: str, on: date = TODAY) -> list[str]:
    """The handlers of a path, in order."""
    path = escalation(store, household=household, matter=matter, reported=REPORTED, on=on)
    return [one.handler for one in path.steps]


def test_they_come_in_and_go_out_whole(graph: Store) -> None:
    out = [row for row in export_bundle(graph, TODAY)["matters"] if row["kind"] == "right"]
    assert len(out) == 23
    assert Counter(row["category"] for row in out) == {
        "权益类一": 6, "权益类二": 6, "权益类三": 6, "权益类四": 5,
    }  # fmt: skip


def test_an_item_goes_the_way_of_its_category(graph: Store) -> None:
    """Over lines, bodies and units; the ones of the place of origin end there."""
    ways = {one: way(graph, "h-101", f"权益{one}") for one in ("一", "六", "七", "八")}
    assert ways == {"一": ["m:3", "m:2"], "六": ["body:police", "m:2"], "七": ["unit:m2"], "八": ["o:2", "o:1"]}


def test_an_item_with_steps_of_its_own_goes_that_way(graph: Store) -> None:
    assert way(graph, "h-101", "权益三") == ["m:1"]


def test_a_carve_out_holds_where_and_while_it_says(graph: Store) -> None:
    """In building 4 one unit does it until September, elsewhere in the community another; then it is as for all."""
    assert way(graph, "户#401?甲", "权益二") == ["unit:m3-1"]
    assert way(graph, "h-101", "权益二") == ["m:1"]
    for on in (date(2025, 12, 31), date(2026, 9, 1)):
        assert way(graph, "h-101", "权益二", on) == ["body:police", "m:2"]


def test_a_carve_out_answers_with_its_holder_and_its_limit(graph: Store) -> None:
    (step,) = escalation(graph, household="户#401?甲", matter="权益二", reported=REPORTED, on=TODAY).steps
    assert (step.state, step.rung.person.id if step.rung and step.rung.person else None) == ("held", "who-jia")
    assert (step.limit, step.limit_unit) == (5, "days")


def test_a_scheme_is_edited_by_importing_it_again(graph: Store) -> None:
    """A category's way changes from the day of the import on; the same again changes nothing."""
    bundle = rights()
    for row in bundle["steps"]:
        if row["matter"] == "category:权益类三":
            row["limit"], row["limit_unit"] = "3", "天"
    later = date(2026, 7, 1)
    assert import_bundle(graph, bundle, on=later).revision == 2
    assert import_bundle(graph, bundle, on=later).revision is None
    limits = [
        escalation(graph, household="h-101", matter="权益七", reported=REPORTED, on=on).steps[0].limit
        for on in (date(2026, 6, 30), later)
    ]
    assert limits == [None, 3]
