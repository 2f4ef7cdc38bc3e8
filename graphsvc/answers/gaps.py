"""Where a post is not held as it should be, and who is to be called meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.ladder import Rung
from graphsvc.answers.plain import Json, day
from graphsvc.model import Post, Unit


@dataclass(frozen=True, slots=True)
class Gap:
    """A post that is `vacant` or only held by someone `acting`; `meanwhile` is the nearest rung that somebody holds."""

    unit: Unit
    post: Post
    state: str
    since: date | None
    meanwhile: Rung | None

    def as_json(self, lang: str = "zh") -> Json:
        """For those signed in: it names people."""
        return {
            "unit": {"id": self.unit.id, "name": self.unit.name},
            "post": {"id": self.post.id, "title": self.post.title, "rank": self.post.rank},
            "state": self.state,
            "since": day(self.since),
            "meanwhile": self.meanwhile.as_json(lang) if self.meanwhile else None,
        }


@dataclass(frozen=True, slots=True)
class Gaps:
    """All of them on a day, what matters most first."""

    on: date
    revision: int
    items: tuple[Gap, ...]

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The list, with how many are of each state."""
        return {
            "on": day(self.on),
            "revision": self.revision,
            "vacant": sum(one.state == "vacant" for one in self.items),
            "acting": sum(one.state == "acting" for one in self.items),
            "items": [one.as_json(lang) for one in self.items],
        }
