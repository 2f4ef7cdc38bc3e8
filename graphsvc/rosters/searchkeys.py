"""How addresses and names are looked for: one normal spelling of each, derived when they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from pypinyin import Style, lazy_pinyin

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile("[零〇一二三四五六七八九两十百千]+(?=(?:号|栋|幢|座|楼|单元|室|户|层|#|$|-))")


def normalise(text: str) -> str:
    """One spelling of an address or a name: half width, lower case, digits for Chinese numerals, `-` between parts.

    >>> normalise("40栋三单元501室")
    '40-3-501'
    """
    text = unicodedata.normalize("NFKC", text).strip().lower()
    text = _NUMERAL.sub(lambda match: str(_number(match[0])), text)
    text = re.sub(r"[\s‐-―_.,,。、/]+", "-", text)
    text = re.sub(r"(?<=[0-9])(?:号楼|号|栋|幢|座|楼|单元|室|户|房|#)+", "-", text)
    return re.sub(r"-+", "-", text).strip("-")


def _number(numeral: str) -> int:
    """A Chinese numeral: 二十三 is 23, 五〇一 is 501."""
    if not any(char in _UNITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def keys_of_places(places: Mapping[Any, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """By place: `key`, the numbered parts of its address such as `40-3-501`, and `digits`, the same without signs."""
    rows = {str(key[0]): row for key, row in places.items()}
    found: dict[str, dict[str, str]] = {}
    for place in rows:
        parts: list[str] = []
        at: str | None = place
        for _ in range(33):
            if at is None or at not in rows:
                break
            name = normalise(str(rows[at]["name"]))
            # The first place without a number above a numbered one is a community or a village: no part of the key.
            if parts and not re.search("[0-9]", name):
                break
            parts.append(name)
            above = rows[at].get("within")
            at = str(above) if above is not None else None
        key = "-".join(reversed(parts))
        found[place] = {"key": key, "digits": "".join(re.findall("[0-9]", key))}
    return found


def keys_of_people(people: Mapping[Any, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """By person: `pinyin` and `initials` of the name, without tones or spaces."""
    found = {}
    for key, row in people.items():
        name = unicodedata.normalize("NFKC", str(row["name"])).lower()
        words = lazy_pinyin(name)
        initials = lazy_pinyin(name, style=Style.FIRST_LETTER)
        found[str(key[0])] = {"pinyin": _plain(words), "initials": _plain(initials)}
    return found


def _plain(words: list[str]) -> str:
    return re.sub(r"[\W_]+", "", "".join(words))
