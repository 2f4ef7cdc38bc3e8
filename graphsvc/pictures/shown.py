"""What a caller wants to see of a sheet beside its units: cards pointed at, and layers switched on."""

from __future__ import annotations

from dataclasses import dataclass

LAYERS = ("vacant", "acting", "span", "stale")
USUAL = frozenset({"vacant", "acting"})
"""The layers that are on where nothing is said; every style shows them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`highlight` are unit ids; `layers` some of `LAYERS`; `span` is how many households are too many.

    `stale` are the boards, `unit:ID` or `place:ID`, that no longer tell the truth.
    """

    highlight: frozenset[str] = frozenset()
    layers: frozenset[str] = USUAL
    span: int = 300
    stale: frozenset[str] = frozenset()


PLAIN = Shown()
