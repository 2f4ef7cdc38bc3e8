"""A term change as a picture before it is made: the community once the sheet is written, beside what it is now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from graphsvc.accounts.account import Account
from graphsvc.changes.several import Asked
from graphsvc.changes.term import KIND, SheetRefused, plan_term
from graphsvc.model import Person
from graphsvc.pictures.compare import compared
from graphsvc.pictures.facts import ChartFacts
from graphsvc.questions.chart import chart_facts
from graphsvc.rosters.faults import Fault
from graphsvc.rosters.termsheet import Numbered
from graphsvc.rules.planning import with_plan
from graphsvc.store import Store

_PLANNED = {"zh": "照计划,还没写入", "en": "as planned, not written"}


def term_chart(
    store: Store, rows: Numbered, faults: list[Fault], root: str | None, *, by: Account, today: date, lang: str = "zh"
) -> ChartFacts:
    """The chart of `root` on the day the sheet takes hold, every difference from that day without it told.

    Raises `SheetRefused` with every fault of every row, `outside_scope`, and the refusals of `chart_facts`.
    """
    if not rows:
        raise SheetRefused(faults)
    revision = store.published()
    planned = plan_term(rows, faults, Asked(KIND, "", by, today), store.read, revision)
    on = planned.change.on or today
    people = _people(store, {one.start for one in planned.record}, on, revision)
    before = chart_facts(store, root, on, revision)
    after = chart_facts(
        store, root, on, revision, plan=lambda facts: with_plan(facts, planned.retract, planned.record, people)
    )
    told = compared(before, after)
    return replace(told, root_name=f"{told.root_name} · {_PLANNED[lang]}")


def _people(store: Store, ids: Iterable[str], on: date, revision: int) -> dict[str, Person]:
    row = store.read("names", people=sorted(ids), matters=[], units=[], places=[], on=on, revision=revision)[0]
    return {one["id"]: Person(one["id"], one["name"], one["phone"]) for one in row["people"]}
