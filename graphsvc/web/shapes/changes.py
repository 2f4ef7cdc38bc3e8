"""What a change did, or would do."""

from __future__ import annotations

from datetime import date, datetime

from flask_openapi.types import ResponseDict
from pydantic import BaseModel, Field

from graphsvc.web.shapes.rungs import Why


class TenureShown(BaseModel):
    """A tenure; one that is ended tells its own `since`, one that is gone has its `until` there too."""

    post: str
    person: str
    since: date
    until: date | None


class FactShown(BaseModel):
    """A value that is no tenure, of the row with that key."""

    file: str
    key: str
    column: str
    before: str | None
    after: str | None


class HouseholdsCounted(BaseModel):
    """Those whose answer is another on the day; of an import no ids above 1,000."""

    count: int
    items: list[str]


class HeldPostShown(BaseModel):
    """A post that someone who comes into one then holds."""

    person: str
    post: str
    unit: str
    title: str
    since: date


class ChangeShown(BaseModel):
    """A change; a preview is the same with the revision it was made at, and no `at`."""

    revision: int
    at: datetime | None
    actor: str
    kind: str
    reason: str
    on: date | None = Field(description="the day for which `households` are told")
    ended: list[TenureShown]
    begun: list[TenureShown]
    households: HouseholdsCounted
    facts: list[FactShown]
    warnings: list[Why]
    undoes: int | None
    undone_by: int | None
    about: str | None
    posts: list[HeldPostShown]
    boards: list[str]


class Changes(BaseModel):
    """The changes, oldest first."""

    items: list[ChangeShown]
    more: bool


MADE: ResponseDict = {200: ChangeShown, 201: ChangeShown}
"""What a change answers: 200 where nothing was written, a preview or a thing that is so already."""
