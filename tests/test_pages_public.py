"""What is open to everyone: a building's board, and nothing of anyone who did not consent in any byte of it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from graphsvc.accounts import PUBLIC, Account
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from graphsvc.web import create_app
from graphsvc.web.auth import MAY
from graphsvc.web.pages.pace import MOST
from tests.conftest import signed_in
from tests.test_privacy import HIDDEN
from tests.town import TODAY, TOWN

YEARS = {row["person"]: str(1931 + at) for at, row in enumerate(TOWN["people"])}
MARKED = {
    **TOWN,
    "people": [{**row, "birth_year": YEARS[row["person"]], "party_member": "yes"} for row in TOWN["people"]],
    "units": [{**row, "supervision": "86-0900"} if row["unit"] == "m2" else row for row in TOWN["units"]],
    "places": [{**row, "boundary": "东至中心路"} if row["place"] == "b1" else row for row in TOWN["places"]],
}
KEPT_BACK = HIDDEN | set(YEARS.values()) | {"党员", "Party member"}
DWELLINGS = {row["place"] for row in TOWN["places"] if row["kind"] == "dwelling"}
WALKED = (
    "/", "/signin", "/signin?next=/desk", "/signin/oidc", "/signin/oidc/back",
    "/building", "/building?b=99", "/building?b=1&e=2",
    *(f"/building?b={row[column]}" for row in TOWN["people"] for column in ("name", "phone") if column in row),
    *(f"/building/{row['place']}" for row in TOWN["places"]),
    *(f"/building/{row['household']}" for row in TOWN["households"]),
    *(f"/building/{row['person']}" for row in TOWN["people"]),
    "/desk", "/charts?root=c", "/charts/chart.svg?root=c", "/desk/household/h-101",
    *(f"/api/v1/charts/unit:{row['unit']}.html" for row in TOWN["units"]),
)  # fmt: skip
# A key made by chance may spell a year.
BY_CHANCE = re.compile(r'name="csrf_token" value="[^"]+"|graphsvc=[^;\s]+')


@pytest.fixture(scope="module")
def marked(opened: Store) -> Store:
    """The town where everyone has a birth year and is in the Party."""
    opened.clear()
    import_bundle(opened, MARKED, on=TODAY)
    return opened


@pytest.fixture
def anyone(marked: Store) -> FlaskClient:
    return create_app(marked).test_client()


def test_it_works(anyone: FlaskClient) -> None:
    """A board tells the leader in both lines, the duty phone, the supervision phone, the day and the boundary."""
    said = anyone.get("/building/b1")
    assert said.status_code == 200
    for told in ("<b>1</b>号楼", "甲某", "第一党小组", "86-0004", "86-0900", "东至中心路", "1 个单元 · 2 户"):
        assert told in said.text, told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_byte_of_any_open_page_tells_of_who_did_not_consent(anyone: FlaskClient, lang: str) -> None:
    """Neither in a page nor in its headers, found or refused: name, phone, household, birth year, membership."""
    refused = 0
    for path in WALKED:
        said = anyone.get(path, headers={"Accept-Language": lang})
        # What one asks stands in the address one is sent to, and nowhere else.
        told = BY_CHANCE.sub("", said.text + str(said.headers))
        hidden = {text for text in KEPT_BACK if text in told and text not in path}
        assert (path, hidden) == (path, set())
        refused += said.status_code >= 400
    assert refused


def test_every_open_page_is_walked(anyone: FlaskClient) -> None:
    """A page that opens must be walked above."""
    opened = {
        rule.endpoint: re.sub(r"<.*", "", rule.rule)
        for rule in anyone.application.url_map.iter_rules()
        if rule.endpoint.startswith("pages.") and "GET" in (rule.methods or ()) and PUBLIC in MAY[rule.endpoint]
    }
    assert [name for name, rule in opened.items() if not any(path.startswith(rule) for path in WALKED)] == []


@pytest.mark.parametrize("place", sorted(DWELLINGS))
def test_a_dwelling_has_no_board(anyone: FlaskClient, place: str) -> None:
    """It would be one of a household; the same is said of what is not there at all."""
    assert anyone.get(f"/building/{place}").status_code == 404


def test_a_leader_is_not_found_by_a_name(anyone: FlaskClient) -> None:
    """Nor by a phone: the page asks again, and leads nowhere."""
    asked = [row[column] for row in TOWN["people"] for column in ("name", "phone") if column in row]
    assert {anyone.get("/building", query_string={"b": text}).status_code for text in asked} == {200}


def test_one_address_is_held_back(anyone: FlaskClient) -> None:
    """A copy of all boards in one go is refused, with the seconds to wait; whoever asks from elsewhere reads on."""
    said = [anyone.get("/building/b1").status_code for _ in range(MOST + 1)]
    assert said == [200] * MOST + [429]
    assert int(anyone.get("/building?b=1").headers["Retry-After"]) > 0
    assert anyone.get("/building/b1", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200


def test_the_code_on_a_board_leads_to_its_page(marked: Store, codes: list[str]) -> None:
    """Whoever reads it with a phone needs no account: a place's page, a unit's sheet in words."""
    client = signed_in(marked, Account("printing", "clerk"))
    boards = ["place:b1", "place:b1e2", "place:c", "unit:m2"]
    assert client.post("/api/v1/boards", json={"boards": boards}).status_code == 200
    assert [urlsplit(one).path for one in codes] == [
        "/building/b1", "/building/b1e2", "/building/c", "/api/v1/charts/unit:m2.html",
    ]  # fmt: skip
    anyone = create_app(marked).test_client()
    assert [anyone.get(urlsplit(one).path).status_code for one in codes] == [200] * 4


def test_a_board_tells_whether_what_hangs_is_as_new(marked: Store) -> None:
    """Nothing where none was printed; then that both say the same."""
    anyone = create_app(marked).test_client()
    assert "牌子" not in anyone.get("/building/b4").text
    client = signed_in(marked, Account("hanging", "clerk"))
    client.post("/api/v1/boards", json={"boards": ["place:b4", "place:b3"], "on": "2025-06-01"})
    assert "以这里为准" in anyone.get("/building/b4").text
    client.post("/api/v1/boards", json={"boards": ["place:b4"]})
    assert "一样新" in anyone.get("/building/b4").text
