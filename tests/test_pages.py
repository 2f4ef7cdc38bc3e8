"""The pages: signing in, what each role is given, and what nobody is."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import graphsvc.web
from graphsvc.accounts import Account, add_account, remove_account, set_password
from graphsvc.errors import TooMany
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from graphsvc.web.pages.pace import MOST, WINDOW, Pace
from tests.quarrels import BUNDLE as QUARREL
from tests.quarrels import IMPORTED
from tests.test_privacy import HIDDEN
from tests.town import TODAY, TOWN

PASSWORD = "window-two-2026"
STATIC = Path(graphsvc.web.__file__).parent / "static"


@pytest.fixture(scope="module")
def desk(town: Store) -> FlaskClient:
    """A clerk's browser, signed in."""
    return browser(town, "pages-clerk", "clerk")


@pytest.fixture(scope="module")
def nobody(town: Store) -> FlaskClient:
    """A browser that has not signed in."""
    return create_app(town).test_client()


def browser(store: Store, name: str, role: str) -> FlaskClient:
    add_account(store, Account(name, role))
    set_password(store, name, PASSWORD)
    client = create_app(store).test_client()
    assert sign_in(client, name, PASSWORD).status_code == 302
    return client


def sign_in(client: FlaskClient, name: str, password: str, **more: str):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/signin").text)
    assert token
    return client.post("/signin", data={"name": name, "password": password, "csrf_token": token[1], **more})


def test_it_works(desk: FlaskClient) -> None:
    """A clerk types a door and reads whom to call, by when."""
    opened = desk.get("/desk?q=3-301", follow_redirects=True)
    assert opened.request.path == "/desk/household/h-301"
    assert "现在请找" in opened.text
    assert "办不成,一级一级往上" in opened.text


def test_who_has_not_signed_in_is_sent_to_sign_in_and_back(nobody: FlaskClient) -> None:
    """The page asked for is kept in the address of signing in."""
    sent = nobody.get("/desk?q=3")
    assert (sent.status_code, sent.location) == (302, "/signin?next=/desk?q%3D3")


@pytest.mark.parametrize("next", ["//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example", ""])
def test_nobody_is_sent_elsewhere_after_signing_in(town: Store, desk: FlaskClient, next: str) -> None:
    """An address outside of this service leads to its first page."""
    sent = sign_in(create_app(town).test_client(), "pages-clerk", PASSWORD, next=next)
    assert (sent.status_code, sent.location) == (302, "/")


def test_a_wrong_password_is_told_and_limited(town: Store, desk: FlaskClient) -> None:
    """The same sentence as the API's; the sixth time it is too often, and says how long to wait."""
    client = create_app(town).test_client()
    said = [sign_in(client, "pages-clerk", "wrong-password-1") for _ in range(6)]
    assert [one.status_code for one in said] == [401] * 5 + [429]
    assert "账号或密码不对" in said[0].text


def test_a_form_without_its_token_is_refused(nobody: FlaskClient) -> None:
    """Another site cannot sign anyone in."""
    assert nobody.post("/signin", data={"name": "pages-clerk", "password": PASSWORD}).status_code == 400


def test_a_session_ends_with_signing_out_and_with_its_account(town: Store) -> None:
    """A copied cookie is worth nothing once its holder has signed out."""
    client = browser(town, "pages-leaving", "clerk")
    cookie = client.get_cookie("graphsvc")
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/desk").text)
    assert token
    assert cookie
    client.post("/signout", data={"csrf_token": token[1]})
    client.set_cookie("graphsvc", cookie.value)
    assert client.get("/desk").status_code == 302
    closed = browser(town, "pages-closed", "clerk")
    assert closed.get("/desk").status_code == 200
    remove_account(town, "pages-closed")
    assert closed.get("/desk").status_code == 302


def test_headers_let_nothing_in_from_elsewhere(desk: FlaskClient) -> None:
    """A strict policy, no frame, nothing kept by the browser; the cookie is out of reach for scripts."""
    sent = desk.get("/desk/household/h-301")
    assert "script-src 'self'" in sent.headers["Content-Security-Policy"]
    assert "unsafe" not in sent.headers["Content-Security-Policy"]
    assert sent.headers["X-Frame-Options"] == "DENY"
    assert sent.headers["Cache-Control"] == "no-store"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    cookie = desk.get_cookie("graphsvc")
    assert cookie
    assert cookie.http_only
    assert cookie.same_site == "Lax"


@pytest.mark.parametrize("page", ["/desk", "/desk/household/h-301", "/desk/place/b3", "/building/b3", "/charts?root=c"])
def test_no_page_holds_script_or_style_or_another_host(desk: FlaskClient, page: str) -> None:
    """All script and style comes from files of this host."""
    text = desk.get(page).text
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=", text) == []
    loaded = re.findall(r'(?:src|href|action|hx-get)="(https?:|//)', text)
    assert loaded == []


def test_a_dispute_is_typed_with_a_plus(desk: FlaskClient) -> None:
    """Two doors joined lead to who takes it and who stands aside."""
    opened = desk.get("/desk?q=3-301%2B4-401", follow_redirects=True)
    assert opened.request.path == "/desk/dispute"
    assert "谁没参加,为什么" in opened.text


def test_a_receipt_is_a_pdf(desk: FlaskClient) -> None:
    """The page links the receipt of exactly what it shows."""
    page = desk.get("/desk/household/h-301").text
    address = re.search(r'href="(/desk/receipt.pdf[^"]+)"', page)
    assert address
    made = desk.get(address[1].replace("&amp;", "&"))
    assert (made.status_code, made.mimetype, made.data[:5]) == (200, "application/pdf", b"%PDF-")


def test_results_are_read_without_script(desk: FlaskClient) -> None:
    """What may mean several is a list of links, as two of one name."""
    page = desk.get("/desk?q=卯某").text
    assert "是哪一个?" in page
    assert len(re.findall(r'<li><a href="/desk/household/', page)) == 2


def test_nothing_found_says_what_to_do(desk: FlaskClient) -> None:
    """One sentence, with the text typed, safely."""
    assert "没有找到“&lt;b&gt;99”" in desk.get("/desk?q=<b>99").text
    assert "没有找到“&lt;b&gt;99”" in desk.get("/desk/found?q=<b>99").text


def test_a_name_with_markup_is_shown_as_text(store: Store) -> None:
    """A leader called by markup is read, never run, in every place a name stands."""
    evil = "<script>alert(1)</script>"
    named = {
        **TOWN,
        "people": [{**one, "name": evil} for one in TOWN["people"]],
        "units": [{**one, "name": f"{one['name']}<i>"} for one in TOWN["units"]],
    }
    import_bundle(store, named, on=TODAY)
    client = browser(store, "pages-marked", "clerk")
    pages = ("/desk/household/h-301", "/desk/found?q=3", "/building/b3", "/charts?root=c")
    for page in pages:
        text = client.get(page).text
        assert "<script>alert" not in text, page
        assert "<i>" not in re.sub(r"<i>[甲乙]</i>", "", text), page
    assert "&lt;script&gt;" in client.get("/desk/household/h-301").text


@pytest.mark.parametrize("place", [row["place"] for row in TOWN["places"] if row["kind"] in ("building", "entrance")])
def test_a_board_names_nobody_without_consent(nobody: FlaskClient, place: str) -> None:
    """Neither in the page nor in its headers, and no household."""
    sent = nobody.get(f"/building/{place}")
    assert sent.status_code == 200
    told = sent.text + str(sent.headers)
    assert [text for text in HIDDEN if text in told] == []


def test_a_board_is_found_by_building_never_by_name(nobody: FlaskClient) -> None:
    """Numbers lead to a board; a name, a dwelling or a household to none."""
    assert nobody.get("/building?b=1号楼&e=2").location == "/building/b1e2"
    assert nobody.get("/building?b=3").location == "/building/b3"
    for row in TOWN["people"]:
        assert nobody.get(f"/building?b={row['name']}").status_code == 200
    assert [nobody.get(f"/building/{id}").status_code for id in ("d3-301", "h-301")] == [404] * 2


def test_open_pages_are_limited() -> None:
    """One address is given so many in a minute, then told to wait; another is not held back."""
    now = 0.0
    pace = Pace(lambda: now)
    for _ in range(MOST):
        pace.count("a")
    with pytest.raises(TooMany) as refused:
        pace.count("a")
    assert refused.value.after == WINDOW + 1
    pace.count("b")
    now = WINDOW + 1.0
    pace.count("a")


def test_what_is_vendored_is_what_the_manifest_says() -> None:
    """Each file has its version, licence and hash, and no file is without."""
    told = json.loads((STATIC / "vendor" / "manifest.json").read_text(encoding="utf-8"))
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in (STATIC / "vendor").iterdir()}
    found.pop("manifest.json")
    assert {one["file"]: one["sha256"] for one in told} == found
    assert all(one["licence"] and one["version"] for one in told)


def test_a_dispute_tells_who_stands_aside_why_and_who_instead(store: Store) -> None:
    """The head of the first building is a party, his deputy's name stands beside the reason."""
    import_bundle(store, QUARREL, on=IMPORTED)
    client = browser(store, "pages-quarrel", "clerk")
    page = client.get("/desk?q=h11%2Bh12", follow_redirects=True).text
    aside = page[page.index('class="left-out"') :]
    names = {one["person"]: one["name"] for one in QUARREL["people"]}
    assert names["wang"] in aside
    assert "→" in aside


def test_whom_a_party_objects_to_stands_aside(store: Store) -> None:
    """Chosen on the page from those who would take it; asked again, they are left out and offered no more."""
    import_bundle(store, QUARREL, on=IMPORTED)
    client = browser(store, "pages-objects", "clerk")
    asked = "/desk/dispute?party=household:h12&party=household:h22&objects_to="
    assert '<option value="zheng">' in client.get(asked).text
    again = client.get(f"{asked}zheng").text
    assert '<option value="zheng">' not in again
    assert 'name="objects_to" value="zheng"' in again


def test_a_part_of_a_page_asked_without_a_session_says_so_in_its_place(town: Store) -> None:
    """And begins no session of its own, whose token would make the form of signing in a stranger's."""
    client = create_app(town).test_client()
    said = client.get("/desk/found?q=3", headers={"HX-Request": "true"})
    assert "请再登录" in said.text
    assert "3号楼" not in said.text
    assert client.get_cookie("graphsvc") is None


def test_an_address_that_leads_nowhere_is_told_on_a_page(nobody: FlaskClient) -> None:
    """To a browser; a program that takes anything is told as everywhere, and so is whatever asks the API."""
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "zh"}
    lost = nobody.get("/nowhere", headers=browser)
    assert (lost.status_code, lost.mimetype) == (404, "text/html")
    assert "这个地址没有页面" in lost.text
    assert "default-src 'none'" in lost.headers["Content-Security-Policy"]
    for path, sent in (("/nowhere", {}), ("/api/v1/nowhere", browser)):
        assert nobody.get(path, headers=sent).mimetype == "application/problem+json"


def test_a_village_called_as_a_family_does_not_stand_before_it(store: Store) -> None:
    """A name that begins a household's and a place's means the household first; the place is offered after it."""
    named = {
        **TOWN,
        "people": [{**one, "name": "示例某"} if one["person"] == "who-yin" else one for one in TOWN["people"]],
    }
    import_bundle(store, named, on=TODAY)
    client = browser(store, "pages-village", "clerk")
    page = client.get("/desk?q=示例")
    assert page.status_code == 200
    found = re.findall(r'<li><a href="(/desk/[^"]+)"', page.text[page.text.index('class="results"') :])
    assert found[0] == "/desk/household/h-301"
    assert found[-1].startswith("/desk/place/")


def test_a_first_row_follows_a_change_at_once(store: Store) -> None:
    """What is kept while one types is of its revision alone."""
    import_bundle(store, TOWN, on=TODAY)
    client = browser(store, "pages-kept", "clerk")
    assert "辛某" in client.get("/desk/found?q=2").text.split("</li>")[0]
    renamed = [{**one, "name": "新某"} if one["person"] == "who-xin" else one for one in TOWN["people"]]
    import_bundle(store, {"people": renamed}, on=TODAY)
    assert "新某" in client.get("/desk/found?q=2").text.split("</li>")[0]
