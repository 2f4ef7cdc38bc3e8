"""The keys that places and people are sought by, worked out when a roster is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphsvc.rules.spelling import pinyin, place_key, run_together

_DEEPEST = 32


def keys_of_places(places: Mapping[Any, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """By place: `key`, the numbers of its address such as `40-3-501`, and `digits`, the same run together."""
    rows = {str(key[0]): row for key, row in places.items()}
    found: dict[str, dict[str, str]] = {}
    for place in rows:
        key = place_key(_around(rows, place))
        found[place] = {"key": key, "digits": run_together(key)}
    return found


def keys_of_people(people: Mapping[Any, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """By person: `pinyin` and `initials`, the surname read as a surname."""
    found: dict[str, dict[str, str]] = {}
    for key, row in people.items():
        whole, initials = pinyin(str(row["name"]))
        found[str(key[0])] = {"pinyin": whole, "initials": initials}
    return found


def _around(rows: Mapping[str, Mapping[str, Any]], place: str) -> list[tuple[str, str]]:
    around: list[tuple[str, str]] = []
    at: str | None = place
    while at is not None and at in rows and len(around) <= _DEEPEST:
        row = rows[at]
        around.append((str(row["kind"]), str(row["name"])))
        at = row.get("within")
    return around
