"""What stands over every picture: its name, the counts, the day and the revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc.pictures.colours import ALARM, MUTED, PURPLE
from graphsvc.pictures.sheet import Card, Sheet
from graphsvc.pictures.shown import Shown
from graphsvc.pictures.text import FONT, bare_cell, escape, fit, font, table, width

NAME_ROOM, LINE_ROOM = 520, 640
APART = "     "


def caption(sheet: Sheet, words: dict[str, str]) -> str:
    """The day and the revision a picture shows."""
    asof = words["asof"].format(on=sheet.on.isoformat(), revision=sheet.revision)
    # A plan stands beside its own day as it would be without it.
    is_compared = sheet.before is not None and sheet.before != sheet.on
    return f"{asof} · {words['compared'].format(sheet.before)}" if is_compared else asof


def totals(sheet: Sheet, words: dict[str, str]) -> str:
    """How many buildings and households it is about."""
    parts = [words["buildings"].format(sheet.buildings)] if sheet.buildings else []
    parts += [words["totals"].format(f"{sheet.households:,}")] if sheet.households else []
    return " · ".join(parts)


def heading(title: str, kind: str, under: Sequence[str], marks: Sequence[Mark] = (), below: str = "",
            below_wide: int = 0) -> str:  # fmt: skip
    """A graph's label, at its left edge: the name, lines of small text, the marks used, a table `below`, so wide."""
    name = font(fit(title, 22, NAME_ROOM, bold=True), 22, bold=True) + font(f" {kind}", 14, MUTED)
    told = "   ".join(part for part in under if part)
    lines, room = [font(told, 10, MUTED)], LINE_ROOM - width(told, 10)
    least = room
    for mark in marks:
        if room < mark.wide + width(APART, 10):
            lines.append(mark.html)
            room = LINE_ROOM - mark.wide
        else:
            lines[-1] += font(APART, 10) + mark.html
            room -= mark.wide + width(APART, 10)
        least = min(least, room)
    rows = [bare_cell(name, ALIGN="LEFT"), *(bare_cell(one, ALIGN="LEFT") for one in lines), bare_cell("", HEIGHT=8)]
    if below:
        # What is narrower than the lines over it would be pulled as wide.
        rest = bare_cell("", WIDTH=max(0, int(LINE_ROOM - least - below_wide)))
        rows += [bare_cell(table([bare_cell(below) + rest], padding=0), ALIGN="LEFT"), bare_cell("", HEIGHT=8)]
    return f"label=<{table(rows)}>; labelloc=t; labeljust=l;"


def wide_title(sheet: Sheet, words: dict[str, str], wide: int) -> str:
    """What stands over a sheet as wide as `wide`: its name at the left, the counts, day and revision at the right."""
    parts = [words["totals"].format(f"{sheet.households:,}")] if sheet.households else []
    if sheet.buildings:
        parts.insert(0, words["buildings"].format(sheet.buildings))
    asof = caption(sheet, words)
    left = font(fit(sheet.title, 22, wide * 0.4, bold=True), 22, bold=True) + font(f" {words['kind']}", 14, MUTED)
    right = font(" · ".join(parts), 12, bold=True) + font(f"   {asof}", 9, MUTED)
    cells = bare_cell(left, WIDTH=wide * 55 // 100, ALIGN="LEFT") + bare_cell(
        right, WIDTH=wide - wide * 55 // 100, ALIGN="RIGHT"
    )
    return table([cells], padding=0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign that a picture uses, with what it means; where a sign has a colour of its own, its words have it too."""

    sign: str
    meaning: str
    colour: str = PURPLE

    @property
    def html(self) -> str:
        """Both, as a line of text."""
        told = ALARM if self.colour == ALARM else MUTED
        return font(f"{self.sign} ", 10, self.colour, bold=True) + font(self.meaning, 10, told)

    @property
    def wide(self) -> float:
        """About how much room it takes."""
        return width(f"{self.sign} ", 10, bold=True) + width(self.meaning, 10)


def marks_used(cards: Sequence[Card], shown: Shown, words: dict[str, str]) -> list[Mark]:
    """The signs a picture uses; of a layer switched on also that it has nothing to show."""
    found = []
    if any(card.alarm for card in cards):
        found.append(Mark("○", words["alarm_vacant"], ALARM))
        found.append(Mark("◐", words["alarm_acting"], ALARM))
    if any(card.concurrent for card in cards):
        found.append(Mark("◆n", words["same"]))
    noted = {note.short[0] for card in cards for note in card.notes if note.short}
    if "span" in shown.layers:
        found.append(Mark("▲", words["span_on" if "▲" in noted else "span_none"].format(shown.span)))
    if "stale" in shown.layers:
        found.append(Mark("▣", words["stale_on" if "▣" in noted else "stale_none"]))
    return found


def opening(name: str, title: str, **graph: object) -> list[str]:
    """The first lines of a dot source."""
    listed = " ".join(f"{key}={value};" for key, value in graph.items())
    return [
        f"digraph {name} {{",
        f'bgcolor=white; fontname="{FONT}"; pad=0.2; tooltip="{escape(title)}"; {listed}',
        f'node [fontname="{FONT}", shape=plain]; edge [arrowhead=none];',
    ]
