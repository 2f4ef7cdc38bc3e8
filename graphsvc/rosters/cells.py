"""One cell at a time: text in, a value out, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from graphsvc.model import ALWAYS, FOREVER, Scalar
from graphsvc.rosters.columns import YES_NO, Column
from graphsvc.rules.ids import LONGEST, holds_unseen

_RESERVED = ("place:", "unit:", "person:", "household:", "body:", "category:")
_LARGEST = 2**53


class BadCell(ValueError):
    """A cell that can't be read: a code and a sentence in each language."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code, self.zh, self.en = code, zh, en
        super().__init__(en)


def parse(column: Column, text: str) -> Scalar | None:
    """The value of a cell of `column`; None where it is empty. Raises `BadCell`."""
    if not text:
        if column.required:
            raise BadCell("missing_value", "必填,不能为空", "required, but empty")
        return None
    match column.kind:
        case "id":
            return _id(text)
        case "scope":
            return text if text == "*" or _category(text) else _id(text)
        case "handler":
            return _handler(text)
        case "date":
            return _date(text)
        case "whole":
            return _whole(text, column.least)
        case "yes_no":
            return _code(text, YES_NO) == "yes"
        case "code":
            return _code(text, column.codes)
    return _text(text)


def show(column: Column, value: Scalar | None) -> str:
    """The text of a value, as a bundle holds it: the inverse of `parse`."""
    if value is None or (column.name == "since" and value == ALWAYS) or (column.name == "until" and value == FOREVER):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(text: str) -> str:
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\r\t" for char in text):
        raise BadCell("bad_text", "含有不可见的控制字符,请删去", "holds control characters: delete them")
    return text


def _id(text: str) -> str:
    if len(text) > LONGEST:
        raise BadCell("bad_id", "编号最多64个字符", "an id has at most 64 characters")
    if holds_unseen(text):
        raise BadCell("bad_id", "编号不能含空白、不可见字符或“/”", "an id holds no space, invisible character or '/'")
    if text in (".", "..") or text.startswith(_RESERVED):
        raise BadCell("reserved_id", "这个编号是保留的,请换一个", "this id is reserved: choose another")
    return text


def _category(text: str) -> bool:
    return text.startswith("category:") and len(text) > len("category:")


def _handler(text: str) -> str:
    """`LINE:TIER`, `unit:ID` or `body:KIND`; whether they are known is checked later."""
    kind, _, rest = text.partition(":")
    if kind == "unit" and rest:
        return f"unit:{_id(rest)}"
    if kind == "body" and rest:
        return _text(text)
    line, colon, tier = text.rpartition(":")
    if colon and line and re.fullmatch(r"[0-9]+", tier) and kind not in ("unit", "body"):
        return f"{_id(line)}:{_whole(tier, 1)}"
    raise BadCell("bad_handler", "应写成 体系:级、unit:编号 或 body:类别", "write LINE:TIER, unit:ID or body:KIND")


def _date(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise BadCell("bad_date", "日期应写成 2026-05-01 这样", "a date is written YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadCell("bad_date", "没有这一天,请核对日期", "there is no such day: check the date") from None


def _whole(text: str, least: int) -> int:
    if not re.fullmatch(r"-?[0-9]{1,16}", text) or abs(int(text)) > _LARGEST:
        raise BadCell("bad_number", "应为整数", "must be a whole number")
    if int(text) < least:
        raise BadCell("bad_number", f"不能小于{least}", f"must be at least {least}")
    return int(text)


def _code(text: str, codes: dict[str, str]) -> str:
    for code, zh in codes.items():
        if text in (code, zh):
            return code
    raise BadCell("unknown_code", f"只能填:{'、'.join(codes.values())}", f"must be one of: {', '.join(codes)}")
