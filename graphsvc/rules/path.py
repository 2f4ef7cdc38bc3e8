"""How a matter climbs: which steps, who takes each, when it starts and is due (contract section 4, rules 6 and 9)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graphsvc.answers import Path, PathExit, PathStep, Rung, Why
from graphsvc.model import Body, Exit, Facts, Home, Matter, Step
from graphsvc.rules.deadlines import CalendarUnknown, due
from graphsvc.rules.ladder import ORIGIN, Ladder, ladders
from graphsvc.rules.responsible import home_line, main_ladder
from graphsvc.rules.rung import NOBODY, rungs, with_pair
from graphsvc.rules.two_homes import party_elsewhere

LIVE = frozenset({"held", "acting", "deputy", "body"})
EMERGENCY = "emergency"
_ROLE_ORDER = {"lead": 0, "assist": 1}

_CALENDAR = Why(
    "calendar_unknown",
    "法定工作日还没有公布到这一天,算不出期限。",
    "Legal workdays are not published that far, so no due time can be told.",
)


@dataclass(frozen=True, slots=True)
class Handling:
    """What the graph says of a matter: its steps and exits as chosen, and the bodies they may name."""

    steps: tuple[Step, ...]
    exits: tuple[Exit, ...]
    bodies: tuple[Body, ...]
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a path is walked: its ladders by line, the one that carries the matter, the places around its home, nearest
    first, and who may not answer."""

    ladders: Mapping[str, Ladder]
    main: Ladder | None
    around: tuple[str, ...]
    recused: Collection[str] = NOBODY


def path(facts: Facts, home: Home, matter: Matter | None, handling: Handling, reported: datetime) -> Path:
    """The path of `matter` from `home`, clocks starting at `reported`."""
    role = home_line(home, matter)
    found = ladders(facts, home)
    place = home.origin if role == ORIGIN and home.origin else home.place
    ground = Ground(found, main_ladder(facts, found, role), facts.around.get(place, ()))
    steps, exits = walk(Taker(facts, ground, handling.bodies), matter, handling, reported)
    return Path(
        facts.on,
        facts.revision,
        home.household,
        home.place,
        matter.id if matter else None,
        matter.home if matter else "here",
        reported,
        steps,
        exits,
        (*handling.why, *party_elsewhere(facts, [home])),
    )


def walk(
    taker: Taker, matter: Matter | None, handling: Handling, reported: datetime | None
) -> tuple[tuple[PathStep, ...], tuple[PathExit, ...]]:
    """The steps and exits of a matter on a taker's ground; an emergency's bodies come first among the exits.

    With no `reported` no clock runs: every step begins and is due at None.
    """
    rows = list(handling.steps) or default_steps(taker.facts, taker.ground.main)
    exits = [_exit(taker, row) for row in handling.exits]
    if matter is None or matter.kind != EMERGENCY:
        rows.sort(key=_row_order)
        return tuple(_on_the_clock(taker, rows, reported)), tuple(exits)
    rows.sort(key=_row_order)
    called = [row for row in rows if row.handler.startswith("body:")]
    rows = [row for row in rows if not row.handler.startswith("body:")]
    rows.sort(key=lambda row: (-taker.tier(row.handler), *_row_order(row)))
    return tuple(taker.step(row, reported) for row in rows), (*(_exit(taker, _as_exit(row)) for row in called), *exits)


def default_steps(facts: Facts, main: Ladder | None) -> list[Step]:
    """One lead step a rung, without limit."""
    units = [facts.units[id] for id in main.units] if main else []
    return [Step(number, "lead", f"{unit.line}:{unit.tier}") for number, unit in enumerate(units, start=1)]


def _row_order(row: Step) -> tuple[int, int, str]:
    return (row.step, _ROLE_ORDER[row.role], row.handler)


def _as_exit(row: Step) -> Exit:
    return Exit("anytime", row.handler.removeprefix("body:"), row.limit, row.limit_unit, row.source)


def _exit(taker: Taker, row: Exit) -> PathExit:
    body = taker.body(row.body)
    why = () if body else (Why("no_body", f"没有登记“{row.body}”机构。", f'No body of kind "{row.body}" is recorded.'),)
    return PathExit(body, row.when, row.limit, row.limit_unit, row.source, why)


def _on_the_clock(taker: Taker, rows: Sequence[Step], reported: datetime | None) -> list[PathStep]:
    steps: list[PathStep] = []
    now: datetime | None = reported
    lead_started: dict[int, datetime | None] = {}
    for row in rows:
        if row.role != "lead":
            steps.append(taker.step(row, lead_started.get(row.step, now)))
            continue
        lead_started[row.step] = now
        taken = taker.step(row, now)
        steps.append(taken)
        if taken.state in LIVE:
            now = taken.due
    return steps


class Taker:
    """Finds who takes a step, on one ground; it may be asked about many matters."""

    def __init__(self, facts: Facts, ground: Ground, bodies: tuple[Body, ...]) -> None:
        self.facts = facts
        self.ground = ground
        self._bodies = bodies
        self._named: dict[str, Rung | None] = {}
        self._rungs = {line: rungs(facts, one, ground.ladders, ground.recused) for line, one in ground.ladders.items()}
        self._nearness = {id: depth for depth, id in enumerate(ground.around)}

    def rung(self, handler: str) -> Rung | None:
        """The rung a `LINE:TIER` or `unit:ID` names, or None where there is none that day."""
        if handler not in self._named:
            self._named[handler] = self._rung(handler)
        return self._named[handler]

    def _rung(self, handler: str) -> Rung | None:
        kind, _, rest = handler.partition(":")
        if kind == "unit":
            unit = self.facts.units.get(rest)
            return with_pair(self.facts, unit, self.ground.ladders, self.ground.recused) if unit else None
        line, _, tier = handler.rpartition(":")
        return next((one for one in self._rungs.get(line, ()) if one.unit.tier == int(tier)), None)

    def tier(self, handler: str) -> int:
        """The tier a handler stands at; 0, above all, where it is not known."""
        found = self.rung(handler)
        if found is not None:
            return found.unit.tier
        return 0 if handler.startswith("unit:") else int(handler.rpartition(":")[2])

    def body(self, kind: str) -> Body | None:
        """The body of that kind covering the nearest place around the matter's home."""
        far = len(self._nearness)
        near = [
            (far if one.covers is None else self._nearness[one.covers], one.id, one)
            for one in self._bodies
            if one.kind == kind and (one.covers is None or one.covers in self._nearness)
        ]
        return min(near, key=lambda entry: entry[:2])[2] if near else None

    def step(self, row: Step, starts: datetime | None) -> PathStep:
        """The row as a step of the path, begun at `starts` (None where an earlier step has no end)."""
        body = self.body(row.handler.removeprefix("body:")) if row.handler.startswith("body:") else None
        found = None if row.handler.startswith("body:") else self.rung(row.handler)
        state = "body" if body else found.state if found else "missing"
        ends, why = None, list(found.why) if found else []
        if state == "missing":
            why.append(
                Why("missing", f"那一天没有“{row.handler}”这一级。", f'There is no "{row.handler}" here on that day.')
            )
        if state in LIVE and starts is not None and row.limit is not None and row.limit_unit is not None:
            try:
                ends = due(starts, row.limit, row.limit_unit)
            except CalendarUnknown:
                why.append(_CALENDAR)
        return PathStep(
            row.step, row.role, row.handler, found, body, state, starts, ends,
            row.limit, row.limit_unit, row.source, tuple(why),
        )  # fmt: skip
