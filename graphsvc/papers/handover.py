"""A hand-over sheet as a PDF (typst): what someone answered for, who takes each post on, and room to sign."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import orjson

from graphsvc.answers.handover import HandedPost, Handover
from graphsvc.papers import TIMEOUT
from graphsvc.pictures.pressing import press

_WORDS = {
    "zh": {
        "title": "工作移交单", "person": "移交人", "on": "移交日", "reason": "事由", "change": "改动编号",
        "since": "任职起", "taken_by": "接任", "places": "服务范围", "households": "服务住户(户)",
        "hands": "移交人签字", "takes": "接收人签字", "witness": "监交人签字",
        "vacant": "空缺,待补", "acting": "代理至", "nothing": "无",
    },
    "en": {
        "title": "Hand-over sheet", "person": "Handed over by", "on": "From", "reason": "Reason", "change": "Change",
        "since": "Held since", "taken_by": "Taken on by", "places": "Serves", "households": "Households",
        "hands": "Handed over by", "takes": "Taken on by", "witness": "Witness",
        "vacant": "vacant, to be filled", "acting": "acting until", "nothing": "nothing",
    },
}  # fmt: skip


def handover_pdf(handed: Handover, lang: str = "zh") -> bytes:
    """The PDF of a sheet, in `lang`; the same hand-over gives the same bytes."""
    words = _WORDS[lang]
    said = {
        "words": words,
        "lang": lang,
        "person": f"{handed.name} ({handed.person})",
        "on": handed.on.isoformat(),
        "reason": handed.reason,
        "revision": str(handed.revision),
        "actor": handed.actor,
        "items": [_item(one, words) for one in handed.items],
    }
    return press(_template(), {"said": orjson.dumps(said).decode()}, TIMEOUT, timestamp=0)


def _item(one: HandedPost, words: dict[str, str]) -> dict[str, Any]:
    taken = one.taken_by
    end = f" {words['acting']} {taken.until.isoformat()}" if taken and taken.acting and taken.until else ""
    return {
        "unit": one.unit_name,
        "title": one.title,
        "since": one.since.isoformat(),
        "taken_by": f"{taken.name} ({taken.person}){end}" if taken else words["vacant"],
        "places": "、".join(name for _, name in one.places) or words["nothing"],
        "count": str(len(one.households)),
        "households": list(one.households),
    }


@cache
def _template() -> str:
    return (files("graphsvc.papers") / "handover.typ").read_text("utf-8")
