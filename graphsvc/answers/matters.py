"""Which matters there are, by the promise each is kept by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graphsvc.answers.hall import PROMISES
from graphsvc.answers.plain import Json, day
from graphsvc.model import Matter


@dataclass(frozen=True, slots=True)
class Matters:
    """The matters of a day: emergencies, then those of each promise."""

    on: date
    revision: int
    emergencies: tuple[Matter, ...]
    promises: Mapping[str, tuple[Matter, ...]]

    def as_json(self, lang: str = "zh", public: bool = False) -> Json:
        """The list, in the shape of a hall's answer without who takes each."""
        return {
            "on": day(self.on),
            "revision": self.revision,
            "emergencies": [_matter(one) for one in self.emergencies],
            "promises": [
                {"promise": id, "text": PROMISES[id][lang == "en"], "matters": [_matter(one) for one in matters]}
                for id, matters in self.promises.items()
            ],
        }


def _matter(matter: Matter) -> Json:
    return {
        "matter": matter.id,
        "name": matter.name,
        "name_en": matter.name_en,
        "category": matter.category.removeprefix("category:"),
        "kind": matter.kind,
        "home": matter.home,
    }
