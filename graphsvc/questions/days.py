"""On which days does a picture of something change?"""

from __future__ import annotations

from graphsvc.questions.resolve import resolve
from graphsvc.questions.rows import NO_ID, check_revision
from graphsvc.rules.days import ChangeDay, change_days
from graphsvc.store import Store

_KINDS = ("unit", "place", "household", "person")


def days_of_change(store: Store, root: str | None, revision: int | None = None) -> tuple[ChangeDay, ...]:
    """The days, past and planned, on which anything shown of `root` begins or ends; None is the whole graph.

    `root` is a unit, place, household or person, in this order; `KIND:ID` says which.
    Raises `unknown_unit` and its like, and `unknown_revision`.
    """
    asked = dict.fromkeys(_KINDS, NO_ID)
    if root is not None:
        kind, id = resolve(store, root, _KINDS, revision)
        asked[kind] = id
    row = store.read("days_of_change", every=root is None, revision=revision, **asked)[0]
    check_revision(revision, row["published"])
    spans = [(one["since"], one["until"]) for one in (*row["units"], *row["held"])]
    heads = [
        ((one["since"], one["until"]), [(since, until) for since, until in one["tenures"]])
        for one in row["posts"]
        if one["rank"] == "head"
    ]
    spans += [
        span
        for one in row["posts"]
        if one["rank"] != "head"
        for span in ((one["since"], one["until"]), *((since, until) for since, until in one["tenures"]))
    ]
    return change_days(spans, heads)
