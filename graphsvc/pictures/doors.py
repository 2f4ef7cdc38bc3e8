"""The layout `doors`: every dwelling on one sheet, a façade for each building, a band for each branch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.pictures.build import build_sheet, natural
from graphsvc.pictures.cards import Link, Run, holder, line, no_link
from graphsvc.pictures.colours import ALARM_FILL, MUTED
from graphsvc.pictures.depth import LARGEST
from graphsvc.pictures.drawing import Drawing, Item
from graphsvc.pictures.facade import Doors, Facade, Spot, across, facade_table, facades
from graphsvc.pictures.facts import ChartFacts
from graphsvc.pictures.heading import caption, heading, marks_used, opening, totals
from graphsvc.pictures.hues import hue
from graphsvc.pictures.outline import changed
from graphsvc.pictures.panels import changes
from graphsvc.pictures.sheet import Branch, Card
from graphsvc.pictures.shown import PLAIN, Shown
from graphsvc.pictures.text import bare_cell, fit, font, table
from graphsvc.pictures.words import words_of

DOOR, TALL, SIZE = 17, 10, 7


@dataclass(frozen=True, slots=True)
class DoorFacts:
    """A community's places and the units over them."""

    root: str
    spots: Mapping[str, Spot]
    chart: ChartFacts


@dataclass(frozen=True, slots=True)
class _Band:
    name: str
    colours: tuple[str, str, str]
    facades: list[Facade]


def doors_drawing(facts: DoorFacts, lang: str = "zh", link: Link = no_link, shown: Shown = PLAIN) -> Drawing:
    """All doors; bands are the branches where these part the buildings, else there is one."""
    words = words_of(lang)
    sheet = build_sheet(facts.chart, lang, shown)
    leaders = _leaders(facts.chart, sheet.cards())
    found = facades(facts.spots, facts.root)
    bands = _bands(facts, sheet.branches, found)
    doors = Doors(DOOR, TALL, SIZE, words, link)
    line_ups = _lined_up(bands)
    room = max(_taken(row) for rows in line_ups for row in rows)
    many = words["doors"].format(f"{sum(one.doors for one in found):,}")
    out = opening("doors", sheet.title, nodesep=0.1, ranksep=0.12)
    out.append(heading(sheet.title, words["doors_kind"], [many, totals(sheet, words), caption(sheet, words)],
                       marks_used(sheet.cards(), shown, words)))  # fmt: skip
    for at, (band, rows) in enumerate(zip(bands, line_ups, strict=True)):
        table_of = _table(band, rows, leaders, doors, max(room, 480), words, shown)
        out.append(f"b{at} [label=<{table_of}>];")
        if at:
            out.append(f"b{at - 1} -> b{at} [style=invis];")
    outline = tuple(
        Item(band.name or sheet.title, tuple(_item(one, leaders, words) for one in band.facades)) for band in bands
    )
    if sheet.before is not None:
        out.append(f"changes [label=<{changes(sheet.before, sheet.on, sheet.differences, words).html}>];")
        out.append(f"b{len(bands) - 1} -> changes [style=invis];")
        outline = (changed(sheet.before, sheet.on, sheet.differences, words), *outline)
    return Drawing("\n".join([*out, "}"]) + "\n", f"{sheet.title} {words['doors_kind']}",
                   f"{many}; {caption(sheet, words)}", outline, tuple(sheet.cards()), sheet.before,
                   sheet.differences)  # fmt: skip


def _item(facade: Facade, leaders: Mapping[str, Card], words: dict[str, str]) -> Item:
    leader = leaders.get(facade.spot.id)
    who = f": {leader.person or words.get(leader.state) or words['hidden']}" if leader else ""
    who += f" {leader.note}" if leader and leader.note else ""
    rows = tuple(Item(f"{name}: {', '.join(door.number for door in doors)}") for name, doors in facade.entrances)
    return Item(f"{facade.spot.name}{who}, {words['doors'].format(facade.doors)}", rows)


def _leaders(chart: ChartFacts, cards: list[Card]) -> dict[str, Card]:
    """For each place the lowest management unit that serves just it."""
    by_id = {card.unit: card for card in cards}
    found: dict[str, Card] = {}
    for unit in sorted(chart.units, key=lambda one: (one["tier"], one["id"])):
        card = by_id[unit["id"]]
        if card.role == "management" or not any(line["role"] == "management" for line in chart.lines):
            found |= dict.fromkeys(unit["serves"] if card.state != "gone" else (), card)
    return found


def _bands(facts: DoorFacts, branches: tuple[Branch, ...], found: list[Facade]) -> list[_Band]:
    while len(branches) == 1 and branches[0].below:
        branches = branches[0].below
    serves = {unit["id"]: set(unit["serves"]) for unit in facts.chart.units}
    left = {facade.spot.id: facade for facade in found}
    bands: list[_Band] = []
    for branch in branches if 1 < len(branches) <= 12 else ():
        places = set().union(*(serves[card.unit] for card in branch.cards()))
        own = [left.pop(id) for id in list(left) if id in places]
        if own:
            own.sort(key=lambda one: (natural(one.spot.name), one.spot.id))
            bands.append(_Band(branch.cards()[0].name, hue(len(bands)), own))
    if left:
        bands.append(_Band("", hue(len(bands)), list(left.values())))
    return bands


def _wide(facade: Facade) -> int:
    gaps = len(facade.entrances) - 1
    return (across(facade) - gaps) * (DOOR + 1) + gaps * 5 + 1


def _taken(row: list[Facade]) -> int:
    return sum(_wide(one) + 8 for one in row)


def _in_rows(facades: list[Facade], rows: int) -> list[list[Facade]]:
    """The buildings of a band in so many rows of about one width."""
    whole, used = _taken(facades), 0
    found: list[list[Facade]] = [[] for _ in range(rows)]
    for facade in facades:
        found[min(rows - 1, int((used + _wide(facade) / 2) * rows / max(whole, 1)))].append(facade)
        used += _wide(facade) + 8
    return [row for row in found if row]


def _lined_up(bands: list[_Band]) -> list[list[list[Facade]]]:
    """Each band's rows, as wide as lets the whole sheet be largest on the largest paper, upright or on its side."""
    best: tuple[float, list[list[list[Facade]]]] = (0, [])
    widths = {_taken(band.facades) // rows for band in bands for rows in range(1, 13)}
    for wide in sorted(width for width in widths if width):
        rows = [_in_rows(band.facades, max(1, round(_taken(band.facades) / wide))) for band in bands]
        across = max(_taken(row) for band in rows for row in band) + 40
        tall = (
            90
            + 36 * len(bands)
            + sum((max(len(one.floors) for one in row) * (TALL + 1) + 44) for band in rows for row in band)
        )
        size = max(min(one / across, other / tall) for one, other in (LARGEST, LARGEST[::-1]))
        if size > best[0]:
            best = (size, rows)
    return best[1]


def _table(
    band: _Band,
    line_up: list[list[Facade]],
    leaders: Mapping[str, Card],
    doors: Doors,
    room: int,
    words: dict[str, str],
    shown: Shown,
) -> str:
    dark, head, field = band.colours
    rows = []
    if band.name:
        many = words["buildings"].format(len(band.facades))
        name = font(f" {fit(band.name, 13, 300, bold=True)} ", 13, "white", bold=True) + font(many, 10, "white")
        rows.append(bare_cell(name, BGCOLOR=dark, HEIGHT=20, ALIGN="LEFT", WIDTH=room + 12))
    for row in line_up:
        tall = max(len(one.floors) for one in row)
        cells = []
        for facade in row:
            leader = leaders.get(facade.spot.id)
            colour = ALARM_FILL if leader and leader.alarm else head
            lit = facade.spot.id in shown.highlight or (leader is not None and leader.lit)
            drawn = facade_table(facade, doors, _head(facade, leader, words), colour, lit=lit)
            # A short building stands on the ground: blank sky keeps dot from pulling its floors apart.
            sky = (tall - len(facade.floors)) * (TALL + 1)
            parts = [bare_cell("", HEIGHT=sky)] if sky else []
            cells.append(bare_cell(table([*parts, bare_cell(drawn)], padding=0)))
            cells.append(bare_cell("", WIDTH=8))
        filler = room + 12 - _taken(row)
        cells.append(bare_cell("", WIDTH=max(filler, 0)))
        rows.append(bare_cell(table(["".join(cells)], padding=0), CELLPADDING=4, ALIGN="LEFT"))
    return table(rows, padding=0, BGCOLOR=field)


def _head(facade: Facade, leader: Card | None, words: dict[str, str]) -> str:
    name = Run(facade.spot.name, 11, bold=True)
    who = holder(leader, words, 9) if leader else [Run(words["none"], 8, MUTED, rank=1)]
    return line([name, *who], _wide(facade) - 6)
