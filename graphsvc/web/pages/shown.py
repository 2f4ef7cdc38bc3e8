"""A path as a page shows it: whom to call now, why not someone nearer, and the rungs above."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from graphsvc.papers.words import limit_text

LIVE = frozenset({"held", "acting", "deputy", "body"})
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownPath:
    """The lead steps of a path in the order they are taken.

    `now` is the first that somebody takes, None where nobody does; `passed` are those before it. `same` numbers whoever
    stands in it more than once, in both lines or on two tiers.
    """

    path: Json
    steps: tuple[Json, ...]
    now: Json | None
    passed: tuple[Json, ...]
    same: dict[str, int]


def shown(path: Json, lang: str) -> ShownPath:
    """What a page shows of a path in the shape programs are given."""
    leads = [{**step, "limit_text": limit_text(step, lang)} for step in path["steps"] if step["role"] == "lead"]
    for lead in leads:
        own = [step for step in path["steps"] if step["role"] == "assist" and step["step"] == lead["step"]]
        beside = _paired(lead)
        lead["assists"] = [step for step in own if (_unit(step) or "") != (beside["unit"]["id"] if beside else None)]
    at = next((number for number, step in enumerate(leads) if step["state"] in LIVE), None)
    return ShownPath(
        path,
        tuple(leads),
        leads[at] if at is not None else None,
        tuple(leads[: at if at is not None else len(leads)]),
        _same(leads),
    )


def _same(leads: list[Json]) -> dict[str, int]:
    people = [
        rung["person"]["id"] for lead in leads for rung in (lead["rung"], _paired(lead)) if rung and rung["person"]
    ]
    more_than_once = (id for id, times in Counter(people).items() if times > 1)
    return {id: number for number, id in enumerate(more_than_once, 1)}


def phone_of(taker: Json) -> str:
    """The number to call for a step or a rung: the holder's, else the unit's or body's; "" where there is none."""
    rung = taker.get("rung", taker)
    if rung is None:
        return (taker["body"] or {}).get("phone") or ""
    return (rung["person"] or {}).get("phone") or rung["unit"]["phone"] or ""


def _paired(step: Json) -> Json | None:
    return step["rung"]["paired"] if step["rung"] else None


def _unit(step: Json) -> str | None:
    return step["rung"]["unit"]["id"] if step["rung"] else None
