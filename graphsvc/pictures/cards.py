"""A unit in a cell: its name, who answers, and the marks that say how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from graphsvc.pictures.colours import ALARM, ALARM_FILL, INK, MUTED, PURPLE, fill, ink
from graphsvc.pictures.sheet import Card
from graphsvc.pictures.text import bare_cell, cell, fit, font, spacer, width

SPACE, ADDED = 2.5, 3
EDGING = '<FONT POINT-SIZE="7">&#160;&#160;</FONT>'
Link = Callable[[str], str | None]
ALARMS = ("vacant", "acting")
LIT: dict[str, object] = {"BORDER": 3, "COLOR": PURPLE, "STYLE": "solid"}
"""The edge of what someone pointed at."""


def no_link(_: str) -> None:
    """Leads nowhere: what a file on a disk has."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text on one line; of what doesn't fit the least `rank` goes first, and rank 9 is cut, never left out.

    What has a `short` form is told by that before anything goes that is more than an addition (`ADDED`).
    """

    text: str
    size: int
    colour: str = INK
    bold: bool = False
    rank: int = 9
    short: str = ""


def line(runs: Sequence[Run], room: float) -> str:
    """The runs that fit into `room` points, in their order."""
    kept = [run for run in runs if run.text]
    while _taken(kept) > room and any(run.rank < 9 for run in kept):
        least = min(kept, key=lambda run: run.rank)
        long = max((run for run in kept if run.short), key=lambda run: len(run.text), default=None)
        if least.rank > ADDED and long is not None:
            kept[kept.index(long)] = replace(long, text=long.short, short="")
        else:
            kept.remove(least)
    over = _taken(kept) - room
    shown = []
    for run in kept:
        own = width(run.text, run.size, bold=run.bold)
        text = fit(run.text, run.size, max(own - over, run.size), bold=run.bold) if over > 0 else run.text
        over -= own - width(text, run.size, bold=run.bold)
        shown.append(font(text, run.size, run.colour, bold=run.bold))
    return '<FONT POINT-SIZE="7">&#160;</FONT>'.join(shown)


def holder(card: Card, words: dict[str, str], size: int, *, dark: str = INK, small: int = 7) -> list[Run]:
    """Who answers, with the state in a sign and a word, and since when where that alarms."""
    quiet = MUTED if dark == INK else dark
    day = card.vacant_since if card.state == "vacant" else card.since
    since = Run(day.isoformat(), small, ALARM, rank=2) if day and card.alarm else Run("", small)
    notes = [Run(one.text, small, PURPLE if dark == INK else dark, True, 6, one.short) for one in card.notes]
    number = Run(f"◆{card.concurrent}" if card.concurrent else "", 8, PURPLE if dark == INK else dark, True, 4)
    if card.state == "vacant":
        return [Run("○", size, ALARM, rank=8), Run(words["vacant"], size, ALARM, True), since, *notes]
    if card.state == "gone":
        return notes
    name = Run(card.person, size, dark) if card.person else Run(words["hidden"], 8, quiet)
    if card.state == "acting":
        return [Run("◐", size, ALARM, rank=8), name, Run(words["acting"], small, ALARM, rank=7), since, number, *notes]
    return [name, Run(words["deputy"] if card.state == "deputy" else "", small, quiet, rank=3), number, *notes]


def head_cell(
    card: Card | None, wide: int, tall: int, words: dict[str, str], link: Link, *, size: int = 11, span: int = 1
) -> str:
    """A unit of a branch: its name above its holder."""
    if card is None:
        return cell("", COLSPAN=2, ROWSPAN=span, WIDTH=wide, HEIGHT=tall)
    alarm = card.alarm
    dark = INK if alarm or card.state == "gone" else ink(card.tier)
    quiet = MUTED if dark == INK else dark
    who = [
        Run(card.title, 7, quiet, rank=1),
        *holder(card, words, 11 if size > 13 else 10 if size > 9 else 9, dark=dark),
    ]
    name = font(fit(card.name, size, wide - 8, bold=True), size, dark, bold=True)
    return cell(
        name + spacer(3) + line(who, wide - 8),
        WIDTH=wide, HEIGHT=tall, COLSPAN=2, ROWSPAN=span if span > 1 else None, **mark_of(card, link, words),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """How wide the two cells of a unit's row are: its label at the outer edge, its holder towards the place."""

    label: int
    who: int

    @property
    def wide(self) -> int:
        """Both."""
        return self.label + self.who


def row_cells(
    card: Card | None, labels: Sequence[str], tall: int, side: Side, words: dict[str, str], link: Link, *, left: bool
) -> str:
    """A unit on one line: the holder faces the place, the label keeps the outer edge.

    Of `labels`, the fullest first, an alarm takes the first that leaves its own words room. So does whoever has a note
    too long to stand beside the holder: what was asked to be shown comes before what a unit is called.
    """
    if card is None:
        return cell("", COLSPAN=2, WIDTH=side.wide, HEIGHT=tall)
    towards, away = ("RIGHT", "LEFT") if left else ("LEFT", "RIGHT")
    alarm = card.alarm
    dark = INK if alarm or card.state == "gone" else ink(card.tier)
    quiet = MUTED if dark == INK else dark
    who = holder(card, words, 9 if alarm else 10, dark=dark)
    if alarm or (card.notes and _taken(who) > side.who - 6):
        room = side.wide - 10
        label = next((text for text in labels if _taken([*who, Run(text, 7)]) <= room), "")
        named = Run(label, 7, quiet)
        runs = [named, *who] if left else [*who, named]
        return cell(_edged(line(runs, room), left), COLSPAN=2, WIDTH=side.wide, HEIGHT=tall, ALIGN=towards,
                    **mark_of(card, link, words))  # fmt: skip
    # The number that two posts share stands nearest the place.
    runs = who if left or len(who) < 3 else [who[2], *who[:2], *who[3:]]
    room = side.who - 6
    shown = cell(
        _edged(line(runs, room), left), WIDTH=side.who, HEIGHT=tall, ALIGN=towards, **mark_of(card, link, words)
    )
    text = font(fit(labels[0], 7, side.label - 5), 7, quiet)
    colour = fill(card.role, card.tier)
    told = cell(_edged(text, not left), WIDTH=side.label, HEIGHT=tall, ALIGN=away, BGCOLOR=colour)
    return told + shown if left else shown + told


def _taken(runs: Sequence[Run]) -> float:
    kept = [run for run in runs if run.text]
    return sum(width(run.text, run.size, bold=run.bold) for run in kept) + SPACE * (len(kept) - 1)


def _edged(text: str, right: bool) -> str:
    return text + EDGING if right else EDGING + text


def mark_of(card: Card, link: Link, words: dict[str, str]) -> dict[str, object]:
    """How a unit's cell is marked: its colour or its alarm, its id, what it says when pointed at, where it leads."""
    alarm = card.alarm
    tip = " · ".join(
        part for part in (card.name, card.title, card.person, words.get(card.state), card.note, card.places) if part
    )
    found: dict[str, object] = {
        "BGCOLOR": ALARM_FILL if alarm else fill(card.role, card.tier),
        "ID": card.unit,
        "TITLE": tip,
        "HREF": link(card.unit),
        # dot writes a cell's id and tooltip only where it leads somewhere or names a window.
        "TARGET": "_self",
    }
    if alarm:
        found |= {"BORDER": 1, "STYLE": "dashed", "COLOR": ALARM}
    if card.state == "gone":
        found |= {"BGCOLOR": "#F3F4F6", "BORDER": 1, "STYLE": "dotted", "COLOR": MUTED}
    if card.lit:
        found |= LIT
    return found


def chart_link(query: str = "") -> Link:
    """Links to each unit's own chart, beside this one, with the same `query`."""
    query = fit_address(query)
    return lambda id: f"{quote(id, safe='')}.svg{f'?{query}' if query else ''}"


def fit_address(address: str) -> str:
    """An address as a link gives it: dot writes it into an SVG as it is, so it must be fit for one already."""
    return address.replace("&amp;", "&").replace("&", "&amp;").replace('"', "%22").replace("<", "%3C")


def swatch(text: str, colour: str, *, ink_colour: str = "white", wide: int = 36, **more: object) -> str:
    """A small sample cell of a legend."""
    return bare_cell(font(text, 9, ink_colour, bold=True), WIDTH=wide, HEIGHT=15, BGCOLOR=colour, **more)
