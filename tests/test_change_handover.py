"""Someone leaves: every post of theirs goes somewhere, and the sheet tells where."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from graphsvc import questions
from graphsvc.accounts import Account, add_account
from graphsvc.changes.handover import Choice, Leaving, hand_over
from graphsvc.changes.reassign import reassign
from graphsvc.changes.undo import undo
from graphsvc.errors import GraphsvcError
from graphsvc.papers.handover import handover_pdf
from graphsvc.questions.handover import handover
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import bearer
from tests.leaders import OWNER, TODAY, asked, settle

LAST = date(2027, 1, 1)


@pytest.fixture
def town(store: Store) -> Store:
    """`an` holds two posts: building 1 since 2020, and since December the branch; from revision 2 on."""
    settle(store)
    reassign(store, asked("qp", "an", "2026-12-01"), by=OWNER, today=TODAY)
    return store


def leave(store: Store, *choices: Choice, person: str = "an", **more: Any) -> Any:
    by = more.pop("by", OWNER)
    return hand_over(store, Leaving(person, LAST, "离任", choices), by=by, today=TODAY, **more)


COVER = Choice("qp", "gao", "acting", date(2027, 3, 1))


def test_it_works(town: Store) -> None:
    """One change ends all, with a successor here and cover there."""
    seen = leave(town, Choice("qa", "fang"), COVER, preview=True)
    made = leave(town, Choice("qa", "fang"), COVER)
    assert (seen.ended, seen.begun, seen.households) == (made.ended, made.begun, made.households)
    assert [(one.post, one.person, str(one.until)) for one in made.ended] == [
        ("qa", "an", "2027-01-01"), ("qp", "an", "2027-01-01"),
    ]  # fmt: skip
    assert [(one.post, one.person, one.until and str(one.until)) for one in made.begun] == [
        ("qa", "fang", None), ("qp", "gao", "2027-03-01"),
    ]  # fmt: skip
    assert made.households.items == ("h1", "h2", "h3")
    assert questions.duties(town, "person", "an", LAST).items == ()
    open_then = questions.vacancies(town, date(2027, 3, 1)).items
    assert [one.post for one in open_then] == ["qp"]


def test_the_sheet_tells_what_was_answered_for(town: Store) -> None:
    leave(town, Choice("qa"), COVER)
    sheet = handover(town, 3).as_json()
    assert (sheet["person"], sheet["on"], sheet["reason"]) == (
        {"id": "an", "name": "示例an"}, "2027-01-01", "离任",
    )  # fmt: skip
    building, branch = sheet["items"]
    assert (building["post"], building["unit"]["name"], building["since"]) == ("qa", "1号楼", "2020-01-01")
    assert building["places"] == [{"place": "b1", "name": "1号楼"}]
    assert building["households"] == {"count": 2, "items": ["h1", "h2"]}
    assert building["taken_by"] is None
    assert branch["taken_by"] == {
        "person": "gao", "name": "示例gao", "acting": True, "since": "2027-01-01", "until": "2027-03-01",
    }  # fmt: skip


def test_it_is_printed(town: Store) -> None:
    leave(town, Choice("qa"), COVER)
    pages = PdfReader(io.BytesIO(handover_pdf(handover(town, 3)))).pages
    # The reader sets spaces between scripts that the page does not have.
    text = "".join(page.extract_text() for page in pages).replace(" ", "")
    for word in ("工作移交单", "示例an", "1号楼", "2027-03-01", "空缺", "h1"):
        assert word in text
    assert handover_pdf(handover(town, 3), "en").startswith(b"%PDF")


def test_one_on_leave_does_not_come_back(town: Store) -> None:
    """The resumption that their cover promised goes too, the cover stays to its end."""
    reassign(town, asked("qa", "gao", "2026-12-15", acting_until="2027-02-01"), by=OWNER, today=TODAY)
    leave(town, Choice("qa"), Choice("qp"))
    rows = town.read("holds_of_posts", posts=["qa"], revision=None)
    assert {(row["start"], str(row["until"])) for row in rows} == {("an", "2026-12-15"), ("gao", "2027-02-01")}


ACTS = "acting", date(2027, 3, 1)
TENURES = {("an", "2020-01-01", "2026-12-15")}


@pytest.mark.parametrize(
    ("choice", "after"),
    [
        (Choice("qa"), {("gao", "2026-12-15", "2027-01-01"), ("an", "2027-02-01", "9999-12-31")}),
        (Choice("qa", "fang"), {("gao", "2026-12-15", "2027-01-01"), ("fang", "2027-01-01", "9999-12-31")}),
        (Choice("qa", "an"), {("gao", "2026-12-15", "2027-01-01"), ("an", "2027-01-01", "9999-12-31")}),
        (Choice("qa", "fang", *ACTS), {
            ("gao", "2026-12-15", "2027-01-01"), ("fang", "2027-01-01", "2027-03-01"),
            ("an", "2027-03-01", "9999-12-31"),
        }),
    ],
    ids=["nobody until they come back", "a successor", "they come back sooner", "another acts, longer"],
)  # fmt: skip
def test_one_who_acts_may_leave_too(town: Store, choice: Choice, after: set[tuple[str, str, str]]) -> None:
    """gao covers until February and leaves at New Year: what their cover promised is replaced by what is chosen."""
    reassign(town, asked("qa", "gao", "2026-12-15", acting_until="2027-02-01"), by=OWNER, today=TODAY)
    leave(town, choice, person="gao")
    rows = town.read("holds_of_posts", posts=["qa"], revision=None)
    assert {(row["start"], str(row["since"]), str(row["until"])) for row in rows} == TENURES | after
    undo(town, 4, "错", by=OWNER, today=TODAY)
    assert len(town.read("holds_of_posts", posts=["qa"], revision=None)) == 3


def test_it_is_undone_whole(town: Store) -> None:
    before = town.read("believed_facts_holds", revision=None)
    leave(town, Choice("qa", "fang"), COVER)
    undo(town, 3, "错", by=OWNER, today=TODAY)
    after = town.read("believed_facts_holds", revision=None)
    plain = [sorted((r["start"], r["end"], r["since"], r["until"]) for r in rows) for rows in (before, after)]
    assert plain[0] == plain[1]


@pytest.mark.parametrize(
    ("choices", "person", "code"),
    [
        ((Choice("qa"),), "an", "post_not_chosen"),
        ((Choice("qa"), Choice("qa"), Choice("qp")), "an", "post_twice"),
        ((Choice("qa"), Choice("qp"), Choice("qo")), "an", "not_in_post"),
        ((Choice("qa"), Choice("qp", "none")), "an", "unknown_person"),
        ((Choice("qa"), Choice("qp", "gao", "acting")), "an", "no_planned_end"),
        ((Choice("qa", "an"), Choice("qp")), "an", "follows_oneself"),
        ((Choice("qa"),), "gao", "holds_nothing"),
        ((Choice("qa"),), "none", "unknown_person"),
    ],
)
def test_what_is_not_said_is_asked_for(town: Store, choices: tuple[Choice, ...], person: str, code: str) -> None:
    with pytest.raises(GraphsvcError) as refused:
        leave(town, *choices, person=person)
    assert (refused.value.code, town.read("head")) == (code, [{"revision": 2}])


def test_over_http(embedded: Store) -> None:
    embedded.clear()
    settle(embedded)
    client = create_app(embedded).test_client()
    headers = bearer(embedded, Account("boss", "owner"))
    body = {"since": "2027-01-01", "reason": "离任", "posts": [{"post": "qa", "person": "fang"}]}
    made = client.post("/api/v1/people/an/handover", json=body, headers=headers)
    assert (made.status_code, made.json["kind"], made.json["about"]) == (201, "handover", "an")
    sheet = client.get("/api/v1/changes/2/handover", headers=headers).json
    assert sheet["items"][0]["taken_by"]["person"] == "fang"
    pdf = client.get("/api/v1/changes/2/handover.pdf", headers=headers)
    assert (pdf.mimetype, pdf.data[:4]) == ("application/pdf", b"%PDF")
    assert client.get("/api/v1/changes/1/handover", headers=headers).json["code"] == "no_handover"
    assert client.post("/api/v1/people/none/handover", json=body, headers=headers).status_code == 404


def test_an_administrator_reads_the_sheets_of_what_lies_within(embedded: Store) -> None:
    """Another's is 403, whatever tag is brought."""
    embedded.clear()
    settle(embedded)
    leave(embedded, Choice("qa", "fang"), person="an")
    client = create_app(embedded).test_client()
    within: dict[str, dict[str, str]] = {}
    for name, unit in (("here", "unit:m2a"), ("there", "unit:m2b")):
        secret = add_account(embedded, Account(name, "administrator", unit), token=True)
        within[name] = {"Authorization": f"Bearer {secret}"}
    for form in ("", ".pdf"):
        url = f"/api/v1/changes/2/handover{form}"
        seen = client.get(url, headers=within["here"])
        assert seen.status_code == 200
        said = client.get(url, headers=within["there"] | {"If-None-Match": seen.headers["ETag"]})
        assert (said.status_code, said.json["code"]) == (403, "outside_scope")
