"""The steps of a path as a ladder shows them, and what each says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graphsvc.answers import Rung
from graphsvc.answers.path import PathStep
from graphsvc.answers.plain import instant
from graphsvc.pictures.rungs import Stand, stand
from graphsvc.pictures.shown import Shown

LIVE = ("held", "acting", "deputy", "body")
"""The states of a step at which one is heard."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who leads it, who helps at it, the unit shown and the one beside it."""

    number: int
    lead: PathStep
    assists: tuple[PathStep, ...]
    shown: Stand | None
    pair: Stand | None


def steps_of(steps: Sequence[PathStep], public: bool, shown: Shown) -> list[Step]:
    """A step for each that is led, with those who help at it."""

    def lit(rung: Rung) -> Stand:
        found = stand(rung, public)
        return replace(found, card=replace(found.card, lit=rung.unit.id in shown.highlight))

    found = []
    for lead in steps:
        if lead.role != "lead":
            continue
        beside = tuple(one for one in steps if one.role != "lead" and one.step == lead.step)
        pair = lead.rung.paired if lead.rung else None
        # Whoever stands beside the step is drawn there, not told again among those who help.
        others = tuple(one for one in beside if not (one.rung and pair and one.rung.unit.id == pair.unit.id))
        found.append(Step(lead.step, lead, others, lit(lead.rung) if lead.rung else None,
                           lit(pair) if pair else None))  # fmt: skip
    return found


def when(value: datetime) -> str:
    """An instant to the minute."""
    return str(instant(value))[:16].replace("T", " ")


def name_of(step: Step) -> str:
    """Who leads a step: a unit, a body, or who was meant."""
    if step.shown:
        return step.shown.card.name
    return step.lead.body.name if step.lead.body else step.lead.handler


def phone_of(step: Step) -> str:
    """The phone of whoever leads a step, or nothing."""
    return step.shown.phone if step.shown else (step.lead.body.phone or "" if step.lead.body else "")


def due_of(step: PathStep, words: dict[str, str]) -> str:
    """By when, and within how long."""
    limit = (
        words["limit"].format(step.limit, words[f"unit_{step.limit_unit}"]) if step.limit and step.limit_unit else ""
    )
    if step.due:
        return f"{words['due'].format(when(step.due))}{f' ({limit})' if limit else ''}"
    return limit


def assist(step: PathStep, words: dict[str, str]) -> str:
    """Who helps at a step, with their phone."""
    rung, body = step.rung, step.body
    name = rung.unit.name if rung else body.name if body else step.handler
    phone = (rung.unit.phone if rung else body.phone if body else "") or ""
    return f"{words['assist']} {name} {phone}".strip()
