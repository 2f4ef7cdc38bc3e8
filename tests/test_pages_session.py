"""Sessions of the pages: when they end, and that nothing typed is lost when they do."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask, render_template_string, request
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

import graphsvc.web
from graphsvc.accounts import Account, add_account, set_password
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web import create_app
from graphsvc.web.pages.kept import HELD, MOST_OF_ONE, MOST_TEXT, Kept, kept_form
from graphsvc.web.pages.session import IDLE, LASTS
from tests.browsing import PASSWORD

NOON = datetime(2026, 11, 27, 4, tzinfo=UTC)
FORM = (
    '{% extends "base.html" %}{% block main %}<form method="post">'
    '<input name="csrf_token" value="{{ csrf_token() }}">'
    '<textarea name="reason">{{ typed.reason }}</textarea><input name="password">'
    "{{ typed.getlist('day')|join('|') }};{{ typed.password }};{% endblock %}"
)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def app(store: Store, clock: time_machine.Traveller) -> Flask:
    """The service, and two owners."""
    for name in ("olga", "otto"):
        add_account(store, Account(name, "owner"))
        set_password(store, name, PASSWORD)
    return service(store)


def service(store: Store) -> Flask:
    """With one more page: a form that fills itself with what was kept."""
    app = create_app(store, Settings(secret="the same after a restart"))
    app.add_url_rule("/note", "pages.note", lambda: render_template_string(FORM, typed=kept_form()))
    app.add_url_rule("/note", "pages.noted", lambda: f"noted {request.form['reason']}", methods=["POST"])
    return app


@pytest.fixture
def olga(app: Flask) -> FlaskClient:
    """An owner's browser, signed in."""
    client = app.test_client()
    assert sign_in(client, "olga").location == "/"
    return client


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def sign_in(client: FlaskClient, name: str, at: str = "/signin"):
    page = client.get(at).text
    after = re.search(r'name="next" value="([^"]*)"', page)
    assert after
    told = {"name": name, "password": PASSWORD, "csrf_token": token(page), "next": after[1].replace("&amp;", "&")}
    return client.post("/signin", data=told)


def written(client: FlaskClient, page: str, **more: object):
    """What a browser sends that was shown `page`."""
    told = {"reason": "<补缺>", "day": ["2026-12-01", "2026-12-02"], "password": "a-secret-9", **more}
    return client.post(
        "/note", data=told | {"csrf_token": token(page)}, headers={"Referer": "http://localhost/note?a=1"}
    )


def test_it_works(olga: FlaskClient, clock: time_machine.Traveller) -> None:
    """Sent an hour later, the form leads to signing in, and from there back to itself, filled as it was."""
    page = olga.get("/note?a=1").text
    clock.shift(IDLE + timedelta(minutes=1))
    sent = written(olga, page)
    assert (sent.status_code, sent.location) == (302, "/signin?next=/note?a%3D1&left=typed")
    assert "没写完的还在" in olga.get(sent.location).text
    back = sign_in(olga, "olga", sent.location)
    assert back.location == "/note?a=1"
    page = olga.get(back.location).text
    assert "您离开了一会儿,填的都还在" in page
    assert "&lt;补缺&gt;</textarea>" in page
    assert "2026-12-01|2026-12-02;;" in page
    assert written(olga, page).text == "noted <补缺>"
    again = olga.get("/note").text
    assert "填的都还在" not in again
    assert "补缺" not in again


def test_a_password_is_never_kept(olga: FlaskClient, clock: time_machine.Traveller) -> None:
    """Nor does any template ask for one under a name that would be."""
    page = olga.get("/note").text
    clock.shift(LASTS)
    written(olga, page, new_password_again="a-secret-9")
    held = olga.application.extensions["kept"].take("olga", "/note")
    assert held.keys() == {"reason", "day"}
    for template in (Path(graphsvc.web.__file__).parent / "templates").glob("*.html"):
        fields = re.findall(r"<input[^>]*type=\"password\"[^>]*>", template.read_text(encoding="utf-8"))
        assert all(re.search(r'name="\w*password\w*"', one) for one in fields), template.name


def test_what_was_typed_is_given_to_nobody_else(app: Flask, olga: FlaskClient, clock: time_machine.Traveller) -> None:
    """Another person who signs in at the same desk finds the page empty; it still waits for who typed it."""
    page = olga.get("/note").text
    clock.shift(IDLE * 2)
    back = sign_in(olga, "otto", written(olga, page).location)
    assert "补缺" not in olga.get(back.location).text
    elsewhere = app.test_client()
    sign_in(elsewhere, "olga")
    assert "补缺" in elsewhere.get("/note").text


def test_nothing_typed_lies_in_the_browser(olga: FlaskClient, clock: time_machine.Traveller) -> None:
    """Neither in a cookie nor in the page of signing in."""
    page = olga.get("/note").text
    clock.shift(IDLE * 2)
    sent = written(olga, page)
    assert "补缺" not in olga.get(sent.location).text
    cookie = olga.get_cookie("graphsvc")
    assert "reason" not in (cookie.decoded_value if cookie else "")


def test_who_signed_in_again_beside_the_form_keeps_it(app: Flask, olga: FlaskClient) -> None:
    """In another tab, say: the form is shown once more with its new token, and nothing is written meanwhile."""
    page = olga.get("/note").text
    sign_in(olga, "olga")
    sent = written(olga, page)
    assert (sent.status_code, sent.location) == (302, "/note?a=1")
    page = olga.get(sent.location).text
    assert "<补缺>" in page.replace("&lt;", "<").replace("&gt;", ">")
    assert written(olga, page).text == "noted <补缺>"
    sign_in(olga, "otto")
    assert written(olga, page).status_code == 400, "the form was given to somebody else"


def test_a_form_outlives_the_service(store: Store, olga: FlaskClient) -> None:
    """A service started again with the same secret knows whose form comes in."""
    page = olga.get("/note").text
    again = service(store).test_client()
    back = sign_in(again, "olga", written(again, page).location)
    assert "补缺" in again.get(back.location).text


def test_signing_out_once_more_is_no_fault(app: Flask, olga: FlaskClient) -> None:
    """In the second of two tabs, say."""
    page = olga.get("/note").text
    sent = app.test_client().post("/signout", data={"csrf_token": token(page)})
    assert (sent.status_code, sent.location) == (302, "/signin")


def test_a_form_nobody_was_given_is_not_kept(app: Flask, olga: FlaskClient, clock: time_machine.Traveller) -> None:
    """Without a token of ours, with one too old, or larger than a form can be."""
    page, nobody = olga.get("/note").text, app.test_client()
    anyones = token(app.test_client().get("/signin").text)
    clock.shift(timedelta(days=1))
    for told in ({}, {"csrf_token": token(page)[:-1]}, {"csrf_token": anyones}):
        assert nobody.post("/note", data={"reason": "x", **told}).location == "/signin?next=/note&left=page"
    given = {"csrf_token": token(page)}
    assert nobody.post("/note", data={"reason": "x" * MOST_TEXT, **given}).location.endswith("left=page")
    assert nobody.post("/note", data={"reason": "x", **given}).location == "/signin?next=/note&left=typed"
    clock.shift(HELD - timedelta(days=1) + timedelta(seconds=1))
    assert nobody.post("/note", data={"reason": "x", **given}).location.endswith("left=page")


@pytest.mark.parametrize("size", [10, 3_000_000], ids=["small", "too large to be looked into"])
def test_a_file_is_to_be_chosen_again(olga: FlaskClient, clock: time_machine.Traveller, size: int) -> None:
    """Which is said; what was typed beside it is kept where the whole could be read."""
    page = olga.get("/import").text
    clock.shift(IDLE * 2)
    told = {"on": "2026-12-24", "prune": "yes", "csrf_token": token(page), "file": (io.BytesIO(b"x" * size), "a.csv")}
    sent = olga.post("/import", data=told)
    assert (sent.status_code, sent.location) == (302, "/signin?next=/import&left=file")
    assert "文件要再选一次" in olga.get(sent.location).text
    back = sign_in(olga, "olga", sent.location)
    page = olga.get(back.location).text
    assert ('value="2026-12-24"' in page, 'value="yes" checked' in page) == (size == 10, size == 10)


def test_a_preview_asked_too_late_leaves_the_form_alone(olga: FlaskClient, clock: time_machine.Traveller) -> None:
    """Its place says so, whether the session has ended or another has begun; what is typed goes on being typed."""
    page = olga.get("/note").text
    told = {"data": {"reason": "x", "csrf_token": token(page)}}
    headers = {"HX-Request": "true", "HX-Target": "section#preview"}
    sign_in(olga, "olga")
    for _ in range(2):
        sent = olga.post("/note", headers=headers, **told)
        assert (sent.status_code, '<section class="card" id="preview"' in sent.text) == (200, True)
        assert "填的都还在" in sent.text
        clock.shift(IDLE * 2)
    strange = olga.post("/note", headers={**headers, "HX-Target": 'a#"><script>'}, **told)
    assert 'id="script"' in strange.text


def test_a_page_of_signing_in_may_stand_open_overnight(app: Flask, clock: time_machine.Traveller) -> None:
    """The name stays, the password is asked for once more."""
    client = app.test_client()
    page = client.get("/signin?next=/note").text
    clock.shift(timedelta(hours=14))
    told = {"name": "olga", "password": PASSWORD, "csrf_token": token(page), "next": "/note"}
    sent = client.post("/signin", data=told)
    assert sent.status_code == 400
    assert "再输一次密码" in sent.text
    assert 'value="olga"' in sent.text
    assert client.post("/signin", data=told | {"csrf_token": token(sent.text)}).location == "/note"


def test_a_session_lasts_an_hour_after_the_last_page(olga: FlaskClient, clock: time_machine.Traveller) -> None:
    """Each page begins the hour anew."""
    for _ in range(3):
        clock.shift(IDLE - timedelta(seconds=1))
        assert olga.get("/note").status_code == 200
    clock.shift(IDLE + timedelta(seconds=1))
    assert olga.get("/note").location == "/signin?next=/note&left=page"


def test_a_session_lasts_a_working_day(olga: FlaskClient, clock: time_machine.Traveller) -> None:
    """However busy; then one signs in again."""
    steps = int(LASTS / timedelta(minutes=30))
    for _ in range(steps - 1):
        clock.shift(timedelta(minutes=30))
        assert olga.get("/note").status_code == 200
    clock.shift(timedelta(minutes=30))
    assert olga.get("/note").location == "/signin?next=/note&left=page"


def test_few_forms_are_held() -> None:
    """Of one person the latest few, and none for ever."""
    now = 0.0
    forms = Kept(lambda: now)
    for number in range(MOST_OF_ONE + 2):
        assert forms.keep("olga", f"/{number}", MultiDict([("a", "x")]))
    forms.keep("otto", "/0", MultiDict([("a", "y")]))
    there = [number for number in range(MOST_OF_ONE + 2) if forms.take("olga", f"/{number}")]
    assert there == [*range(2, MOST_OF_ONE + 2)]
    now = HELD.total_seconds()
    assert not forms.take("otto", "/0")


def test_a_part_of_no_form_leads_back_to_its_page(olga: FlaskClient, clock: time_machine.Traveller) -> None:
    """A search typed too late is asked again; what a page asks for by itself leads to that page."""
    sign_in(olga, "olga")
    clock.shift(IDLE * 2)
    for part, back in {
        "/desk/found?q=3301&matter=noise": "/desk?q=3301&amp;matter=noise",
        "/desk/gaps?few=1": "/changes?who=x",
    }.items():
        headers = {"HX-Request": "true", "Referer": "http://localhost/changes?who=x"}
        told = olga.get(part, headers=headers).text
        assert f'href="{back}"' in told
        assert ('id="gaps"' in told) == ("gaps" in part)
    assert 'href="/desk/gaps"' in olga.get("/desk/gaps", headers={"HX-Request": "true", "Referer": "http://x/y"}).text
