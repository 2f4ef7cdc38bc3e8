"""What an id may hold (contract section 1): what can be seen, and no slash."""

from __future__ import annotations

import unicodedata

LONGEST = 64


def holds_unseen(text: str) -> bool:
    """Whether a space, an invisible character or a slash stands in it."""
    return "/" in text or any(unicodedata.category(char)[0] in "CZ" for char in text)
