"""A ladder in words, for those who do not see it."""

from __future__ import annotations

from graphsvc.answers import Path
from graphsvc.pictures.drawing import Item
from graphsvc.pictures.ladder.steps import LIVE, Step, assist, due_of, name_of, phone_of


def outline(path: Path, steps: list[Step], words: dict[str, str]) -> tuple[Item, ...]:
    """The steps and the ways out, each a line."""
    items = []
    for step in steps:
        card = step.shown.card if step.shown else None
        who = f"{card.title} {card.person or words['hidden']}" if card and card.state != "vacant" else ""
        state = words.get(step.lead.state, "")
        below = [Item(assist(one, words)) for one in step.assists]
        if step.pair:
            mate = step.pair.card
            below.insert(0, Item(f"{words['next_to']}: {mate.name} {mate.person or ''} {step.pair.phone}".strip()))
        parts = (name_of(step), who, state, phone_of(step), due_of(step.lead, words) if step.lead.state in LIVE else "")
        items.append(Item(f"{step.number}. {', '.join(part for part in parts if part)}", tuple(below)))
    exits = tuple(
        Item(f"{words[f'when_{one.when}']}: {one.body.name if one.body else words['missing']} "
             f"{(one.body.phone or '') if one.body else ''}".strip())
        for one in path.exits
    )  # fmt: skip
    return (Item(words["steps"], tuple(items)), *([Item(words["exits"], exits)] if exits else []))
