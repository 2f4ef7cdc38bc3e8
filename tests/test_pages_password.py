"""Changing one's own password on a page."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from graphsvc.accounts import ROLES, Account, Attempts, add_account, add_token, refusals, set_password, sign_in
from graphsvc.errors import GraphsvcError
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.browsing import PASSWORD, kept

NEW = "another horse 7"


@pytest.fixture
def client(store: Store) -> FlaskClient:
    """The service, and an account of each role."""
    for role in ROLES:
        add_account(store, Account(role, role))
        set_password(store, role, PASSWORD)
    return create_app(store).test_client()


def told(page: str, **fields: str) -> dict[str, str]:
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    return {"csrf_token": token[1], **fields}


def enter(client: FlaskClient, name: str) -> FlaskClient:
    """Sign in on the pages."""
    sent = client.post("/signin", data=told(client.get("/signin").text, name=name, password=PASSWORD))
    assert sent.status_code == 302
    return client


def change(client: FlaskClient, old: str = PASSWORD, new: str = NEW, again: str = NEW):
    page = client.get("/password").text
    return client.post("/password", data=told(page, password=old, new_password=new, new_password_again=again))


@pytest.mark.parametrize("role", ROLES)
def test_it_works(store: Store, client: FlaskClient, role: str) -> None:
    """Whatever the role: the new one is good from then on, the old one no more."""
    sent = change(enter(client, role))
    assert (sent.status_code, sent.location) == (302, "/password?done=1")
    assert "密码改好了" in client.get(sent.location).text
    assert sign_in(store, Attempts(), role, NEW).role == role
    with pytest.raises(GraphsvcError):
        sign_in(store, Attempts(), role, PASSWORD)


def test_what_was_signed_in_elsewhere_ends(store: Store, client: FlaskClient) -> None:
    """In other browsers and of programs; this session and a token made for a program go on, as do other people's."""
    here, there, others = (enter(client.application.test_client(), name) for name in ("clerk", "clerk", "owner"))
    of_program = there.post("/api/v1/sessions", json={"name": "clerk", "password": PASSWORD}).json["token"]
    given = add_token(store, "clerk", note="printer")
    assert change(here).status_code == 302
    assert here.get("/desk").status_code == 200
    assert others.get("/desk").status_code == 200
    assert there.get("/desk").status_code == 302
    asked = [
        client.get("/api/v1/sessions", headers={"Authorization": f"Bearer {one}"}).status_code
        for one in (of_program, given)
    ]
    assert asked == [401, 200]


@pytest.mark.parametrize(
    ("given", "status", "sentence"),
    [
        ({"old": "wrong horse 9"}, 401, "原来的密码不对"),
        ({"again": "another horse 8"}, 422, "两次输的新密码不一样"),
        ({"new": "short", "again": "short"}, 422, "密码要有10至256个字符"),
        ({"old": ""}, 401, "原来的密码不对"),
    ],
)
def test_what_is_refused_is_told_beside_the_form(
    store: Store, client: FlaskClient, given: dict[str, str], status: int, sentence: str
) -> None:
    """Nothing typed comes back in the page, and the old password stays."""
    enter(client, "clerk")
    sent = change(client, **given)
    assert (sent.status_code, sentence in sent.text) == (status, True)
    assert [text for text in (PASSWORD, NEW, *filter(None, given.values())) if f'value="{text}"' in sent.text] == []
    assert sign_in(store, Attempts(), "clerk", PASSWORD).name == "clerk"


def test_guessing_the_old_one_is_limited_and_recorded(store: Store, client: FlaskClient) -> None:
    """With those of signing in: who finds a desk unlocked has five tries."""
    enter(client, "clerk")
    assert [change(client, old=f"wrong horse {n}").status_code for n in range(6)] == [401] * 5 + [429]
    client.application.extensions["notes"].flush()
    found = {(one["actor"], one["what"], one["code"]): one["count"] for one in refusals(store.read)[0]}
    assert found["clerk", "POST /password", "wrong_password"] == 5


def test_a_password_is_changed_by_keyboard(resident_page: Page) -> None:
    """Signed in, the name leads there; what is wrong stands above the fields, what is done above the form."""
    page = resident_page
    page.goto("/signin?next=/password")
    page.keyboard.type("reviewer")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("[name=password]")).to_be_focused()
    kept(page, "password")
    for text in ("wrong horse 9", NEW, NEW):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert]")).to_be_visible()
    kept(page, "password-wrong")
    for text in (PASSWORD, PASSWORD, PASSWORD):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_be_visible()
    kept(page, "password-done")
