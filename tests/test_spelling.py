"""Any spelling of a room number or a name finds it."""

from __future__ import annotations

import pytest

from graphsvc.rules.spelling import asked_for, numbers, pinyin, place_key


@pytest.mark.parametrize(
    "text",
    [
        "3-2-501", "3号楼2单元501", "三号楼二单元五〇一室", "３号楼２单元５０１室", "3栋2单元501室", "3幢2单元501", "三号楼二单元五〇一",
        "怡居苑社区3号楼2单元501", "03-02-501", "3 2 501", "3–2–501", "3#2单元501",
    ],
)  # fmt: skip
def test_any_spelling_of_a_room_is_one_key(text: str) -> None:
    assert numbers(text) == ["3", "2", "501"]


@pytest.mark.parametrize(
    ("text", "number"), [("十二号楼", "12"), ("二十一栋", "21"), ("四十号楼", "40"), ("一百零二室", "102")]
)
def test_numerals_count(text: str, number: str) -> None:
    assert numbers(text) == [number]


@pytest.mark.parametrize("name", ["张三", "万百一", "李四", "三河村"])
def test_a_numeral_in_a_name_is_no_address(name: str) -> None:
    assert asked_for(name).key == ""


def test_a_name_that_repeats_what_lies_around_it_is_counted_once() -> None:
    assert place_key([("dwelling", "3-2-501"), ("entrance", "3号楼2单元"), ("building", "3号楼")]) == "3-2-501"
    assert (
        place_key([("dwelling", "501室"), ("entrance", "2单元"), ("building", "3号楼"), ("community", "第1社区")])
        == "3-2-501"
    )
    assert place_key([("village", "南一村")]) == ""


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("单雄", ("shanxiong", "sx")),
        ("张三", ("zhangsan", "zs")),
        ("仇英", ("qiuying", "qy")),
        ("尉迟恭", ("yuchigong", "ycg")),
    ],
)
def test_a_surname_is_read_as_one(name: str, read: tuple[str, str]) -> None:
    assert pinyin(name) == read


def test_a_run_of_digits_is_a_number_to_begin_with() -> None:
    asked = asked_for("402301")
    assert (asked.digits, asked.name, asked.letters, asked.phone) == ("402301", "402301", "", "")
