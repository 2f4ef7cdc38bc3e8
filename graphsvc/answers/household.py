"""What is told of one household to those who ask for it: where it lives, who heads it, how many it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.plain import Json, day


@dataclass(frozen=True, slots=True)
class Named:
    """A person or place with its name."""

    id: str
    name: str

    def as_json(self) -> Json:
        """Both."""
        return {"id": self.id, "name": self.name}


@dataclass(frozen=True, slots=True)
class Household:
    """A household on a day: nothing of its members but who heads it, and nothing that is sensitive."""

    id: str
    on: date
    revision: int
    place: str
    address: str
    head: Named | None
    size: int | None
    origin: Named | None
    since: date

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """A household; it is only for those signed in."""
        return {
            "on": day(self.on),
            "revision": self.revision,
            "household": self.id,
            "place": self.place,
            "address": self.address,
            "head": self.head.as_json() if self.head else None,
            "size": self.size,
            "origin": self.origin.as_json() if self.origin else None,
            "since": day(self.since),
        }
