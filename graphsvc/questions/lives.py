"""When is a post there? A relation holds only while both its ends do: neither outlives its unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from graphsvc.rules.runs import within

Life = dict[str, Any]
"""The `unit`, `title`, `since` and `until` of a post, on days on which that unit is there too."""


def lives_in(unit: str, post: Mapping[str, Any], unit_there: Iterable[Iterable[date]]) -> list[Life]:
    """What a row that tells a post's `title`, `since` and `until` in a unit comes to within that unit's own dates."""
    terms = [(since, until) for since, until in unit_there]
    return [
        {"unit": unit, "title": post["title"], "since": since, "until": until}
        for since, until in within((post["since"], post["until"]), terms)
    ]


def lives_of(row: Mapping[str, Any]) -> list[Life]:
    """The same of a row of `person_posts`, which tells all units of its post."""
    return [life for one in row["lives"] for life in lives_in(one["unit"], one, one["there"])]
