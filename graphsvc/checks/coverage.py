"""Is there somebody for every occupied dwelling and every matter, on every day to come?

By stretches of days on which nothing changes, and once for all dwellings served by the same units: never day by day,
never dwelling by dwelling. Somebody is there where one lead step at least is live, by rules 3 to 6 of an answer; of an
emergency the bodies it calls count too, though a path lists them as exits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from graphsvc.answers.coverage import Cause, Coverage, Gap, Unpaired
from graphsvc.checks.causes import NO_ORIGIN, causes
from graphsvc.checks.days import Days
from graphsvc.checks.epoch import Epoch, Home, Lead, by_need, grouped
from graphsvc.checks.holding import NOBODY, Holding, holdings, with_planned_ends
from graphsvc.checks.world import World, order_on, read_world
from graphsvc.model import Matter
from graphsvc.questions.rows import check_revision
from graphsvc.rules.rung import PAIRS
from graphsvc.store import Store

_HOLDING = ("post_in", "holds")
_HOMES = ("lives_in", "came_from")
_ORDER = (
    "line_role", "level_of", "at_level", "part_of", "serves", "paired_with", "located_in", "body_kind", "covers",
    "in_category", "step_of", "stands_at", "carved_from",
)  # fmt: skip
Places = list[tuple[str, int]]


def coverage(store: Store, on: date, days: int, revision: int | None = None) -> Coverage:
    """The proof for `days` days from `on` on, of what is believed at `revision` (None: now).

    Raises `unknown_revision`, `StoreError`.
    """
    published = store.published()
    check_revision(revision, published)
    return prove(read_world(store.read, published if revision is None else revision), on, days)


def prove(world: World, on: date, days: int) -> Coverage:
    """The same of a world in hand; no day is later than the last of the calendar."""
    until = on + min(timedelta(days), date.max - on)
    planned = with_planned_ends(world)
    cut = Days.cut(on, until, world.changes(*_ORDER, *_HOLDING, *_HOMES) | planned.changes("holds"))
    homes, epochs = occupied(world, cut), epochs_of(world, cut)
    gaps, risks, unasked = _Found(), _Found(), _Found()
    as_known, as_planned = holdings(world, cut), holdings(planned, cut)
    for matter, epoch, home, places in asked(epochs, homes):
        if home.unasked(matter):
            unasked.add(matter, (NO_ORIGIN,), places, epoch.mask)
            continue
        leads = epoch.leads(matter, home)
        open_ = _open(leads, epoch, as_known)
        for number in cut.numbers(open_):
            gaps.add(matter, causes(world, cut, number, leads, as_known, planned=False), places, 1 << number)
        # What is a gap in any case is no risk.
        for number in cut.numbers(_open(leads, epoch, as_planned) & ~open_):
            risks.add(matter, causes(world, cut, number, leads, as_planned, planned=True), places, 1 << number)
    return Coverage(
        on, until, world.revision,
        places=len({place for place, _ in homes}),
        matters=len({matter.id for epoch in epochs for matter in epoch.order.matters}),
        stretches=len(cut.starts),
        gaps=gaps.merged(cut), risks=risks.merged(cut), unasked=unasked.merged(cut),
        unpaired=_unpaired(cut, epochs, homes),
    )  # fmt: skip


def asked(
    epochs: Iterable[Epoch], homes: Mapping[tuple[str, str | None], int]
) -> Iterator[tuple[Matter, Epoch, Home, Places]]:
    """Every matter for every group of homes that are answered alike about it, with the dwellings and their days."""
    for epoch in epochs:
        here = {home: mask & epoch.mask for home, mask in homes.items() if mask & epoch.mask}
        groups = grouped(here, epoch.order)
        needs: dict[tuple[bool, bool], dict[Home, Places]] = {}
        for matter in epoch.order.matters:
            need = epoch.asks(matter)
            if need not in needs:
                needs[need] = by_need(groups, *need)
            for home, places in needs[need].items():
                yield matter, epoch, home, places


class _Found:
    """Gaps as they are come upon: the days of each dwelling, by matter and causes."""

    def __init__(self) -> None:
        self._masks: dict[tuple[str, tuple[Cause, ...]], dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, matter: Matter, told: tuple[Cause, ...], places: Places, mask: int) -> None:
        """These dwellings, on the days of `mask` on which they are lived in."""
        for place, lived_in in places:
            if lived_in & mask:
                self._masks[matter.id, told][place] |= lived_in & mask

    def merged(self, days: Days) -> tuple[Gap, ...]:
        """Gaps with as many places and matters each as share their days and causes."""
        places: dict[tuple[str, tuple[Cause, ...], date, date], list[str]] = defaultdict(list)
        for (matter, told), by_place in self._masks.items():
            for place, mask in by_place.items():
                for since, until in days.spans(mask):
                    places[matter, told, since, until].append(place)
        matters: dict[tuple[tuple[str, ...], tuple[Cause, ...], date, date], list[str]] = defaultdict(list)
        for (matter, told, since, until), at in places.items():
            matters[tuple(sorted(at)), told, since, until].append(matter)
        gaps = [Gap(since, until, tuple(sorted(of)), at, told) for (at, told, since, until), of in matters.items()]
        return tuple(sorted(gaps, key=lambda gap: (gap.since, gap.until, gap.matters, gap.places)))


def occupied(world: World, days: Days) -> dict[tuple[str, str | None], int]:
    """When each dwelling is lived in by households of each place of origin (None: of none recorded)."""
    came: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for fact in world.facts("came_from"):
        if mask := days.mask(fact.since, fact.until):
            came[fact.start].append((fact.end, mask))
    found: dict[tuple[str, str | None], int] = defaultdict(int)
    for fact in world.facts("lives_in"):
        left = days.mask(fact.since, fact.until)
        for origin, mask in came.get(fact.start, ()):
            if left & mask:
                found[fact.end, origin] |= left & mask
                left &= ~mask
        if left:
            found[fact.end, None] |= left
    return dict(found)


def epochs_of(world: World, days: Days) -> list[Epoch]:
    """The window by orders: as many as there are days on which an order changes."""
    turns = sorted({days.starts[0]} | {day for day in world.changes(*_ORDER) if days.starts[0] < day < days.until})
    return [
        Epoch(order_on(world, day), days.mask(day, until))
        for day, until in zip(turns, [*turns[1:], days.until], strict=True)
    ]


def _open(leads: Iterable[Lead], epoch: Epoch, held: Mapping[str, Holding]) -> int:
    """When none of the leads is live."""
    left = epoch.mask
    for lead in leads:
        if lead.body:
            return 0
        if lead.unit is not None:
            left &= ~held.get(lead.unit, NOBODY).answers
    return left


def _unpaired(days: Days, epochs: Iterable[Epoch], homes: Mapping[tuple[str, str | None], int]) -> tuple[Unpaired, ...]:
    """Units of the management and party ladders over occupied dwellings that have no rung of the other beside them."""
    alone: dict[str, int] = defaultdict(int)
    for epoch in epochs:
        facts = epoch.order.facts
        chains: dict[tuple[str, ...], int] = defaultdict(int)
        for (place, _), mask in homes.items():
            chains[epoch.order.around(place)] |= mask & epoch.mask
        for chain, mask in chains.items():
            for role, other_role in PAIRS.items():
                own, other = epoch.line_of(role, chain), epoch.line_of(other_role, chain)
                tiers = {facts.units[id].tier for id in other.units} if other else set()
                for id in own.units if own else ():
                    if facts.pairs.get(id) not in facts.units and facts.units[id].tier not in tiers:
                        alone[id] |= mask
    return tuple(Unpaired(id, since, until) for id, mask in sorted(alone.items()) for since, until in days.spans(mask))
