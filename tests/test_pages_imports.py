"""A roster into the graph and out of it by the browser: checked, planned, written as it was looked at; taken away."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from graphsvc.accounts import Account, add_account
from graphsvc.rosters.exporting import csv_zip, export_bundle, write_xlsx
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.packing import unpacked
from graphsvc.rosters.reading import read_files
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web.moments import day_of
from graphsvc.web.pages import importing
from tests.browsing import PASSWORD, end_session, kept, watched
from tests.town import TOWN
from tests.uploading import chooser_page, client_of, file, post, send, send_by_keys

pytestmark = pytest.mark.usefixtures("taken_back")
BAD = {
    **TOWN,
    "people": [*TOWN["people"], {"person": "who-li", "name": "李<b>四</b>", "birth_year": "19x0"}],
    "tenures": [
        *TOWN["tenures"],
        {"post": "m3-3-head", "person": "nobody", "since": "2026-02-01", "basis": "推选"},
        {"post": "m3-4-head", "person": "who-zi", "since": "2026-02-30", "basis": "won"},
    ],
}
GOOD = {
    **TOWN,
    "people": [*TOWN["people"], {"person": "who-li", "name": "李四", "phone": "19900000099"}],
    "tenures": [
        *TOWN["tenures"], {"post": "m3-3-head", "person": "who-li", "since": "2026-06-01", "basis": "推选"}
    ],
}  # fmt: skip


def book_of(bundle: Any) -> bytes:
    raw = io.BytesIO()
    write_xlsx(bundle, raw)
    return raw.getvalue()


def files_of(bundle: Any) -> list[tuple[str, bytes]]:
    return list(unpacked([("x.zip", csv_zip(bundle))]))


@pytest.fixture
def owner_page(browser: Browser, site: str, signed_as: Callable[[str], Any], screen: tuple[str, str]) -> Iterator[Page]:
    """An owner's page."""
    yield from chooser_page(browser, site, screen, signed_as("keeper"))


@pytest.fixture
def owner_desk(browser: Browser, site: str, signed_as: Callable[[str], Any]) -> Iterator[Page]:
    """The same at a desk, in Chinese."""
    yield from watched(browser, site, ("zh", "desk"), storage_state=signed_as("keeper"))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Imports wait, a quarter written, until the event is set."""
    go = threading.Event()

    def slowly(*asked: Any, **more: Any) -> Any:
        if progress := more.get("progress"):
            progress("write", 25, 100)
        go.wait(60)
        return import_bundle(*asked, **more)

    monkeypatch.setattr(importing, "import_bundle", slowly)
    yield go
    go.set()


def test_every_fault_is_listed_and_marked_in_a_workbook(owner_page: Page, embedded: Store) -> None:
    """File, row, column, value and what is wrong; N walks them, D takes the workbook away; nothing is written."""
    before = embedded.published()
    owner_page.goto("/import")
    kept(owner_page, "import-upload")
    send(owner_page, ("名册.xlsx", book_of(BAD)))
    rows = owner_page.locator(".faultrow")
    expect(rows).to_have_count(5)
    expect(rows.first).to_contain_text("19x0")
    kept(owner_page, "import-faults")
    owner_page.keyboard.press("n")
    expect(owner_page.locator("#f1")).to_be_focused()
    owner_page.keyboard.press("n")
    expect(owner_page.locator("#f2")).to_be_focused()
    with owner_page.expect_download() as taken:
        owner_page.keyboard.press("d")
    book = CalamineWorkbook.from_filelike(io.BytesIO(Path(taken.value.path()).read_bytes()))
    assert book.sheet_names == list(TOWN) + [name for name in book.sheet_names if name not in TOWN]
    assert embedded.published() == before


def test_a_roster_is_looked_at_and_written_by_keyboard(owner_page: Page, embedded: Store) -> None:
    """U chooses, and chooses again; Ctrl+Enter sends, and writes what was looked at."""
    owner_page.goto("/import")
    send_by_keys(owner_page, ("名册.xlsx", book_of(BAD)))
    expect(owner_page.locator("[role=alert]")).to_be_visible()
    send_by_keys(owner_page, *files_of(GOOD))
    expect(owner_page.locator(".preview [data-submit]")).to_be_visible()
    expect(owner_page.locator(".turns tbody tr").filter(has_text="人员").or_(
        owner_page.locator(".turns tbody tr").filter(has_text="people")
    )).to_contain_text("1")  # fmt: skip
    kept(owner_page, "import-plan")
    before = embedded.published()
    owner_page.keyboard.press("Control+Enter")
    expect(owner_page.locator(".done")).to_contain_text(str(before + 1))
    kept(owner_page, "import-done")
    assert embedded.published() == before + 1


def test_how_far_it_is_is_shown_live(owner_page: Page, held: threading.Event) -> None:
    """While it is checked and while it is written; the page goes on by itself once it is done."""
    owner_page.goto("/import")
    send(owner_page, ("名册.zip", csv_zip(GOOD)))
    expect(owner_page.locator("[role=status]")).to_contain_text("查错" if is_zh(owner_page) else "Checking")
    held.set()
    expect(owner_page.locator(".preview [data-submit]")).to_be_visible()
    held.clear()
    owner_page.keyboard.press("Control+Enter")
    expect(owner_page.locator("[role=status]")).to_contain_text("25 / 100")
    kept(owner_page, "import-wait")
    held.set()
    expect(owner_page.locator(".done")).to_be_visible()


def is_zh(page: Page) -> bool:
    return page.locator("html").get_attribute("lang") == "zh-CN"


def test_a_session_that_ends_while_files_are_chosen_keeps_the_rest(owner_desk: Page) -> None:
    """The day and the choice are there again; the files are asked for once more, and that is said."""
    owner_desk.goto("/import")
    owner_desk.locator("[name=on]").fill("2026-12-01")
    owner_desk.locator("[name=prune]").check()
    end_session(owner_desk)
    send(owner_desk, ("名册.zip", csv_zip(GOOD)))
    expect(owner_desk.locator("main")).to_contain_text("文件要再选一次")
    owner_desk.locator("[name=name]").fill("keeper")
    owner_desk.locator("[name=password]").fill(PASSWORD)
    owner_desk.keyboard.press("Enter")
    expect(owner_desk.locator("[name=prune]")).to_be_checked()
    expect(owner_desk.locator("[name=on]")).to_have_value("2026-12-01")


def test_markup_and_words_without_end_break_nothing(owner_page: Page) -> None:
    """In the name of a file, in a fault, in a plan."""
    evil = f"<script>alert(1)</script>{'Q' * 150}"
    owner_page.goto("/import")
    send(owner_page, (f"{'Q' * 120}&lt;.csv", b""), ("people.csv", f"person,name,{evil}\n".encode()))
    expect(owner_page.locator(".faultrow")).to_have_count(2)
    kept(owner_page, "import-extreme-faults")
    named = {"people": [{**one, "name": evil, "phone": "1" * 90} for one in TOWN["people"][:2]]}
    send(owner_page, ("roster.xlsx", book_of(named)))
    expect(owner_page.locator(".preview [data-submit]")).to_be_visible()
    kept(owner_page, "import-extreme-plan")


def test_without_script_one_just_waits(
    browser: Browser, site: str, signed_as: Callable[[str], Any], held: threading.Event
) -> None:
    """The page asks for itself again."""
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed_as("keeper"), java_script_enabled=False):
        page.goto("/import")
        send(page, ("名册.zip", csv_zip(GOOD)))
        expect(page.locator("[role=status]")).to_contain_text("查错")
        held.set()
        page.locator(".preview button").click()
        expect(page.locator(".done")).to_contain_text("写好了")


def test_what_came_in_between_is_told_and_nothing_is_written(owner_desk: Page, embedded: Store) -> None:
    """The upload is kept, planned anew, and may still be written."""
    owner_desk.goto("/import")
    send(owner_desk, ("名册.xlsx", book_of(GOOD)))
    between = {"people": [{"person": "who-zhao", "name": "赵六"}]}
    made = import_bundle(embedded, between, on=day_of(None), actor="colleague").revision
    owner_desk.keyboard.press("Control+Enter")
    expect(owner_desk.locator("[role=alert]")).to_contain_text("一行也没写入")
    expect(owner_desk.locator("[role=alert]")).to_contain_text("colleague")
    kept(owner_desk, "import-moved")
    assert embedded.published() == made
    owner_desk.keyboard.press("Control+Enter")
    assert made is not None
    expect(owner_desk.locator(".done")).to_contain_text(str(made + 1))


def test_another_tabs_plan_is_not_the_one_that_was_looked_at(embedded: Store, site: str) -> None:
    """Two tabs on one upload: what the second worked out anew is not written by the first one's button."""
    client, before = client_of(embedded, "keeper"), embedded.published()
    there = post(client, "/import", file=file(csv_zip(GOOD), "x.zip"), on="2026-11-24").location
    looked = f"{before}/2026-11-24/0"
    assert looked in client.get(there).text
    assert post(client, there, f"{there}/plan", on="2026-11-25", prune="yes").location == there
    answer = post(client, there, plan=looked)
    assert (answer.status_code, "计划和您看的那份不一样了" in answer.text) == (412, True)
    assert embedded.published() == before
    assert "传过还没写入的" in client.get("/import").text
    assert post(client, there, plan=f"{before}/2026-11-25/1").location == there
    assert "写好了" in client.get(there).text
    assert embedded.published() == before + 1
    assert "传过还没写入的" not in client.get("/import").text  # the upload went with it


def test_the_same_again_has_nothing_to_write(embedded: Store, site: str) -> None:
    client = client_of(embedded, "keeper")
    there = post(client, "/import", file=[file(raw, name) for name, raw in files_of(TOWN)]).location
    text = client.get(there).text
    assert "没有要写的" in text
    assert "data-submit" not in text


def test_what_ends_with_prune_is_counted_first(embedded: Store, site: str) -> None:
    """Without it those rows are told as kept."""
    client = client_of(embedded, "keeper")
    fewer = {**TOWN, "kin": []}
    there = post(client, "/import", file=file(csv_zip(fewer), "x.zip")).location
    assert "没有要写的" in client.get(there).text
    post(client, there, f"{there}/plan", on="", prune="yes")
    assert "<b>1</b> 行结束" in client.get(there).text


def test_a_roster_may_be_larger_than_other_requests_and_has_its_own_limit(embedded: Store, site: str) -> None:
    """Past that it is told in words."""
    client = client_of(embedded, "keeper", Settings(max_body=2000, max_upload=5000))
    assert post(client, "/import", file=file(b"x" * 3000, "lines.csv")).status_code == 303
    answer = post(client, "/import", file=file(b"x" * 6000, "lines.csv"))
    assert (answer.status_code, "文件太大" in answer.text) == (413, True)
    assert post(client, "/import", "/terms", file=file(b"x" * 3000, "x.csv")).status_code == 413


def test_an_upload_is_its_owners_alone(embedded: Store, site: str) -> None:
    """A second owner finds nothing under its address."""
    client = client_of(embedded, "keeper")
    there = post(client, "/import", file=file(csv_zip(GOOD), "x.zip")).location
    assert client.get(there).status_code == 200
    token = add_account(embedded, Account("second-keeper", "owner"), token=True)
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    for page in (there, f"{there}/state", f"{there}/marked.xlsx"):
        assert client.get(page).status_code == 404
    for page in (there, f"{there}/plan"):
        assert post(client, "/import", page).status_code == 404


@pytest.mark.parametrize(("raw", "name"), [(b"", ""), (b"PK", "x.zip"), (b"", "x.pdf")])
def test_what_is_no_roster_is_told_at_once(embedded: Store, site: str, raw: bytes, name: str) -> None:
    answer = post(client_of(embedded, "keeper"), "/import", file=file(raw, name))
    assert answer.status_code == 422


def test_a_bad_day_is_told(embedded: Store, site: str) -> None:
    answer = post(client_of(embedded, "keeper"), "/import", file=file(csv_zip(GOOD), "x.zip"), on="2026-02-30")
    assert (answer.status_code, "应为日历上有的日期" in answer.text) == (422, True)


def test_what_is_exported_comes_in_again_unchanged(owner_desk: Page, embedded: Store) -> None:
    """As a workbook or a ZIP of CSV files, by the page's links."""
    owner_desk.goto("/export")
    for form in ("xlsx", "csv"):
        with owner_desk.expect_download() as taken:
            owner_desk.locator(f"a[href*='/export/{form}']").click()
        raw = Path(taken.value.path()).read_bytes()
        sheets = read_files(unpacked([(taken.value.suggested_filename, raw)]))
        assert import_bundle(embedded, sheets, on=day_of(None), dry_run=True).empty
        if form == "csv":
            assert raw == csv_zip(export_bundle(embedded, day_of(None)))


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcard", "popolo", "org", "graphml", "gexf", "cypher"])
def test_each_format_is_a_file_to_take_away(embedded: Store, site: str, form: str) -> None:
    """Named after its day; an auditor takes it, too."""
    answer = client_of(embedded, "reviewer").get(f"/export/{form}?on=2026-06-01")
    assert answer.status_code == 200
    assert "2026-06-01" in answer.headers["Content-Disposition"]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert len(answer.data) > 100
    if form in ("csv", "xlsx"):
        assert zipfile.is_zipfile(io.BytesIO(answer.data))


def test_an_unknown_format_or_day_is_told(embedded: Store, site: str) -> None:
    client = client_of(embedded, "reviewer")
    assert client.get("/export/docx").status_code == 404
    assert client.get("/export?on=soon").status_code == 422


def test_an_auditor_exports_and_does_not_import(browser: Browser, site: str, signed_as: Callable[[str], Any],
                                                screen: tuple[str, str]) -> None:  # fmt: skip
    """The page of exports alone stands in their menu."""
    for page in watched(browser, site, screen, storage_state=signed_as("reviewer")):
        page.goto("/export")
        kept(page, "export")
        assert page.locator("nav a[href='/import']").count() == 0
        assert page.locator("main a[href='/import']").count() == 0
