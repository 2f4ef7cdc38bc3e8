"""Who might take a post? And what do the standing rules say of someone who would?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from graphsvc.answers.candidates import Candidate, Candidates
from graphsvc.answers.plain import Why
from graphsvc.errors import outside, unknown
from graphsvc.rules.candidates import Evidence, rank
from graphsvc.rules.standing import Limits, Standing, marks
from graphsvc.store import Read, Row, Store


def candidates(store: Store, post: str, on: date, *, limits: Limits, sensitive: bool, limit: int = 20) -> Candidates:
    """The candidates of `post` on `on`, best first, without those who hold it: who lives where it serves, and
    former cadres of the villages those households came from.

    Without `sensitive` Party membership is neither told nor weighed. Raises `unknown_post`, `post_not_there`.
    """
    pool = store.read("candidate_people", post=post, on=on, revision=None)[0]
    if not pool["known"]:
        raise unknown("post", post)
    if not pool["units"]:
        raise outside("post", post, on.isoformat())
    unit, revision = pool["units"][0], pool["published"]
    living, cadres = set(pool["living"]), set(pool["cadres"])
    row = _standing(store.read, sorted(living | cadres), unit, on, revision)
    loads = _loads(store.read, {held for one in row["people"] for held in one["posts"]} | {post}, on, revision)
    pool_of = [
        Evidence(
            one["person"],
            one["name"],
            one["person"] in cadres,
            one["party_member"] if sensitive else None,
            one["person"] in living,
            len(one["posts"]),
            sum(loads.get(held, 0) for held in one["posts"]),
            marks(_of(one, row, post, loads, on), limits),
        )
        for one in row["people"]
        if post not in one["posts"]
    ]
    ranked = rank(pool_of)
    items = tuple(
        Candidate(
            one.evidence.person, one.evidence.name, one.score, one.evidence.posts, one.evidence.load, one.reasons,
            one.evidence.marks,
        )
        for one in ranked[:limit]
    )  # fmt: skip
    return Candidates(post, on, revision, loads.get(post, 0), items, len(ranked) > limit)


def warnings_for(
    read: Read, revision: int, on: date, coming: Collection[tuple[str, str, str]], limits: Limits
) -> tuple[Why, ...]:
    """What the standing rules say of those who come into posts, as (person, post, unit); each thing once."""
    found: dict[Why, None] = {}
    for person, post, unit in sorted(coming):
        row = _standing(read, [person], unit, on, revision)
        for one in row["people"]:
            # Counting households is dear, and without a bound on them nothing is asked of the count.
            bound = limits.most_households is not None
            loads = _loads(read, {*one["posts"], post}, on, revision) if bound else {}
            found |= dict.fromkeys(marks(_of(one, row, post, loads, on), limits))
    return tuple(found)


def _standing(read: Read, people: list[str], unit: str, on: date, revision: int) -> Row:
    return read("standing_of_people", people=people, unit=unit, on=on, revision=revision)[0]


def _loads(read: Read, posts: set[str], on: date, revision: int) -> dict[str, int]:
    rows = read("loads", posts=sorted(posts), on=on, revision=revision)
    return {row["post"]: row["households"] for row in rows}


def _of(one: dict[str, Any], row: Row, post: str, loads: dict[str, int], on: date) -> Standing:
    held = {*one["posts"], post}
    beside = {other["person"] for other in row["beside"] if other["post"] != post}
    return Standing(
        on.year - one["birth_year"] if one["birth_year"] is not None else None,
        len(held),
        sum(loads.get(each, 0) for each in held),
        bool(set(one["kin"]) & beside),
    )
