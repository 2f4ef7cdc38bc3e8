"""Why a matter has nobody on a stretch of days: one cause a lead step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from graphsvc.answers import Why
from graphsvc.answers.coverage import Cause
from graphsvc.checks.days import Days
from graphsvc.checks.epoch import Lead
from graphsvc.checks.holding import Holding
from graphsvc.checks.world import World


def causes(
    world: World, days: Days, number: int, leads: Iterable[Lead], held: Mapping[str, Holding], *, planned: bool
) -> tuple[Cause, ...]:
    """The causes on the stretch of that number; `planned` where tenures are taken to end as planned."""
    found = [_cause(world, days, number, lead, held, planned=planned) for lead in leads]
    return tuple(dict.fromkeys(found)) or (Cause(None, None, _UNSERVED),)


def _cause(world: World, days: Days, number: int, lead: Lead, held: Mapping[str, Holding], *, planned: bool) -> Cause:
    if lead.unit is None:
        return Cause(lead.handler, None, _no_body(lead) if lead.handler.startswith("body:") else _missing(lead))
    shown = held[lead.unit].at(number) if lead.unit in held else None
    name, since = world.name(lead.unit), shown.vacant_since if shown else None
    if since is not None and since > days.starts[0]:
        return Cause(lead.handler, lead.unit, (_planned if planned else _ends)(name, since))
    return Cause(lead.handler, lead.unit, _vacant(name, since))


NO_ORIGIN = Cause(
    None, None, Why("no_origin", "这一户没有登记迁出地。", "No place of origin is recorded for the household.")
)
_UNSERVED = Why("unserved", "没有组织服务这个地点。", "No unit serves this place.")


def _missing(lead: Lead) -> Why:
    return Why("missing", f"这里没有“{lead.handler}”这一级。", f'There is no "{lead.handler}" here.')


def _no_body(lead: Lead) -> Why:
    kind = lead.handler.removeprefix("body:")
    return Why("no_body", f"没有管到这里的“{kind}”机构。", f'No body of kind "{kind}" covers this place.')


def _vacant(name: str, since: date | None) -> Why:
    if since is None:
        return Why("vacant", f"{name}从未有人任职。", f"{name} has never been held.")
    return Why("vacant", f"{name}自{since}起空缺。", f"{name} has been vacant since {since}.")


def _ends(name: str, since: date) -> Why:
    return Why("ends", f"{name}的任期到{since}止,没有接任的。", f"The last tenure of {name} ends on {since}.")


def _planned(name: str, since: date) -> Why:
    return Why(
        "planned_end", f"{name}计划{since}届满,还没有接任的。", f"{name} is planned to end on {since}, unfollowed."
    )
