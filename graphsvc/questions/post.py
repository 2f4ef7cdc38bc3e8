"""What is a post, who held it when, and when did nobody?"""

from __future__ import annotations

from datetime import date

from graphsvc.answers.post import PostHistory
from graphsvc.errors import outside, unknown
from graphsvc.model import Person, Tenure
from graphsvc.questions.rows import check_revision
from graphsvc.rules.history import spells
from graphsvc.store import Store


def post_history(store: Store, post: str, on: date, revision: int | None = None) -> PostHistory:
    """The post as it is on `on`, and its spells on any day.

    Raises `unknown_post`, `post_not_there` outside its own dates or its unit's, and `unknown_revision`.
    """
    row = store.read("post_history", post=post, on=on, revision=revision)[0]
    check_revision(revision, row["published"])
    if not row["post_in"]:
        raise unknown("post", post)
    lives = [
        (max(since, one["since"]), min(until, one["until"])) for one in row["post_in"] for since, until in one["lives"]
    ]
    now = next((one for one in row["post_in"] if one["since"] <= on < one["until"]), None)
    if now is None or not any(since <= on < until for since, until in lives):
        raise outside("post", post, on.isoformat())
    tenures = [
        Tenure(Person(one["person"], one["name"], one["phone"]), one["since"], one["until"], one["basis"])
        for one in row["holds"]
    ]
    above = sorted(row["above"], key=lambda one: int(one["depth"]))
    return PostHistory(
        post, now["title"], now["rank"], now["single"] is not False, now["unit"], now["name"], now["phone"], on,
        row["revision"], tuple((one["id"], one["name"]) for one in above),
        spells(tenures, [(since, until) for since, until in lives if since < until]),
    )  # fmt: skip
