"""The layout `building`: one building's doors, and beside them who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.answers import Answer
from graphsvc.pictures.cards import Link, head_cell, no_link
from graphsvc.pictures.colours import MUTED, PAPER, fill
from graphsvc.pictures.drawing import Drawing, Item
from graphsvc.pictures.facade import Doors, Facade, Spot, facade_table, facades
from graphsvc.pictures.heading import heading, opening
from graphsvc.pictures.outline import told
from graphsvc.pictures.rungs import stand
from graphsvc.pictures.text import cell, fit, font, spacer, table
from graphsvc.pictures.words import tier_word, words_of

UNIT, TIER = 160, 54


@dataclass(frozen=True, slots=True)
class BuildingFacts:
    """The places of one building, its address, and who is responsible for it."""

    root: str
    address: str
    spots: Mapping[str, Spot]
    answer: Answer
    public: bool


def building_drawing(facts: BuildingFacts, lang: str = "zh", link: Link = no_link) -> Drawing:
    """The doors to the left; to the right the ladder, Party, tier, management, highest first."""
    words = words_of(lang)
    facade = facades(facts.spots, facts.root)[0]
    asof = words["asof"].format(on=facts.answer.on.isoformat(), revision=facts.answer.revision)
    under = [words["doors"].format(facade.doors), _lived(facade, words), asof]
    out = opening("building", facts.address, rankdir="LR", nodesep=0.2, ranksep=0.25)
    out.append(heading(facts.address, words["building"], under))
    head = font(fit(facade.spot.name, 14, 150, bold=True), 14, "white", bold=True)
    doors = Doors(34, 18, 9, words, link, named=True)
    out.append(f"doors [label=<{facade_table(facade, doors, head, fill('management', 1))}>];")
    rows = []
    items = []
    for rung in reversed(facts.answer.ladder):
        own, pair = stand(rung, facts.public), stand(rung.paired, facts.public) if rung.paired else None
        left, right = (pair, own) if own.card.role == "management" else (own, pair)
        sides = (("← {0}", left), ("{0} →", right))
        phones = [font(form.format(one.phone), 8, MUTED) for form, one in sides if one and one.phone]
        lines = [font(tier_word(own.card.tier, lang), 9, bold=True), *phones[:2]]
        rows.append(
            head_cell(left.card if left else None, UNIT, 44, words, link)
            + cell(spacer(1).join(lines), WIDTH=TIER + 24, BGCOLOR=PAPER[0])
            + head_cell(right.card if right else None, UNIT, 44, words, link)
        )
        items.append(Item(" | ".join(f"{told(one.card, words)} {one.phone}".strip() for one in (left, right) if one)))
    if rows:
        out.append(f"who [label=<{table(rows, spacing=1)}>];")
        out.append("doors -> who [style=invis];")
    entrances = tuple(
        Item(name or facade.spot.name, (Item(", ".join(door.spot.name for door in found)),))
        for name, found in facade.entrances
        if found
    )
    outline = (*([Item(words["who"], tuple(items))] if items else []), *entrances)
    title = f"{facts.address} {words['building']}"
    return Drawing("\n".join([*out, "}"]) + "\n", title, "; ".join(part for part in under if part), outline)


def _lived(facade: Facade, words: dict[str, str]) -> str:
    return words["totals"].format(f"{facade.households:,}") if facade.households else ""
