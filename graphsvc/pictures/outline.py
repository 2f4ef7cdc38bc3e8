"""A sheet as a nested list: what its picture shows, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graphsvc.pictures.compare import Difference, days_of, note_of
from graphsvc.pictures.drawing import Item
from graphsvc.pictures.sheet import Branch, Card, Sheet


def outline(sheet: Sheet, words: dict[str, str]) -> tuple[Item, ...]:
    """Every card of the sheet, once, under what it stands under in the picture."""
    return tuple(_item(branch, words) for branch in sheet.branches)


def told(card: Card, words: dict[str, str]) -> str:
    """One unit in words: who answers, how and since when."""
    if card.state == "gone":
        who = ""
    elif card.state == "vacant":
        day = card.vacant_since
        who = f"{words['vacant']}, {words['since'].format(day) if day else words['never']}"
    else:
        who = card.person or words["hidden"]
        if card.state in ("acting", "deputy"):
            since = f", {words['since'].format(card.since)}" if card.since else ""
            who += f" ({words[card.state]}{since})"
    number = f" ◆{card.concurrent}" if card.concurrent else ""
    number += f" {card.note}" if card.note else ""
    return f"{card.name}: {card.title} {who}{number}".replace(":  ", ": ")


def changed(before: date, on: date, differences: Sequence[Difference], words: dict[str, str]) -> Item:
    """The days compared, and under them every difference, a line each."""
    return Item(days_of(before, on, words), tuple(Item(told_change(one, words)) for one in differences))


def told_change(one: Difference, words: dict[str, str]) -> str:
    """One difference: its sign, its word, what was and what is."""
    return f"{note_of(one, words)} {one.name}: {one.before or '—'} → {one.after or '—'}"


def _item(branch: Branch, words: dict[str, str]) -> Item:
    own = [*([branch.left] if branch.left else []), *branch.right]
    where = branch.places
    if branch.households:
        where += f" {branch.households:,} {words['households']}"
    text = " | ".join([*(told(card, words) for card in own), *([where.strip()] if where else [])])
    if branch.hidden:
        text += f" | {words['hidden_units'].format(branch.hidden)}"
    return Item(text, tuple(_item(one, words) for one in branch.below))
