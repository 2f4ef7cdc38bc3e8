"""Who might take a post, ranked by evidence, with reasons; and what the standing rules remark."""

from __future__ import annotations

from typing import Any

import pytest

from graphsvc import questions
from graphsvc.accounts import Account, add_account
from graphsvc.answers.plain import Why
from graphsvc.changes.reassign import preview, reassign
from graphsvc.errors import GraphsvcError
from graphsvc.questions.candidates import candidates
from graphsvc.rosters.importing import import_bundle
from graphsvc.rules.candidates import GROUNDS, Evidence, rank
from graphsvc.rules.standing import MARKS, Limits, Standing, marks
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.leaders import OWNER, TODAY, asked, community, settle

LIMITS = Limits(youngest=30, oldest=65, most_posts=1, most_households=2)


@pytest.fixture
def town(store: Store) -> Store:
    settle(store)
    return store


def codes(found: tuple[Why, ...]) -> list[str]:
    return [one.code for one in found]


def test_it_works(town: Store) -> None:
    """A former cadre of the village and Party member comes first; a neighbour next; each with reasons."""
    found = candidates(town, "qa", TODAY, limits=LIMITS, sensitive=True)
    assert [(one.person, codes(one.reasons)) for one in found.items] == [
        ("fang", ["origin_cadre", "party_member", "lives_here", "free"]),
        ("hu", ["lives_here", "free"]),
    ]
    assert (found.households, found.more) == (2, False)


def test_what_is_sensitive_is_neither_told_nor_weighed(town: Store) -> None:
    found = candidates(town, "qa", TODAY, limits=LIMITS, sensitive=False)
    assert codes(found.items[0].reasons) == ["origin_cadre", "lives_here", "free"]
    assert found.items[0].score == 11


def test_marks_hide_nobody(town: Store) -> None:
    """Over the age, over the load, kin of the deputy beside: said, and still in their place."""
    bundle = community()
    bundle["people"][-1]["household"] = "h3"
    bundle["kin"].append({"person": "bo", "relative": "gao"})
    import_bundle(town, bundle, on=TODAY)
    reassign(town, asked("qo", "gao", "2026-11-20"), by=OWNER, today=TODAY)
    (gao,) = candidates(town, "qb", TODAY, limits=LIMITS, sensitive=True).items
    assert (gao.person, codes(gao.marks)) == ("gao", ["over_age", "over_loaded", "kin_beside"])


def test_a_preview_and_the_change_are_warned_by_the_same_rules(town: Store) -> None:
    """And the audit still tells it later."""
    want = asked("qa", "gao", "2026-12-01")
    seen = preview(town, want, by=OWNER, today=TODAY, limits=LIMITS)
    made = reassign(town, want, by=OWNER, today=TODAY, limits=LIMITS)
    assert codes(seen.warnings) == codes(made.warnings) == codes(questions.change(town, 2).warnings) == ["over_age"]
    assert codes(preview(town, asked("q1", "fang", "2026-12-01"), by=OWNER, today=TODAY, limits=LIMITS).warnings) == [
        "over_span"
    ]


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        (Standing(66, 1, 1, False), "over_age"),
        (Standing(29, 1, 1, False), "under_age"),
        (Standing(40, 2, 1, False), "over_loaded"),
        (Standing(40, 1, 3, False), "over_span"),
        (Standing(40, 1, 1, True), "kin_beside"),
    ],
)
def test_each_mark_has_its_bound(standing: Standing, code: str) -> None:
    assert codes(marks(standing, LIMITS)) == [code]
    assert codes(marks(Standing(65, 1, 2, False), LIMITS)) == []
    assert codes(marks(standing, Limits())) == (["kin_beside"] if code == "kin_beside" else [])


def test_the_lesser_load_decides_between_equals() -> None:
    def one(person: str, load: int, **more: Any) -> Evidence:
        return Evidence(person, person, more.get("cadre", False), None, True, 1, load)

    assert [r.evidence.person for r in rank([one("b", 9), one("a", 9), one("c", 1), one("d", 99, cadre=True)])] == [
        "d", "c", "a", "b",
    ]  # fmt: skip
    assert len({ground.code for ground in GROUNDS}) == len(GROUNDS)
    assert len({mark.code for mark in MARKS}) == len(MARKS)


def test_an_unknown_or_ended_post_is_refused(town: Store) -> None:
    for post, code in (("none", "unknown_post"), ("gone", "post_not_there")):
        with pytest.raises(GraphsvcError) as refused:
            candidates(town, post, TODAY, limits=LIMITS, sensitive=True)
        assert refused.value.code == code


def test_over_http_an_administrator_sees_no_membership(embedded: Store) -> None:
    embedded.clear()
    settle(embedded)
    client = create_app(embedded).test_client()
    for role, told in (("owner", True), ("administrator", False)):
        headers = {"Authorization": f"Bearer {add_account(embedded, Account(role, role), token=True)}"}
        said = client.get("/api/v1/posts/qa/candidates?on=2026-11-24", headers=headers).json
        first = said["items"][0]
        assert first["person"] == {"id": "fang", "name": "示例fang"}
        assert ("party_member" in [one["code"] for one in first["reasons"]]) is told
