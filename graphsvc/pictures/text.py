"""Names into dot's HTML labels: whatever a name holds, it is shown and breaks nothing."""

from __future__ import annotations

import html
import unicodedata

FONT = "Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif"
LONGEST = 200


def clean(text: str, longest: int = LONGEST) -> str:
    """`text` without control and direction marks, cut to `longest` characters with an ellipsis."""
    kept = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def escape(text: str, longest: int = LONGEST) -> str:
    """`text` for an HTML label or its attributes; dot expands a backslash even there, so each is doubled."""
    return html.escape(clean(text, longest)).replace("\\", "\\\\")


def font(text: str, size: int, colour: str = "#1F2933", *, bold: bool = False, longest: int = LONGEST) -> str:
    """A run of text; its spaces don't break. Empty text gives nothing, which dot would refuse in a FONT."""
    shown = escape(text, longest).replace(" ", "&#160;")
    if not shown:
        return ""
    return f'<FONT POINT-SIZE="{size}" COLOR="{colour}">{f"<B>{shown}</B>" if bold else shown}</FONT>'


def cell(content: str, **attributes: object) -> str:
    """A TD; attribute values are escaped here. A 2-point line above centres the high-riding CJK font."""
    listed = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items() if value is not None)
    lead = '<FONT POINT-SIZE="2"> </FONT><BR/>' if content else ""
    return f"<TD{listed}>{lead}{content}</TD>"


def table(rows: list[str], spacing: int = 0, padding: int = 1) -> str:
    """A borderless TABLE of ready rows of cells."""
    body = "".join(f"<TR>{row}</TR>" for row in rows)
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="{spacing}" CELLPADDING="{padding}">{body}</TABLE>'
