"""Whose ladders differ between two revisions, household by household: slowly, without the code that announces it."""

from __future__ import annotations

from datetime import date

from graphsvc.errors import Outside
from graphsvc.questions.around import around_home
from graphsvc.rules.ladder import ladders
from graphsvc.rules.rung import rung
from graphsvc.store import Store

Said = dict[tuple[str, int], tuple[str, str | None]]


def said(store: Store, household: str, on: date, revision: int) -> Said:
    """State and person of every rung of every line; nothing where the household is not there."""
    try:
        found = around_home(store, household=household, place=None, matter=None, on=on, revision=revision)
    except Outside:
        return {}
    return {
        (line, unit.tier): (shown.state, shown.person.id if shown.person else None)
        for line, ladder in ladders(found.facts, found.home).items()
        for unit in (found.facts.units[id] for id in ladder.units)
        for shown in (rung(found.facts, unit),)
    }


def differing(store: Store, households: list[str], on: date, before: int, after: int) -> tuple[str, ...]:
    """Those whose ladders say another thing at the later revision."""
    return tuple(sorted(h for h in households if said(store, h, on, before) != said(store, h, on, after)))
