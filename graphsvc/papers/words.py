"""The words papers share, in both languages."""

from __future__ import annotations

from typing import Any

HEADINGS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "办理单", "dispute": "纠纷办理单", "matter": "事项", "parties": "当事各方", "home": "地点",
        "reported": "受理时间", "revision": "名册版本", "step": "步", "handler": "承办", "state": "状态",
        "starts": "开始", "due": "到期", "source": "依据", "exits": "出口", "left_out": "回避", "why": "理由",
        "instead": "接手", "nobody": "由下一步接手", "replay": "扫码按原样重查(需有权限)", "lead": "主办",
        "assist": "协办", "phone": "电话", "any": "事项未定", "on": "按此日名册", "party": "一方", "none": "无",
    },
    "en": {
        "title": "Receipt", "dispute": "Receipt of a dispute", "matter": "Matter", "parties": "Parties",
        "home": "Place",
        "reported": "Reported", "revision": "Revision", "step": "Step", "handler": "Handled by", "state": "State",
        "starts": "Starts", "due": "Due", "source": "Source", "exits": "Ways out", "left_out": "Stood aside",
        "why": "Reason", "instead": "Instead", "nobody": "the next step takes over",
        "replay": "Scan to ask again as it was (for those who may)", "lead": "lead", "assist": "assist",
        "phone": "Phone", "any": "any matter", "on": "As of", "party": "Party", "none": "none",
    },
}  # fmt: skip
STATES: dict[str, dict[str, str]] = {
    "zh": {"held": "在任", "acting": "代理", "deputy": "副职代行", "vacant": "空缺", "missing": "没有这一级",
           "recused": "回避", "body": "机构"},
    "en": {"held": "held", "acting": "acting", "deputy": "deputy", "vacant": "vacant", "missing": "missing",
           "recused": "stood aside", "body": "body"},
}  # fmt: skip
WHENS: dict[str, dict[str, str]] = {
    "zh": {"refused": "拒绝调解", "failed": "调解不成", "agreed": "达成协议", "crime": "涉嫌违法", "duty": "报告义务",
           "anytime": "随时"},
    "en": {"refused": "mediation refused", "failed": "mediation failed", "agreed": "agreement reached",
           "crime": "suspected offence", "duty": "duty to report", "anytime": "at any time"},
}  # fmt: skip
UNITS: dict[str, dict[str, str]] = {
    "zh": {"hours": "小时", "days": "天", "workdays": "工作日", "months": "个月"},
    "en": {"hours": "hours", "days": "days", "workdays": "workdays", "months": "months"},
}


def limit_text(row: dict[str, Any], lang: str) -> str:
    """A limit with its unit, or nothing."""
    if not row["limit"]:
        return ""
    unit = UNITS[lang][row["limit_unit"]]
    return f"{row['limit']} {unit.removesuffix('s') if row['limit'] == 1 else unit}"


def taken_by(step: dict[str, Any]) -> str:
    """The unit or body of a step, by name; else what it should have been."""
    if step["rung"]:
        name: str = step["rung"]["unit"]["name"]
        return name
    return str(step["body"]["name"] if step["body"] else step["handler"])
