"""The layout `building`: one building's doors, and beside them who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from graphsvc.answers import Answer, Rung
from graphsvc.pictures.cards import Link, head_cell, no_link
from graphsvc.pictures.colours import MUTED, PAPER, fill
from graphsvc.pictures.compare import Difference
from graphsvc.pictures.drawing import Drawing, Item
from graphsvc.pictures.facade import Doors, Facade, Spot, facade_table, facades
from graphsvc.pictures.heading import heading, marks_used, opening
from graphsvc.pictures.notes import Note, of_board, of_difference
from graphsvc.pictures.outline import changed, told
from graphsvc.pictures.panels import changes
from graphsvc.pictures.rungs import stand
from graphsvc.pictures.sheet import Card
from graphsvc.pictures.shown import PLAIN, Shown
from graphsvc.pictures.text import cell, fit, font, spacer, table
from graphsvc.pictures.words import tier_word, words_of

UNIT, TIER = 160, 54


@dataclass(frozen=True, slots=True)
class BuildingFacts:
    """The places of one building, its address, who is responsible for it, and what has changed since `before`."""

    root: str
    address: str
    spots: Mapping[str, Spot]
    answer: Answer
    public: bool
    before: date | None = None
    differences: tuple[Difference, ...] = ()


def building_drawing(facts: BuildingFacts, lang: str = "zh", link: Link = no_link, shown: Shown = PLAIN) -> Drawing:
    """The doors to the left; to the right the ladder, Party, tier, management, highest first."""
    words = words_of(lang)
    facade = facades(facts.spots, facts.root)[0]
    on = facts.answer.on
    asof = words["asof"].format(on=on.isoformat(), revision=facts.answer.revision)
    compared = words["compared"].format(facts.before) if facts.before else ""
    under = [words["doors"].format(facade.doors), _lived(facade, words), asof, compared]
    out = opening("building", facts.address, rankdir="LR", nodesep=0.2, ranksep=0.25)
    head = font(fit(facade.spot.name, 14, 150, bold=True), 14, "white", bold=True)
    doors = Doors(34, 18, 9, words, link, named=True)
    lit = facts.root in shown.highlight
    out.append(f"doors [label=<{facade_table(facade, doors, head, fill('management', 1), lit=lit)}>];")
    rows: list[str] = []
    items: list[Item] = []
    cards: list[Card] = []
    notes = _notes(facts, shown, words)
    for rung in reversed(facts.answer.ladder):
        own = _card(rung, facts, shown, notes)
        pair = _card(rung.paired, facts, shown, notes) if rung.paired else None
        left, right = (pair, own) if own.role == "management" else (own, pair)
        sides = (("← {0}", left), ("{0} →", right))
        phones = [font(form.format(one.phone), 8, MUTED) for form, one in sides if one and one.phone]
        lines = [font(tier_word(own.tier, lang), 9, bold=True), *phones[:2]]
        rows.append(
            head_cell(left, UNIT, 44, words, link)
            + cell(spacer(1).join(lines), WIDTH=TIER + 24, BGCOLOR=PAPER[0])
            + head_cell(right, UNIT, 44, words, link)
        )
        both = [one for one in (left, right) if one]
        items.append(Item(" | ".join(f"{told(one, words)} {one.phone}".strip() for one in both)))
        cards += both
    # A vacancy and an acting holder say so in their cards; a layer is explained.
    marks = [mark for mark in marks_used(cards, shown, words) if mark.sign == "▣"]
    out.append(heading(facts.address, words["building"], under, marks))
    if rows:
        out.append(f"who [label=<{table(rows, spacing=1)}>];")
        out.append("doors -> who [style=invis];")
    entrances = tuple(
        Item(name or facade.spot.name, (Item(", ".join(door.spot.name for door in found)),))
        for name, found in facade.entrances
        if found
    )
    outline = (*([Item(words["who"], tuple(items))] if items else []), *entrances)
    if facts.before is not None:
        out.append(f"changes [label=<{changes(facts.before, on, facts.differences, words).html}>];")
        out.append(f"{'who' if rows else 'doors'} -> changes [style=invis];")
        outline = (changed(facts.before, on, facts.differences, words), *outline)
    title = f"{facts.address} {words['building']}"
    return Drawing("\n".join([*out, "}"]) + "\n", title, "; ".join(part for part in under if part), outline,
                   tuple(cards), facts.before, facts.differences)  # fmt: skip


def _card(rung: Rung, facts: BuildingFacts, shown: Shown, notes: Mapping[str, list[Note]]) -> Card:
    card = stand(rung, facts.public).card
    return replace(card, notes=tuple(notes.get(card.unit, ())), lit=card.unit in shown.highlight,
                   hushed=card.state not in shown.layers)  # fmt: skip


def _notes(facts: BuildingFacts, shown: Shown, words: dict[str, str]) -> dict[str, list[Note]]:
    """What a card tells beside who answers: what became of it, and that a board is stale."""
    found = {one.unit: [of_difference(one, words)] for one in facts.differences}
    lowest = [one.unit.id for rung in facts.answer.ladder[:1] for one in (rung, rung.paired) if one]
    stale = {board.removeprefix("unit:") for board in shown.stale}
    stale |= set(lowest) if f"place:{facts.root}" in shown.stale else set()
    for unit in stale:
        found.setdefault(unit, []).append(of_board(words))
    return found


def _lived(facade: Facade, words: dict[str, str]) -> str:
    return words["totals"].format(f"{facade.households:,}") if facade.households else ""
