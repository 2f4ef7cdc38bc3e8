"""The four promises to one household: each matter with who takes it first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graphsvc.answers.path import PathExit, PathStep
from graphsvc.answers.plain import Json, Why, day, why_json
from graphsvc.model import Home, Matter

PROMISES = {
    "service": ("办事有地方", "Where things get done"),
    "deliberation": ("议事有组织", "Who deliberates"),
    "dispute": ("纠纷有人管", "Who handles a dispute"),
    "hardship": ("困难有人帮", "Who helps in hardship"),
}


@dataclass(frozen=True, slots=True)
class HallMatter:
    """A matter, the first lead step that someone takes, who assists it, and the ways out. `lead` None: nobody."""

    matter: Matter
    lead: PathStep | None
    assists: tuple[PathStep, ...]
    exits: tuple[PathExit, ...]
    why: tuple[Why, ...]

    def as_json(self, lang: str = "zh") -> Json:
        """A matter of the hall; its steps are those of a Path, without clocks."""
        return {
            "matter": self.matter.id,
            "name": self.matter.name,
            "name_en": self.matter.name_en,
            "category": self.matter.category.removeprefix("category:"),
            "kind": self.matter.kind,
            "home": self.matter.home,
            "lead": self.lead.as_json(lang) if self.lead else None,
            "assists": [one.as_json(lang) for one in self.assists],
            "exits": [one.as_json(lang) for one in self.exits],
            "why": why_json(self.why, lang),
        }


@dataclass(frozen=True, slots=True)
class Hall:
    """What a household is told at the hall: emergencies first, then the four promises."""

    on: date
    revision: int
    home: Home
    emergencies: tuple[HallMatter, ...]
    promises: Mapping[str, tuple[HallMatter, ...]]
    why: tuple[Why, ...] = ()

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The hall's answer; it is only for those signed in."""
        return {
            "on": day(self.on),
            "revision": self.revision,
            "household": self.home.household,
            "place": self.home.place,
            "origin": self.home.origin,
            "emergencies": [one.as_json(lang) for one in self.emergencies],
            "promises": [
                {"promise": id, "text": PROMISES[id][lang == "en"], "matters": [one.as_json(lang) for one in matters]}
                for id, matters in self.promises.items()
            ],
            "why": why_json(self.why, lang),
        }
