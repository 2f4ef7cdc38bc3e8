"""What the questions take, each a model of its parameters."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from graphsvc.web.fields import Day, Flag, Id, Instant, Limit, Revision


class Asked(BaseModel):
    """What a question takes."""

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As pydantic makes it. The framework asks for it, without more ado, at every request: that one is kept."""
        return super().model_json_schema(*args, **kwargs) if args or kwargs else _schema(cls)


@cache
def _schema(model: type[Asked]) -> dict[str, Any]:
    return super(Asked, model).model_json_schema()


class ThingPath(BaseModel):
    """A thing's id, percent-encoded."""

    id: str


class ChartPath(ThingPath):
    """A unit or place, and the form of its picture."""

    form: Literal["svg", "png", "pdf", "dot", "html", "txt"]


class OfPeople(Asked):
    """What was typed of a person, and how many are wanted."""

    q: str = Field(min_length=1, max_length=200)
    limit: Limit = 20
    on: Day = None


class Search(Asked):
    """What was typed, and how much of what it meets is wanted."""

    q: str = Field(min_length=1, max_length=200)
    limit: Limit = 100
    after: Id = None
    on: Day = None


class OfDay(Asked):
    """A day, and the revision at which it is asked about."""

    on: Day = None
    revision: Revision = None


class OfMatter(OfDay):
    """The same, about a matter."""

    matter: Id = None


class OfReport(OfMatter):
    """The same, with the instant it was reported."""

    reported: Instant = None


class OfVacancies(OfDay):
    """A day, and the unit or place looked within."""

    within: Id = None
    limit: Limit = 100
    after: Id = None


class OfCoverage(OfDay):
    """A day, and how many days from it on are looked at."""

    days: Annotated[int, Field(ge=1, le=3660)] = 365


class OfChart(OfDay):
    """A day, and how it is to be drawn."""

    style: Id = None
    compare: Day = None
    matter: Id = None
    reported: Instant = None
    highlight: Annotated[str | None, Field(max_length=2000)] = None
    layers: Annotated[str | None, Field(max_length=80)] = None
    paper: Id = None
    span: Annotated[int, Field(ge=1, le=100000)] = 300


class Listing(Asked):
    """How much of a list is wanted, and what was seen of it last."""

    limit: Limit = 100
    after: Id = None


class TokenPath(ThingPath):
    """An account, and a token of its own by the beginning of its digest, as the list of accounts has it."""

    token: str = Field(min_length=12, max_length=64)


class Previewed(Asked):
    """Whether to answer without writing."""

    preview: Flag = False
