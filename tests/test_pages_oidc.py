"""Signing in by the organisation's own OpenID provider."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import OctKey
from playwright.sync_api import Browser, expect

from graphsvc.accounts import ROLES, Account, add_account, all_accounts, refusals, remove_account
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web import create_app
from graphsvc.web.pages.pace import MOST
from tests.browsing import kept, watched
from tests.loopback import answering
from tests.provider import ANOTHER_KEY, SECRET, Provider


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider of this test's own."""
    made = Provider()
    with answering(made.app(), threads=2) as made.address:
        yield made


@pytest.fixture
def client(store: Store, provider: Provider) -> FlaskClient:
    """A browser that has not signed in, at a service that knows the provider, and a clerk called ada."""
    add_account(store, Account("ada", "clerk"))
    return service(store, provider).test_client()


def service(store: Store, provider: Provider, **more: str) -> Flask:
    return create_app(store, Settings(oidc_issuer=provider.address, oidc_client_secret=SECRET, **more))


def there(client: FlaskClient, after: str = "/desk") -> str:
    """To the provider, and the address it sends the browser back to."""
    sent = client.get(f"/signin/oidc?{urlencode({'next': after})}")
    assert sent.status_code == 302, sent.text
    back = requests.get(sent.location, allow_redirects=False, timeout=5).headers["Location"]
    return back.removeprefix("http://localhost")


def test_it_works(store: Store, provider: Provider, client: FlaskClient) -> None:
    """Who the provider knows goes on to the page asked for, as the account there is already."""
    assert "用单位账号登录" in client.get("/signin?next=/desk").text
    entered = client.get(there(client))
    assert (entered.status_code, entered.location) == (302, "/desk")
    assert client.get("/desk").status_code == 200
    assert provider.asked[0]["client_id"] == "graphsvc"
    assert provider.asked[0]["code_challenge_method"] == "S256"
    assert len(provider.asked[0]["nonce"]) >= 20
    assert [one["name"] for one in all_accounts(store.read)] == ["ada"]


@pytest.mark.parametrize("role", ROLES)
def test_the_role_is_the_accounts_own(store: Store, provider: Provider, client: FlaskClient, role: str) -> None:
    """Whatever the provider says of roles."""
    add_account(store, Account("bo", role))
    provider.claims = {"preferred_username": "bo", "role": "owner", "roles": ["owner"], "groups": ["owner"]}
    client.get(there(client))
    assert client.get("/accounts").status_code == (200 if role == "owner" else 403)


LIES: list[tuple[str, Callable[[Provider], Any]]] = [
    ("another nonce", lambda one: one.lies.update(nonce="another")),
    ("no nonce", lambda one: one.lies.update(nonce=None)),
    ("another issuer", lambda one: one.lies.update(iss="https://elsewhere.example")),
    ("another audience", lambda one: one.lies.update(aud="another")),
    ("another audience, though for us", lambda one: one.lies.update(aud="another", azp="graphsvc")),
    ("ended", lambda one: one.lies.update(iat=1_700_000_000, exp=1_700_000_300)),
    ("another key", lambda one: setattr(one, "key", ANOTHER_KEY)),
    ("no signature", lambda one: setattr(one, "alg", "none")),
    (
        "signed with our secret",
        lambda one: (setattr(one, "alg", "HS256"), setattr(one, "key", OctKey.import_key(SECRET))),
    ),
    ("no word", lambda one: one.word.update(id_token=None)),
    ("a word that is none", lambda one: one.word.update(id_token="x.y")),
    ("a word of another kind", lambda one: one.word.update(id_token={"alg": "RS256"})),
    ("no name", lambda one: one.claims.clear()),
    ("a name that is no text", lambda one: one.claims.update(preferred_username=["ada"])),
    ("no such code", lambda one: one.codes.clear()),
    ("another verifier", lambda one: [asked.update(code_challenge="x") for asked in one.codes.values()]),
]


@pytest.mark.parametrize("lie", [lie for _, lie in LIES], ids=[name for name, _ in LIES])
def test_what_cannot_be_believed_is_refused(
    provider: Provider, client: FlaskClient, lie: Callable[[Provider], Any]
) -> None:
    """One is told so on the page of signing in, may use a password, and is sent on as wished after all."""
    back = there(client)
    lie(provider)
    sent = client.get(back)
    assert (sent.status_code, "单位那边没能确认是您" in sent.text) == (403, True)
    assert 'name="next" value="/desk"' in sent.text
    assert client.get("/desk").status_code == 302


def test_who_is_refused_there_is_refused_here(provider: Provider, client: FlaskClient) -> None:
    provider.refuses = "access_denied"
    assert client.get(there(client)).status_code == 403


def test_an_answer_nobody_asked_for_is_refused(provider: Provider, client: FlaskClient) -> None:
    """Another browser's state, none, one used already, or one begun before the last."""
    other = client.application.test_client()
    theirs = there(client)
    assert other.get(theirs).status_code == 403
    assert client.get("/signin/oidc/back").status_code == 403
    assert client.get(re.sub("state=[^&]+", "state=x", there(client))).status_code == 403
    begun, last = there(client), there(client)
    assert client.get(begun).status_code == 403
    assert client.get(last).location == "/desk"
    assert other.get(last).status_code == 403


def test_a_provider_that_is_not_who_was_set_is_refused(store: Store, provider: Provider) -> None:
    """Its own word of itself names another issuer: nobody is even sent there."""
    provider.issuer = "https://elsewhere.example"
    sent = service(store, provider).test_client().get("/signin/oidc")
    assert (sent.status_code, provider.asked) == (403, [])


def test_a_provider_that_is_away_is_told(store: Store, provider: Provider, client: FlaskClient) -> None:
    """With passwords as before."""
    away = Provider(address="http://127.0.0.1:9")
    sent = service(store, away).test_client().get("/signin/oidc")
    assert (sent.status_code, sent.headers.get("Location")) == (503, None)
    assert "暂时连不上" in sent.text
    assert 'name="password"' in sent.text


def test_it_makes_no_account(store: Store, provider: Provider, client: FlaskClient) -> None:
    """A stranger and a closed account are told whom to ask; only the second is named among the refusals."""
    remove_account(store, "ada")
    for name in ("ada", "stranger"):
        provider.claims = {"preferred_username": name}
        sent = client.get(there(client))
        assert (sent.status_code, f"单位账号“{name}”在这里还没有账号" in sent.text) == (403, True)
    assert [one["name"] for one in all_accounts(store.read)] == ["ada"]
    client.application.extensions["notes"].flush()
    told = {(one["actor"], one["what"], one["code"]) for one in refusals(store.read)[0]}
    assert told == {(actor, "GET /signin/oidc/back", "oidc_no_account") for actor in ("ada", None)}


@pytest.mark.parametrize(("verified", "status"), [(True, 302), (False, 403), (None, 403)])
def test_an_address_counts_only_where_it_was_verified(
    store: Store, provider: Provider, verified: bool | None, status: int
) -> None:
    """Where accounts are named by e-mail."""
    add_account(store, Account("ada@example.org", "clerk"))
    provider.claims = {"email": "ada@example.org", "email_verified": verified, "preferred_username": "ada"}
    client = service(store, provider, oidc_claim="email").test_client()
    assert client.get(there(client)).status_code == status


@pytest.mark.parametrize("after", ["//elsewhere.example", "https://elsewhere.example/", ""])
def test_nobody_is_sent_elsewhere_afterwards(provider: Provider, client: FlaskClient, after: str) -> None:
    assert client.get(there(client, after)).location == "/"


def test_what_was_typed_comes_back_this_way_too(store: Store, provider: Provider, client: FlaskClient) -> None:
    """A session that ended mid-form goes on whichever way its holder signs in."""
    add_account(store, Account("olga", "owner"))
    provider.claims = {"preferred_username": "olga"}
    client.get(there(client))
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/accounts").text)
    assert token
    nobody = client.application.test_client()
    sent = nobody.post("/accounts", data={"name": "王办", "role": "clerk", "csrf_token": token[1]})
    after = parse_qs(urlsplit(sent.location).query)["next"][0]
    entered = nobody.get(there(nobody, after))
    assert 'value="王办"' in nobody.get(entered.location).text


@pytest.mark.parametrize("https", [True, False])
def test_the_way_back_is_told_as_browsers_come(store: Store, provider: Provider, https: bool) -> None:
    """By https where that is set, though the service behind it is reached without."""
    settings = Settings(oidc_issuer=provider.address, https=https)
    sent = create_app(store, settings).test_client().get("/signin/oidc")
    back = parse_qs(urlsplit(sent.location).query)["redirect_uri"][0]
    assert back == f"http{'s' if https else ''}://localhost/signin/oidc/back"


def test_starting_again_and_again_is_limited(store: Store, provider: Provider, client: FlaskClient) -> None:
    """As every open page is; and the browser's cookie does not grow with it."""
    sizes = []
    for _ in range(MOST):
        assert client.get("/signin/oidc").status_code == 302
        cookie = client.get_cookie("graphsvc")
        sizes.append(len(cookie.value) if cookie else 0)
    assert max(sizes) < 2000
    assert client.get("/signin/oidc").status_code == 429


def test_a_public_client_has_no_secret(store: Store, provider: Provider) -> None:
    """The code's verifier alone shows who asks."""
    add_account(store, Account("ada", "clerk"))
    provider.public = True
    client = create_app(store, Settings(oidc_issuer=provider.address)).test_client()
    assert client.get(there(client)).location == "/desk"


def test_without_a_setting_there_is_no_such_way(store: Store) -> None:
    client = create_app(store, Settings()).test_client()
    assert "用单位账号登录" not in client.get("/signin").text
    assert [client.get(f"/signin/oidc{path}").status_code for path in ("", "/back")] == [404, 404]


@pytest.mark.parametrize("screen", [("zh", "desk"), ("en", "phone")], ids="-".join)
def test_one_signs_in_by_keyboard(browser: Browser, store: Store, provider: Provider, screen: tuple[str, str]) -> None:
    """One link on the page of signing in; the provider's page is its own."""
    add_account(store, Account("ada", "clerk"))
    with answering(service(store, provider), threads=2) as address:
        for page in watched(browser, address, screen):
            page.goto("/desk")
            kept(page, "signin-oidc")
            page.locator("[name=password]").focus()
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            expect(page.locator("#q")).to_be_focused()
            expect(page.locator(".me")).to_have_text("ada")
