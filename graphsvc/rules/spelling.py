"""One spelling for many: the keys addresses and names are kept and sought by.

An address becomes its numbers, building first: 3号楼二单元５０１室 is `3-2-501`, run together `32501`. A name becomes its
pinyin and initials, the surname read as a surname (单 shan, 仇 qiu).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_NUMERAL = "[〇零一二两三四五六七八九十百]+"
_SUFFIX = "号楼|号院|单元|栋|幢|座|楼|室|户|号|层|门"
_COUNTED = re.compile(f"({_NUMERAL})(?={_SUFFIX})")
_LAST = re.compile(f"(?<=楼|元|栋|幢|座|-)({_NUMERAL})$")
_TOKEN = re.compile(r"[a-z]?\d+[a-z]?|(?<![a-z])[a-z](?=座|栋|幢|号楼|-)")
_OUTER = frozenset({"building", "entrance", "dwelling"})

# Surnames whose reading as a surname differs from the character's usual one (通用规范: 姓氏读音).
_SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "查": "zha", "任": "ren", "朴": "piao", "区": "ou", "盖": "ge",
    "缪": "miao", "尉": "wei", "乐": "yue", "华": "hua", "翟": "zhai", "员": "yun", "召": "shao", "折": "she", "种": "chong",
    "秘": "bi", "冼": "xian", "晟": "cheng", "黑": "he", "洗": "xian", "宓": "mi", "郇": "xun", "牟": "mu", "过": "guo",
    "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun", "澹台": "tantai", "单于": "chanyu",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search may mean. An empty string means: not this."""

    key: str
    digits: str
    name: str
    letters: str
    phone: str


def folded(text: str) -> str:
    """Full width to half, capitals to small, edge spaces gone."""
    return normalize("NFKC", text).strip().lower()


def numbers(text: str) -> list[str]:
    """The numbers of an address in order, without leading zeros: 三号楼02单元五〇一 gives 3, 2, 501."""
    plain = re.sub(r"[\s/_–—―#]+", "-", folded(text))
    plain = _COUNTED.sub(lambda found: str(_value(found[1])), plain)
    plain = _LAST.sub(lambda found: str(_value(found[1])), plain)
    return [token.lstrip("0") or "0" for token in _TOKEN.findall(plain)]


def place_key(around: Sequence[tuple[str, str]]) -> str:
    """The key of a place from the (kind, name) of the places around it, itself first; empty where it has no numbers."""
    key: list[str] = []
    for _kind, name in reversed([one for one in around if one[0] in _OUTER]):
        own = numbers(name)
        # A name may repeat what lies around it: 3号楼2单元 in 3号楼.
        key = own if key and own[: len(key)] == key else key + own
    return "-".join(key) if around and around[0][0] in _OUTER else ""


def run_together(key: str) -> str:
    """A key as one types it on a numeric pad: 3-2-501 is 32501."""
    return key.replace("-", "")


def pinyin(name: str) -> tuple[str, str]:
    """The pinyin and initials of a name, small letters without tones."""
    # Its dictionaries take most of a second to load, and only writing a roster needs them.
    from pypinyin import Style, lazy_pinyin

    plain = folded(name)
    for length in (2, 1):
        surname = plain[:length]
        if surname in _SURNAMES and len(plain) > length:
            rest = lazy_pinyin(plain[length:], style=Style.NORMAL)
            first = _SURNAMES[surname] if length == 1 else "".join(lazy_pinyin(surname))
            heads = [first[0]] if length == 1 else [part[0] for part in lazy_pinyin(surname)]
            if length == 2:
                first = _SURNAMES[surname]
            return first + "".join(rest), "".join(heads) + "".join(part[0] for part in rest if part)
    parts = [part for part in lazy_pinyin(plain, style=Style.NORMAL) if part.strip()]
    return "".join(parts).replace(" ", ""), "".join(part[0] for part in parts)


def asked_for(q: str) -> Asked:
    """What the text of a search may mean."""
    plain = folded(q)
    found = numbers(plain)
    compact = re.sub(r"[\s\-]", "", plain)
    letters = re.sub(r"[\s'·]", "", plain)
    return Asked(
        key="-".join(found),
        digits=found[0] if len(found) == 1 and found[0].isdigit() else "",
        name=normalize("NFKC", q).strip(),
        letters=letters if letters.isascii() and letters.isalpha() else "",
        phone=compact if compact.isdigit() and len(compact) >= 7 else "",
    )


def _value(numeral: str) -> int:
    if not set(numeral) & {"十", "百"}:
        return int("".join(str(_DIGITS[one]) for one in numeral))
    total, digit = 0, None
    for one in numeral:
        if one in "十百":
            total += (1 if digit is None else digit) * (10 if one == "十" else 100)
            digit = None
        else:
            digit = _DIGITS[one]
    return total + (digit or 0)
