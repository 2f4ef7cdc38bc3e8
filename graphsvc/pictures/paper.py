"""A picture on paper: typst sets it on the least sheet on which all of it can be read."""

from __future__ import annotations

import json
import re

from graphsvc.errors import bad_question
from graphsvc.pictures.pressing import press
from graphsvc.pictures.running import PictureError

PAPERS = {"a4": (595.28, 841.89), "a3": (841.89, 1190.55), "a2": (1190.55, 1683.78)}
SMALLEST = 6.5
"""Points; smaller text is not read on paper."""
MARGIN, FOOT = 14, 12
_PAGE = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title, date: none)
#set page(width: told.wide * 1pt, height: told.tall * 1pt, margin: told.margin * 1pt)
#set text(font: ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"), size: 7pt, fill: rgb("#4B5563"))
#set text(cjk-latin-spacing: none)
#set par(leading: 0pt, spacing: 0pt)
#align(center + top, image(bytes(sys.inputs.svg), format: "svg", alt: told.title, width: told.across * 1pt))
#place(bottom + right, [#told.title · #told.caption])
"""


def on_paper(svg: bytes, title: str, caption: str, *, paper: str | None = None, timeout: float = 20) -> bytes:
    """A drawn SVG on `paper`, `A4`, `A3` or `A2`, upright or on its side; without one, the least that can be read.

    Text stays text and fonts are in the file. Raises `bad_paper`, `PictureTimeout`, `PictureError`.
    """
    text = svg.decode()
    size = re.search(r'<svg width="([0-9.]+)pt" height="([0-9.]+)pt"', text)
    if size is None:
        raise PictureError
    wide, tall = float(size[1]), float(size[2])
    sheet, scale = _sheet(wide, tall, least_text(text), paper)
    told = {"title": title, "caption": caption, "wide": sheet[0], "tall": sheet[1], "margin": MARGIN,
            "across": wide * scale}  # fmt: skip
    return press(_PAGE, {"told": json.dumps(told, ensure_ascii=False), "svg": text}, timeout)


def least_text(svg: str) -> float:
    """The smallest size of text drawn, in points."""
    sizes = [float(one) for one in re.findall(r'font-size="([0-9.]+)"[^>]*>(?!(?:&#160;|\s)*<)', svg)]
    return min(sizes, default=10)


def _sheet(wide: float, tall: float, least: float, paper: str | None) -> tuple[tuple[float, float], float]:
    names = list(PAPERS) if paper is None else [paper.lower()]
    if names[0] not in PAPERS:
        raise bad_question("bad_paper", "paper", "纸张只有 A4、A3、A2。", "Paper is A4, A3 or A2.")
    best = ((0.0, 0.0), 0.0)
    for name in names:
        for sheet in (PAPERS[name], PAPERS[name][::-1]):
            scale = min(1, (sheet[0] - 2 * MARGIN) / wide, (sheet[1] - 2 * MARGIN - FOOT) / tall)
            if scale > best[1]:
                best = (sheet, scale)
        if best[1] * least >= SMALLEST:
            break
    return best
