"""How an address is said: from the community or village inward, saying nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

_WIDEST = frozenset({"community", "village"})


def address(around: Sequence[tuple[str, str]]) -> str:
    """The address of a place from the (kind, name) of the places around it, itself first."""
    told: list[str] = []
    for kind, name in around:
        if told and told[-1].startswith(name):
            continue
        told.append(name)
        if kind in _WIDEST:
            break
    else:
        # Without a community around, two names beyond its own are enough to know a place by.
        told = told[:3]
    return " ".join(reversed(told)) if any(name.isascii() for name in told) else "".join(reversed(told))
