"""What stands in a neighbourhood once a plan is made: the same facts, with the plan's tenures in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphsvc.model import Fact, Facts, Person, Post, Tenure
from graphsvc.rules.tenures import HOLDS, value


def with_plan(facts: Facts, retract: Iterable[Fact], record: Iterable[Fact], people: Mapping[str, Person]) -> Facts:
    """`facts` without the tenures a change would retract, with those it would record; `people` has who comes."""
    gone = {(one.end, one.start, one.since) for one in retract if one.relation == HOLDS}
    come: dict[str, list[Tenure]] = {}
    for one in record:
        if one.relation == HOLDS:
            holder = replace(people[one.start], publish=bool(value(one, "publish")))
            come.setdefault(one.end, []).append(Tenure(holder, one.since, one.until, str(value(one, "basis"))))

    def planned(post: Post) -> Post:
        left = [one for one in post.tenures if (post.id, one.person.id, one.since) not in gone]
        return replace(post, tenures=(*left, *come.get(post.id, ())))

    return replace(facts, posts={unit: tuple(map(planned, posts)) for unit, posts in facts.posts.items()})
