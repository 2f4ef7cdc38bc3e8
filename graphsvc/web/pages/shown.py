"""A path as a page shows it: whom to call now, why not someone nearer, and the rungs above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphsvc.papers.words import limit_text

LIVE = frozenset({"held", "acting", "deputy", "body"})
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShownPath:
    """The lead steps of a path in the order they are taken.

    `now` is the first that somebody takes, None where nobody does; `passed` are those before it.
    """

    path: Json
    steps: tuple[Json, ...]
    now: Json | None
    passed: tuple[Json, ...]


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
    )


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
