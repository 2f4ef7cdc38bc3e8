"""Terms of time: what a tenure comes to within the terms of its post and unit, and where a run began."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

Term = tuple[date, date]


def joined(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The same days as few terms, in order: what touches or overlaps becomes one."""
    out: list[Term] = []
    for since, until in sorted(terms):
        if out and since <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], until))
        else:
            out.append((since, until))
    return tuple(out)


def within(term: Term, lives: Iterable[Term]) -> tuple[Term, ...]:
    """The parts of `term` on which one of `lives` holds: a relation holds only while both its ends do."""
    cut = ((max(term[0], since), min(term[1], until)) for since, until in lives)
    return tuple((since, until) for since, until in cut if since < until)


def run_start(terms: Iterable[Term], on: date) -> date | None:
    """Where the unbroken run that holds on `on` began, or None where none does."""
    return next((since for since, until in joined(terms) if since <= on < until), None)
