"""A path handed over: one page that names no party, its due times as a calendar, and the address that asks it again."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path as File
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
import segno
from click.testing import CliRunner
from flask.testing import FlaskClient
from icalendar import Calendar
from pypdf import PdfReader

from graphsvc.accounts import Account
from graphsvc.answers import Path
from graphsvc.cli import cli
from graphsvc.model import Party
from graphsvc.papers.calendar import calendar
from graphsvc.papers.receipt import receipt, sheet
from graphsvc.papers.replay import replay
from graphsvc.questions import dispute, escalation
from graphsvc.questions.on_paper import names_on_paper
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from tests.conftest import bearer
from tests.quarrels import BUNDLE, IMPORTED, Bundle

ON = date(2026, 3, 2)
REPORTED = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
BASE = "https://hall.example/"


@pytest.fixture
def town(embedded: Store) -> Store:
    embedded.clear()
    import_bundle(embedded, BUNDLE, on=IMPORTED)
    return embedded


@pytest.fixture
def client(town: Store) -> FlaskClient:
    return create_app(town).test_client()


@pytest.fixture
def clerk(client: FlaskClient, town: Store) -> dict[str, str]:
    return bearer(town, Account("clerk", "clerk"))


def quarrel(store: Store) -> Path:
    """Wang, who leads building 1, and the household of door 12; the deputy of the group is objected to."""
    parties = [Party(person="wang"), Party("h12")]
    return dispute(store, parties, matter="noise", objects_to=["sun", "wu"], reported=REPORTED, on=ON)


def printed(store: Store, path: Path, lang: str = "zh") -> tuple[int, str]:
    """How many pages the receipt has, and its text."""
    named = names_on_paper(store, path, lang)
    made = receipt(path, matter=named.matter, addresses=named.addresses, base=BASE, lang=lang)
    pages = PdfReader(BytesIO(made)).pages
    return len(pages), "".join(page.extract_text() for page in pages)


def test_it_works(town: Store) -> None:
    """One page: parties by house number, steps with due times, who stood aside, sources, the revision."""
    pages, text = printed(town, quarrel(town))
    plain = "".join(text.split())
    assert pages == 1
    for told in ("纠纷办理单", "噪声", "g号1号11号", "g号1号12号", "2026-03-0509:30"[:10], "组织b1负责人", "本人是当事人",
                 "当事人要求其回避", "法第26条", "名册版本1"):  # fmt: skip
        assert told in plain, (told, plain)


def test_it_is_handed_over_in_english_too(town: Store) -> None:
    """One page; the words are English, what people and places are called is not."""
    pages, text = printed(town, quarrel(town), "en")
    plain = "".join(text.split())
    assert pages == 1
    for told in ("Receiptofadispute", "Stoodaside", "Waysout", "Revision1", "g号1号11号"):
        assert told in plain, (told, plain)
    assert "纠纷办理单" not in plain


def test_nobody_is_named_without_consent(town: Store) -> None:
    """Neither a party, nor who stood aside, nor a holder whose tenure does not say so."""
    # Between scripts the page sets a space.
    plain = "".join(printed(town, quarrel(town))[1].split())
    assert "纠纷办理单" in plain
    assert not [person["name"] for person in BUNDLE["people"] if person["name"] in plain]


def test_a_holder_with_consent_is_named(embedded: Store) -> None:
    embedded.clear()
    tenures = [row | {"publish": "yes"} if row["person"] == "li" else row for row in BUNDLE["tenures"]]
    import_bundle(embedded, BUNDLE | {"tenures": tenures}, on=IMPORTED)
    assert "人li" in "".join(printed(embedded, quarrel(embedded))[1].split())


def test_its_code_asks_again_and_gets_the_same(client: FlaskClient, clerk: dict[str, str], town: Store) -> None:
    """What is scanned is the answer of that revision, whatever has changed since."""
    body = {"parties": [{"person": "wang"}, {"household": "h12"}], "matter": "noise", "objects_to": ["sun", "wu"],
            "reported": "2026-03-02T09:30:00", "on": "2026-03-02"}  # fmt: skip
    first = client.post("/api/v1/disputes", json=body, headers=clerk).json
    again = replay(first)
    named = names_on_paper(town, quarrel(town))
    said = sheet(quarrel(town), matter="", addresses=named.addresses, base=BASE, lang="zh")
    drawn = BytesIO()
    segno.make("https://hall.example" + again, error="m", micro=False).save(drawn, kind="svg", border=2)
    assert said["qr"] == drawn.getvalue().decode()
    import_bundle(
        town,
        {"tenures": [{**row, "until": "2026-01-01"} for row in BUNDLE["tenures"] if "until" not in row]},
        on=IMPORTED,
    )
    assert client.get(again, headers=clerk).json == first
    assert client.get(again).status_code == 401
    assert parse_qs(urlsplit(again).query)["party"] == ["person:wang", "household:h12"]


def test_a_homes_path_is_asked_again_too(client: FlaskClient, clerk: dict[str, str]) -> None:
    first = client.get("/api/v1/households/h12/escalation?matter=noise&reported=2026-03-02T09:30:00", headers=clerk)
    assert client.get(replay(first.json), headers=clerk).json == first.json


def test_the_calendar_has_an_event_for_each_due_time(town: Store) -> None:
    """With the same ids each time, and nobody's name."""
    path = quarrel(town)
    made = calendar(path, matter="噪声")
    events = Calendar.from_ical(made).walk("VEVENT")
    due = [step.due for step in path.steps if step.due]
    assert len(due) == 3
    assert [event["dtstart"].dt for event in events] == due
    assert len({event["uid"] for event in events}) == len(events)
    assert "噪声 · 1 组织b1" in events[0]["summary"]
    assert calendar(quarrel(town), matter="噪声") == made
    assert not [person["name"] for person in BUNDLE["people"] if person["name"] in made.decode()]


def _long() -> Bundle:
    steps = [
        {"matter": "noise", "step": str(number), "role": role, "handler": handler, "limit": "3", "limit_unit": "days",
         "source": "很长的依据" * 12}
        for number in range(1, 31)
        for role, handler in (("lead", "m:4" if number == 1 else "m:1"), ("assist", "p:2"))
    ]  # fmt: skip
    return BUNDLE | {"steps": [*BUNDLE["steps"], *steps]}


def test_however_much_there_is_it_is_one_page(embedded: Store) -> None:
    """Thirty steps with long sources are set smaller, and the last is still there."""
    embedded.clear()
    import_bundle(embedded, _long(), on=IMPORTED)
    pages, text = printed(embedded, quarrel(embedded))
    assert pages == 1
    assert "2026-05-31" in text


def test_markup_in_names_is_text(embedded: Store) -> None:
    embedded.clear()
    hostile = '#panic() *x* $y$ <z> "q" \\ 李'
    units = [row | {"name": hostile} if row["unit"] == "b1" else row for row in BUNDLE["units"]]
    import_bundle(embedded, BUNDLE | {"units": units}, on=IMPORTED)
    pages, text = printed(embedded, quarrel(embedded))
    assert pages == 1
    assert "#panic()*x*$y$<z>" in "".join(text.split())


def test_the_same_path_gives_the_same_bytes(town: Store) -> None:
    named = names_on_paper(town, quarrel(town))
    made = [receipt(quarrel(town), matter="", addresses=named.addresses, base=BASE) for _ in range(2)]
    assert made[0] == made[1]


def test_what_a_place_is_called_on_either_engine(store: Store) -> None:
    import_bundle(store, BUNDLE, on=IMPORTED)
    path = escalation(store, household="h12", matter="noise", reported=REPORTED, on=ON)
    named = names_on_paper(store, path)
    assert (named.matter, named.addresses) == ("噪声", {"12": "g号1号12号"})
    nothing = escalation(store, place="12", reported=REPORTED, on=ON)
    assert names_on_paper(store, nothing).matter == ""


@pytest.mark.parametrize(
    ("path", "mimetype", "begins"),
    [
        ("/households/h12/escalation.pdf?matter=noise", "application/pdf", b"%PDF"),
        ("/households/h12/escalation.ics?matter=noise", "text/calendar", b"BEGIN:VCALENDAR"),
        ("/places/12/escalation.pdf", "application/pdf", b"%PDF"),
        ("/places/12/escalation.ics", "text/calendar", b"BEGIN:VCALENDAR"),
        ("/disputes.pdf?party=household:h12&party=person:wang", "application/pdf", b"%PDF"),
        ("/disputes.ics?party=household:h12&party=person:wang&matter=noise", "text/calendar", b"BEGIN:VCALENDAR"),
    ],
)
def test_over_http(client: FlaskClient, clerk: dict[str, str], path: str, mimetype: str, begins: bytes) -> None:
    """Each form to a clerk, and to nobody who hasn't signed in: a paper names holders, who need not have consented."""
    said = client.get(f"/api/v1{path}", headers=clerk)
    assert (said.status_code, said.mimetype, said.data[: len(begins)]) == (200, mimetype, begins)
    assert client.get(f"/api/v1{path}").status_code == 401


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/disputes/again?party=h12&party=h21", 422, "bad_parameter"),
        ("/disputes/again?party=household:h12", 422, "too_few_parties"),
        ("/disputes.pdf?party=household:h12&party=household:gone", 409, "household_not_there"),
        ("/households/nobody/escalation.pdf", 404, "unknown_household"),
        ("/households/h12/escalation.doc", 404, "no_route"),
    ],
)
def test_refusals(client: FlaskClient, clerk: dict[str, str], path: str, status: int, code: str) -> None:
    said = client.get(f"/api/v1{path}", headers=clerk)
    assert (said.status_code, said.json["code"]) == (status, code)


def test_the_command_writes_both(town: Store, tmp_path: File, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside its answer; where they are is said on standard error."""
    monkeypatch.setattr("graphsvc.cli.common.Context.open", lambda self: town)
    monkeypatch.setattr(Store, "close", lambda self: None)
    papers = ["--receipt", str(tmp_path / "r.pdf"), "--ics", str(tmp_path / "r.ics")]
    for words in (["dispute", "h12", "h21"], ["escalation", "h12"]):
        said = CliRunner().invoke(cli, [*words, "--matter", "noise", *papers])
        assert said.exit_code == 0, said.stderr
        assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
        assert (tmp_path / "r.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
        assert str(tmp_path / "r.pdf") in said.stderr
