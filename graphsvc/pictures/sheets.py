"""The styles that draw a sheet: whoever stands in a unit or place, and above it."""

from __future__ import annotations

from graphsvc.pictures.build import build_sheet, one_line
from graphsvc.pictures.cards import Link, no_link
from graphsvc.pictures.depth import deepest
from graphsvc.pictures.drawing import Drawing
from graphsvc.pictures.facts import ChartFacts
from graphsvc.pictures.heading import caption, totals
from graphsvc.pictures.lines import lines_laid
from graphsvc.pictures.outline import changed, outline
from graphsvc.pictures.poster import poster_laid
from graphsvc.pictures.shown import PLAIN, Shown
from graphsvc.pictures.tree import tree_laid
from graphsvc.pictures.words import words_of

SHEETS = {"lines": lines_laid, "tree": tree_laid, "poster": poster_laid}


def sheet_drawing(
    facts: ChartFacts, style: str = "lines", lang: str = "zh", link: Link = no_link, shown: Shown = PLAIN
) -> Drawing:
    """The sheet of `facts` in one of the styles of `SHEETS`; `link` tells where a unit's card leads."""
    words = words_of(lang)
    whole = build_sheet(one_line(facts) if style == "tree" else facts, lang, shown)
    sheet, laid = deepest(whole, lambda sheet: SHEETS[style](sheet, lang, link))
    told = "; ".join(part for part in (caption(sheet, words), totals(sheet, words)) if part)
    told_all = outline(sheet, words)
    if sheet.before is not None:
        told_all = (changed(sheet.before, sheet.on, sheet.differences, words), *told_all)
    return Drawing(laid.source, f"{sheet.title} {words['kind']}", told, told_all, tuple(sheet.cards()), sheet.before,
                   sheet.differences)  # fmt: skip
