"""What if? Any set of changes, or none, on two days or by two plans: whose answers differ. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.accounts.account import Account
from graphsvc.answers.whatif import Differs, Says, WhatIf
from graphsvc.changes.reorganise import Rows, plan_rows
from graphsvc.changes.several import Asked
from graphsvc.changes.term import plan_term
from graphsvc.model import Fact
from graphsvc.questions.whole import whole_facts
from graphsvc.rosters.believed import read_believed
from graphsvc.rosters.faults import Fault
from graphsvc.rosters.termsheet import Numbered
from graphsvc.rules.households import Said, after_change, answers_on
from graphsvc.store import Store

_ASKS = Account("what-if", "owner")
_NOTHING = Says(None, None)


@dataclass(frozen=True, slots=True)
class Plan:
    """A set of changes not made: a change sheet's rows with their faults, and rows of units, service, pairs, posts."""

    sheet: Numbered
    faults: list[Fault]
    rows: Rows

    @staticmethod
    def none() -> Plan:
        """Nothing changed."""
        return Plan([], [], {})


def what_if(store: Store, plan: Plan, against: Plan, *, on: date, against_on: date, today: date) -> WhatIf:
    """How answers on `on` by `plan` differ from those on `against_on` by `against`, both from what is believed now.

    Raises `SheetRefused`, `BundleRefused` with every fault of a plan.
    """
    revision = store.published()
    then = _answers(store, against, against_on, revision, today)
    now = _answers(store, plan, on, revision, today)
    items = [
        Differs(household, line, tier, *said)
        for household in sorted(then.keys() | now.keys())
        if then.get(household) != now.get(household)
        for (line, tier), said in _rungs(then.get(household, ()), now.get(household, ()))
    ]
    return WhatIf(revision, on, against_on, tuple(items))


def _answers(store: Store, plan: Plan, on: date, revision: int, today: date) -> dict[str, Said]:
    facts: set[Fact] = whole_facts(store.read, on, revision)
    if plan.rows:
        made = plan_rows(read_believed(store.read, revision), plan.rows, on)
        facts = after_change(facts, made.retract, made.record, on)
    if plan.sheet or plan.faults:
        asked = Asked("what-if", "", _ASKS, today)
        planned = plan_term(plan.sheet, plan.faults, asked, store.read, revision)
        facts = after_change(facts, planned.retract, planned.record, on)
    return answers_on(facts, on)


def _rungs(then: Said, now: Said) -> list[tuple[tuple[str, int], tuple[Says, Says]]]:
    """The rungs that differ, by line, lowest first."""
    before = {(line, tier): Says(state, person) for line, tier, state, person in then}
    after = {(line, tier): Says(state, person) for line, tier, state, person in now}
    both = sorted(before.keys() | after.keys(), key=lambda key: (key[0], -key[1]))
    pairs = [(key, (before.get(key, _NOTHING), after.get(key, _NOTHING))) for key in both]
    return [(key, said) for key, said in pairs if said[0] != said[1]]
