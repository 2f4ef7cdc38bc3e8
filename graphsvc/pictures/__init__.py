"""The community as a picture, in several styles and forms."""

from __future__ import annotations

from graphsvc.pictures.build import build_sheet
from graphsvc.pictures.cards import Link, chart_link, fit_address, no_link
from graphsvc.pictures.drawing import FORMS, Drawing, render
from graphsvc.pictures.facts import ChartFacts
from graphsvc.pictures.fonts import font_warning
from graphsvc.pictures.running import DotMissing, PictureError, PictureTimeout
from graphsvc.pictures.sheets import SHEETS, sheet_drawing

__all__ = [
    "FORMS", "SHEETS", "ChartFacts", "DotMissing", "Drawing", "Link", "PictureError", "PictureTimeout", "build_sheet",
    "chart_link", "draw", "fit_address", "font_warning", "no_link", "render", "sheet_drawing",
]  # fmt: skip


def draw(
    facts: ChartFacts, form: str, style: str = "lines", *, lang: str = "zh", timeout: float = 20, link: Link = no_link
) -> bytes:
    """A sheet of `facts` drawn: `sheet_drawing`, then `render`."""
    return render(sheet_drawing(facts, style, lang, link), form, lang=lang, timeout=timeout)
