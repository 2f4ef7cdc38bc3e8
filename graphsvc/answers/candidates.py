"""Who might take a post, as it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.plain import Json, Why, day, why_json


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate; `posts` and `households` are what they carry already."""

    person: str
    name: str
    score: int
    posts: int
    households: int
    reasons: tuple[Why, ...]
    marks: tuple[Why, ...]

    def as_json(self, lang: str) -> Json:
        """An item of the list."""
        return {
            "person": {"id": self.person, "name": self.name},
            "score": self.score,
            "posts": self.posts,
            "households": self.households,
            "reasons": why_json(self.reasons, lang),
            "marks": why_json(self.marks, lang),
        }


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of a post on a day, best first; `households` is what the post itself answers for."""

    post: str
    on: date
    revision: int
    households: int
    items: tuple[Candidate, ...]
    more: bool

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The list."""
        return {
            "post": self.post, "on": day(self.on), "revision": self.revision, "households": self.households,
            "items": [one.as_json(lang) for one in self.items], "more": self.more,
        }  # fmt: skip
