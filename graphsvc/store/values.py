"""Values at the store's door: no datetime with a time zone ever reaches the driver, and none leaves without one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import neo4j.time


def to_store(value: Any) -> Any:
    """A value fit for the driver: aware datetimes become naive UTC, containers are walked."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, dict):
        return {key: to_store(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_store(item) for item in value]
    return value


def from_store(value: Any) -> Any:
    """A value as Python knows it: the driver's dates and datetimes become `date` and aware UTC `datetime`."""
    if isinstance(value, neo4j.time.Date):
        return value.to_native()
    if isinstance(value, neo4j.time.DateTime):
        return value.to_native().replace(tzinfo=UTC)
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value
    if isinstance(value, date):
        return value
    if isinstance(value, dict):
        return {key: from_store(item) for key, item in value.items()}
    if isinstance(value, list):
        return [from_store(item) for item in value]
    return value
