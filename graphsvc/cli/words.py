"""Every word the command's tables are made of, in Chinese; in English a word is what programs are told, spelt out."""

from __future__ import annotations

from collections.abc import Mapping

from graphsvc.rosters.columns import BASES, LIMIT_UNITS, RANKS, STEP_ROLES, WHENS

STATES = {
    "held": "在任", "acting": "代理", "deputy": "副职代行", "vacant": "空缺", "missing": "没有", "recused": "回避",
    "body": "机构",
}  # fmt: skip
MATCHES = {
    "id": "编号", "address": "地址", "number": "门牌号码", "phone": "电话", "name": "姓名", "pinyin": "拼音",
    "initials": "拼音首字母",
}  # fmt: skip
CHANGES = {
    "import": "导入", "reassign": "换人", "undo": "撤销", "term": "换届", "handover": "移交", "reorganise": "调整",
}  # fmt: skip
COUNTS = {"added": "新增", "changed": "变更", "ended": "结束", "unchanged": "不变", "left_alone": "未列出而保留"}
HEADS = {
    "acting": "代理", "address": "地址", "as": "主协办", "before": "原来", "body": "机构", "column": "列", "due": "到期",
    "file": "名册", "handler": "承办", "household": "住户", "households": "户数", "key": "编号", "level": "层级",
    "matched": "匹配", "matter": "事项", "paired": "对应组织", "person": "人员", "places": "服务范围", "post": "岗位",
    "rank": "类型", "responsible": "负责", "since": "起", "state": "状态", "step": "步", "title": "职务", "unit": "组织",
    "until": "止", "vacant_since": "空缺起", "who": "负责人", "assist": "协办", "change": "变动",
    "taken_by": "接任",
}  # fmt: skip
SAID = {
    "yes": "是", "no": "否", "none": "没有", "never_held": "从未有人任职", "preview": "预览,未写入",
    "households_affected": "受影响住户", "begun": "开始", "ended": "结束",
}  # fmt: skip

__all__ = ["BASES", "CHANGES", "COUNTS", "HEADS", "LIMIT_UNITS", "MATCHES", "RANKS", "SAID", "STATES", "STEP_ROLES",
           "WHENS", "heads", "word"]  # fmt: skip


def word(words: Mapping[str, str], code: str, lang: str) -> str:
    """The word for `code` in `lang`; one the table lacks is shown as it is."""
    return words.get(code, code) if lang == "zh" else code.replace("_", " ")


def heads(lang: str, *codes: str) -> tuple[str, ...]:
    """The heads of a table."""
    return tuple(word(HEADS, code, lang) for code in codes)
