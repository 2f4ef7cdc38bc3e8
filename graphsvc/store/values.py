"""Values at the store's door: no datetime with a time zone ever reaches the driver, and none leaves without one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import neo4j.time

_AS_THEY_ARE = frozenset({str, int, bool, float, type(None)})
"""What most values are: told by their type before anything dearer is asked, since a row may hold thousands."""


def to_store(value: Any) -> Any:
    """A value fit for the driver: aware datetimes become naive UTC, containers are walked."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, dict):
        return {key: to_store(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_store(item) for item in value]
    return value


def from_store(value: Any) -> Any:
    """A value as Python knows it: the driver's dates and datetimes become `date` and aware UTC `datetime`."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is list:
        return [item if type(item) in _AS_THEY_ARE else from_store(item) for item in value]
    if kind is dict:
        return {key: item if type(item) in _AS_THEY_ARE else from_store(item) for key, item in value.items()}
    if kind is neo4j.time.Date:
        return value.to_native()
    if kind is neo4j.time.DateTime:
        return value.to_native().replace(tzinfo=UTC)
    if kind is datetime:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value
    return value
