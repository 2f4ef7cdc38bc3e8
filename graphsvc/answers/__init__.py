"""What is answered, and the shape each answer has for programs (contract section 3). Frozen, plain, without a clock.

`as_json(lang, public)` gives plain values: ids, ISO days, Shanghai instants, sentences in `lang`. For the `public` a
person is left out unless the tenure shown says `publish`; no sentence of a `why` ever names a person.
"""

from __future__ import annotations

from graphsvc.answers.hall import Hall, HallMatter
from graphsvc.answers.household import Household
from graphsvc.answers.ladder import Answer, Beside, Rung
from graphsvc.answers.lists import Duty, Found, FoundList, Listed, Vacancy
from graphsvc.answers.matters import Matters
from graphsvc.answers.path import LeftOut, Path, PathExit, PathStep
from graphsvc.answers.plain import Why

__all__ = [
    "Answer",
    "Beside",
    "Duty",
    "Found",
    "FoundList",
    "Hall",
    "HallMatter",
    "Household",
    "LeftOut",
    "Listed",
    "Matters",
    "Path",
    "PathExit",
    "PathStep",
    "Rung",
    "Vacancy",
    "Why",
]
