"""Who might take a post, ranked by evidence, with reasons; and what the standing rules remark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from graphsvc import questions
from graphsvc.accounts import Account
from graphsvc.answers.change import Change
from graphsvc.answers.plain import Why
from graphsvc.changes.handover import Choice, Leaving, hand_over
from graphsvc.changes.reassign import preview, reassign
from graphsvc.changes.term import change_term
from graphsvc.changes.undo import undo
from graphsvc.errors import GraphsvcError
from graphsvc.questions.candidates import candidates
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.termsheet import sheet_of
from graphsvc.rules.candidates import GROUNDS, Evidence, rank
from graphsvc.rules.standing import MARKS, Limits, Standing, marks
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import bearer
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


def by_reassignment(store: Store, **more: Any) -> Change:
    return reassign(store, asked("qa", "gao", "2026-12-01"), by=OWNER, today=TODAY, **more)


def by_cover(store: Store, **more: Any) -> Change:
    want = asked("qa", "gao", "2026-12-01", acting_until="2027-02-01")
    return reassign(store, want, by=OWNER, today=TODAY, **more)


def by_term_sheet(store: Store, **more: Any) -> Change:
    row = {"post": "qa", "person": "gao", "since": "2026-12-01", "reason": "换届"}
    return change_term(store, *sheet_of([row]), by=OWNER, today=TODAY, **more)


def by_handover(store: Store, **more: Any) -> Change:
    leaving = Leaving("an", date(2026, 12, 1), "离任", (Choice("qa", "gao"),))
    return hand_over(store, leaving, by=OWNER, today=TODAY, **more)


def by_covering_a_leaver(store: Store, **more: Any) -> Change:
    leaving = Leaving("an", date(2026, 12, 1), "离任", (Choice("qa", "gao", "acting", date(2027, 2, 1)),))
    return hand_over(store, leaving, by=OWNER, today=TODAY, **more)


@pytest.mark.parametrize("make", [by_reassignment, by_cover, by_term_sheet, by_handover, by_covering_a_leaver])
def test_whatever_change_brings_someone_in_is_remarked_on_alike(town: Store, make: Callable[..., Change]) -> None:
    """gao is too old, and would answer for one household too many; without bounds nothing is said of either."""
    bounds = Limits(oldest=65, most_households=1)
    expected = ["over_age", "over_span"]
    assert [code for code in codes(make(town, limits=bounds).warnings) if code != "vacancy_follows"] == expected
    assert codes(questions.change(town, 2).warnings)[-2:] == expected
    told = codes(undo(town, 2, "错", by=OWNER, today=TODAY, limits=bounds).warnings)
    assert told == [], "an was in the post before, and only takes it up again"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("posts/qa/assignments", {"person": "gao"}),
        ("terms", {"rows": [{"post": "qa", "person": "gao", "since": "2026-12-01", "reason": "换届"}]}),
        ("people/an/handover", {"posts": [{"post": "qa", "person": "gao"}]}),
    ],
)
def test_the_settings_reach_each_of_them_over_http(embedded: Store, path: str, body: dict[str, Any]) -> None:
    embedded.clear()
    settle(embedded)
    client = create_app(embedded, Settings(leader_oldest=65)).test_client()
    headers = bearer(embedded, Account("boss", "owner"))
    asks = body if "rows" in body else {**body, "since": "2026-12-01", "reason": "换人"}
    said = client.post(f"/api/v1/{path}?preview=true", json=asks, headers=headers).json
    assert [one["code"] for one in said["warnings"]] == ["over_age"]


def test_what_a_change_brings_together_counts_together(town: Store) -> None:
    """Two posts at once are one too many; kin who come on one day sit beside each other; each remark has a name."""
    rows = [
        {"post": post, "person": person, "since": "2026-12-01", "reason": "换届"}
        for post, person in (("qa", "hu"), ("qp", "hu"), ("qb", "an"), ("qo", "fang"))
    ]
    made = change_term(town, *sheet_of(rows), by=OWNER, today=TODAY, limits=Limits(most_posts=1))
    assert [(one.code, one.en.partition(":")[0]) for one in made.warnings] == [
        ("over_loaded", "示例hu (hu)"),
        ("kin_beside", "示例an (an)"),
    ]


def test_one_who_leaves_a_post_in_the_same_change_does_not_carry_it(town: Store) -> None:
    """an and en change places: neither holds two posts, and bo's kin comes from beside nobody."""
    rows = [
        {"post": post, "person": person, "since": "2026-12-01", "reason": "换届"}
        for post, person in (("qa", "en"), ("q1", "an"))
    ]
    made = change_term(town, *sheet_of(rows), by=OWNER, today=TODAY, limits=Limits(most_posts=1))
    assert codes(made.warnings) == []


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
        headers = bearer(embedded, Account(role, role))
        said = client.get("/api/v1/posts/qa/candidates?on=2026-11-24", headers=headers).json
        first = said["items"][0]
        assert first["person"] == {"id": "fang", "name": "示例fang"}
        assert ("party_member" in [one["code"] for one in first["reasons"]]) is told
