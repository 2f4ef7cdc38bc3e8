"""Colours, words and the cell of a unit: line is hue, tier is weight, and an alarm never colour alone."""

from __future__ import annotations

from graphsvc.pictures.sheet import Branch, Card
from graphsvc.pictures.text import cell, font

INK, MUTED, ALARM, PURPLE = "#1F2933", "#4B5563", "#8A4B00", "#6B21A8"
PAPER = ("#E7E1D5", "#EFEAE0", "#F7F4ED")
_FILLS = {
    "party": ("#8E1B1B", "#AF3029", "#EFC6C2", "#F5D8D5", "#FCF0EF"),
    "management": ("#1D4E89", "#2E68A8", "#B4CCE6", "#D4E2F2", "#EFF5FB"),
    "other": ("#0F5E57", "#0F766E", "#B5DDD8", "#D0EBE7", "#ECF7F5"),
}
WORDS = {
    "zh": {
        "kind": "组织图", "totals": "{buildings} 栋 · {households} 户", "asof": "数据截至 {on} · 第 {revision} 版",
        "households": "户", "vacant": "空缺", "acting": "代理", "hidden": "姓名未公开", "how": "怎样看",
        "side": "颜色越深,级别越高;左右并排管同一处", "same": "兼任:号相同就是同一人", "alarm": "○ 空缺;◐ 有人代理",
        "unnamed": "未公开:在任,姓名未经本人同意公开", "gaps": "空缺与代理", "counts": "各级数目", "deputy": "副职主持",
    },
    "en": {
        "kind": "organisation chart", "totals": "{buildings} buildings · {households} households",
        "asof": "as of {on} · revision {revision}", "households": "households", "vacant": "vacant", "acting": "acting",
        "hidden": "name not public", "how": "How to read",
        "side": "darker is higher; side by side serve the same place",
        "same": "one person, the same number", "alarm": "○ vacant; ◐ acting",
        "unnamed": "in office, no consent to be named",
        "gaps": "Vacant and acting", "counts": "How many", "deputy": "deputy in charge",
    },
}  # fmt: skip


def fill(role: str, tier: int) -> str:
    """The colour of a line's tier."""
    return _FILLS.get(role, _FILLS["other"])[min(max(tier, 1), 5) - 1]


def ink(tier: int) -> str:
    """The colour of text on a tier's fill."""
    return "white" if tier <= 2 else INK


def sides_of(branch: Branch) -> tuple[Card | None, tuple[Card, ...]]:
    """The cards left and right."""
    return branch.left, branch.right


def unit_cell(
    card: Card | None,
    width: int,
    height: int,
    words: dict[str, str],
    *,
    big: bool = False,
    rowspan: int = 1,
    row: bool = False,
) -> str:
    """A unit's cell: name above holder, or both on one line in a `row`; a dashed yellow box where nobody holds it."""
    size = {"WIDTH": width, "HEIGHT": height, "ROWSPAN": rowspan if rowspan > 1 else None}
    if card is None:
        return cell("", **size)
    alarm = card.state in ("vacant", "acting")
    dark = ink(card.tier) if not alarm else INK
    quiet = dark if dark == "white" else MUTED
    day = card.vacant_since if card.state == "vacant" else card.since
    if card.state == "vacant":
        who = font(f"○ {words['vacant']}", 10, ALARM, bold=True)
    else:
        who = font(card.person, 10, dark, longest=200) if card.person else font(words["hidden"], 8, quiet)
    if card.state == "acting":
        who = font("◐ ", 10, ALARM) + who + font(f" {words['acting']}", 8, ALARM)
    if card.state == "deputy":
        who += font(f" {words['deputy']}", 7, quiet)
    if alarm and day:
        who += font(f" {day:%m-%d}", 7, ALARM)
    if card.concurrent:
        who += font(f" ◆{card.concurrent}", 8, PURPLE if dark != "white" else "white", bold=True)
    name = font(card.name, 16 if big else 7 if row else 11, MUTED if row else dark, bold=not row)
    gap = "&#160;&#160;" if row else '<BR/><FONT POINT-SIZE="3"> </FONT><BR/>'
    title = font(f"{card.title} ", 7, quiet) if card.title and not row else ""
    tip = " · ".join(part for part in (card.name, card.title, card.person, words.get(card.state), card.places) if part)
    box = {"BORDER": 1, "STYLE": "dashed", "COLOR": ALARM} if alarm else {}
    colour = "#FFF3BF" if alarm else fill(card.role, card.tier)
    return cell(f"{name}{gap}{title}{who}", **size, BGCOLOR=colour, ID=card.unit, TITLE=tip, HREF="#", **box)
