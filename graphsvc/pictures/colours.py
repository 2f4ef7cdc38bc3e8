"""Colours: line is hue, tier is weight; an alarm is never colour alone."""

from __future__ import annotations

INK, MUTED, ALARM, PURPLE = "#1F2933", "#4B5563", "#8A4B00", "#6B21A8"
ALARM_FILL, GROUND = "#FFF3BF", "#F4F1EA"
PAPER = ("#E7E1D5", "#EFEAE0", "#F7F4ED")
_FILLS = {
    "party": ("#8E1B1B", "#AF3029", "#EFC6C2", "#F5D8D5", "#FCF0EF"),
    "management": ("#1D4E89", "#2E68A8", "#B4CCE6", "#D4E2F2", "#EFF5FB"),
    "other": ("#0F5E57", "#0F766E", "#B5DDD8", "#D0EBE7", "#ECF7F5"),
}


def fill(role: str, tier: int) -> str:
    """The colour of a line's tier."""
    return _FILLS.get(role, _FILLS["other"])[min(max(tier, 1), 5) - 1]


def ink(tier: int) -> str:
    """The colour of text on a tier's fill."""
    return "white" if tier <= 2 else INK


def paper(tier: int) -> str:
    """The colour of a place between two units of a tier."""
    return PAPER[min(max(tier, 3), 5) - 3]
