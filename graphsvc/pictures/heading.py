"""What stands over every picture: its name, the counts, the day and the revision."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.pictures.colours import ALARM, MUTED, PURPLE
from graphsvc.pictures.sheet import Sheet
from graphsvc.pictures.text import FONT, bare_cell, escape, fit, font, table

NAME_ROOM = 520


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


def heading(title: str, kind: str, under: Sequence[str], marks: str = "") -> str:
    """A graph's label, at its left edge: the name over lines of small text and the marks used."""
    name = font(fit(title, 22, NAME_ROOM, bold=True), 22, bold=True) + font(f" {kind}", 14, MUTED)
    rows = [bare_cell(name, ALIGN="LEFT")]
    told = "   ".join(part for part in under if part)
    rows.append(bare_cell(font(told, 10, MUTED) + marks, ALIGN="LEFT"))
    rows.append(bare_cell("", HEIGHT=8))
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


def marks_used(sheet: Sheet, words: dict[str, str]) -> str:
    """The signs a picture uses, with what they mean."""
    cards = sheet.cards()
    found = ""
    if any(card.alarm for card in cards):
        found += font(f"     {words['alarm']}", 10, ALARM)
    if any(card.concurrent for card in cards):
        found += font("     ◆n ", 10, PURPLE, bold=True) + font(words["same"], 10, MUTED)
    return found


def opening(name: str, title: str, **graph: object) -> list[str]:
    """The first lines of a dot source."""
    listed = " ".join(f"{key}={value};" for key, value in graph.items())
    return [
        f"digraph {name} {{",
        f'bgcolor=white; fontname="{FONT}"; pad=0.2; tooltip="{escape(title)}"; {listed}',
        f'node [fontname="{FONT}", shape=plain]; edge [arrowhead=none];',
    ]
