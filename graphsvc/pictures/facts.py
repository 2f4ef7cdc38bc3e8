"""What a sheet is made from: plain facts of one day at one revision, as a question hands them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class ChartFacts:
    """The units on one sheet and what they serve.

    `root` are the places the sheet is about: the one asked, or what the unit asked serves.
    `before` is the day compared with, and `differences` what has changed since (`pictures.compare.Difference`).
    `line` is the line of the unit asked, None where it was a place.
    `lines`: `{id, role, name, name_en, levels: {tier: name}, levels_en}`, the English None where there is none.
    `units`: `{id, name, line, tier, part_of, serves: [place ids], phone,
    rung: {state, post, title, person, name, phone, since, vacant_since}}`; `name` and the holder's own `phone` are
    None where they aren't public.
    `pairs`: two unit ids each. `places`: id to `{name, kind, within, households}`.
    """

    on: date
    revision: int
    root_name: str
    root: Sequence[str]
    lines: Sequence[dict[str, Any]]
    units: Sequence[dict[str, Any]]
    pairs: Sequence[tuple[str, str]]
    places: dict[str, dict[str, Any]]
    line: str | None = None
    before: date | None = None
    differences: Sequence[Any] = ()
