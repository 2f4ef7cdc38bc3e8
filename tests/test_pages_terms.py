"""A term sheet in the browser: its faults at their cells, what it would do, and one confirmation for all of it."""

from __future__ import annotations

import io
import time
import weakref
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from graphsvc.accounts import Account, add_token
from graphsvc.changes.reassign import reassign
from graphsvc.rosters.faults import Fault
from graphsvc.rosters.marking import Mark
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store
from graphsvc.web.moments import day_of
from graphsvc.web.pages.excerpt import excerpts
from graphsvc.web.pages.uploads import MOST_EACH, UploadGone, Uploads
from tests.browsing import PASSWORD, end_session, kept, watched
from tests.test_change_term import csv_of, xlsx_of
from tests.uploading import chooser_page, client_of, file, post, send, send_by_keys

OWNER = Account("keeper", "owner")
pytestmark = pytest.mark.usefixtures("taken_back")
SINCE = "2027-01-01"
NAME = "2026年换届名单.xlsx"
GOOD = [
    {"post": "m3-2-head", "person": "who-zi", "since": SINCE, "basis": "推选", "approved_by": "街道", "reason": "换届"},
    {
        "post": "m3-3-head",
        "person": "who-bing",
        "since": SINCE,
        "basis": "elected",
        "approved_by": "",
        "reason": "换届",
    },
]
BAD = [
    *({"post": "m2-member", "person": f"who-{name}", "since": SINCE, "reason": "换届"} for name in ("yi",)),
    {"post": "m3-2-head", "person": "who-zi", "since": "2027-02-30", "reason": "换届"},
    *({"post": "nowhere", "person": "who-zi", "since": SINCE, "reason": "换届"} for _ in range(1)),
    *({"post": "m3-4-head", "person": "who-ji", "since": SINCE, "reason": "换届"} for _ in range(2)),
    {"post": "m3-3-head", "person": "<b>谁</b>", "since": SINCE, "reason": ""},
]


@pytest.fixture
def office_page(
    browser: Browser, site: str, signed_as: Callable[[str], Any], screen: tuple[str, str]
) -> Iterator[Page]:
    """An administrator's page."""
    yield from chooser_page(browser, site, screen, signed_as("office"))


@pytest.fixture
def office_desk(browser: Browser, site: str, signed_as: Callable[[str], Any]) -> Iterator[Page]:
    """The same at a desk, in Chinese."""
    yield from watched(browser, site, ("zh", "desk"), storage_state=signed_as("office"))


def test_faults_are_shown_at_their_cells_and_walked_by_key(office_page: Page, tmp_path: Path) -> None:
    """N goes from one to the next, a link beside leads to each, D takes the marked-up sheet away."""
    office_page.goto("/terms")
    kept(office_page, "term-upload")
    send(office_page, (NAME, xlsx_of(BAD)))
    expect(office_page.locator(".faultlist a")).to_have_text(["C3", "A4", "A6", "B7", "D7"])
    expect(office_page.locator(".grid-sheet #C3")).to_contain_text("2027-02-30")
    kept(office_page, "term-faults")
    for cell in ("C3", "A4", "A6", "B7", "D7", "C3"):
        office_page.keyboard.press("n")
        expect(office_page.locator(f"#{cell}")).to_be_focused()
    office_page.locator(".faultlist a").nth(2).click()
    assert office_page.url.endswith("#A6")
    with office_page.expect_download() as taken:
        office_page.keyboard.press("d")
    raw = Path(taken.value.path()).read_bytes()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert rows[2][2] == "2027-02-30"
    assert "2026年换届名单" in taken.value.suggested_filename


def test_a_corrected_sheet_is_looked_at_and_written_by_keyboard(office_page: Page, embedded: Store) -> None:
    """U chooses, and chooses again; Ctrl+Enter sends and writes; the outcome tells the revision it is kept as."""
    office_page.goto("/terms")
    send_by_keys(office_page, (NAME, xlsx_of(BAD)))
    expect(office_page.locator("[role=alert]")).to_be_visible()
    send_by_keys(office_page, ("改好.csv", csv_of(GOOD)))
    expect(office_page.locator(".preview [data-submit]")).to_be_visible()
    expect(office_page.locator("main")).to_contain_text("丙某")
    kept(office_page, "term-plan")
    before, address = embedded.published(), office_page.url
    office_page.keyboard.press("Control+Enter")
    expect(office_page.locator(".done")).to_contain_text(str(before + 1))
    kept(office_page, "term-done")
    assert embedded.published() == before + 1
    assert office_page.goto(address).status == 404


def test_what_came_in_between_is_told_and_the_upload_kept(office_desk: Page, embedded: Store) -> None:
    """The second of two who change one post is told what the first did, sees the plan anew, and may still write it."""
    office_desk.goto("/terms")
    send(office_desk, ("换届.csv", csv_of(GOOD)))
    expect(office_desk.locator(".preview")).to_be_visible()
    between = Assignment("m2-member", "who-yi", day_of(None), "先改的")
    made = reassign(embedded, between, by=OWNER, today=day_of(None))
    with office_desk.expect_response(lambda one: one.request.method == "POST") as answer:
        office_desk.keyboard.press("Control+Enter")
    assert answer.value.status == 412
    expect(office_desk.locator("[role=alert]")).to_contain_text("一行也没写入")
    expect(office_desk.locator("[role=alert]")).to_contain_text("先改的")
    kept(office_desk, "term-moved")
    assert embedded.published() == made.revision
    office_desk.keyboard.press("Control+Enter")
    expect(office_desk.locator(".done")).to_contain_text(str(made.revision + 1))


def test_a_session_that_ends_before_the_plan_is_written_loses_nothing(office_desk: Page, embedded: Store) -> None:
    """One signs in again, stands before the plan of the same upload, and writes it."""
    office_desk.goto("/terms")
    send(office_desk, ("换届.csv", csv_of(GOOD)))
    before, there = embedded.published(), office_desk.url
    end_session(office_desk)
    office_desk.keyboard.press("Control+Enter")
    expect(office_desk.locator("[name=password]")).to_be_visible()
    assert embedded.published() == before
    office_desk.locator("[name=name]").fill("office")
    office_desk.locator("[name=password]").fill(PASSWORD)
    office_desk.keyboard.press("Enter")
    office_desk.wait_for_url(there)
    office_desk.wait_for_load_state()
    office_desk.keyboard.press("Control+Enter")
    expect(office_desk.locator(".done")).to_contain_text(str(before + 1))


def test_without_script_a_sheet_is_corrected_and_written(
    browser: Browser, site: str, signed_as: Callable[[str], Any], embedded: Store
) -> None:
    """Forms and links alone."""
    before = embedded.published()
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed_as("office"), java_script_enabled=False):
        page.goto("/terms")
        send(page, (NAME, xlsx_of(BAD)))
        expect(page.locator("#C3.fault")).to_contain_text("没有这一天")
        send(page, ("改好.csv", csv_of(GOOD)))
        page.locator(".preview button").click()
        expect(page.locator(".done")).to_contain_text(str(before + 1))


def test_a_sheet_to_fill_in_has_the_posts_of_ones_area_and_changes_nothing_as_it_is(
    office_desk: Page, embedded: Store
) -> None:
    """Filled in with one other person, it changes that post alone."""
    office_desk.goto("/terms")
    office_desk.locator("[name=since]").fill(SINCE)
    with office_desk.expect_download() as taken:
        office_desk.get_by_text("取表").click()
    raw = Path(taken.value.path()).read_bytes()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    by_post = {row[0]: row for row in rows[1:]}
    assert rows[0][:3] == ["岗位", "人员", "起"]
    assert by_post["m3-2-head"][1:3] == ["who-xin", SINCE]
    assert (by_post["m3-3-head"][1], by_post["m3-4-head"][1]) == ("", "")  # nobody, and one who only acts
    assert not {"o1-head", "m1-deputy"} & by_post.keys()
    held = [dict(zip(("post", "person", "since", "reason"), (*row[:3], row[-1]), strict=True)) for row in rows[1:]]
    held = [row for row in held if row["person"]]
    send(office_desk, ("换届.xlsx", xlsx_of(held)))
    expect(office_desk.locator(".preview")).to_contain_text("没有要写的")
    changed = [row | {"person": "who-zi"} if row["post"] == "m3-2-head" else row for row in held]
    office_desk.goto("/terms")
    send(office_desk, ("换届.xlsx", xlsx_of(changed)))
    expect(office_desk.locator(".turns tbody tr")).to_have_count(1)
    expect(office_desk.locator(".turns tbody tr")).to_contain_text("子某")


def test_an_upload_is_its_owners_alone(embedded: Store, site: str) -> None:
    """Another, though they may do the same, is told that it is not there."""
    client = client_of(embedded, "keeper")
    there = post(client, "/terms", file=file(csv_of(GOOD))).location
    assert client.get(there).status_code == 200
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {add_token(embedded, 'office')}"
    assert [client.get(there).status_code, post(client, "/terms", there).status_code] == [404, 404]
    assert client.get(f"{there}/marked.xlsx").status_code == 404


def test_an_upload_is_forgotten_after_a_while_and_once_three_came_after_it() -> None:
    """Nothing of it is kept then."""
    app = Flask("x")
    short, long = Uploads(timedelta(seconds=0.05)), Uploads()
    with app.test_request_context():
        g.account = OWNER
        gone = weakref.ref(short.keep((("x.csv", b"1"),)))
        for _ in range(100):
            time.sleep(0.02)
            if gone() is None:
                break
        assert gone() is None
        first, *others = [long.keep((("x.csv", b"1"),)) for _ in range(MOST_EACH + 1)]
        assert long.mine() == others[::-1]
        with pytest.raises(UploadGone):
            long.get(first.id)


def test_a_file_past_the_limit_is_not_taken(embedded: Store, site: str) -> None:
    """It is said in words what to do."""
    answer = post(client_of(embedded, "keeper"), "/terms", file=file(b"x" * 1_100_000))
    assert (answer.status_code, "文件太大" in answer.text) == (413, True)


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [(b"", "", "没有选文件"), (b"x", "x.txt", "应为一个.xlsx"), (b"x", "x.zip", "打不开这个压缩包")],
)
def test_what_is_no_sheet_is_told_at_once(embedded: Store, site: str, raw: bytes, name: str, said: str) -> None:
    answer = post(client_of(embedded, "keeper"), "/terms", file=file(raw, name))
    assert (answer.status_code, said in answer.text) == (422, True)


@pytest.mark.parametrize("raw", [b"PK", b""])
def test_a_sheet_that_can_not_be_read_is_told_whole(embedded: Store, site: str, raw: bytes) -> None:
    """With no cell to point at."""
    client = client_of(embedded, "keeper")
    answer = client.get(post(client, "/terms", file=file(raw, "x.xlsx")).location)
    assert "打不开这个工作簿" in answer.text
    assert "处要改,现在一行也没写入" in answer.text


def test_a_sheet_of_present_holders_has_nothing_to_write(embedded: Store, site: str) -> None:
    """It says so, and offers no button."""
    rows = [{"post": "m2-head", "person": "who-ding", "since": SINCE, "reason": "连任"}]
    client = client_of(embedded, "keeper")
    there = post(client, "/terms", file=file(csv_of(rows))).location
    assert "没有要写的" in client.get(there).text
    before = embedded.published()
    assert post(client, there, revision=str(before)).location == there
    assert embedded.published() == before


def test_only_the_rows_with_faults_and_their_neighbours_are_shown(embedded: Store, site: str) -> None:
    """And how many lie between."""
    table = [["post", "person", "since"], *(["m3-4-head", "who-ji", SINCE] for _ in range(40))]
    mark = Mark("x", 10, 2, Fault("sheet", 10, "since", "", "x", "错", "wrong"))
    shown = excerpts({"x": table}, [mark])[0]
    assert [(one.number, one.last, bool(one.cells)) for one in shown.lines] == [
        (2, 8, False), (9, 9, True), (10, 10, True), (11, 11, True), (12, 41, False),
    ]  # fmt: skip
    assert [cell.name for line in shown.lines for cell in line.cells if cell.faults] == ["C10"]
