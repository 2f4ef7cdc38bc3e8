"""The table of a bundle's files: columns, Chinese names, codes, keys. The one place that knows them."""

from __future__ import annotations

from dataclasses import dataclass, field

YES_NO = {"yes": "是", "no": "否"}
LINE_ROLES = {"management": "管理", "party": "党组织", "origin": "迁出地", "other": "其他"}
RANKS = {"head": "正职", "deputy": "副职", "member": "委员"}
BASES = {
    "elected": "推选", "appointed": "任命", "engaged": "聘任", "posted": "派驻",
    "concurrent": "兼任", "recruited": "招聘", "acting": "代理",
}  # fmt: skip
MATTER_KINDS = {
    "service": "办事", "deliberation": "议事", "dispute": "纠纷", "hardship": "困难",
    "utility": "八通", "right": "权益", "emergency": "紧急",
}  # fmt: skip
HOMES = {"here": "迁入地", "origin": "迁出地"}
STEP_ROLES = {"lead": "主办", "assist": "协办"}
WHENS = {
    "refused": "拒绝调解", "failed": "调解不成", "agreed": "达成协议",
    "crime": "涉嫌违法", "duty": "报告义务", "anytime": "随时",
}  # fmt: skip
LIMIT_UNITS = {"hours": "小时", "days": "天", "workdays": "工作日", "months": "个月"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind` tells how: id, text, scope, handler, date, whole (from `least`), yes_no, code."""

    name: str
    zh: str
    kind: str = "text"
    required: bool = False
    refers: str | None = None
    codes: dict[str, str] = field(default_factory=dict)
    least: int = 1


@dataclass(frozen=True, slots=True)
class File:
    """One file or sheet. Rows with the same `key` are the same fact."""

    name: str
    zh: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, header: str) -> Column | None:
        """The column of that English or Chinese name."""
        return next((column for column in self.columns if header in (column.name, column.zh)), None)


_ZH = {
    "line": "体系", "name": "名称", "name_en": "英文名", "role": "性质", "tier": "级", "head_title": "负责人职务",
    "place": "地点", "kind": "类别", "within": "上级地点", "code": "代码", "boundary": "四至", "unit": "组织",
    "part_of": "上级组织", "phone": "电话", "supervision": "监督电话", "since": "起", "until": "止",
    "paired_with": "对应组织", "post": "岗位", "title": "职务", "rank": "类型", "single": "单人", "order": "次序",
    "person": "人员", "household": "住户", "party_member": "党员", "former_cadre_of": "原任职村",
    "party_unit": "党组织关系", "birth_year": "出生年", "basis": "方式", "planned_end": "届满", "approved_by": "批准",
    "publish": "公开电话", "head": "户主", "size": "人数", "origin": "迁出地", "relative": "亲属", "relation": "关系",
    "body": "机构", "covers": "管辖", "matter": "事项", "category": "分类", "home": "属地", "source": "依据",
    "step": "步", "handler": "承办", "limit": "时限", "limit_unit": "单位", "when": "情形",
}  # fmt: skip


def _c(
    name: str,
    kind: str = "text",
    zh: str | None = None,
    *,
    refers: str | None = None,
    codes: dict[str, str] | None = None,
    least: int = 1,
) -> Column:
    """A column from its short form: a `*` behind the name marks it required."""
    bare = name.rstrip("*")
    return Column(bare, zh or _ZH[bare], kind, name.endswith("*"), refers, codes or {}, least)


def _ref(name: str, refers: str, zh: str | None = None) -> Column:
    return _c(name, "id", zh, refers=refers)


_SINCE, _UNTIL = _c("since*", "date"), _c("until", "date")
_LIMITS = (_c("limit", "whole"), _c("limit_unit", "code", codes=LIMIT_UNITS), _c("source"))
_STEP = (_c("step*", "whole"), _c("role*", "code", "主协办", codes=STEP_ROLES), _c("handler*", "handler"))

_ALL = (
    File("lines", "体系", ("line",), (
        _c("line*", "id"), _c("name*"), _c("name_en"), _c("role*", "code", codes=LINE_ROLES))),
    File("levels", "层级", ("line", "tier"), (
        _ref("line*", "lines"), _c("tier*", "whole"), _c("name*"), _c("name_en"), _c("head_title"))),
    File("places", "地点", ("place",), (
        _c("place*", "id"), _c("kind*"), _c("name*"), _ref("within", "places"), _c("code"), _c("boundary"))),
    File("units", "组织", ("unit",), (
        _c("unit*", "id"), _ref("line*", "lines"), _c("tier*", "whole"), _c("name*"), _c("name_en"),
        _ref("part_of", "units"), _c("phone", zh="值班电话"), _c("supervision"), _c("since", "date"), _UNTIL)),
    File("serves", "服务范围", ("unit", "place", "since"), (
        _ref("unit*", "units"), _ref("place*", "places"), _SINCE, _UNTIL)),
    File("pairs", "对应", ("unit", "paired_with", "since"), (
        _ref("unit*", "units"), _ref("paired_with*", "units"), _SINCE, _UNTIL)),
    File("posts", "岗位", ("post",), (
        _c("post*", "id"), _ref("unit*", "units"), _c("title*"), _c("rank*", "code", codes=RANKS),
        _c("single", "yes_no"), _c("order", "whole", least=-(2**53)), _c("since", "date"), _UNTIL)),
    File("people", "人员", ("person",), (
        _c("person*", "id"), _c("name*", zh="姓名"), _c("phone"), _ref("household", "households"),
        _c("party_member", "yes_no"), _ref("former_cadre_of", "places"), _ref("party_unit", "units"),
        _c("birth_year", "whole"))),
    File("tenures", "任职", ("post", "person", "since"), (
        _ref("post*", "posts"), _ref("person*", "people"), _SINCE, _UNTIL, _c("basis*", "code", codes=BASES),
        _c("planned_end", "date"), _c("approved_by"), _c("publish", "yes_no"))),
    File("households", "住户", ("household", "place", "since"), (
        _c("household*", "id"), _ref("place*", "places", "住址"), _ref("head", "people"),
        _c("size", "whole", least=0), _ref("origin", "places"), _SINCE, _UNTIL)),
    File("kin", "亲属", ("person", "relative"), (
        _ref("person*", "people"), _ref("relative*", "people"), _c("relation"))),
    File("bodies", "机构", ("body",), (
        _c("body*", "id"), _c("name*"), _c("kind*"), _c("phone"), _ref("covers", "places"))),
    File("matters", "事项", ("matter",), (
        _c("matter*", "id"), _c("name*"), _c("name_en"), _c("category*"), _c("kind*", "code", codes=MATTER_KINDS),
        _c("home", "code", codes=HOMES), _c("source"))),
    File("steps", "办理", ("matter", "step", "role", "handler"), (_c("matter*", "scope"), *_STEP, *_LIMITS)),
    File("exits", "出口", ("matter", "when", "body"), (
        _c("matter*", "scope"), _c("when*", "code", codes=WHENS), _c("body*", zh="机构类别"), *_LIMITS)),
    File("carveouts", "例外", ("matter", "place", "since", "step", "role", "handler"), (
        _ref("matter*", "matters"), _ref("place*", "places"), _SINCE, _UNTIL, *_STEP, *_LIMITS)),
)  # fmt: skip

FILES: dict[str, File] = {file.name: file for file in _ALL}


def file_named(name: str) -> File | None:
    """The file of that English or Chinese name."""
    return next((file for file in _ALL if name in (file.name, file.zh)), None)


def file_called(name: str, lang: str) -> str:
    """What a roster's file is called."""
    return FILES[name].zh if lang == "zh" and name in FILES else name


def column_called(name: str, of: str, lang: str) -> str:
    """What a column of a roster's file is called."""
    found = FILES[of].column(name) if of in FILES else None
    return found.zh if lang == "zh" and found else name
