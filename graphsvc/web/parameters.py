"""What is said of a parameter or field that can't be read: one table, by the kind of fault."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from graphsvc.errors import BadQuestion

_CODES = {
    "on": "bad_date",
    "reported": "bad_date",
    "compare": "bad_date",
    "since": "bad_date",
    "expires": "bad_date",
    "until": "bad_date",
    "planned_end": "bad_date",
    "revision": "unknown_revision",
    "person": "unknown_person",
    "basis": "unknown_basis",
    "reason": "no_reason",
}

# By the type of pydantic's fault; what stands in braces comes from the fault's own context. No value is echoed.
_SAID: dict[str, tuple[str, str]] = {
    "missing": ("缺少“{field}”。", '"{field}" is missing.'),
    "string_too_short": ("“{field}”不能为空。", '"{field}" must not be empty.'),
    "string_too_long": ("“{field}”最多{max_length}个字。", '"{field}" takes at most {max_length} characters.'),
    "string_type": ("“{field}”应为文字。", '"{field}" must be text.'),
    "int_parsing": ("“{field}”应为整数。", '"{field}" must be a whole number.'),
    "int_parsing_size": ("“{field}”数字太大。", '"{field}" is too large a number.'),
    "int_type": ("“{field}”应为整数。", '"{field}" must be a whole number.'),
    "int_from_float": ("“{field}”应为整数。", '"{field}" must be a whole number.'),
    "bool_parsing": ("“{field}”应为 true 或 false。", '"{field}" must be true or false.'),
    "bool_type": ("“{field}”应为 true 或 false。", '"{field}" must be true or false.'),
    "greater_than_equal": ("“{field}”不能小于{ge}。", '"{field}" must be at least {ge}.'),
    "less_than_equal": ("“{field}”不能大于{le}。", '"{field}" must be at most {le}.'),
    "literal_error": ("“{field}”只能是{expected}。", '"{field}" must be one of {expected}.'),
    "list_type": ("“{field}”应为列表。", '"{field}" must be a list.'),
    "too_short": ("“{field}”至少要有{min_length}项。", '"{field}" needs at least {min_length} items.'),
    "too_long": ("“{field}”最多{max_length}项。", '"{field}" takes at most {max_length} items.'),
    "extra_forbidden": ("没有“{field}”这一项。", 'There is no "{field}" here.'),
    "model_type": ("内容应为 JSON 对象。", "A JSON object is expected."),
    "json_invalid": ("内容应为 JSON 对象。", "A JSON object is expected."),
    "model_attributes_type": ("内容应为 JSON 对象。", "A JSON object is expected."),
    "day": (
        "“{field}”应为日历上有的日期,写成 YYYY-MM-DD。",
        '"{field}" must be a day of the calendar, written YYYY-MM-DD.',
    ),
    "instant": (
        "“{field}”应写成 YYYY-MM-DDTHH:MM:SS+08:00,年份在2到9000之间。",
        '"{field}" must be written YYYY-MM-DDTHH:MM:SS+08:00, in the years 2 to 9000.',
    ),
}
_OTHERWISE = ("“{field}”写得不对,请改正后再试。", '"{field}" is not valid. Correct it and try again.')


def first_fault(error: ValidationError) -> BadQuestion:
    """The first thing wrong, named by its outermost field; every field has its code."""
    first = error.errors(include_url=False, include_input=False)[0]
    # A parameter no route has is the caller's own text: as the rest of a request, it is not echoed at length.
    field = str(first["loc"][0])[:80] if first["loc"] else ""
    zh, en = _SAID.get(first["type"], _OTHERWISE)
    told: dict[str, Any] = {**first.get("ctx", {}), "field": field}
    listed = str(told.get("expected", "")).replace(" or ", ", ").replace("'", "")
    # A reason of any length is one.
    too_long = (field, first["type"]) == ("reason", "string_too_long")
    code = "bad_parameter" if too_long else _CODES.get(field, "bad_parameter")
    return BadQuestion(
        code,
        zh.format(**{**told, "expected": listed.replace(", ", "、")}),
        en.format(**{**told, "expected": listed}),
        field=field or None,
    )
