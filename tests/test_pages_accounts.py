"""Accounts and tokens on pages, for owners."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from graphsvc.accounts import (
    ROLES,
    Account,
    Attempts,
    add_account,
    add_token,
    all_accounts,
    refusals,
    remove_account,
    set_password,
    sign_in,
)
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.browsing import PASSWORD, kept, watched
from tests.test_auth import bearing
from tests.test_pages_password import enter, told
from tests.town import TODAY, TOWN


@pytest.fixture
def owner(store: Store) -> FlaskClient:
    """An owner's browser, signed in; beside them stands a clerk called ada."""
    import_bundle(store, TOWN, on=TODAY)
    for name, role in (("olga", "owner"), ("ada", "clerk")):
        add_account(store, Account(name, role))
        set_password(store, name, PASSWORD)
    return enter(create_app(store).test_client(), "olga")


def do(client: FlaskClient, name: str, **fields: str):
    """Send a form of an account's page."""
    return client.post(f"/accounts/{name}", data=told(client.get(f"/accounts/{name}").text, **fields))


def row(store: Store, name: str) -> dict[str, Any]:
    return next(one for one in all_accounts(store.read) if one["name"] == name)


def secret(page: str) -> str:
    found = re.search(r'<code class="secret">([^<]+)</code>', page)
    assert found
    return found[1]


def test_it_works(store: Store, owner: FlaskClient) -> None:
    """An account is made, with a password shown once that its holder signs in with."""
    page = owner.get("/accounts").text
    sent = owner.post("/accounts", data=told(page, name="王办", role="administrator", within="unit:m2"))
    assert sent.status_code == 201
    assert sign_in(store, Attempts(), "王办", secret(sent.text)) == Account("王办", "administrator", "unit:m2")
    assert secret(sent.text) not in owner.get("/accounts/王办").text
    assert "王办" in owner.get("/accounts").text


def test_a_role_is_changed_at_once(store: Store, owner: FlaskClient) -> None:
    sent = do(owner, "ada", do="role", role="administrator", within="m2")
    assert sent.location == "/accounts/ada?done=role"
    assert "马上生效" in owner.get(sent.location).text
    assert (row(store, "ada")["role"], row(store, "ada")["within"]) == ("administrator", "unit:m2")
    assert "<td>示例社区居委会</td>" in owner.get("/accounts").text
    do(owner, "ada", do="role", role="administrator", within="place:b3")
    assert "3号楼" in owner.get("/accounts").text
    do(owner, "ada", do="role", role="auditor", within="")
    assert (row(store, "ada")["role"], row(store, "ada")["within"]) == ("auditor", None)


def test_a_token_is_shown_once_and_revoked(store: Store, owner: FlaskClient) -> None:
    """With less than its account may, until the end of a day; in lists it goes by its beginning alone."""
    sent = do(owner, "ada", do="token", note="打印机", expires="2027-01-01", role="clerk", read_only="on")
    token = secret(sent.text)
    assert sent.status_code == 201
    page = owner.get("/accounts/ada").text
    assert token not in page
    assert "打印机" in page
    assert "2027-01-01 23:59" in page
    asked = {"Authorization": f"Bearer {token}"}
    assert owner.get("/api/v1/sessions", headers=asked).json["read_only"] is True
    assert do(owner, "ada", do="revoke", token=row(store, "ada")["tokens"][0]["token"]).status_code == 302
    assert owner.get("/api/v1/sessions", headers=asked).json["code"] == "token_revoked"
    assert "到期、作废的 1" in re.sub(r"\s+", " ", owner.get("/accounts/ada").text)


def test_all_tokens_are_revoked_at_once(store: Store, owner: FlaskClient) -> None:
    """Which ends what the account is signed in with."""
    ada = enter(owner.application.test_client(), "ada")
    add_token(store, "ada", note="printer")
    do(owner, "ada", do="revoke")
    assert [one["revoked"] is None for one in row(store, "ada")["tokens"]] == [False, False]
    assert ada.get("/desk").status_code == 302


@pytest.mark.parametrize("typed", ["", "a password of ours"])
def test_another_password_is_given(store: Store, owner: FlaskClient, typed: str) -> None:
    """Made up and shown once, or the one typed, which is not shown."""
    sent = do(owner, "ada", do="password", new_password=typed)
    assert sent.status_code == (302 if typed else 201)
    assert sign_in(store, Attempts(), "ada", typed or secret(sent.text)).name == "ada"


def test_another_password_ends_what_was_signed_in_with_the_old(store: Store, owner: FlaskClient) -> None:
    """In browsers and of programs, at once and said so; a token made for a program goes on, as do other people."""
    ada = enter(owner.application.test_client(), "ada")
    asked = [ada.post("/api/v1/sessions", json={"name": "ada", "password": PASSWORD}).json["token"]]
    asked.append(add_token(store, "ada", note="printer"))
    assert ada.get("/desk").status_code == 200
    sent = do(owner, "ada", do="password", new_password="")
    assert "用旧密码登录的都已退出" in sent.text
    assert ada.get("/desk").status_code == 302
    program = owner.application.test_client()
    assert [program.get("/api/v1/sessions", headers=bearing(one)).status_code for one in asked] == [401, 200]
    assert owner.get("/accounts").status_code == 200
    typed = do(owner, "ada", do="password", new_password="a password of ours")
    assert "用旧密码登录的都已退出" in owner.get(typed.location).text


def test_an_owner_who_gives_themselves_another_password_stays(store: Store, owner: FlaskClient) -> None:
    """Here, and is signed out elsewhere."""
    elsewhere = enter(owner.application.test_client(), "olga")
    sent = owner.post(
        "/accounts/olga", data=told(owner.get("/accounts/ada").text, do="password", new_password="another horse 7")
    )
    assert sent.status_code == 302
    assert (owner.get("/accounts").status_code, elsewhere.get("/accounts").status_code) == (200, 302)


def test_a_new_account_is_told_of_no_old_password(owner: FlaskClient) -> None:
    sent = owner.post("/accounts", data=told(owner.get("/accounts").text, name="new", role="clerk"))
    assert (sent.status_code, "旧密码" in sent.text) == (201, False)


def test_an_account_is_closed(store: Store, owner: FlaskClient) -> None:
    """Its name stays in the list of closed ones, and its page offers nothing more."""
    ada = enter(owner.application.test_client(), "ada")
    assert do(owner, "ada", do="close").location == "/accounts/ada?done=close"
    assert ada.get("/desk").status_code == 302
    page = owner.get("/accounts/ada").text
    assert 'name="do" value="role"' not in page
    assert "关了的 1" in owner.get("/accounts").text


@pytest.mark.parametrize(
    ("name", "fields", "status", "sentence"),
    [
        ("ada", {"do": "role", "role": "king"}, 422, "角色只有"),
        ("ada", {"do": "role", "role": "clerk", "within": "c"}, 422, "只有管理员"),
        ("ada", {"do": "role", "role": "administrator", "within": "没有"}, 422, "没有编号为“没有”的组织"),
        ("ada", {"do": "token", "expires": "2020-01-01", "note": "留着"}, 422, "到期时间已经过去"),
        ("ada", {"do": "token", "expires": "soon"}, 422, "应写成"),
        ("ada", {"do": "token", "role": "owner"}, 422, "不能有 owner 的权限"),
        ("ada", {"do": "password", "new_password": "short"}, 422, "密码要有10至256个字符"),
        ("ada", {"do": "revoke", "token": "0123456789ab"}, 404, "没有编号为“0123456789ab”的令牌"),
        ("ada", {"do": "dance"}, 422, "没看懂要做什么"),
        ("olga", {"do": "role", "role": "clerk"}, 403, "不能改自己的账号"),
        ("olga", {"do": "close"}, 403, "不能改自己的账号"),
    ],
)
def test_what_is_refused_is_told_and_keeps_what_was_typed(
    store: Store, owner: FlaskClient, name: str, fields: dict[str, str], status: int, sentence: str
) -> None:
    """As the API refuses it, on the page itself, with nothing changed."""
    before = [{**row(store, one), "tokens": len(row(store, one)["tokens"])} for one in ("ada", "olga")]
    sent = do(owner, name, **fields)
    assert (sent.status_code, sentence in sent.text, "没有改动任何内容" in sent.text) == (status, True, True)
    assert [{**row(store, one), "tokens": len(row(store, one)["tokens"])} for one in ("ada", "olga")] == before
    for field in ("within", "note"):
        assert f'value="{fields.get(field, "")}"' in sent.text
    assert "short" not in sent.text


def test_a_name_taken_is_told_and_recorded(store: Store, owner: FlaskClient) -> None:
    """Beside the form, with what was typed; who reads the refusals finds it."""
    sent = owner.post("/accounts", data=told(owner.get("/accounts").text, name="ada", role="auditor"))
    assert (sent.status_code, "已有或曾有名为“ada”的账号" in sent.text) == (409, True)
    assert '<option value="auditor" selected>' in sent.text
    owner.application.extensions["notes"].flush()
    assert ("olga", "POST /accounts", "account_exists") in {
        (one["actor"], one["what"], one["code"]) for one in refusals(store.read)[0]
    }


def test_an_account_nobody_has_is_not_found(owner: FlaskClient) -> None:
    assert owner.get("/accounts/nobody").status_code == 404


def test_a_name_with_markup_is_shown_as_text(store: Store, owner: FlaskClient) -> None:
    """In the list, on the page and in what is told of it."""
    evil = "<b>x"
    add_account(store, Account(evil, "clerk"))
    for page in ("/accounts", "/accounts/%3Cb%3Ex"):
        assert "<b>x" not in owner.get(page).text
        assert "&lt;b&gt;x" in owner.get(page).text


def test_what_was_typed_outlives_the_session(store: Store, owner: FlaskClient) -> None:
    """The form of a token, begun before the session ended, is filled as it was; the password's is not."""
    page = owner.get("/accounts/ada").text
    for fields in (
        {"do": "token", "note": "打印机", "expires": "2027-01-01"},
        {"do": "password", "new_password": "hush-hush-1"},
    ):
        sent = owner.application.test_client().post("/accounts/ada", data=told(page, **fields))
        assert sent.location == "/signin?next=/accounts/ada&left=typed"
        again = enter(owner.application.test_client(), "olga").get("/accounts/ada").text
        assert "填的都还在" in again
        assert ('value="打印机"' in again) == (fields["do"] == "token")
        assert "hush-hush-1" not in again
    assert row(store, "ada")["tokens"] == []


@pytest.mark.parametrize("role", ["public", *ROLES])
@pytest.mark.parametrize("path", ["/accounts", "/accounts/ada", "/accounts/nobody"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"])
def test_who_may(accounts_of_each: dict[str, FlaskClient], role: str, path: str, method: str) -> None:
    """Owners; others are sent to sign in, or told it is not theirs, whatever the method and whether it is there."""
    status = accounts_of_each[role].open(path, method=method).status_code
    if method in ("PUT", "PATCH", "DELETE"):
        assert status == 405
    elif role == "public":
        assert status == 302
    elif role != "owner":
        assert status == 403
    else:
        there = {"/accounts": 200, "/accounts/ada": 200, "/accounts/nobody": 404}[path]
        assert status == {"GET": there, "HEAD": there, "OPTIONS": 200, "POST": 400}[method]


@pytest.fixture(scope="module")
def accounts_of_each(opened: Store) -> dict[str, FlaskClient]:
    """A browser of each role, signed in, and one that is not."""
    opened.clear()
    for name, role in (*((role, role) for role in ROLES), ("ada", "clerk")):
        add_account(opened, Account(name, role))
        set_password(opened, name, PASSWORD)
    app = create_app(opened)
    return {"public": app.test_client()} | {role: enter(app.test_client(), role) for role in ROLES}


# ------------------------------------------------------------ in a browser


@pytest.fixture
def owner_page(browser: Browser, site: str, signed_as: Any, screen: tuple[str, str], embedded: Store) -> Any:
    """An owner's page."""
    yield from watched(browser, site, screen, storage_state=signed_as("keeper"))


def test_an_owner_makes_an_account_and_a_token_by_keyboard(owner_page: Page, embedded: Store) -> None:
    """N begins a new account; Tab and Enter do the rest. The secret has the focus, so that it is heard and copied."""
    page = owner_page
    name = f"n{len(all_accounts(embedded.read))}"
    page.goto("/accounts")
    kept(page, "accounts")
    page.keyboard.press("n")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("unit:m2")
    page.keyboard.press("Enter")
    expect(page.locator(".secret")).to_be_visible()
    expect(page.locator("[data-copy]")).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.type("printer")
    page.keyboard.press("Enter")
    expect(page.locator(".secret")).to_have_text(re.compile(r"^[\w-]{43}$"))
    kept(page, "account")
    found = row(embedded, name)
    assert (found["role"], found["within"], found["tokens"][0]["note"]) == ("administrator", "unit:m2", "printer")
    remove_account(embedded, name)


def test_a_refusal_stands_on_the_page(owner_page: Page) -> None:
    """With what was typed; it works without script as well."""
    owner_page.goto("/accounts")
    owner_page.locator("[name=name]").fill("window")
    owner_page.keyboard.press("Enter")
    expect(owner_page.locator("[role=alert]")).to_contain_text("window")
    expect(owner_page.locator("[name=name]")).to_have_value("window")
    kept(owner_page, "accounts-refused")


def test_an_account_is_closed_without_script(browser: Browser, site: str, signed_as: Any, embedded: Store) -> None:
    """In two steps, so that nobody is closed by a slip."""
    add_account(embedded, Account("leaving", "clerk"))
    for page in watched(browser, site, ("zh", "desk"), storage_state=signed_as("keeper"), java_script_enabled=False):
        page.goto("/accounts/leaving")
        close = page.get_by_role("button", name="关闭 leaving")
        expect(close).not_to_be_visible()
        page.get_by_text("关闭账号").press("Enter")
        close.press("Enter")
        expect(page.locator("[role=status]")).to_contain_text("账号关了")
