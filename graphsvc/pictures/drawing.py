"""A picture in any of its forms: drawn by dot, laid on paper, or told in words for those who do not see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from graphsvc.errors import bad_question
from graphsvc.pictures.compare import Difference
from graphsvc.pictures.paper import on_paper
from graphsvc.pictures.running import run_dot
from graphsvc.pictures.sheet import Card
from graphsvc.pictures.svg import finish
from graphsvc.pictures.text import clean

FORMS = ("svg", "png", "pdf", "dot", "html", "txt")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a picture's twin in words, with what stands below it."""

    text: str
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """The dot source of a picture, and the same told as a nested list under its title and caption.

    `cards` are the units it shows, for a table of them; `differences` what has changed since the day `before`.
    """

    source: str
    title: str
    caption: str
    outline: tuple[Item, ...]
    cards: tuple[Card, ...] = ()
    before: date | None = None
    differences: tuple[Difference, ...] = ()


def render(
    drawing: Drawing, form: str, *, lang: str = "zh", timeout: float = 20, paper: str | None = None,
    picture: str | None = None,
) -> bytes:  # fmt: skip
    """The drawing as one of `FORMS`; the same drawing gives the same bytes.

    `paper` is what a pdf is set on, `A4`, `A3` or `A2`; without one the least on which all can be read.
    `picture` is where the picture stands for whoever reads the page in words, as a link gives it.

    Raises `BadQuestion` (`bad_format`, `bad_paper`), `DotMissing`, `PictureTimeout`, `PictureError`.
    """
    if form not in FORMS:
        raise bad_question(
            "bad_format", "format", f"图只有这几种:{'、'.join(FORMS)}。", f"A chart is one of {', '.join(FORMS)}."
        )
    if form == "dot":
        return drawing.source.encode()
    if form == "html":
        return as_html(drawing, lang, picture).encode()
    if form == "txt":
        return as_text(drawing).encode()
    if form == "png":
        return run_dot(drawing.source, form, timeout)
    drawn = finish(run_dot(drawing.source, "svg", timeout), drawing.title, _told(drawing), lang)
    return drawn if form == "svg" else on_paper(drawn, drawing.title, drawing.caption, paper=paper, timeout=timeout)


def _told(drawing: Drawing) -> str:
    tops = "; ".join(item.text for item in drawing.outline[:6])
    return f"{drawing.caption}; {tops}" if tops else drawing.caption


def as_text(drawing: Drawing) -> str:
    """The twin as indented lines."""
    lines = [clean(drawing.title), clean(drawing.caption), ""]

    def told(items: tuple[Item, ...], depth: int) -> None:
        for item in items:
            lines.append(f"{'  ' * depth}- {clean(item.text)}")
            told(item.below, depth + 1)

    told(drawing.outline, 0)
    return "\n".join(lines) + "\n"


def as_html(drawing: Drawing, lang: str, picture: str | None = None) -> str:
    """The twin as a page with a nested list, under the `picture` where that is served too."""

    def told(items: tuple[Item, ...]) -> str:
        inner = "".join(f"<li>{escape(clean(item.text))}{told(item.below)}</li>\n" for item in items)
        return f"<ul>\n{inner}</ul>" if items else ""

    title = escape(clean(drawing.title))
    # An address of a link is escaped already.
    seen = f'<p><a href="{picture}"><img src="{picture}" alt="{title}"></a></p>\n' if picture else ""
    return (
        f'<!doctype html>\n<html lang="{"en" if lang == "en" else "zh-CN"}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        "<style>body{font:16px/1.6 sans-serif;color:#1F2933;max-width:60em;margin:1em auto;padding:0 1em}"
        "img{max-width:100%}a:focus{outline:2px solid #1D4E89}</style>\n"
        f"<main><h1>{title}</h1>\n<p>{escape(clean(drawing.caption))}</p>\n{seen}{told(drawing.outline)}"
        "</main>\n</html>\n"
    )
