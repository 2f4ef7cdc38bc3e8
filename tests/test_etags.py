"""Whether anything has changed: tags, 304, and who may keep what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from werkzeug.utils import import_string

from graphsvc.accounts import Account
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import signed_in
from tests.town import TODAY, TOWN

ON = "2026-06-01"
OPEN = [
    f"/places?q=1号楼&on={ON}",
    f"/places/b1/responsible?on={ON}",
    f"/places/b1/escalation?on={ON}&reported=2026-06-01T08:00:00",
    f"/units/m2/duties?on={ON}",
    f"/vacancies?on={ON}",
    f"/charts/c.dot?on={ON}",
]
CLOSED = [
    f"/households?q=1号楼&on={ON}",
    f"/households/h-101/responsible?on={ON}",
    f"/households/h-101/escalation?on={ON}&reported=2026-06-01T08:00:00",
    f"/people/who-jia/duties?on={ON}",
    f"/posts/m3-1-a/duties?on={ON}",
]


@pytest.mark.parametrize("path", [*OPEN, *CLOSED])
def test_an_unchanged_answer_is_304(clerk: FlaskClient, path: str) -> None:
    """With no body, the same tag and the same word on who may keep it."""
    first = clerk.get(f"/api/v1{path}")
    again = clerk.get(f"/api/v1{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert {"Authorization", "Cookie"} <= set(first.headers["Vary"].split(", "))
    assert first.headers["Cache-Control"].startswith("private")
    for header in ("ETag", "Vary", "Cache-Control"):
        assert again.headers[header] == first.headers[header]


@pytest.mark.parametrize("path", OPEN)
def test_a_tag_is_of_one_role_one_language_one_question(public: FlaskClient, clerk: FlaskClient, path: str) -> None:
    """Public and clerk, Chinese and English, one question and another never share a tag."""
    asked = [
        public.get(f"/api/v1{path}"),
        clerk.get(f"/api/v1{path}"),
        public.get(f"/api/v1{path}", headers={"Accept-Language": "en"}),
        public.get(f"/api/v1{path}&revision=1"),
    ]
    tags = [said.headers["ETag"] for said in asked]
    assert len(set(tags)) == len(tags)
    for tag in tags[1:]:
        assert public.get(f"/api/v1{path}", headers={"If-None-Match": tag}).status_code == 200


def test_a_tag_is_of_the_day_where_none_is_said(public: FlaskClient) -> None:
    """Tomorrow the answer may be another though nothing was written."""
    tags = []
    for day in ("2026-06-01T15:59:00+00:00", "2026-06-01T16:01:00+00:00"):
        with time_machine.travel(datetime.fromisoformat(day), tick=False):
            tags.append(public.get("/api/v1/vacancies").headers["ETag"])
    assert tags[0] != tags[1]


def test_a_tag_is_of_the_moment_reported_where_none_is_named(public: FlaskClient) -> None:
    """The due times count from it: within its minute they are the same but for the seconds, so the tag is weak."""
    tags = []
    for moment in ("2026-06-01T08:00:00.1+08:00", "2026-06-01T08:00:59.9+08:00", "2026-06-01T08:01:00+08:00"):
        with time_machine.travel(datetime.fromisoformat(moment), tick=False):
            tags.append(public.get("/api/v1/places/b1/escalation").headers["ETag"])
    assert tags[0] == tags[1] != tags[2]
    assert {tag[:3] for tag in tags} == {'W/"'}


@pytest.mark.parametrize("path", ["/households/h-101/escalation?matter=noise", "/charts/household:h-101.dot"])
def test_what_was_asked_a_moment_ago_is_304(clerk: FlaskClient, path: str) -> None:
    """Though no instant is named, and the present one is never the same again."""
    with time_machine.travel(datetime.fromisoformat("2026-06-01T08:00:00.1+08:00"), tick=False):
        first = clerk.get(f"/api/v1{path}")
    with time_machine.travel(datetime.fromisoformat("2026-06-01T08:00:30+08:00"), tick=False):
        again = clerk.get(f"/api/v1{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.headers["ETag"]) == (200, 304, first.headers["ETag"])


def test_a_question_with_a_body_is_answered_each_time(clerk: FlaskClient) -> None:
    """304 is for what is read."""
    asked = {"parties": [{"household": "h-101"}, {"household": "h-201"}], "reported": "2026-06-01T08:00:00"}
    first = clerk.post("/api/v1/disputes", json=asked)
    again = clerk.post("/api/v1/disputes", json=asked, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.json) == (200, 200, first.json)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/places/b1/responsible", 200), ("/places/nowhere/responsible", 404), ("/places/b1/responsible?matter=x", 422)],
)
def test_a_star_is_no_tag(public: FlaskClient, path: str, status: int) -> None:
    """What isn't there is not "unchanged"."""
    assert public.get(f"/api/v1{path}", headers={"If-None-Match": "*"}).status_code == status


def test_refusals_are_not_kept(clerk: FlaskClient) -> None:
    """No tag, and no keeping."""
    said = clerk.get("/api/v1/places/nowhere/responsible")
    assert (said.headers["Cache-Control"], "ETag" in said.headers) == ("no-store", False)


def test_a_new_revision_changes_the_tag(store: Store) -> None:
    """Even where the answer has stayed the same; a question about an old revision is answered as before."""
    import_bundle(store, TOWN, on=TODAY)
    public, clerk = create_app(store).test_client(), signed_in(store, Account("clerk", "clerk"))
    for client, path in ((public, OPEN[1]), (clerk, CLOSED[1])):
        first = client.get(f"/api/v1{path}")
        known = {"If-None-Match": first.headers["ETag"]}
        assert client.get(f"/api/v1{path}", headers=known).status_code == 304
        person = {"person": f"who-new-{len(known)}{path[1]}", "name": "某某"}
        import_bundle(store, {"people": [person]}, on=TODAY)
        after = client.get(f"/api/v1{path}", headers=known)
        assert (after.status_code, after.json["revision"]) == (200, first.json["revision"] + 1)
        replay = client.get(f"/api/v1{path}&revision={first.json['revision']}").json
        assert replay == first.json


def test_what_changes_while_an_answer_is_made_is_no_304(embedded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tag is never of a later revision than the answer."""
    embedded.clear()
    import_bundle(embedded, TOWN, on=TODAY)
    public = create_app(embedded).test_client()
    for path, module, question in (
        ("/places?q=b1", "search", "find_places"),
        ("/places/b1/responsible?revision=1", "homes", "responsible"),
    ):
        name = f"graphsvc.web.api.{module}.{question}"
        ask = import_string(name)

        def and_then(*args: Any, ask: Any = ask, module: str = module, **kwargs: Any) -> Any:
            found = ask(*args, **kwargs)
            import_bundle(embedded, {"people": [{"person": f"new-{module}", "name": "某某"}]}, on=TODAY)
            return found

        with monkeypatch.context() as patched:
            patched.setattr(name, and_then)
            first = public.get(f"/api/v1{path}")
        again = public.get(f"/api/v1{path}", headers={"If-None-Match": first.headers["ETag"]})
        assert (first.status_code, again.status_code) == (200, 200), path
