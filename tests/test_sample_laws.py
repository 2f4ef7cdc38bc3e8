"""The sample's matters, clocks and ways out, row by row against the published facts they are made from.

The facts are copied here from the project's page of the domain, so that neither side is read from the other.
"""

from __future__ import annotations

import pytest

from graphsvc.rosters.sample import sample_bundle

Row = dict[str, str]
OURS = "configuration"

# What is published: where (file, matter, step or situation, handler or kind of body), its limit, what its source says.
CLOCKS: list[tuple[str, tuple[str, str, str, str], tuple[str, str] | None, tuple[str, ...]]] = [
    # People's mediation: about a month, longer if both agree.
    (
        "steps",
        ("category:纠纷", "5", "lead", "body:mediation"),
        ("1", "months"),
        ("人民调解", "33条", "双方同意", "延"),
    ),
    # Its agreement confirmed: asked jointly in 30 days; the court takes it up in 3, decides in 15, or 10 more.
    (
        "exits",
        ("category:纠纷", "agreed", "court"),
        ("30", "days"),
        ("人民调解法", "33条", "共同", "3日", "15日", "10日"),
    ),
    # It stops where a party refuses, and tells the ways the law leaves.
    ("exits", ("category:纠纷", "refused", "court"), None, ("人民调解法", "26条", "仲裁", "行政", "司法")),
    ("exits", ("category:纠纷", "failed", "court"), None, ("人民调解法", "26条", "仲裁", "行政", "司法")),
    # A hotline's order: five working days; once it is settled whose it is, it does not come back.
    ("exits", ("*", "anytime", "hotline"), ("5", "workdays"), ("热线", "济南", "潍坊", "退回")),
    # A petition: told in 15 days, an objection in 5 working days, done in 60 or 30 more; two reviews of 30 and 30.
    (
        "exits",
        ("*", "anytime", "petition"),
        ("60", "days"),
        ("信访工作条例", "22–23", "34–36条", "15日", "5个工作日", "60日", "30日", "复查", "复核"),
    ),
    # Wages: mediated in 15 days, awarded in 45 or 15 more, sued for within 15.
    ("steps", ("wages", "5", "lead", "body:mediation"), ("15", "days"), ("劳动争议调解仲裁法",)),
    ("steps", ("wages", "6", "lead", "body:labour_arbitration"), ("45", "days"), ("劳动争议调解仲裁法", "15日")),
    ("exits", ("wages", "failed", "court"), ("15", "days"), ("劳动争议调解仲裁法", "起诉")),
    ("exits", ("wages", "refused", "labour_arbitration"), None, ("劳动争议调解仲裁法",)),
    # Contracted land: awarded in 60 days or 30 more, sued for within 30, asked for within two years.
    ("steps", ("category:迁出地", "3", "lead", "body:land_arbitration"), ("60", "days"), ("农村土地承包", "30日")),
    ("exits", ("category:迁出地", "failed", "court"), ("30", "days"), ("农村土地承包", "起诉")),
    ("exits", ("category:迁出地", "refused", "land_arbitration"), ("24", "months"), ("农村土地承包", "二年")),
    # Violence at home: an order in 72 hours, 24 where it is urgent; reported where the victim can't.
    ("exits", ("family", "anytime", "court"), ("72", "hours"), ("反家庭暴力法", "28条", "72小时", "24小时")),
    ("exits", ("family", "duty", "police"), None, ("反家庭暴力法", "14条", "未成年")),
    ("exits", ("violence", "duty", "police"), None, ("反家庭暴力法", "14条", "未成年")),
    # Noise at night: talked to and mediated first, each try written down; the police where that failed.
    ("exits", ("noise", "failed", "police"), None, ("噪声", "70、86–87条", "22:00", "6:00", "记录", "公安")),
]
DISPUTES = {"noise", "leak", "parking", "common-space", "fees", "family", "debt", "wages", "fight"}
EMERGENCIES = {"fire", "violence", "self-harm", "gas-leak", "child-alone"}
MATTERS = {
    "utility": {"water", "power", "road", "network", "gas", "heating", "bus", "broadcast"},
    "dispute": DISPUTES | {"land", "forest", "compensation"},
    "hardship": {"sudden-illness", "living-alone", "disability", "unemployment"},
    "emergency": EMERGENCIES,
}


@pytest.fixture(scope="module")
def bundle() -> dict[str, list[Row]]:
    return sample_bundle()


def key(file: str, row: Row) -> tuple[str, ...]:
    columns = ("matter", "step", "role", "handler") if file == "steps" else ("matter", "when", "body")
    return tuple(row[column] for column in columns)


def limit(row: Row) -> tuple[str, str] | None:
    return (row["limit"], row["limit_unit"]) if row.get("limit") else None


@pytest.mark.parametrize(("file", "at", "clock", "says"), CLOCKS, ids=["-".join(one[1]) for one in CLOCKS])
def test_each_published_clock_is_in_the_sample_with_its_law(
    bundle: dict[str, list[Row]], file: str, at: tuple[str, ...], clock: tuple[str, str] | None, says: tuple[str, ...]
) -> None:
    (row,) = (row for row in bundle[file] if key(file, row) == at)
    assert limit(row) == clock
    assert [word for word in says if word not in row["source"]] == []


def test_every_other_number_says_that_it_is_the_samples_own(bundle: dict[str, list[Row]]) -> None:
    """Three days a rung of either ladder; and what is published stands with the same clock wherever it is repeated."""
    published = {(at[-1], clock) for _, at, clock, _ in CLOCKS}
    for file in ("steps", "exits", "carveouts"):
        for row in bundle[file]:
            if limit(row) is not None and OURS in row["source"]:
                assert limit(row) == ("3", "days")
                assert not row["handler"].startswith("body:")
            elif limit(row) is not None:
                assert (row.get("handler") or row["body"], limit(row)) in published


def test_the_matters_are_those_to_cover_and_where_each_belongs(bundle: dict[str, list[Row]]) -> None:
    """Land, forest and compensation to the place of origin; everything else here."""
    found = {kind: {row["matter"] for row in bundle["matters"] if row["kind"] == kind} for kind in MATTERS}
    assert found == MATTERS
    services = {row["matter"] for row in bundle["matters"] if row["kind"] == "service"}
    assert services >= {"household-registration", "social-assistance", "minimum-living"}
    origin = {row["matter"] for row in bundle["matters"] if row.get("home") == "origin"}
    assert origin == {"land", "forest", "compensation"}
    assert {key("steps", row)[1:] for row in bundle["steps"] if row["matter"] == "category:迁出地"} == {
        ("1", "lead", "origin:2"), ("2", "lead", "origin:1"), ("3", "lead", "body:land_arbitration"),
    }  # fmt: skip


def test_an_emergency_calls_first_and_then_tells_tiers_five_to_three(bundle: dict[str, list[Row]]) -> None:
    for matter in EMERGENCIES:
        called = [row["body"] for row in bundle["exits"] if row["matter"] == matter and row["when"] == "anytime"]
        assert called[0] in {"emergency:110", "emergency:119", "emergency:120"}
    told = [row["handler"] for row in bundle["steps"] if row["matter"] == "category:紧急" and row["role"] == "lead"]
    assert told == ["management:5", "management:4", "management:3"]


def test_every_dispute_has_a_way_to_the_police_and_one_out_of_mediation(bundle: dict[str, list[Row]]) -> None:
    """Whose own rows stand for its category's must say it again."""
    ways: dict[str, set[str]] = {}
    for row in bundle["exits"]:
        ways.setdefault(row["matter"], set()).add(row["when"])
    for row in bundle["matters"]:
        if row["kind"] == "dispute":
            own = ways.get(row["matter"]) or ways[f"category:{row['category']}"]
            assert own >= {"refused", "failed", "crime"}, row["matter"]
