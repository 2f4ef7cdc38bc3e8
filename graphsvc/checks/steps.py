"""Can each lead step be answered for every occupied dwelling? What an import is warned of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from graphsvc.answers import Why
from graphsvc.checks.coverage import asked, occupied
from graphsvc.checks.days import Days
from graphsvc.checks.epoch import Epoch
from graphsvc.checks.world import World, order_on

_NAMED = 3


def unanswerable(world: World, on: date) -> tuple[Why, ...]:
    """A warning for each handler that leads a matter and is not there for some dwelling lived in on the day.

    A vacant post is none of these: such a step stays in the path, and the vacancy is told where vacancies are.
    """
    days = Days((on,), date.max)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for matter, epoch, home, places in asked([Epoch(order_on(world, on), days.all)], occupied(world, days)):
        for lead in () if home.unasked(matter) else epoch.leads(matter, home):
            if lead.unit is None and not lead.body:
                found[lead.handler, matter.id].update(place for place, _ in places)
    matters: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for (handler, matter_id), dwellings in sorted(found.items()):
        matters[handler, tuple(sorted(dwellings))].append(matter_id)
    return tuple(_warning(world, handler, dwellings, of) for (handler, dwellings), of in matters.items())


def _warning(world: World, handler: str, dwellings: tuple[str, ...], matters: list[str]) -> Why:
    few, some, some_en = (
        _few(world, label, ids, name)
        for label, ids, name in (
            ("Place", dwellings, "name"), ("Matter", matters, "name"), ("Matter", matters, "name_en"),
        )
    )  # fmt: skip
    return Why(
        "step_unanswerable",
        f"主办“{handler}”在{len(dwellings)}处住处没有对应的组织或机构(住处:{few};事项:{some})。",
        f'The lead "{handler}" is not there for {len(dwellings)} dwellings (dwellings: {few}; matters: {some_en}).',
    )


def _few(world: World, label: str, ids: Sequence[str], called: str) -> str:
    """Some of them by name and id."""
    names = world.things.get(label, {})
    known = [names.get(id, {}) for id in ids[:_NAMED]]
    told = (f"{one.get(called) or one['name']} {id}" if one else id for one, id in zip(known, ids, strict=False))
    return ", ".join(told) + (" …" if len(ids) > _NAMED else "")
