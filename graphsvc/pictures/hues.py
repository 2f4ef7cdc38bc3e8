"""Branch is hue: a dark one for its head, tints of the same for what stands in it."""

from __future__ import annotations

_HUES = (
    ("#1D4E89", "#D6E4F5", "#EEF4FB"), ("#0F766E", "#D0EBE7", "#ECF7F5"), ("#92400E", "#F6E3CE", "#FCF5EC"),
    ("#6B21A8", "#E9DAF5", "#F7F1FB"), ("#9D174D", "#F6D9E5", "#FCF1F5"), ("#3F6212", "#DFEBCD", "#F4F8EC"),
    ("#155E75", "#D3E9F0", "#EEF7FA"), ("#4B5563", "#DFE3E8", "#F3F4F6"),
)  # fmt: skip


def hue(at: int) -> tuple[str, str, str]:
    """The dark, head and field colours of the branch at a place in the order."""
    return _HUES[at % len(_HUES)]
