"""The receipt of a path as a PDF of one page (typst): who takes it when, who stood aside and why, and how to ask again.

Parties stand on it by house number alone, and whoever stood aside by their post: it may lie about in a hall.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import orjson

from graphsvc.answers import LeftOut, Path
from graphsvc.papers import TIMEOUT
from graphsvc.papers.replay import replay
from graphsvc.papers.words import HEADINGS, STATES, WHENS, limit_text, taken_by
from graphsvc.pictures.pressing import press


def receipt(path: Path, *, matter: str, addresses: Mapping[str, str], base: str, lang: str = "zh") -> bytes:
    """The PDF of a path.

    `matter` is what it is about ("" for none), `addresses` are by place, `base` is where the service is reached
    (https://…), for the code that asks again.
    """
    said = orjson.dumps(sheet(path, matter=matter, addresses=addresses, base=base, lang=lang)).decode()
    # The same path gives the same bytes: the moment of printing stands nowhere in it.
    return press(_template(), {"said": said}, TIMEOUT, timestamp=int(path.reported.timestamp()))


def sheet(answer: Path, *, matter: str, addresses: Mapping[str, str], base: str, lang: str) -> dict[str, Any]:
    """What stands on the page, as words; a holder's name only with the consent of their tenure."""
    words = HEADINGS[lang]
    path = answer.as_json(lang, public=True)
    parties = [addresses[side.home.place] for side in answer.sides] or [addresses[answer.place or ""]]
    asked = base.rstrip("/") + replay(path)
    return {
        "words": words,
        "lang": lang,
        "title": words["dispute"] if "parties" in path else words["title"],
        "matter": matter or words["any"],
        "parties": parties,
        "reported": _instant(path["reported"]),
        "on": path["on"],
        "revision": path["revision"],
        "steps": [_step(step, lang) for step in path["steps"]],
        "exits": [
            {
                "when": WHENS[lang][one["when"]],
                "body": _body(one["body"]) or words["none"],
                "limit": limit_text(one, lang),
                "source": one["source"] or "",
            }
            for one in path["exits"]
        ],
        "left_out": [
            {
                "post": f"{one.unit.name} {one.post.title}",
                "why": one.why.en if lang == "en" else one.why.zh,
                "instead": _instead(answer, one) or words["nobody"],
            }
            for one in answer.left_out
        ],
        "why": [one["text"] for one in path["why"]],
        "qr": _code(asked),
    }


def _step(step: dict[str, Any], lang: str) -> dict[str, Any]:
    rung = step["rung"]
    phone = (rung["unit"]["phone"] if rung else step["body"]["phone"] if step["body"] else None) or ""
    beside = rung["paired"]["unit"]["name"] if rung and rung["paired"] else ""
    post = rung["post"]["title"] if rung and rung["post"] else ""
    if rung and rung["person"]:
        post = f"{post} {rung['person']['name']}"
        phone = rung["person"]["phone"] or phone
    return {
        "step": str(step["step"]),
        "lead": step["role"] == "lead",
        "role": HEADINGS[lang][step["role"]],
        "by": taken_by(step),
        "post": post,
        "beside": beside,
        "phone": phone,
        "state": STATES[lang][step["state"]],
        "starts": _instant(step["starts"]),
        "due": _instant(step["due"]),
        "limit": limit_text(step, lang),
        "source": step["source"] or "",
    }


def _instead(path: Path, left: LeftOut) -> str:
    """The post of whoever stands in, since a name has no place here; nothing where nobody does."""
    if left.instead is None:
        return ""
    own = (one for step in path.steps if step.rung for one in (step.rung, step.rung.paired) if one)
    posts = (one.post.title for one in own if one.unit.id == left.unit.id and one.post)
    return f"{left.unit.name} {next(posts, '')}".strip()


def _body(body: dict[str, Any] | None) -> str:
    return " ".join(part for part in (body["name"], body["phone"]) if part) if body else ""


def _instant(text: str | None) -> str:
    return text[:16].replace("T", " ") if text else "—"


def _code(text: str) -> str:
    import segno

    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=2)
    return drawn.getvalue().decode()


@cache
def _template() -> str:
    return (files("graphsvc.papers") / "receipt.typ").read_text("utf-8")
