"""What stands under the columns of a sheet: how to read it, what is vacant, how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from graphsvc.pictures.cards import swatch
from graphsvc.pictures.colours import ALARM, ALARM_FILL, INK, MUTED, PAPER, PURPLE, fill, ink
from graphsvc.pictures.compare import Difference, days_of, note_of
from graphsvc.pictures.heading import caption, heading, marks_used, totals
from graphsvc.pictures.sheet import Card, Sheet
from graphsvc.pictures.text import bare_cell, fit, font, table
from graphsvc.pictures.words import tier_word

WIDE = 288
_HEADING, _ROW = 24, 18
_MOST, _LONGEST = 16, 40
_TITLE, _FEW, _ACROSS = 80, 5, 4
"""How tall a heading is about; changes in a column of their strip, and the most columns, which then grow longer."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A table of a known size, which never stretches."""

    tall: int
    html: str
    wide: int = WIDE


def panels(sheet: Sheet, words: dict[str, str], lang: str) -> list[Panel]:
    """The panels of a sheet, the legend first."""
    cards = sheet.cards()
    found = [legend(sheet, words)]
    if sheet.before is not None:
        found.append(changes(sheet.before, sheet.on, sheet.differences, words, names(sheet)))
    elif any(card.alarm for card in cards):
        found.append(gaps(sheet, words))
    if len({(card.line, card.tier) for card in cards}) < len(cards):
        found.append(counts(sheet, words, lang))
    return found


def _panel(heading: str, rows: list[str], columns: int) -> Panel:
    top = bare_cell(font(heading, 12, bold=True), COLSPAN=columns, HEIGHT=_HEADING - 2, ALIGN="LEFT")
    return Panel(_HEADING + _ROW * len(rows), table([top, *rows], spacing=1, padding=0))


def _text(text: str, wide: int, colour: str = INK, *, size: int = 9, bold: bool = False, align: str = "LEFT") -> str:
    shown = font(fit(text, size, wide - 3, bold=bold), size, colour, bold=bold)
    return bare_cell(shown, WIDTH=wide, HEIGHT=_ROW - 1, ALIGN=align)


def legend(sheet: Sheet, words: dict[str, str]) -> Panel:
    """How to read the sheet; only what it shows is told."""
    cards = sheet.cards()
    wide = WIDE - 46
    gap = bare_cell("", WIDTH=6)
    rows = []
    for (role, name), where in zip(sheet.sides, (words["left"], words["right"]), strict=False):
        mark = where if len(sheet.sides) > 1 else "■"
        rows.append(swatch(mark, fill(role, 1)) + gap + _text(f"{name};{words['dark']}", wide))
    if len(sheet.sides) > 1:
        rows.append(swatch(words["middle"], PAPER[0], ink_colour=INK) + gap + _text(words["place"], wide))
    marks = marks_used(cards, sheet.shown, words)
    if alarms := [mark for mark in marks if mark.colour == ALARM]:
        signs = " ".join(mark.sign for mark in alarms)
        told = "; ".join(f"{mark.sign} {mark.meaning}" for mark in alarms)
        shown = swatch(signs, ALARM_FILL, ink_colour=ALARM, BORDER=1, STYLE="dashed", COLOR=ALARM)
        rows.append(shown + gap + _text(told, wide))
    others = (mark for mark in marks if mark not in alarms)
    rows += [swatch(one.sign, "white", ink_colour=one.colour) + gap + _text(one.meaning, wide) for one in others]
    if any(card.person is None and card.state != "vacant" for card in cards):
        mark = bare_cell(font(words["unpublished"], 7, MUTED), WIDTH=36, HEIGHT=15)
        rows.append(mark + gap + _text(words["unnamed"], wide))
    return _panel(words["how"], rows, 3)


def gaps(sheet: Sheet, words: dict[str, str]) -> Panel:
    """The vacant and the acting, the earliest first."""
    found = [card for card in sheet.cards() if card.alarm]
    found.sort(key=lambda card: (str(_day(card) or ""), card.unit))
    called = names(sheet)
    rows = []
    for card in found[:_MOST]:
        vacant = card.state == "vacant"
        state = f"○ {words['vacant']}" if vacant else f"◐ {card.person or ''} {words['acting']}"
        day = _day(card)
        since = words["since"].format(day.isoformat()) if day else words["never"]
        rows.append(
            _text(called[card.unit], 112, bold=True)
            + _text(state, 90, ALARM)
            + _text(since, 82, MUTED, size=8, align="RIGHT")
        )
    if len(found) > _MOST:
        rows.append(bare_cell(font(words["more"].format(len(found) - _MOST), 9, ALARM), COLSPAN=3, ALIGN="LEFT",
                              HEIGHT=_ROW - 1))  # fmt: skip
    return _panel(f"{words['gaps']} · {words['gap'].format(len(found))}", rows, 3)


def names(sheet: Sheet) -> dict[str, str]:
    """What each unit is called where it stands alone: with its place where others are called the same."""
    cards = sheet.cards()
    alike = Counter(card.name for card in cards)
    return {card.unit: card.name if alike[card.name] == 1 else f"{card.places}{card.name}" for card in cards}


def changes(
    before: date, on: date, differences: Sequence[Difference], words: dict[str, str],
    called: Mapping[str, str] = MappingProxyType({}),
) -> Panel:  # fmt: skip
    """What became of units since the day compared with, a row each; `called` is how they are told apart."""
    return _panel(days_of(before, on, words), _changed(differences, words, called), 3)


def _changed(differences: Sequence[Difference], words: dict[str, str], called: Mapping[str, str]) -> list[str]:
    rows = []
    for one in differences[:_LONGEST]:
        became = f"{one.before or '—'} → {one.after or '—'}"
        name = called.get(one.unit, one.name)
        rows.append(_text(note_of(one, words), 84, PURPLE, bold=True) + _text(name, 102, bold=True) + _text(became, 98))
    if len(differences) > _LONGEST:
        more = words["more"].format(len(differences) - _LONGEST)
        rows.append(bare_cell(font(more, 9, MUTED), COLSPAN=3, ALIGN="LEFT", HEIGHT=_ROW - 1))
    if not rows:
        rows.append(bare_cell(font(words["no_changes"], 9, MUTED), COLSPAN=3, ALIGN="LEFT", HEIGHT=_ROW - 1))
    return rows


def sheet_heading(sheet: Sheet, kind: str, words: dict[str, str]) -> Panel:
    """The label of a sheet without panels of its own: name, counts and day, marks, and what has changed."""
    under = [totals(sheet, words), caption(sheet, words)]
    marks = marks_used(sheet.cards(), sheet.shown, words)
    changed = _strip(sheet.before, sheet, words) if sheet.before else Panel(0, "")
    return Panel(_TITLE + changed.tall, heading(sheet.title, kind, under, marks, changed.html, changed.wide))


def _strip(before: date, sheet: Sheet, words: dict[str, str]) -> Panel:
    """What `changes` tells, in columns side by side."""
    rows = _changed(sheet.differences, words, names(sheet))
    across = min(_ACROSS, -(-len(rows) // _FEW))
    each = -(-len(rows) // across)
    blank = bare_cell("", COLSPAN=3)
    columns = [[*rows[at : at + each], *[blank] * (at + each - len(rows))] for at in range(0, len(rows), each)]
    lines = [bare_cell("", WIDTH=14).join(line) for line in zip(*columns, strict=True)]
    made = _panel(days_of(before, sheet.on, words), lines, 4 * len(columns) - 1)
    return replace(made, wide=len(columns) * (WIDE + 16) - 16)


def _day(card: Card) -> date | None:
    return card.vacant_since if card.state == "vacant" else card.since


def counts(sheet: Sheet, words: dict[str, str], lang: str) -> Panel:
    """How many units stand at each tier of each line."""
    tally: dict[tuple[str, int], tuple[str, int]] = {}
    for card in sheet.cards():
        level, number = tally.get((card.role, card.tier), (card.level, 0))
        tally[card.role, card.tier] = (level, number + 1)
    sides = [role for role, _ in sheet.sides]
    rows = []
    for tier in sorted({tier for role, tier in tally if role in sides}):
        cells = []
        for at, role in enumerate(sides):
            level, number = tally.get((role, tier), ("", 0))
            text = (f"{level} {number}" if at == 0 and len(sides) > 1 else f"{number} {level}") if number else ""
            align = "RIGHT" if at == 0 and len(sides) > 1 else "LEFT"
            shown = font(f" {fit(text, 9, 102)} ", 9, ink(tier)) if text else ""
            cells.append(bare_cell(shown, WIDTH=112, HEIGHT=_ROW - 1, BGCOLOR=fill(role, tier), ALIGN=align))
        middle = bare_cell(font(tier_word(tier, lang), 9, bold=True), WIDTH=60, BGCOLOR=PAPER[0])
        rows.append(cells[0] + middle + cells[1] if len(cells) > 1 else middle + cells[0])
    for (role, tier), (level, number) in sorted(tally.items()):
        if role not in sides:
            shown = font(f" {number} {fit(level, 9, 200)} ", 9, ink(tier))
            rows.append(bare_cell(shown, BGCOLOR=fill(role, tier), HEIGHT=_ROW - 1, COLSPAN=3, ALIGN="LEFT"))
    shared = len({card.concurrent for card in sheet.cards() if card.concurrent})
    heading = words["counts"] + (f" · {words['shared'].format(shared)}" if shared else "")
    return _panel(heading, rows, 3)
