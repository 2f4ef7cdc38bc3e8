"""A change made for a revision that the graph has left behind: who is told what came in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graphsvc.accounts import Account
from graphsvc.answers.change import Change
from graphsvc.changes.handover import Choice, Leaving, hand_over
from graphsvc.changes.reassign import preview, reassign
from graphsvc.changes.reorganise import Reorganising, reorganise
from graphsvc.changes.term import change_term
from graphsvc.changes.undo import preview_undo, undo
from graphsvc.errors import GraphsvcError, Stale
from graphsvc.rosters.termsheet import sheet_of
from graphsvc.store import Store
from graphsvc.web import create_app
from graphsvc.web.pages.meanwhile import meanwhile
from tests.conftest import signed_in
from tests.leaders import TODAY, asked, settle
from tests.test_change_reassign import bad, make


@pytest.fixture
def town(store: Store) -> Store:
    settle(store)
    return store


def test_a_graph_that_has_moved_on_is_told_with_what_changed(town: Store) -> None:
    make(town, asked("q1", "gao", "2026-12-01"))
    assert bad(town, asked("qa", "fang", "2026-12-01"), unmoved_since=1) == "stale"
    with pytest.raises(GraphsvcError) as refused:
        make(town, asked("qa", "fang", "2026-12-01"), unmoved_since=1)
    (between,) = refused.value.changes
    assert (between["revision"], between["begun"][0]["person"]) == (2, "gao")
    assert make(town, asked("qa", "fang", "2026-12-01"), unmoved_since=2).revision == 3


def test_an_administrator_is_told_of_what_came_between_within_their_reach_alone(town: Store) -> None:
    """By each change and each preview; of the rest, how many they were."""
    by = Account("x", "administrator", "unit:m2a")
    make(town, asked("q1", "gao", "2026-12-01"))
    make(town, asked("qa", "hu", "2026-12-01"))
    make(town, asked("qo", "gao", "2026-12-01"))
    row = {"post": "qa", "person": "fang", "since": "2026-12-02", "reason": "换届"}
    leaving = Leaving("hu", date(2026, 12, 2), "离任", (Choice("qa"),))
    rows = {"units": [{"unit": "m2a", "name": "一号楼"}]}
    more = {"by": by, "today": TODAY, "unmoved_since": 1}
    calls: list[Callable[[], Change]] = [
        lambda: reassign(town, asked("qa", "fang", "2026-12-02"), **more),
        lambda: preview(town, asked("qa", "fang", "2026-12-02"), **more),
        lambda: change_term(town, *sheet_of([row]), **more),
        lambda: hand_over(town, leaving, **more),
        lambda: reorganise(town, Reorganising(rows, TODAY, "改名"), **more),
        lambda: undo(town, 3, "错", **more),
        lambda: preview_undo(town, 3, "错", **more),
    ]
    for call in calls:
        with pytest.raises(Stale) as refused:
            call()
        told = refused.value
        assert ([one["revision"] for one in told.changes], told.others, told.revision) == ([3], 2, 4)
    with pytest.raises(Stale) as whole:
        make(town, asked("qa", "fang", "2026-12-02"), unmoved_since=1)
    assert ([one["revision"] for one in whole.value.changes], whole.value.others) == ([2, 3, 4], 0)


def test_over_http_they_are_counted(embedded: Store) -> None:
    embedded.clear()
    settle(embedded)
    make(embedded, asked("q1", "gao", "2026-12-01"))
    client = signed_in(embedded, Account("x", "administrator", "unit:m2a"))
    body = {"person": "fang", "since": "2026-12-02", "reason": "换人"}
    url = "/api/v1/posts/qa/assignments?preview=true"
    said = client.post(url, json=body, headers={"If-Match": '"1"'})
    assert (said.status_code, said.json["code"], said.json["revision"]) == (412, "stale", 2)
    assert (said.json["changes"], said.json["others"], "gao" in said.text) == ([], 1, False)
    said = client.post(url, json=body, headers={"If-Match": '"nonsense"'})
    assert (said.status_code, said.json["changes"], said.json["others"]) == (412, [], 2)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_tells_the_same_and_counts_the_rest(embedded: Store, lang: str) -> None:
    embedded.clear()
    settle(embedded)
    make(embedded, asked("q1", "gao", "2026-12-01"))
    make(embedded, asked("qa", "hu", "2026-12-01"))
    by = Account("x", "administrator", "unit:m2a")
    with pytest.raises(Stale) as refused:
        reassign(embedded, asked("qa", "fang", "2026-12-02"), by=by, today=TODAY, unmoved_since=1)
    told = meanwhile(embedded, refused.value, TODAY)
    words = create_app(embedded).jinja_env.get_template("words.html").module
    shown = str(words.between(told, lang))
    assert ("示例hu" in shown, "示例gao" in shown) == (True, False)
    assert ("and 1 more" if lang == "en" else "另有 1 次改动") in shown
