"""What waits to be done: an owner's glance at the whole, and an administrator's at what lies within their reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any

from flask import Blueprint, Response, render_template

from graphsvc.accounts import Account, Notes, refusals
from graphsvc.answers.coverage import Gap
from graphsvc.answers.health import Ending, Overview, Uneven, Unheld
from graphsvc.answers.integrity import Checked
from graphsvc.errors import bad_question
from graphsvc.papers.words import STATES
from graphsvc.questions.named import Named, named
from graphsvc.questions.unheld import unheld
from graphsvc.questions.within import units_within
from graphsvc.rosters.columns import FILES
from graphsvc.store import Store
from graphsvc.web.auth import signed_in
from graphsvc.web.drawn import Drawn
from graphsvc.web.latest import Latest
from graphsvc.web.moments import day_of, now
from graphsvc.web.pages.machine import Machine, machine
from graphsvc.web.pages.speech import spoken
from graphsvc.web.printing import boards_printed

SHOWN = 12
"""How many rows of a list a page shows; the rest is counted."""

_OWN_SECTION = frozenset({"vacant", "outlier"})
_REFUSED_SINCE = timedelta(days=7)
_MOST_REFUSALS = 200
_MOST_BOARDS = 500
_GONE = "board"

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Stale:
    """A board that hangs and no longer tells the truth: what it says and what is so, the telling fields first."""

    id: str
    name: str
    on: date
    gone: bool
    changed: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Todo:
    """What is within someone's reach. `machine` and `refused` are None where the whole is not theirs."""

    on: date
    overview: Overview
    unheld: tuple[Unheld, ...]
    endings: tuple[Ending, ...]
    gaps: tuple[Gap, ...]
    risks: tuple[Gap, ...]
    unasked: tuple[Gap, ...]
    wrong: tuple[Checked, ...]
    remarks: tuple[Checked, ...]
    uneven: tuple[Uneven, ...]
    stale: tuple[Stale, ...]
    machine: Machine | None
    refused: Rows | None

    @property
    def dwellings(self) -> int:
        """How many dwellings have a day on which nobody answers for something."""
        return len({place for gap in self.gaps for place in gap.places})

    @property
    def vacant(self) -> int:
        """How many posts nobody holds, not even acting."""
        return sum(not one.acting for one in self.unheld)

    @property
    def count(self) -> int:
        """How many things wait: each row of each list, and each part of the machine that needs a hand."""
        lists = (self.unheld, self.endings, self.gaps, self.unasked, self.uneven, self.stale)
        found = sum(len(rule.rows) for rule in self.wrong) + sum(map(len, lists))
        return found + (self.machine.waiting if self.machine else 0)


def add(pages: Blueprint, store: Store, notes: Notes, timeout: float, places: Drawn) -> None:
    """Add the page, and the print of the boards it names."""
    proofs: Latest[Overview] = Latest()
    hung: Latest[tuple[Stale, ...]] = Latest()

    def stale_on(on: date) -> tuple[Stale, ...]:
        from graphsvc.questions.boards import hanging, prints

        key = (store.published(), on, prints(store))
        return hung.get(
            key, lambda: tuple(_stale(one) for one in hanging(store, on, stale=True, limit=_MOST_BOARDS)[0])
        )

    def of(account: Account) -> Todo:
        # Brought in where it is asked for: the checks' libraries take most of a second to load.
        from graphsvc.checks.overview import overview

        on = day_of(None)
        proof = proofs.get((store.published(), on), lambda: overview(store, on))
        whole = units_within(store, None, on)
        if account.role == "owner":
            notes.flush()
            rules = [rule for rule in proof.integrity.rules if rule.rows and rule.code not in _OWN_SECTION]
            return Todo(
                on, proof, unheld(whole, whole.facts.units), proof.endings, proof.coverage.gaps, proof.coverage.risks,
                proof.coverage.unasked, tuple(rule for rule in rules if rule.wrong),
                tuple(rule for rule in rules if not rule.wrong), proof.uneven, stale_on(on),
                machine(store, now()), _refused(store),
            )  # fmt: skip
        reach = units_within(store, account.within, on) if account.within else None
        units = frozenset(reach.facts.units if reach else ())
        roots = {f"unit:{unit}" for unit in units}
        roots |= {f"place:{place}" for unit in units for place in (reach.places.get(unit, ()) if reach else ())}
        return Todo(
            on, proof, unheld(whole, units), tuple(one for one in proof.endings if one.unit in units),
            _of(proof.coverage.gaps, units), _of(proof.coverage.risks, units), (), (), (),
            tuple(one for one in proof.uneven if one.unit in units),
            tuple(one for one in stale_on(on) if one.id in roots), None, None,
        )  # fmt: skip

    @pages.get("/todo", endpoint="todo")
    def todo() -> str:
        found = of(signed_in())
        return render_template(
            "todo.html",
            todo=found,
            named=_named(store, found),
            most=SHOWN,
            sheets={name: file.zh for name, file in FILES.items()},
            states=STATES[spoken()],
        )

    @pages.post("/todo/boards", endpoint="todo_boards")
    def todo_boards() -> Response:
        found = of(signed_in())
        roots = [one.id for one in found.stale if not one.gone]
        if not roots:
            raise bad_question("no_board", "boards", "没有要换的牌。", "No board has to be changed.")
        return boards_printed(store, roots, found.on, paper="A3", timeout=timeout, places=places)


def _of(gaps: tuple[Gap, ...], units: frozenset[str]) -> tuple[Gap, ...]:
    return tuple(gap for gap in gaps if any(cause.unit in units for cause in gap.causes))


def _stale(one: Any) -> Stale:
    gone = any(change["field"] == _GONE for change in one.changed)
    told = sorted(((change["field"], change["before"], change["after"]) for change in one.changed), key=_telling)
    return Stale(one.id, one.name, one.on, gone, tuple(told))


def _telling(change: tuple[str, str | None, str | None]) -> tuple[bool, str]:
    """Who is to be rung comes before all else that a board says."""
    return not change[0].startswith("tiers."), change[0]


def _refused(store: Store) -> Rows:
    """The refusals of the last week, newest first."""
    since = f"{now().astimezone(UTC) - _REFUSED_SINCE:%Y%m%dT%H%M%S}"
    rows, more = refusals(store.read, since, _MOST_REFUSALS)
    while more:
        found, more = refusals(store.read, rows[-1]["refusal"], _MOST_REFUSALS)
        rows = [*rows, *found][-_MOST_REFUSALS:]
    return rows[::-1]


def _named(store: Store, found: Todo) -> Named:
    """The words for what the page shows."""
    causes = {cause.unit for gap in (*found.gaps, *found.risks) for cause in gap.causes if cause.unit}
    return named(
        store,
        revision=found.overview.integrity.revision,
        on=found.on,
        people={one.person for one in found.endings},
        posts={one.post for one in found.unheld} | {one.post for one in found.endings},
        units=causes | {one.unit for one in found.uneven},
    )
