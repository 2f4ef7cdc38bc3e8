"""A picture asked twice is drawn once; only so many are drawn at a time, and past that one is asked to come again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from flask.testing import FlaskClient

from graphsvc import pictures
from graphsvc.accounts import Account, add_account
from graphsvc.settings import Settings
from graphsvc.store import Store
from graphsvc.web import create_app
from graphsvc.web.drawn import Drawn, PictureBusy

ON = "2026-06-01"


def test_a_picture_is_drawn_once() -> None:
    """By key: another key is another picture."""
    drawn, times = Drawn(), []

    def draw() -> bytes:
        times.append(1)
        return b"x"

    assert [drawn.get(key, draw) for key in ("a", "a", "b", "a")] == [b"x"] * 4
    assert len(times) == 2


def test_whoever_asks_meanwhile_waits_for_the_same() -> None:
    drawn, times, begun, go = Drawn(at_once=4, patience=5), [], Event(), Event()

    def draw() -> bytes:
        times.append(1)
        begun.set()
        go.wait(5)
        return b"x"

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(drawn.get, "a", draw) for _ in range(4)]
        begun.wait(5)
        go.set()
        assert [one.result() for one in asked] == [b"x"] * 4
    assert len(times) == 1


def test_past_the_limit_one_is_asked_to_come_again() -> None:
    drawn, begun, go = Drawn(at_once=1, patience=0.05), Event(), Event()

    def slow() -> bytes:
        begun.set()
        go.wait(5)
        return b"x"

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(drawn.get, "a", slow)
        begun.wait(5)
        with pytest.raises(PictureBusy):
            drawn.get("b", lambda: b"y")
        go.set()
        assert first.result() == b"x"
    assert drawn.get("b", lambda: b"y") == b"y"


def test_what_failed_is_drawn_again() -> None:
    drawn = Drawn()

    def fails() -> bytes:
        raise ValueError("not drawn")

    with pytest.raises(ValueError, match="not drawn"):
        drawn.get("a", fails)
    assert drawn.get("a", lambda: b"x") == b"x"


def test_the_least_lately_used_goes_first() -> None:
    drawn, times = Drawn(most=40), []

    def draw(key: str) -> bytes:
        return drawn.get(key, lambda: times.append(key) or b"0123456789")

    for key in ("a", "b", "c", "d", "a", "e", "a", "b"):
        draw(key)
    assert times == ["a", "b", "c", "d", "e", "b"]


def test_over_http_it_is_503_with_when_to_come_again(town: Store) -> None:
    """Nobody waits long for a place: a thread of the service waits with them."""
    client = create_app(town, Settings().model_copy(update={"pictures": 0})).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {add_account(town, Account('chief', 'owner'), token=True)}"
    rows = [{"post": "m3-3-head", "person": "who-yin", "since": "2027-01-01", "reason": "补缺"}]
    for said in (
        client.get(f"/api/v1/charts/c.svg?on={ON}"),
        client.get(f"/api/v1/charts/c.svg?on={ON}&layers=stale"),
        client.post("/api/v1/terms/chart.svg", json={"rows": rows}),
    ):
        assert (said.status_code, said.json["code"], said.headers["Retry-After"]) == (503, "picture_busy", "3")


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "dot", "html", "txt"])
def test_over_http_a_picture_asked_twice_is_drawn_once(town: Store, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another day, or other parameters, is another picture."""
    drawn: list[str] = []
    draw = pictures.render

    def counted(drawing: pictures.Drawing, form: str, **more: Any) -> bytes:
        drawn.append(form)
        return draw(drawing, form, **more)

    monkeypatch.setattr(pictures, "render", counted)
    client, path = create_app(town).test_client(), f"/api/v1/charts/c.{form}?on="
    first, again = (client.get(path + ON) for _ in range(2))
    assert (first.status_code, first.data, drawn) == (200, again.data, [form])
    client.get(f"{path}2026-06-02")
    client.get(f"{path}{ON}&highlight=m2")
    assert len(drawn) == 3


def test_over_http_each_role_and_language_has_its_own(public: FlaskClient, clerk: FlaskClient) -> None:
    """The same address twice, and nobody is handed what another may see."""
    path = f"/api/v1/charts/c.txt?on={ON}"
    seen = {
        client.get(path, headers={"Accept-Language": lang}).text for client in (public, clerk) for lang in ("zh", "en")
    }
    again = {
        client.get(path, headers={"Accept-Language": lang}).text for client in (clerk, public) for lang in ("zh", "en")
    }
    assert len(seen) == 4
    assert seen == again
