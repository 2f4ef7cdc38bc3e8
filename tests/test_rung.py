"""Who answers for a unit: held, else acting, else deputy, else vacant."""

from __future__ import annotations

from datetime import date

from graphsvc.model import ALWAYS, FOREVER, Facts, Person, Post, Tenure, Unit
from graphsvc.rules.rung import rung

ALL = ((ALWAYS, FOREVER),)
UNIT = Unit("u40", "40号楼", "mgmt", "management", 5, "分楼长", None, ALL)
ON = date(2026, 11, 24)


def tenure(person: str, since: date, until: date = FOREVER, basis: str = "elected") -> Tenure:
    return Tenure(Person(person, person), since, until, basis)


def post(id: str, *tenures: Tenure, rank: str = "head", order: int | None = None) -> Post:
    return Post(id, "u40", "分楼长", rank, order, tenures, ALL)


def shown(*posts: Post, unit: Unit = UNIT) -> tuple[str, str | None, str | None, date | None, date | None]:
    found = rung(Facts(ON, 1, units={unit.id: unit}, posts={unit.id: posts}), unit)
    return (
        found.state,
        found.post and found.post.id,
        found.person and found.person.id,
        found.since,
        found.vacant_since,
    )


def test_it_works() -> None:
    assert shown(post("p", tenure("wang", date(2025, 1, 1)))) == ("held", "p", "wang", date(2025, 1, 1), None)


def test_a_proper_holder_of_the_last_post_stands_before_an_acting_one_of_the_first() -> None:
    first = post("a", tenure("li", date(2025, 1, 1), basis="acting"), order=1)
    assert shown(first, post("b", tenure("wang", date(2026, 1, 1)), order=2))[:3] == ("held", "b", "wang")


def test_posts_without_an_order_come_last() -> None:
    assert (
        shown(post("a", tenure("li", date(2020, 1, 1))), post("b", tenure("wang", date(2026, 1, 1)), order=9))[1] == "b"
    )


def test_cover_tells_since_when_nobody_properly_holds_the_post() -> None:
    held = post(
        "p", tenure("old", date(2020, 1, 1), date(2026, 10, 1)), tenure("li", date(2026, 10, 9), basis="acting")
    )
    assert shown(held) == ("acting", "p", "li", date(2026, 10, 9), date(2026, 10, 1))


def test_a_deputy_answers_for_a_vacant_head() -> None:
    empty = post("p", tenure("old", date(2020, 1, 1), date(2026, 10, 1)))
    assert shown(empty, post("d", tenure("wu", date(2024, 1, 1)), rank="deputy")) == (
        "deputy", "d", "wu", date(2024, 1, 1), date(2026, 10, 1),
    )  # fmt: skip


def test_a_vacancy_shows_the_first_head_post() -> None:
    assert shown(post("b", order=2), post("a", order=1)) == ("vacant", "a", None, None, None)
    assert shown() == ("vacant", None, None, None, None)


def test_a_run_goes_back_over_every_basis() -> None:
    run = (tenure("wang", date(2024, 1, 1), date(2025, 1, 1), "acting"), tenure("wang", date(2025, 1, 1)))
    assert shown(post("p", *run))[3] == date(2024, 1, 1)


def test_a_gap_breaks_a_run() -> None:
    run = (tenure("wang", date(2020, 1, 1), date(2024, 12, 31)), tenure("wang", date(2025, 1, 1)))
    assert shown(post("p", *run))[3] == date(2025, 1, 1)


def test_an_end_is_the_first_day_without() -> None:
    assert shown(post("p", tenure("wang", date(2020, 1, 1), ON)))[0] == "vacant"
    assert shown(post("p", tenure("wang", ON)))[0] == "held"


def test_a_tenure_holds_only_while_its_unit_does() -> None:
    young = Unit("u40", "40号楼", "mgmt", "management", 5, "分楼长", None, ((date(2026, 1, 1), FOREVER),))
    assert shown(post("p", tenure("wang", date(2020, 1, 1))), unit=young)[3] == date(2026, 1, 1)


def test_other_holders_of_the_same_state_stand_beside() -> None:
    both = post("p", tenure("wang", date(2020, 1, 1)), tenure("li", date(2021, 1, 1)))
    found = rung(Facts(ON, 1, units={"u40": UNIT}, posts={"u40": (both,)}), UNIT)
    assert [(one.post, one.person and one.person.id) for one in found.also] == [("p", "li")]
