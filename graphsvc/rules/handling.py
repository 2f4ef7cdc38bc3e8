"""A matter's rows of steps and exits: its own, else its category's, else those of `*`; before all a carve-out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphsvc.answers import Why
from graphsvc.model import Body, Exit, Matter, Step

EVERY = "*"


@dataclass(frozen=True, slots=True)
class Rows:
    """What the graph says of how matters are handled: steps and exits by scope, carve-outs by matter and place."""

    steps: Mapping[str, Sequence[Step]]
    exits: Mapping[str, Sequence[Exit]]
    carveouts: Mapping[str, Mapping[str, Sequence[Step]]]
    bodies: tuple[Body, ...]


def rung_named(handler: str) -> tuple[str, int] | None:
    """The line and tier a `LINE:TIER` names, or None where the handler is a unit or a body."""
    if handler.startswith(("unit:", "body:")):
        return None
    line, _, tier = handler.rpartition(":")
    return line, int(tier)


def scopes(matter: Matter | None) -> tuple[str, ...]:
    """The scopes whose rows may speak for the matter, nearest first."""
    return (matter.id, matter.category, EVERY) if matter else (EVERY,)


def chosen_exits(matter: Matter | None, rows: Mapping[str, Sequence[Exit]]) -> tuple[Exit, ...]:
    """The exit rows of the nearest scope that has any, by situation and body."""
    found = next((rows[scope] for scope in scopes(matter) if rows.get(scope)), ())
    return tuple(sorted(found, key=lambda row: (row.when, row.body)))


def chosen_steps(
    matter: Matter | None,
    rows: Mapping[str, Sequence[Step]],
    carveouts: Mapping[str, Sequence[Step]],
    around: Sequence[str],
) -> tuple[tuple[Step, ...], Why]:
    """The steps that stand for the matter around `around` (nearest first), and why those."""
    for place in around:
        if carveouts.get(place):
            return tuple(carveouts[place]), Why(
                "carveout",
                "这件事在这里另有规定,按例外办理。",
                "A carve-out for this matter holds here, so its steps stand.",
            )
    for scope in scopes(matter):
        if rows.get(scope):
            code, zh, en = _SAYS[_kind(scope)]
            return tuple(rows[scope]), Why(code, zh, en)
    code, zh, en = _SAYS["none"]
    return (), Why(code, zh, en)


def _kind(scope: str) -> str:
    return "every" if scope == EVERY else "category" if scope.startswith("category:") else "matter"


_SAYS = {
    "matter": ("steps_of_matter", "按这一事项自己的办理步骤。", "These are the matter's own steps."),
    "category": ("steps_of_category", "按这一类事项的办理步骤。", "These are the steps of the matter's category."),
    "every": ("steps_of_all", "按通用的办理步骤。", "These are the steps for all matters."),
    "none": ("steps_default", "没有登记办理步骤,逐级向上。", "No steps are recorded, so it climbs rung by rung."),
}
