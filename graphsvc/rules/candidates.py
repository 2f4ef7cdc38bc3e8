"""Who might take a post, ranked by the evidence the graph holds: one table, and reasons for every place in it.

Former cadres of the village of origin come first, which the resettlement guidance asks for; Party members and those who
live in the building often next; then whoever carries least already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graphsvc.answers.plain import Why


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the graph knows of one person for one post. `load` counts households they answer for already."""

    person: str
    name: str
    cadre_of_origin: bool
    party_member: bool | None
    lives_here: bool
    posts: int
    load: int
    marks: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """One row of the table: how much it weighs, when it holds, and what is said."""

    code: str
    weight: int
    holds: Callable[[Evidence], bool]
    zh: str
    en: str


GROUNDS = (
    Ground("origin_cadre", 8, lambda one: one.cadre_of_origin,
           "曾任迁出村干部。", "A former cadre of the village people came from."),
    Ground("party_member", 4, lambda one: one.party_member is True, "中共党员。", "A Party member."),
    Ground("lives_here", 2, lambda one: one.lives_here, "住在服务范围内。", "Lives where the post serves."),
    Ground("free", 1, lambda one: one.posts == 0, "目前没有其他岗位。", "Holds no post at present."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with what speaks for them and what is marked."""

    evidence: Evidence
    score: int
    reasons: tuple[Why, ...]


def rank(pool: Iterable[Evidence]) -> tuple[Ranked, ...]:
    """The pool, best first: by what speaks for them, then by the lesser load, then by id. Marks move nobody."""
    found = []
    for one in pool:
        grounds = [ground for ground in GROUNDS if ground.holds(one)]
        reasons = tuple(Why(ground.code, ground.zh, ground.en) for ground in grounds)
        found.append(Ranked(one, sum(ground.weight for ground in grounds), reasons))
    return tuple(sorted(found, key=lambda one: (-one.score, one.evidence.load, one.evidence.person)))
