"""Every way out of the service that is no answer: status, code, field and language."""

from __future__ import annotations

import re
from pathlib import Path
from time import monotonic

import pytest
from flask.testing import FlaskClient

from graphsvc import errors
from graphsvc.store import open_store
from graphsvc.web import create_app
from graphsvc.web.problems import status_of
from tests.processes import free_port

# Each code of the questions with one way to meet it, as a clerk: status, address under /api/v1, field.
REFUSALS: dict[str, tuple[int, str, str | None]] = {
    "no_route": (404, "/nothing", None),
    "unknown_household": (404, "/households/x/responsible", "household"),
    "unknown_place": (404, "/places/x/escalation", "place"),
    "unknown_person": (404, "/people/x/duties", "person"),
    "unknown_post": (404, "/posts/x/duties", "post"),
    "unknown_unit": (404, "/units/x/duties", "unit"),
    "household_not_there": (409, "/households/h-101/escalation?on=2019-01-01", "on"),
    "place_not_there": (409, "/places/b1/responsible?on=9999-12-31", "on"),
    "unit_not_there": (409, "/charts/m2.svg?on=9999-12-31", "on"),
    "post_not_there": (409, "/posts/m2-head/duties?on=9999-12-31", "on"),
    "unknown_matter": (422, "/households/h-101/responsible?matter=x", "matter"),
    "unknown_revision": (422, "/households/h-101/responsible?revision=2", "revision"),
    "no_origin": (422, "/households/h-301/escalation?matter=land", "matter"),
    "bad_date": (422, "/vacancies?on=2026-02-30", "on"),
    "bad_parameter": (422, "/households?q=x&limit=0", "limit"),
    "unknown_after": (422, "/places?q=1号楼&after=nothing", "after"),
    "wrong_root": (422, "/charts/household:h-101.svg?style=building", "style"),
    "unknown_style": (422, "/charts/c.svg?style=baroque", "style"),
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("code", REFUSALS)
def test_each_code_has_its_status_its_field_and_both_languages(clerk: FlaskClient, code: str) -> None:
    """A problem that says in the caller's language what to do."""
    status, path, field = REFUSALS[code]
    zh, en = (clerk.get(f"/api/v1{path}", headers={"Accept-Language": lang}) for lang in ("zh-CN", "en-GB,en;q=0.9"))
    for said, lang in ((zh, "zh"), (en, "en")):
        assert (said.status_code, said.mimetype) == (status, "application/problem+json")
        assert (said.json["status"], said.json["code"], said.json.get("field")) == (status, code, field)
        assert (said.headers["Content-Language"], said.headers["Cache-Control"]) == (lang, "no-store")
    assert CHINESE.search(zh.json["detail"])
    # What the roster itself is called stays in its own language.
    assert not CHINESE.search(en.json["detail"].replace("土地", ""))


@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ("", "缺少“q”。", '"q" is missing.'),
        ("q=", "“q”不能为空。", '"q" must not be empty.'),
        (f"q={'x' * 201}", "“q”最多200个字。", '"q" takes at most 200 characters.'),
        ("q=x&limit=0", "“limit”不能小于1。", '"limit" must be at least 1.'),
        ("q=x&limit=1001", "“limit”不能大于1000。", '"limit" must be at most 1000.'),
        ("q=x&limit=many", "“limit”应为整数。", '"limit" must be a whole number.'),
        ("q=x&limit=1.5", "“limit”应为整数。", '"limit" must be a whole number.'),
        (f"q=x&after={'y' * 81}", "“after”最多80个字。", '"after" takes at most 80 characters.'),
        (
            "q=x&on=2026-02-30",
            "“on”应为日历上有的日期,写成 YYYY-MM-DD。",
            '"on" must be a day of the calendar, written YYYY-MM-DD.',
        ),
    ],
)
def test_a_parameter_that_cannot_be_read_is_told_in_both_languages(
    public: FlaskClient, query: str, zh: str, en: str
) -> None:
    """By its name, and how it is written."""
    asked = [public.get(f"/api/v1/places?{query}", headers={"Accept-Language": lang}) for lang in ("zh", "en")]
    assert [said.json["detail"] for said in asked] == [zh, en]
    assert {said.status_code for said in asked} == {422}


@pytest.mark.parametrize(
    ("reported", "said"),
    [("yesterday", "“reported”应写成 YYYY-MM-DDTHH:MM:SS+08:00,年份在2到9000之间。")],
)
def test_an_instant_that_cannot_be_read(public: FlaskClient, reported: str, said: str) -> None:
    """The form is shown."""
    assert public.get(f"/api/v1/places/b1/escalation?reported={reported}").json["detail"] == said


@pytest.mark.parametrize(
    "path",
    [
        "/places/{}/responsible",
        "/units/{}/duties",
        "/charts/{}.svg",
        "/charts/c.svg?style={}",
        "/vacancies?within={}",
        "/places/b1/responsible?matter={}",
        "/places/b1/responsible?on={}",
        "/places/b1/responsible?revision={}",
        "/places/b1/escalation?reported={}",
        "/places?q={}",
        "/places?q=1&limit={}",
        "/{}",
    ],
)
def test_what_was_sent_is_not_sent_back_at_length(public: FlaskClient, path: str) -> None:
    """A value of any size gives a short refusal."""
    said = public.get("/api/v1" + path.format("7" * 4000))
    assert said.status_code in (404, 422)
    assert len(said.data) < 600


def test_a_wrong_token_is_refused_even_where_anyone_may_ask(public: FlaskClient) -> None:
    """401 with the scheme that would do."""
    for wrong in ("Bearer wrong", "Bearer", "Basic eDp5", "Bearer é", "nonsense"):
        said = public.get("/api/v1/vacancies", headers={"Authorization": wrong})
        assert (said.status_code, said.json["code"]) == (401, "unauthorized")
        assert said.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "BREW"])
def test_a_wrong_method_tells_the_right_ones(public: FlaskClient, method: str) -> None:
    """405 with Allow."""
    said = public.open("/api/v1/vacancies", method=method)
    assert (said.status_code, said.json["code"]) == (405, "method_not_allowed")
    assert said.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.StoreAway(), 503),
        (errors.StoreBusy(), 503),
        (errors.StoreBug(), 500),
        (errors.outside("household", "h", "2026-01-01"), 409),
        (errors.unknown("unit", "u"), 404),
        (errors.Forbidden(), 403),
        (errors.bad_question("no_origin", "matter", "", ""), 422),
    ],
)
def test_each_kind_has_its_status(error: errors.GraphsvcError, status: int) -> None:
    """By kind, where the code has none of its own."""
    assert status_of(error) == status


def test_a_store_that_is_away_is_503() -> None:
    """With Retry-After, within 5 s, on every route that asks it; the process itself is well."""
    with open_store(f"bolt://127.0.0.1:{free_port()}", at_once=False) as store:
        client = create_app(store).test_client()
        for path in ("/api/v1/vacancies", "/api/v1/places/b1/responsible", "/api/v1/charts/c.svg", "/readyz"):
            began = monotonic()
            said = client.get(path)
            assert monotonic() - began < 5
            assert (said.status_code, said.json["code"]) == (503, "store_away")
            assert int(said.headers["Retry-After"]) > 0
        assert client.get("/healthz").status_code == 200


def test_a_fault_of_ours_tells_nothing_of_itself(
    public: FlaskClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """500 in the caller's language; the traceback goes to standard error, without the values of variables."""

    def broken(*_: object, **__: object) -> None:
        password = "hunter" + "2"
        raise RuntimeError(f"MATCH (n) in {len(password)} /somewhere/file.py")

    monkeypatch.setattr("graphsvc.web.api.vacancies.find_vacancies", broken)
    said = public.get("/api/v1/vacancies", headers={"Accept-Language": "en"})
    assert said.status_code == 500
    assert said.json == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "code": "internal",
        "detail": "A fault of the program itself. Tell the administrator.",
    }
    told = capsys.readouterr()
    assert ("RuntimeError" in told.err, "hunter2" in told.err, told.out) == (True, False, "")


def test_it_is_described(public: FlaskClient) -> None:
    """The description names the routes."""
    paths = public.get("/openapi/openapi.json").json["paths"]
    assert "/api/v1/households/{id}/responsible" in paths


def test_nothing_is_guessed_about_the_kind_of_an_answer(public: FlaskClient) -> None:
    """A browser takes each for what it says it is."""
    for path in ("/api/v1/vacancies", "/api/v1/nothing", "/healthz", "/api/v1/charts/c.svg"):
        assert public.get(path).headers["X-Content-Type-Options"] == "nosniff"


def test_every_code_of_the_questions_is_met_in_a_test() -> None:
    """Each refusal that the rooms which decide spell out, in some test by its code."""
    package, tests = Path(errors.__file__).parent, Path(__file__).parent
    spelt = {
        code
        for room in ("questions", "rules")
        for file in (package / room).glob("*.py")
        for code in re.findall(r'bad_question\(\s*"(\w+)"', file.read_text(encoding="utf-8"))
    }
    met = "\n".join(file.read_text(encoding="utf-8") for file in tests.glob("*.py"))
    assert len(spelt) > 5
    assert sorted(code for code in spelt if f'"{code}"' not in met) == []
