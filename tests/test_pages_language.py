"""The language of a page: the address, then the cookie, then the browser; and its days."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graphsvc.store import Store
from graphsvc.web import create_app
from tests.test_pages import browser

ZH, EN = '<html lang="zh-CN">', '<html lang="en">'


@pytest.fixture
def nobody(town: Store) -> FlaskClient:
    """A browser that was never here."""
    return create_app(town).test_client()


@pytest.mark.parametrize(
    ("wished", "told"),
    [
        ("", ZH),
        ("zh-CN,zh;q=0.9,en;q=0.8", ZH),
        ("en-GB,en;q=0.9", EN),
        ("zh-TW", ZH),
        ("fr,en;q=0.5", EN),
        ("fr", ZH),
        ("en;q=0.3,zh;q=0.7", ZH),
        ("*", ZH),
        ("\x01;q=x", ZH),
    ],
)
def test_the_browsers_wish_is_followed(nobody: FlaskClient, wished: str, told: str) -> None:
    """Chinese where it wishes for neither."""
    assert told in nobody.get("/building", headers={"Accept-Language": wished} if wished else {}).text


def test_a_choice_is_remembered_by_a_cookie(nobody: FlaskClient) -> None:
    """Before the browser's wish, on every page, for a year, out of reach of scripts; another choice replaces it."""
    sent = nobody.get("/building?lang=en", headers={"Accept-Language": "zh"})
    assert EN in sent.text
    cookie = nobody.get_cookie("lang")
    assert cookie
    assert (cookie.value, cookie.http_only, cookie.same_site, cookie.max_age) == ("en", True, "Lax", 365 * 24 * 3600)
    for page in ("/building", "/signin", "/building/b3"):
        assert EN in nobody.get(page, headers={"Accept-Language": "zh"}).text, page
    assert ZH in nobody.get("/building?lang=zh", headers={"Accept-Language": "en"}).text
    assert ZH in nobody.get("/signin", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize("lang", ["fr", "", "en_US.UTF-8", "../en", "zh\r\nX: y", "<b>"])
def test_a_language_there_is_not_changes_nothing(nobody: FlaskClient, lang: str) -> None:
    """Neither the page nor what is remembered, in the address or in a cookie."""
    assert ZH in nobody.get("/building", query_string={"lang": lang}).text
    assert nobody.get_cookie("lang") is None
    nobody.set_cookie("lang", "fr")
    assert EN in nobody.get("/building", headers={"Accept-Language": "en"}).text


def test_the_other_language_is_this_page_in_it(town: Store) -> None:
    """With all that was asked, so that nothing is typed again."""
    client = browser(town, "pages-tongues", "clerk")
    page = client.get("/desk/household/h-301?matter=noise&reported=2026-06-01T09:00").text
    assert 'href="/desk/household/h-301?matter=noise&amp;reported=2026-06-01T09:00&amp;lang=en"' in page


def test_days_and_instants_are_written_as_the_language_writes_them(town: Store) -> None:
    """A due instant, a due day, and when a household came."""
    client = browser(town, "pages-days", "clerk")
    asked = "/desk/household/h-101?matter=noise&reported=2026-06-01T09:00&lang="
    zh, en = client.get(f"{asked}zh").text, client.get(f"{asked}en").text
    assert "06-04 前办结" in zh
    assert "2020-01-01 自" in zh
    assert "settled by 4 Jun" in en
    assert "1 Jan 2020 from" in en
    assert (
        "1 Jun 2026 09:00"
        in client.get(
            "/desk/dispute?party=household:h-101&party=household:h-301&reported=2026-06-01T09:00&lang=en"
        ).text
    )
