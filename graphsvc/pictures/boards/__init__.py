"""Notice boards 公示牌: one page a building or unit, set by typst, with all that its readers may see and no more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import BytesIO
from urllib.parse import quote

from graphsvc.errors import bad_question
from graphsvc.pictures.boards.words import words_of
from graphsvc.pictures.pressing import press
from graphsvc.pictures.text import clean

SCALE = {"A3": 1.0, "A4": 0.7071}


@dataclass(frozen=True, slots=True)
class Tier:
    """Whom to ring: the post, the unit, the holder where they consent, and a phone that is on duty or consented to."""

    post: str
    unit: str
    name: str | None
    phone: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Board:
    """What one board tells. `kind` is `place` or `unit`; `tiers` are the leader's and the next two, lowest first."""

    kind: str
    root: str
    name: str
    around: str
    boundary: str | None
    entrances: int
    households: int
    units: tuple[str, ...]
    tiers: tuple[Tier, ...]
    supervision: str | None

    @property
    def id(self) -> str:
        """`place:ID` or `unit:ID`."""
        return f"{self.kind}:{self.root}"

    @property
    def page(self) -> str:
        """Where the service tells the same to whoever reads the code on the board: a place's page, a unit's sheet."""
        root = quote(self.root, safe="")
        return f"building/{root}" if self.kind == "place" else f"api/v1/charts/unit:{root}.html"

    def said(self) -> str:
        """Its content as text, the same for the same content: what is kept of a print, to tell when it is stale."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def changes(before: str, now: Board) -> list[dict[str, str | None]]:
    """What differs between what a board said when it was printed and what it would say now, field by field."""
    old, new = _flat(json.loads(before)), _flat(json.loads(now.said()))
    return [
        {"field": key, "before": old.get(key), "after": new.get(key)}
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    ]


def _flat(said: object, under: str = "") -> dict[str, str | None]:
    if isinstance(said, dict):
        parts = [(f"{under}.{key}" if under else str(key), value) for key, value in said.items()]
    elif isinstance(said, list):
        parts = [(f"{under}.{at}", value) for at, value in enumerate(said, start=1)]
    else:
        return {under: None if said is None else str(said)}
    return {key: one for name, value in parts for key, one in _flat(value, name).items()}


def boards_pdf(
    boards: Sequence[Board],
    *,
    on: date,
    revision: int,
    base: str,
    paper: str = "A3",
    timeout: float = 20,
    lang: str = "zh",
) -> bytes:
    """The boards, a page each, on `A4` or `A3`; in `lang`; the code on each leads to its page at `base` (https://…).

    Raises `bad_paper`, `PictureTimeout`, `PictureError`.
    """
    if paper not in SCALE:
        raise bad_question("bad_paper", "paper", "公示牌只印 A4、A3。", "A notice board is printed on A4 or A3.")
    words = words_of(lang)
    told = {
        "scale": SCALE[paper],
        "lang": lang,
        "words": {**words, "of": str(words["of"]).format(on=on.isoformat(), revision=revision)},
        "boards": [_told(board, f"{base.rstrip('/')}/{board.page}") for board in boards],
    }
    return press(_template(), {"told": json.dumps(told, ensure_ascii=False)}, timeout)


def _told(board: Board, page: str) -> dict[str, object]:
    found = asdict(board)
    for key in ("name", "around", "boundary"):
        found[key] = clean(found[key] or "", 60)
    found["boundary"] = [
        part
        for part in (found["boundary"] or "").replace("；", ";").replace("，", ";").replace(",", ";").split(";")
        if part
    ]
    found["qr"] = _code(page)
    return found


def _code(address: str) -> str:
    import segno

    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, dark="#1f2933", xmldecl=False)
    return out.getvalue().decode()


@cache
def _template() -> str:
    return files(__package__).joinpath("board.typ").read_text(encoding="utf-8")
