"""Changing who holds a post over HTTP and by the command."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graphsvc.accounts import Account
from graphsvc.cli import cli
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import bearer, lend
from tests.leaders import settle

URL = "/api/v1/posts/qa/assignments"
FANG = {"person": "fang", "since": "2027-01-01", "reason": "换人"}
Headers = dict[str, str]


@pytest.fixture
def client(embedded: Store) -> FlaskClient:
    embedded.clear()
    settle(embedded)
    return create_app(embedded).test_client()


@pytest.fixture
def owner(client: FlaskClient, embedded: Store) -> Headers:
    return bearer(embedded, Account("boss", "owner"))


def post(client: FlaskClient, headers: Headers, url: str = URL, **body: Any) -> TestResponse:
    return client.post(url, json=FANG | body, headers=headers)


def test_it_works(client: FlaskClient, owner: Headers) -> None:
    """201 and the Change, in the contract's shape."""
    said = post(client, owner)
    assert said.status_code == 201
    told = said.json
    assert told == client.get(said.headers["Location"], headers=owner).json | {
        "posts": told["posts"], "boards": told["boards"],
    }  # fmt: skip
    assert (told["revision"], told["actor"], told["kind"], told["reason"]) == (2, "boss", "reassign", "换人")
    assert told["at"].endswith("+08:00")
    assert told["ended"] == [{"post": "qa", "person": "an", "since": "2020-01-01", "until": "2027-01-01"}]
    assert told["begun"] == [{"post": "qa", "person": "fang", "since": "2027-01-01", "until": None}]
    assert told["households"] == {"count": 2, "items": ["h1", "h2"]}
    assert (told["facts"], told["warnings"]) == ([], [])


def test_a_preview_is_200_and_its_tag_guards_the_change(client: FlaskClient, owner: Headers) -> None:
    """What was looked at is changed only while the graph stands there still."""
    seen = post(client, owner, URL + "?preview=true")
    assert (seen.status_code, seen.json["revision"], seen.headers["ETag"]) == (200, 1, '"1"')
    assert seen.json["households"] == {"count": 2, "items": ["h1", "h2"]}
    assert post(client, owner, URL.replace("qa", "q1"), person="gao").status_code == 201
    late = post(client, owner | {"If-Match": seen.headers["ETag"]})
    assert (late.status_code, late.json["code"], late.json["revision"]) == (412, "stale", 2)
    assert [one["revision"] for one in late.json["changes"]] == [2]
    assert post(client, owner | {"If-Match": '"2"'}).status_code == 201


def test_the_present_holder_again_is_200(client: FlaskClient, owner: Headers) -> None:
    said = post(client, owner, person="an")
    assert (said.status_code, said.json["revision"], said.json["ended"], said.json["begun"]) == (200, 1, [], [])


@pytest.mark.parametrize(
    ("url", "body", "status", "code"),
    [
        ("none", {}, 404, "unknown_post"),
        ("qa", {"person": "none"}, 422, "unknown_person"),
        ("qa", {"reason": ""}, 422, "no_reason"),
        ("qa", {"reason": None}, 422, "no_reason"),
        ("qa", {"reason": "由" * 501}, 422, "bad_parameter"),
        ("qa", {"since": "soon"}, 422, "bad_date"),
        ("qa", {"since": None}, 422, "bad_date"),
        ("qa", {"since": "2019-01-01"}, 409, "before_tenure"),
        ("qa", {"basis": "won"}, 422, "unknown_basis"),
        ("qa", {"basis": "acting"}, 422, "no_planned_end"),
        ("qa", {"basis": "acting", "planned_end": "2026-01-01"}, 422, "bad_planned_end"),
        ("qa", {"publish": "perhaps"}, 422, "bad_parameter"),
        ("qa", {"colour": "red"}, 422, "bad_parameter"),
        ("gone", {}, 409, "post_not_there"),
    ],
)
def test_a_bad_asking_has_its_status_and_code(
    client: FlaskClient, owner: Headers, embedded: Store, url: str, body: dict[str, Any], status: int, code: str
) -> None:
    said = client.post(
        URL.replace("qa", url), json={k: v for k, v in (FANG | body).items() if v is not None}, headers=owner
    )
    assert (said.status_code, said.json["code"]) == (status, code), said.json
    assert embedded.read("head") == [{"revision": 1}]


def test_what_is_one_of_a_few_is_told_with_all_of_them(client: FlaskClient, owner: Headers) -> None:
    told = "elected, appointed, engaged, posted, concurrent, recruited, acting"
    for lang, said in (("zh", f"“basis”只能是{told.replace(', ', '、')}。"), ("en", f'"basis" must be one of {told}.')):
        asked = client.post(URL, json=FANG | {"basis": "won"}, headers=owner | {"Accept-Language": lang})
        assert asked.json["detail"] == said


def test_roles_decide(client: FlaskClient, embedded: Store) -> None:
    """The public signs in first; a clerk changes nothing; an administrator what lies within."""
    assert post(client, {}).status_code == 401
    assert post(client, bearer(embedded, Account("c", "clerk"))).status_code == 403
    there = bearer(embedded, Account("there", "administrator", "place:b2"))
    assert (post(client, there).status_code, post(client, there).json["code"]) == (403, "outside_scope")
    here = bearer(embedded, Account("here", "administrator", "place:b1"))
    assert post(client, here).status_code == 201


def test_the_command_gives_what_http_gives(
    client: FlaskClient, owner: Headers, embedded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--preview --json` is the HTTP preview, but for who asks."""
    lend(embedded, monkeypatch)
    asked = ["reassign", "qa", "fang", "--since", "2027-01-01", "--reason", "换人"]
    said = CliRunner().invoke(cli, ["--lang", "zh", *asked, "--preview", "--json"])
    seen = post(client, owner, URL + "?preview=true").json
    assert orjson.loads(said.stdout) | {"actor": "boss"} == seen
    made = CliRunner().invoke(cli, ["--lang", "zh", *asked, "--acting-until", "2027-02-01", "--revision", "1"])
    assert (made.exit_code, "#2" in made.stdout) == (0, True)
    late = CliRunner().invoke(cli, ["--lang", "en", *asked, "--revision", "1"])
    assert (late.exit_code, "has changed since" in late.stderr) == (1, True)
    assert embedded.read("head") == [{"revision": 2}]
