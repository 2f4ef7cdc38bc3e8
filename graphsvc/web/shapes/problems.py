"""A refusal, and what the probes answer."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class Problem(BaseModel):
    """A refusal: `code` is stable, `detail` says in the caller's language what to do."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str | None = Field(default=None, description="the parameter or field it is about")


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"]


class Readiness(Health):
    """The graph answers, at this revision."""

    revision: int
