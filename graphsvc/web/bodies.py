"""What is sent as JSON to sign in and to keep accounts."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from graphsvc.web.fields import Id, Instant


class Body(BaseModel):
    """What is sent as JSON; a field nobody knows is refused."""

    model_config = ConfigDict(extra="forbid")


class Credentials(Body):
    """Who signs in."""

    name: str = Field(max_length=64)
    password: str = Field(max_length=256)


class RoleBody(Body):
    """A role, and the unit or place an administrator's changes must lie in."""

    role: str
    within: Id = None


class AccountBody(RoleBody):
    """An account to be made, with a token where one is asked for."""

    name: str
    token: bool = False


class PasswordBody(Body):
    """A new password."""

    password: str


class TokenBody(Body):
    """A token to be made: until when it lasts, and what it may do less than its account."""

    expires: Instant = None
    role: Id = None
    read_only: bool = False
    note: str | None = Field(default=None, max_length=200)
