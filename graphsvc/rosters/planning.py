"""What an import would do: the believed graph and a roster's rows in, a plan out; nothing is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from graphsvc.answers import Why
from graphsvc.answers.change import FactTold, Households
from graphsvc.model import ALWAYS, FOREVER, Fact, Thing
from graphsvc.rosters.believed import Believed, Key, rows_of
from graphsvc.rosters.cells import show
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.facts import (
    DATED,
    DEFAULTS,
    EDGES,
    THINGS,
    Row,
    edge_of,
    fill,
    slot_of,
    thing_of,
)  # fmt: skip
from graphsvc.rosters.merging import Rows, merged_rows, span_of
from graphsvc.rosters.timelines import EVER, Span, changed, dated, ended

_NO_HOUSEHOLDS = Households(0)
COUNTS = ("added", "changed", "ended", "unchanged", "left_alone")


@dataclass
class Plan:
    """Facts to retract and to record, nodes to write, and the counts for each file that has any.

    `facts` are the values that change of rows which stay, `rows` those that come (True) or go; `first` tells that
    there was nothing before.
    `households` and `warnings` are what follows from it, worked out once it is known to change anything; `planned_at`
    is the revision it was planned at, `revision` the one it was written as.
    """

    on: date
    retract: set[Fact] = field(default_factory=set)
    record: set[Fact] = field(default_factory=set)
    things: list[Thing] = field(default_factory=list)
    cleared: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    first: bool = False
    facts: list[FactTold] = field(default_factory=list)
    rows: list[tuple[str, Key, Row, bool]] = field(default_factory=list)
    households: Households = _NO_HOUSEHOLDS
    warnings: tuple[Why, ...] = ()
    planned_at: int = 0
    revision: int | None = None

    @property
    def empty(self) -> bool:
        """Nothing to write."""
        return not (self.retract or self.record or self.things)

    @property
    def earliest(self) -> date | None:
        """The first day on which something begins to differ, `on` where nothing does but what holds always, and in an
        empty graph, where all is new."""
        days = differences(self.retract, self.record)
        dated = days - {ALWAYS, FOREVER}
        return None if not days else min(dated) if dated and not self.first else self.on


def differences(retract: Iterable[Fact], record: Iterable[Fact]) -> set[date]:
    """The days on which something begins or ends to differ once `retract` give way to `record`.

    A tenure cut short is retracted whole and recorded again: what it still says of its first days is no difference.
    """
    turns: Counter[tuple[Fact, date]] = Counter()
    for facts, sign in ((retract, -1), (record, 1)):
        for fact in facts:
            undated = replace(fact, since=ALWAYS, until=FOREVER)
            turns[undated, fact.since] += sign
            turns[undated, fact.until] -= sign
    return {day for (_, day), count in turns.items() if count}


def plan_import(believed: Believed, bundle: Rows, on: date, *, prune: bool = False) -> Plan:
    """The plan that makes `believed` agree with the rows of `bundle` (typed, by file and key)."""
    bundle = {name: {key: _with_defaults(name, row) for key, row in rows.items()} for name, rows in bundle.items()}
    current = rows_of(believed, on)
    merged = merged_rows(current, bundle, on, prune=prune)
    plan = Plan(on, first=not believed.recorded)
    _Planner(believed, current, merged, plan).run(bundle, prune)
    return plan


def _with_defaults(name: str, row: Row) -> Row:
    return row | {key: value for key, value in DEFAULTS.get(name, {}).items() if row.get(key) is None}


class _Planner:
    """One pass over the files, holding what all of them look up."""

    def __init__(self, believed: Believed, current: Rows, merged: Rows, plan: Plan) -> None:
        self.believed, self.current, self.merged, self.plan = believed, current, merged, plan
        self.lives_before = {
            str(key[0]): span_of(row) for key, row in rows_of(believed, plan.on, ended=True)["units"].items()
        }
        self.relieved = {key[:2] for key in current["steps"].keys() - merged["steps"].keys() if key[2] == "lead"}
        """The steps whose lead has gone; their other rows that are new count from the day of the import, too."""
        self.lives = self.lives_before | {str(key[0]): span_of(row) for key, row in merged["units"].items()}

    def run(self, bundle: Rows, prune: bool) -> None:
        """Fill the plan, file by file."""
        for name in FILES:
            new, counts = bundle.get(name, {}), dict.fromkeys(COUNTS, 0)
            for key, row in self.merged[name].items():
                given = key in new
                if given or row != self.current[name].get(key):
                    self._count(counts, name, key, row, given)
                else:
                    counts["left_alone"] += span_of(row)[1] > self.plan.on
            for key, row in self.current[name].items() if prune else ():
                if key not in self.merged[name]:
                    self._end(name, row)
                    self.plan.rows.append((name, key, row, False))
                    counts["ended"] += 1
            if any(counts.values()):
                self.plan.counts[name] = counts

    def _count(self, counts: dict[str, int], name: str, key: Key, row: Row, given: bool) -> None:
        """Plan a row that is given, or that the import cuts short."""
        before = self.current[name].get(key)
        touched = self._want(name, row, before)
        if before is None:
            counts["added"] += 1
            self.plan.rows.append((name, key, row, True))
        elif not touched:
            counts["unchanged"] += 1
        else:
            counts["changed" if given else "ended"] += 1
        if before is not None and touched and name != "tenures":
            self._tell(name, key, before, row)

    def _tell(self, name: str, key: Key, before: Row, after: Row) -> None:
        """The columns that changed, for the Change."""
        for column in FILES[name].columns:
            old, new = show(column, before.get(column.name)), show(column, after.get(column.name))
            if old != new:
                told = "/".join(str(part) for part in key)
                self.plan.facts.append(FactTold(name, told, column.name, old or None, new or None))

    def _want(self, name: str, row: Row, before: Row | None) -> bool:
        """Plan the edges and the node of a row; whether anything differs."""
        touched = self._thing(name, row)
        for edge in EDGES[name]:
            want, life = edge_of(edge, row), span_of(row)
            owner = fill(EDGES[name][0].start, row) or ""
            end = owner if edge.relation == "heads" else (want[1] if want else fill(edge.end, row) or "")
            slot = slot_of(edge.relation, want[0] if want and edge.relation != "heads" else owner, end, life[0])
            old = self.believed.slots.get(slot, [])
            if name in DATED:
                new = dated(edge.relation, want, life)
            elif edge.relation == "at_level":
                was = self.lives_before.get(owner, EVER)
                new = changed(edge.relation, old, want, self.plan.on, new_entity=not old,
                              life=_always(life), life_before=_always(was))  # fmt: skip
            elif edge.relation == "part_of":
                new = changed(edge.relation, old, want, self.plan.on, new_entity=before is None,
                              life=partial(_both, self.lives, owner),
                              life_before=partial(_both, self.lives_before, owner))  # fmt: skip
            elif edge.relation == "post_in":
                new = changed(edge.relation, old, want, self.plan.on, new_entity=not old,
                              life=_always(self._post_life(row)), life_before=_always(self._was(old)))  # fmt: skip
            else:
                new = changed(edge.relation, old, want, self.plan.on,
                              new_entity=before is None and not old and not self._succeeds(name, row))  # fmt: skip
            touched |= self._differ(old, new)
        return touched

    def _succeeds(self, name: str, row: Row) -> bool:
        return name == "steps" and (row["matter"], row["step"]) in self.relieved

    @staticmethod
    def _was(old: list[Fact]) -> Span:
        return (old[0].since, old[-1].until) if old else EVER

    def _post_life(self, row: Row) -> Span:
        """A post's dates; where it has none of its own, its unit's."""
        unit, own = self.lives.get(str(row["unit"]), EVER), span_of(row)
        since = own[0] if row.get("since") else unit[0]
        until = own[1] if row.get("until") else unit[1]
        return (since, until) if since < until else own

    def _end(self, name: str, row: Row) -> None:
        """Plan the end of a row that has gone: retracted where dated, cut off at `on` where not."""
        for edge in EDGES[name]:
            owner = fill(EDGES[name][0].start, row) or ""
            end = owner if edge.relation == "heads" else fill(edge.end, row) or ""
            old = self.believed.slots.get(slot_of(edge.relation, owner, end, span_of(row)[0]), [])
            self._differ(old, [] if name in DATED else ended(old, self.plan.on))

    def _differ(self, old: list[Fact], new: list[Fact]) -> bool:
        gone, come = set(old) - set(new), set(new) - set(old)
        self.plan.retract |= gone
        self.plan.record |= come
        return bool(gone or come)

    def _thing(self, name: str, row: Row) -> bool:
        thing = thing_of(name, row)
        if thing is None:
            return False
        known = self.believed.things.get(thing.label, {}).get(thing.id)
        if known is not None and {key: value for key, value in known.items() if key in THINGS[name][2]} == thing.values:
            return False
        self.plan.things.append(thing)
        gone = [key for key in THINGS[name][2] if known and key in known and key not in thing.values]
        if gone:
            self.plan.cleared[thing.label, thing.id] = gone
        return True


def _always(span: Span) -> Callable[[str], Span]:
    """The same span, whoever stands at the other end."""
    return lambda _: span


def _both(lives: Mapping[str, Span], one: str, other: str) -> Span:
    """The dates while both units live."""
    a, b = lives.get(one, EVER), lives.get(other, EVER)
    return max(a[0], b[0]), min(a[1], b[1])
