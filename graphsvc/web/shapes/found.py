"""What a search met, and one household."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel

from graphsvc.web.shapes.rungs import OfRevision


class HouseholdFound(BaseModel):
    """A household a search met, and by what."""

    household: str
    address: str
    place: str
    matched: Literal["id", "address", "number", "phone", "name", "pinyin", "initials"]


class Households(BaseModel):
    """The households a search met, the surest first."""

    items: list[HouseholdFound]
    more: bool


class NamedShown(BaseModel):
    """A person or place with its name."""

    id: str
    name: str


class HouseholdShown(OfRevision):
    """One household on a day. Of its members only the head is told."""

    household: str
    place: str
    address: str
    head: NamedShown | None
    size: int | None
    origin: NamedShown | None
    since: date


class PlaceFound(BaseModel):
    """A place a search met."""

    place: str
    kind: str
    address: str


class Places(BaseModel):
    """The places a search met, the surest first."""

    items: list[PlaceFound]
    more: bool


class PersonFound(BaseModel):
    """A person a search met; `address` is where they live, where that is recorded."""

    person: str
    name: str
    address: str | None
    matched: str


class People(BaseModel):
    """The people a search met, the surest first."""

    items: list[PersonFound]
    more: bool
