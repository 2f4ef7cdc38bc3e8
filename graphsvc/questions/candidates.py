"""Who might take a post?"""

from __future__ import annotations

from datetime import date

from graphsvc.answers.candidates import Candidate, Candidates
from graphsvc.errors import outside, unknown
from graphsvc.questions.standing import loads_of, standing_of, standing_row
from graphsvc.rules.candidates import Evidence, rank
from graphsvc.rules.standing import Limits, marks
from graphsvc.store import Store


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
    row = standing_row(store.read, living | cadres, [unit], on, revision)
    beside = {(other["post"], other["person"]) for other in row["beside"]}
    loads = loads_of(store.read, {held for one in row["people"] for held in one["posts"]} | {post}, on, revision)
    pool_of = [
        Evidence(
            one["person"],
            one["name"],
            one["person"] in cadres,
            one["party_member"] if sensitive else None,
            one["person"] in living,
            len(one["posts"]),
            sum(loads.get(held, 0) for held in one["posts"]),
            marks(standing_of(one, post, one["posts"], beside, loads, on), limits),
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
