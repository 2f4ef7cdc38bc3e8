"""Answers for people, as plain lines and tables."""

from __future__ import annotations

from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

Json = dict[str, Any]

_STATES = {
    "held": "在任",
    "acting": "代理",
    "deputy": "副职代行",
    "vacant": "空缺",
    "missing": "没有",
    "recused": "回避",
    "body": "机构",
}

_WHENS = {
    "refused": "拒绝调解",
    "failed": "调解不成",
    "agreed": "达成协议",
    "crime": "涉嫌违法",
    "duty": "报告义务",
    "anytime": "随时",
}
_UNITS = {"hours": "小时", "days": "天", "workdays": "工作日", "months": "个月"}


def console() -> Console:
    """Standard output; lines are as wide as they need where it is no terminal."""
    found = Console(highlight=False, markup=False, emoji=False)
    return found if found.is_terminal else Console(highlight=False, markup=False, emoji=False, width=200)


def _state(state: str, lang: str) -> str:
    return state if lang == "en" else _STATES.get(state, state)


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _who(rung: Json | None, lang: str) -> str:
    if rung is None:
        return "-"
    person, post = rung["person"], rung["post"]
    name = " ".join(part for part in (person["name"], person["phone"]) if part) if person else _state("vacant", lang)
    return f"{post['title']} {name}" if post else name


def found(data: Json, lang: str) -> None:
    """Households that were met."""
    table = _table("household" if lang == "en" else "住户", "address" if lang == "en" else "地址", "")
    for one in data["items"]:
        table.add_row(one["household"], one["address"], one["matched"])
    console().print(table)


def answer(data: Json, lang: str) -> None:
    """Who is responsible, and the ladder, lowest first."""
    out = console()
    first = data["responsible"]
    out.print(f"{data['on']}  #{data['revision']}  {data['household'] or data['place']}")
    label = "responsible" if lang == "en" else "负责"
    out.print(f"{label}: {first['unit']['name']}  {_who(first, lang)}" if first else f"{label}: -")
    heads = (
        ("level", "unit", "state", "who", "paired") if lang == "en" else ("层级", "组织", "状态", "负责人", "对应组织")
    )
    table = _table(*heads)
    for rung in data["ladder"]:
        pair = rung["paired"]
        beside = f"{pair['unit']['name']} {_who(pair, lang)}" if pair else "-"
        table.add_row(rung["level"], rung["unit"]["name"], _state(rung["state"], lang), _who(rung, lang), beside)
    out.print(table)
    for why in data["why"]:
        out.print(why["text"])


def path(data: Json, lang: str) -> None:
    """The steps with their due times, then the exits."""
    out = console()
    out.print(f"{data['on']}  #{data['revision']}  {data['matter'] or ''}  {data['reported']}")
    heads = (
        ("step", "", "handler", "who", "state", "due") if lang == "en" else ("步", "", "承办", "负责人", "状态", "时限")
    )
    table = _table(*heads)
    for step in data["steps"]:
        rung, body = step["rung"], step["body"]
        name = rung["unit"]["name"] if rung else body["name"] if body else step["handler"]
        who = _who(rung, lang) if rung else (body["phone"] or "-") if body else "-"
        table.add_row(str(step["step"]), step["role"], name, who, _state(step["state"], lang), step["due"] or "-")
    out.print(table)
    for one in data["exits"]:
        out.print(_exit(one, lang))
    for one in data.get("left_out", ()):
        instead = one["instead"] or "-"
        out.print(
            f"{one['unit']}: {one['person']} stood aside ({one['text']}); instead {instead}"
            if lang == "en"
            else f"{one['unit']}: {one['person']} 回避({one['text']});接手 {instead}"
        )
    for why in data["why"]:
        out.print(why["text"])


def _exit(one: Json, lang: str) -> str:
    """When it is for, to whom, within what, by which source."""
    body = one["body"]
    to = " ".join(part for part in (body["name"], body["phone"]) if part) if body else "-"
    when = one["when"] if lang == "en" else _WHENS[one["when"]]
    unit = one["limit_unit"] if lang == "en" else _UNITS.get(one["limit_unit"], "")
    limit = f"  {one['limit']} {unit}" if one["limit"] else ""
    return f"{when} → {to}{limit}  {one['source'] or ''}".rstrip()


def hall(data: Json, lang: str) -> None:
    """Emergencies with their numbers, then each promise with who takes each matter first."""
    out = console()
    out.print(f"{data['on']}  #{data['revision']}  {data['household']}")
    for matter in data["emergencies"]:
        numbers = ", ".join(
            f"{one['body']['name']} {one['body']['phone'] or ''}".strip()
            for one in matter["exits"]
            if one["when"] == "anytime" and one["body"]
        )
        out.print(f"{matter['name']} → {numbers or '-'}")
    heads = ("matter", "who", "state", "assist") if lang == "en" else ("事项", "承办", "状态", "协办")
    for promise in data["promises"]:
        table = _table(*heads)
        table.title = promise["text"]
        for matter in promise["matters"]:
            lead = matter["lead"]
            if lead is None:
                table.add_row(matter["name"], matter["why"][-1]["text"], "-", "-")
                continue
            beside = "、".join(_taken_by(one, lang) for one in matter["assists"])
            table.add_row(matter["name"], _taken_by(lead, lang), _state(lead["state"], lang), beside or "-")
        out.print(table)


def _taken_by(step: Json, lang: str) -> str:
    rung, body = step["rung"], step["body"]
    if rung:
        return f"{rung['unit']['name']} {_who(rung, lang)}"
    return " ".join(part for part in (body["name"], body["phone"]) if part) if body else str(step["handler"])


def listed(data: Json, lang: str) -> None:
    """A list of duties or vacancies."""
    out = console()
    out.print(f"{data['on']}  #{data['revision']}")
    if not data["items"]:
        out.print("none" if lang == "en" else "没有")
        return
    table = _table(*data["items"][0])
    for one in data["items"]:
        table.add_row(*("-" if value is None else str(value) for value in one.values()))
    out.print(table)


def change(data: Json, lang: str) -> None:
    """A change or a preview: who goes and comes, whose answers change, what to mind."""
    out = console()
    english = lang == "en"
    made = data["at"] or ("preview, nothing written" if english else "预览,未写入")
    out.print(f"#{data['revision']}  {data['kind']}  {made}  {data['actor']}  {data['reason']}")
    heads = ("", "post", "person", "since", "until") if english else ("", "岗位", "人员", "起", "止")
    table = _table(*heads)
    for verb, zh in (("ended", "结束"), ("begun", "开始")):
        for one in data[verb]:
            word = verb if english else zh
            table.add_row(word, one["post"], one["person"], one["since"], one["until"] or "-")
    if data["ended"] or data["begun"]:
        out.print(table)
    for one in data["facts"]:
        told = f"{one['file']} {one['key']} {one['column']}: {one['before'] or '-'} → {one['after'] or '-'}"
        out.print(told)
    count, items = data["households"]["count"], data["households"]["items"]
    label = "households" if english else "受影响住户"
    more = " …" if len(items) > 10 else ""
    out.print(f"{label}: {count}  {' '.join(items[:10])}{more}")
    for one in data["warnings"]:
        out.print(f"! {one['text']}")


def changes(data: Json, lang: str) -> None:
    """The changes, each in the words of its row."""
    for one in data["items"]:
        change(one, lang)
    if data["more"]:
        console().print("…")
