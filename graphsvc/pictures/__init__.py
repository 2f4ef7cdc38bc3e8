"""The community as a picture: svg, png, pdf or dot."""

from __future__ import annotations

from graphsvc.errors import bad_question
from graphsvc.pictures.build import build_sheet
from graphsvc.pictures.cards import ALARMS, Link, chart_link, no_link
from graphsvc.pictures.facts import ChartFacts
from graphsvc.pictures.fonts import font_warning
from graphsvc.pictures.lines import dot_text
from graphsvc.pictures.running import DotMissing, PictureError, PictureTimeout, run_dot
from graphsvc.pictures.sheet import Sheet
from graphsvc.pictures.svg import finish
from graphsvc.pictures.words import words_of

__all__ = [
    "ChartFacts", "DotMissing", "PictureError", "PictureTimeout", "build_sheet", "chart_link", "draw", "font_warning",
]  # fmt: skip


def draw(facts: ChartFacts, format: str, *, lang: str = "zh", timeout: float = 20, link: Link = no_link) -> bytes:
    """The sheet of `facts` as `svg`, `png`, `pdf` or `dot`; the same facts give the same bytes of svg and dot.

    `link` tells where a unit's card leads. Raises `BadQuestion` (`bad_format`), `DotMissing`, `PictureTimeout`,
    `PictureError`.
    """
    if format not in ("svg", "png", "pdf", "dot"):
        raise bad_question(
            "bad_format", "format", "图只有 svg、png、pdf、dot 四种。", "A chart is svg, png, pdf or dot."
        )
    sheet = build_sheet(facts, lang)
    source = dot_text(sheet, lang, link)
    if format == "dot":
        return source.encode()
    drawn = run_dot(source, format, timeout)
    return (
        finish(drawn, f"{sheet.title} {words_of(lang)['kind']}", _told(sheet, lang), lang) if format == "svg" else drawn
    )


def _told(sheet: Sheet, lang: str) -> str:
    words, cards = words_of(lang), sheet.cards()
    alarms = sum(card.state in ALARMS for card in cards)
    asof = words["asof"].format(on=sheet.on.isoformat(), revision=sheet.revision)
    return f"{asof}; {words['units'].format(len(cards))}; {words['gaps']}: {alarms}"
