"""POST /boards prints notice boards and remembers them; GET /boards tells which have gone stale, and how."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from graphsvc.accounts import Account
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from tests.conftest import signed_in
from tests.town import TODAY, TOWN

ON = "2026-06-01"
PRINT = {"boards": ["place:b1", "place:b3"], "paper": "A4", "on": ON}


def without(post: str) -> dict[str, list[dict[str, str]]]:
    """The town, where the holder of a post has left on the day of printing."""
    tenures = [{**one, "until": ON} if one["post"] == post else one for one in TOWN["tenures"]]
    return {**TOWN, "tenures": tenures}


@pytest.fixture
def standing(store: Store) -> Store:
    import_bundle(store, TOWN, on=TODAY)
    return store


def test_it_works(standing: Store) -> None:
    """One page a board, on the paper asked for; each is remembered at the revision it was printed at."""
    client = signed_in(standing, Account("clerk", "clerk"))
    said = client.post("/api/v1/boards", json=PRINT)
    assert (said.status_code, said.mimetype, said.headers["X-Revision"]) == (200, "application/pdf", "1")
    pages = re.findall(rb"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]", said.data)
    assert [(round(float(wide)), round(float(tall))) for wide, tall in pages] == [(595, 842)] * 2
    listed = client.get(f"/api/v1/boards?on={ON}").json
    assert [(one["board"], one["paper"], one["revision"], one["actor"], one["stale"]) for one in listed["items"]] == [
        ("place:b1", "A4", 1, "clerk", False),
        ("place:b3", "A4", 1, "clerk", False),
    ]


def test_a_board_is_stale_once_its_leader_has_gone(standing: Store) -> None:
    """The list tells what has changed; printing it again makes it true again."""
    client = signed_in(standing, Account("clerk", "clerk"))
    client.post("/api/v1/boards", json=PRINT)
    assert client.get(f"/api/v1/boards?stale=true&on={ON}").json["items"] == []
    import_bundle(standing, without("m2-head"), on=TODAY)
    stale = client.get(f"/api/v1/boards?stale=true&on={ON}").json["items"]
    assert [one["board"] for one in stale] == ["place:b1", "place:b3"]
    changed = {one["field"]: (one["before"], one["after"]) for one in stale[0]["changes"]}
    assert changed["tiers.2.name"] == ("丁某", None)
    assert changed["tiers.2.state"] == ("held", "vacant")
    sheet = f"/api/v1/charts/c.txt?on={ON}&layers="
    assert client.get(f"{sheet}vacant,stale").text.count("▣ 公示牌待换") == 4, "the lowest of both lines in each"
    assert "▣" not in client.get(f"{sheet}vacant").text
    client.post("/api/v1/boards", json={**PRINT, "boards": ["place:b1"]})
    assert [one["board"] for one in client.get(f"/api/v1/boards?stale=true&on={ON}").json["items"]] == ["place:b3"]


def test_a_chart_of_stale_boards_is_another_once_they_are_printed(standing: Store) -> None:
    """A print takes no revision; the tag that a caller brings must not hide it."""
    client = signed_in(standing, Account("clerk", "clerk"))
    client.post("/api/v1/boards", json=PRINT)
    import_bundle(standing, without("m2-head"), on=TODAY)
    sheet = f"/api/v1/charts/c.txt?on={ON}&layers=stale"
    before = client.get(sheet)
    assert client.get(sheet, headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    client.post("/api/v1/boards", json=PRINT)
    after = client.get(sheet, headers={"If-None-Match": before.headers["ETag"]})
    assert (after.status_code, "▣" in before.text, "▣" in after.text) == (200, True, False)


def test_what_has_changed_elsewhere_makes_no_board_stale(standing: Store) -> None:
    client = signed_in(standing, Account("clerk", "clerk"))
    client.post("/api/v1/boards", json=PRINT)
    import_bundle(standing, without("m3-2x-head"), on=TODAY)
    assert client.get(f"/api/v1/boards?stale=true&on={ON}").json["items"] == []


def test_only_those_who_consent_stand_on_a_board(standing: Store) -> None:
    """甲某 said yes as leader; the deputy of the subdistrict did not, and the duty phone takes their place."""
    from graphsvc.questions.boards import boards_of

    board = boards_of(standing, ["place:b1"], TODAY).boards[0]
    assert [(one.name, one.phone) for one in board.tiers] == [
        ("甲某", "19900000001"), ("丁某", "19900000004"), (None, "86-0001"),
    ]  # fmt: skip
    assert (board.name, board.entrances, board.households) == ("1号楼", 1, 2)


def test_a_print_speaks_the_language_asked_for(standing: Store) -> None:
    """And hangs as the same board: what it tells is the same."""
    client = signed_in(standing, Account("clerk", "clerk"))
    said = client.post("/api/v1/boards", json={**PRINT, "lang": "en"})
    assert "Notice board" in PdfReader(BytesIO(said.data)).pages[0].extract_text()
    client.post("/api/v1/boards", json=PRINT)
    assert client.get(f"/api/v1/boards?stale=true&on={ON}").json["items"] == []


def test_every_building_within_a_place(standing: Store) -> None:
    said = signed_in(standing, Account("clerk", "clerk")).post("/api/v1/boards", json={"within": "c", "on": ON})
    assert said.data.count(b"/MediaBox") == 4


def test_a_unit_has_a_board_from_itself_upward(standing: Store) -> None:
    from graphsvc.questions.boards import boards_of

    board = boards_of(standing, ["m2", "unit:p2"], TODAY).boards
    assert [[one.unit for one in found.tiers] for found in board] == [
        ["示例社区居委会", "示例街道办事处"], ["示例社区党委", "示例街道党工委"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "tiers"),
    [
        ("p3-2", ["第二党小组", "示例社区党委", "示例街道党工委"]),
        ("m3-2x", ["2号楼物业站", "示例社区居委会", "示例街道办事处"]),
        ("o2", ["示例村委会", "示例镇政府"]),
    ],
    ids=["with no pair", "beside another of its tier", "of origin"],
)
def test_a_unit_stands_on_its_board_on_whatever_ladder(standing: Store, unit: str, tiers: list[str]) -> None:
    """Its place's ladder of management may not lead past it."""
    from graphsvc.questions.boards import boards_of

    assert [one.unit for one in boards_of(standing, [f"unit:{unit}"], TODAY).boards[0].tiers] == tiers


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "no_board"),
        ({"boards": ["nothing"]}, 404, "unknown_unit"),
        ({"boards": ["place:nothing"]}, 404, "unknown_place"),
        ({"within": "nothing"}, 404, "unknown_place"),
        ({"boards": ["b1"], "paper": "B5"}, 422, "bad_parameter"),
        ({"boards": ["b1"], "on": "2026-13-01"}, 422, "bad_date"),
    ],
)
def test_refusals_remember_nothing(standing: Store, body: dict[str, object], status: int, code: str) -> None:
    client = signed_in(standing, Account("clerk", "clerk"))
    said = client.post("/api/v1/boards", json=body)
    assert (said.status_code, said.json["code"]) == (status, code)
    assert client.get("/api/v1/boards").json["items"] == []
