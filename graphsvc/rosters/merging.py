"""The roster as it will stand: the rows of a bundle over those of the graph, the absent ones left or cut off."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date

from graphsvc.model import ALWAYS, FOREVER
from graphsvc.rosters.believed import Key
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.facts import DATED, OWN_DATES, Row
from graphsvc.rosters.timelines import Span

Rows = Mapping[str, Mapping[Key, Row]]


def merged_rows(current: Rows, bundle: Rows, on: date, *, prune: bool) -> dict[str, dict[Key, Row]]:
    """The rows of the bundle over those of the graph; with `prune` the absent ones end on `on`, if not before."""
    merged: dict[str, dict[Key, Row]] = {}
    for name in FILES:
        new = _closed(name, bundle.get(name, {}))
        twins = {_but_since(row) for row in new.values()} if prune and name in DATED else set()
        absent = {
            key: row
            for key, row in current.get(name, {}).items()
            if key not in new and not (prune and _gone(name, row, on, twins))
        }
        merged[name] = _closed(name, {**new, **absent})
        # A stay that one of the bundle's ends has its end, and lasts no day less for being absent.
        moves = {(key[0], row["since"]) for key, row in new.items()} if name == "households" else set()
        for key in absent if prune else ():
            row = merged[name][key]
            if span_of(row)[1] > on and (key[0], row["until"]) not in moves:
                merged[name][key] = row | {"until": on}
    return merged


def span_of(row: Row) -> Span:
    """The dates of a row; open ends are always and forever."""
    since, until = row.get("since"), row.get("until")
    return since if isinstance(since, date) else ALWAYS, until if isinstance(until, date) else FOREVER


def _but_since(row: Row) -> tuple[object, ...]:
    return tuple(value for column, value in row.items() if column != "since")


def _gone(name: str, row: Row, on: date, twins: set[tuple[object, ...]]) -> bool:
    """Whether nothing is left of an absent row: it has no dates, is corrected by another, or was still to come."""
    if name not in DATED | OWN_DATES:
        return True
    since, until = span_of(row)
    return _but_since(row) in twins or (since >= on and until > on)


def _closed(name: str, rows: Mapping[Key, Row]) -> dict[Key, Row]:
    """The rows; of stays, each open one ended on the `since` of the household's next."""
    found = dict(rows)
    if name != "households":
        return found
    by_household: dict[object, list[Key]] = {}
    for key in found:
        by_household.setdefault(key[0], []).append(key)
    for keys in by_household.values():
        keys.sort(key=lambda key: span_of(found[key]))
        for key, after in itertools.pairwise(keys):
            if found[key].get("until") is None and span_of(found[after])[0] > span_of(found[key])[0]:
                found[key] = found[key] | {"until": found[after]["since"]}
    return found
