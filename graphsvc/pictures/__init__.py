"""Both lines of a community on one sheet: svg, png, pdf or dot."""

from __future__ import annotations

from graphsvc.errors import bad_question
from graphsvc.pictures.build import build_sheet
from graphsvc.pictures.facts import ChartFacts
from graphsvc.pictures.fonts import font_warning
from graphsvc.pictures.lines import dot_text
from graphsvc.pictures.running import DotMissing, PictureError, PictureTimeout, run_dot

__all__ = ["ChartFacts", "DotMissing", "PictureError", "PictureTimeout", "build_sheet", "draw", "font_warning"]


def draw(facts: ChartFacts, format: str, *, lang: str = "zh", timeout: float = 20) -> bytes:
    """The sheet of `facts` as `svg`, `png`, `pdf` or `dot`; the same facts give the same bytes of svg and dot.

    Raises `BadQuestion` (`bad_format`), `DotMissing`, `PictureTimeout`, `PictureError`.
    """
    if format not in ("svg", "png", "pdf", "dot"):
        raise bad_question(
            "bad_format", "format", "图只有 svg、png、pdf、dot 四种。", "A chart is svg, png, pdf or dot."
        )
    source = dot_text(build_sheet(facts), lang)
    return source.encode() if format == "dot" else run_dot(source, format, timeout)
