"""The tree of refusals. Each says in Chinese and English what to do; none knows of HTTP.

GraphsvcError
├── NotFound        an id nobody knows: unknown_household, unknown_place, unknown_unit, …
├── Outside         a thing asked outside its own dates: household_not_there, …
├── BadQuestion     a question that can't be answered as put: unknown_matter, bad_date, no_origin, …
├── Conflict        a change that what is known stands against: later_tenure, acting_live, change_rests_on, …
├── Stale           a change made for a revision the graph has left behind; it tells what came in between
├── BundleRefused   a roster with faults (graphsvc.rosters.faults)
├── Forbidden       not for this caller: unauthorized, forbidden, outside_scope, …
├── TooMany         tried too often: too_many_attempts
├── BadSetting      what tells where the graph or the service is, and can't: bad_store, bad_address
├── StoreError
│   ├── StoreAway   the graph can't be reached now; asking again later helps
│   ├── StoreBusy   another change was in the way, again and again
│   └── StoreBug    the engine refused one of our own queries
└── PictureError    a picture that couldn't be drawn (graphsvc.pictures)
"""

from __future__ import annotations


class GraphsvcError(Exception):
    """A refusal with a stable `code`, a sentence in each language, and the `field` it is about, if any."""

    code = "refused"
    zh = "这件事现在办不了。"
    en = "This can't be done as asked."

    def __init__(
        self, code: str | None = None, zh: str | None = None, en: str | None = None, *, field: str | None = None
    ) -> None:
        self.code = code or type(self).code
        self.zh = zh or type(self).zh
        self.en = en or type(self).en
        self.field = field
        super().__init__(f"{self.code}: {self.en}")

    def text(self, lang: str = "zh") -> str:
        """The sentence in `lang`: `zh` or `en`."""
        return self.en if lang == "en" else self.zh


class NotFound(GraphsvcError):
    """Nobody knows this id, at the revision asked."""

    code = "not_found"


class Outside(GraphsvcError):
    """The thing is known, but not there on the day asked."""

    code = "outside_its_dates"


class BadQuestion(GraphsvcError):
    """A question that can't be answered as it was put."""

    code = "bad_question"


class Conflict(GraphsvcError):
    """A change that can't be made because of what is known already; nothing was written."""

    code = "conflict"


class Stale(GraphsvcError):
    """The graph has moved on since the revision named. `revision` is the present one, `changes` tell what came.

    `others` counts the changes in between that are not told: those beyond the caller's area, or beyond the first few.
    """

    code = "stale"
    zh = "查看之后又有了别的改动,没有写入任何内容。请看看改了什么,再试一次。"
    en = "The graph has changed since you looked; nothing was written. See what changed and try again."

    def __init__(self, revision: int, changes: list[dict[str, object]], others: int = 0) -> None:
        self.revision, self.changes, self.others = revision, changes, others
        super().__init__()


class Forbidden(GraphsvcError):
    """The caller may not ask or do this."""

    code = "forbidden"
    zh = "这不归您管的范围。请找有权限的同事。"
    en = "Outside your area. Ask a colleague who has this role."


class TooMany(GraphsvcError):
    """Something was tried too often; `after` is the seconds to wait."""

    code = "too_many_attempts"
    zh = "试的次数太多了,请过一会儿再试。"
    en = "Tried too often. Wait a while, then try again."

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after


class BadSetting(GraphsvcError):
    """A variable or option that tells where the graph or the service is, and can't be used."""

    code = "bad_setting"


class StoreError(GraphsvcError):
    """Anything between us and the graph."""

    code = "store_error"


class StoreAway(StoreError):
    """The graph can't be reached at the moment."""

    code = "store_away"
    zh = "图数据库暂时连不上,请过几秒再试。"
    en = "The graph can't be reached just now. Try again in a few seconds."


class StoreBusy(StoreError):
    """Other changes were in the way at every try."""

    code = "store_busy"
    zh = "正好有别的改动在写入,请再试一次。"
    en = "Other changes were being written. Try again."


class StoreBug(StoreError):
    """The engine refused one of our own queries: a fault of this program."""

    code = "store_bug"
    zh = "程序自身出了差错,没有写入任何内容。请告诉管理员。"
    en = "A fault of the program itself; nothing was written. Tell the administrator."


_LONGEST_ID = 64
_THINGS = {
    "household": ("住户", "household"),
    "place": ("地点", "place"),
    "unit": ("组织", "unit"),
    "post": ("岗位", "post"),
    "person": ("人员", "person"),
    "account": ("账号", "account"),
    "token": ("令牌", "token"),
}


def unknown(kind: str, id: str) -> NotFound:
    """The refusal for an id nobody knows: code `unknown_KIND`."""
    zh, en = _THINGS[kind]
    # No id is longer, and what somebody sent is not sent back at length.
    id = id if len(id) <= _LONGEST_ID else f"{id[:_LONGEST_ID]}…"
    return NotFound(
        f"unknown_{kind}",
        f"没有编号为“{id}”的{zh}。请核对编号。",
        f'There is no {en} "{id}". Check the id.',
        field=kind,
    )


def outside(kind: str, id: str, on: str) -> Outside:
    """The refusal for a thing asked outside its own dates: code `KIND_not_there`."""
    zh, en = _THINGS[kind]
    return Outside(
        f"{kind}_not_there",
        f"{on}这天,{zh}“{id}”不在册。请换个日期。",
        f'The {en} "{id}" is not there on {on}. Ask about another day.',
        field="on",
    )


def bad_question(code: str, field: str, zh: str, en: str) -> BadQuestion:
    """A `BadQuestion` that names its field."""
    return BadQuestion(code, zh, en, field=field)
