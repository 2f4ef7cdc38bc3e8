"""Names into dot's HTML labels: whatever a name holds, it is shown, breaks nothing and stays in its cell."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

FONT = "Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif"
LONGEST = 200
_REMEMBERED = 16384
"""Names and words come again and again, on one sheet and on the next."""
_MARKUP = re.compile(r"""[&<>"'\\]""")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_NARROW = {" ": 0.23, "-": 0.35, "–": 0.55, ".": 0.3, ",": 0.3, "(": 0.35, ")": 0.35, "i": 0.3, "l": 0.3, "/": 0.4}


@lru_cache(maxsize=_REMEMBERED)
def clean(text: str, longest: int = LONGEST) -> str:
    """`text` without control and direction marks, cut to `longest` characters with an ellipsis."""
    kept = text if text.isprintable() else "".join(c for c in text if unicodedata.category(c) not in _UNSEEN)
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


@lru_cache(maxsize=_REMEMBERED)
def escape(text: str, longest: int = LONGEST) -> str:
    """`text` for an HTML label or its attributes; dot expands a backslash even there, so each is doubled."""
    shown = clean(text, longest)
    return html.escape(shown).replace("\\", "\\\\") if _MARKUP.search(shown) else shown


@lru_cache(maxsize=8192)
def _em(character: str) -> float:
    if character in _NARROW:
        return _NARROW[character]
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0.0
    if ord(character) >= 0x1F000:
        return 1.4
    if unicodedata.east_asian_width(character) in ("W", "F", "A"):
        return 1.0
    if character.isdecimal():
        return 0.57
    return 0.95 if character in "MWmw@%" else 0.7 if character.isupper() else 0.6


@lru_cache(maxsize=_REMEMBERED)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how many points `text` takes at `size`: a careful guess, so that what it calls fitting does fit."""
    return sum(map(_em, clean(text))) * size * (1.04 if bold else 1.0)


def fit(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """`text`, cut with an ellipsis to what `room` points hold."""
    text = clean(text)
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept + "…"


@lru_cache(maxsize=_REMEMBERED)
def font(text: str, size: int, colour: str = "#1F2933", *, bold: bool = False, longest: int = LONGEST) -> str:
    """A run of text; its spaces don't break. Empty text gives nothing, which dot would refuse in a FONT."""
    shown = escape(text, longest).replace(" ", "&#160;")
    if not shown:
        return ""
    return f'<FONT POINT-SIZE="{size}" COLOR="{colour}">{f"<B>{shown}</B>" if bold else shown}</FONT>'


def sized(text: str, sizes: tuple[int, ...], room: float) -> tuple[str, int]:
    """`text` and the largest of `sizes` at which it fits in bold, else cut at the least."""
    size = next((size for size in sizes if width(text, size, bold=True) <= room), sizes[-1])
    return fit(text, size, room, bold=True), size


def spacer(size: int) -> str:
    """A blank line of `size` points between two lines of a cell."""
    return f'<BR/><FONT POINT-SIZE="{size}"> </FONT><BR/>'


def cell(content: str, **attributes: object) -> str:
    """A TD; attribute values are escaped here. A 2-point line above centres the high-riding CJK font."""
    lead = '<FONT POINT-SIZE="2"> </FONT><BR/>' if content else ""
    return bare_cell(lead + content, **attributes)


@lru_cache(maxsize=_REMEMBERED)
def _attribute(key: str, value: int | str) -> str:
    # An address cut short leads nowhere.
    return f' {key}="{escape(str(value), 4000 if key == "HREF" else LONGEST)}"'


def bare_cell(content: str, **attributes: object) -> str:
    """A TD with nothing but `content`, which may be a table."""
    listed = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    return f"<TD{listed}>{content}</TD>"


def table(rows: list[str], spacing: int = 0, padding: int = 1, **attributes: object) -> str:
    """A borderless TABLE of ready rows of cells."""
    body = "".join(f"<TR>{row}</TR>" for row in rows)
    listed = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items())
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="{spacing}" CELLPADDING="{padding}"{listed}>{body}</TABLE>'
