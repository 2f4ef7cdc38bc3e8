"""A place on one line, and what the unit beside it is called there."""

from __future__ import annotations

from graphsvc.pictures.cards import Link
from graphsvc.pictures.colours import MUTED
from graphsvc.pictures.sheet import Branch, Card
from graphsvc.pictures.text import font, sized, width


def place_line(branch: Branch, wide: int, words: dict[str, str], lang: str) -> str:
    """A place on one line with its households, or with the number of units a chart of its own would show."""
    gap = "" if lang == "zh" else " "
    number = f"{branch.households:,}{gap}{words['households']}" if branch.households else ""
    if branch.hidden:
        number = words["hidden_few"].format(branch.hidden)
    return font(*sized(branch.places, (10, 9), wide - 6 - width(number, 7)), bold=True) + (
        font(" ", 5) + font(number, 7, MUTED) if number else ""
    )


def below(branch: Branch, link: Link) -> dict[str, object]:
    """What makes a cell lead to the chart of what a branch hides, where it hides any."""
    unit = branch.cards()[0].unit
    address = link(unit) if branch.hidden else None
    return {"HREF": address, "ID": f"below:{unit}", "TARGET": "_self"} if address else {}


def short(card: Card) -> str:
    """A unit's name without that of the place it stands beside."""
    rest = card.name.removeprefix(card.places) if card.places else card.name
    return rest or card.name
