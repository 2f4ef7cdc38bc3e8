"""Answers for people, as plain lines and tables."""

from __future__ import annotations

from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from graphsvc.cli.words import (
    CHANGES,
    HEADS,
    LIMIT_UNITS,
    MATCHES,
    RANKS,
    SAID,
    STATES,
    STEP_ROLES,
    WHENS,
    heads,
    word,
)  # fmt: skip
from graphsvc.rosters.columns import column_called, file_called

Json = dict[str, Any]


def console() -> Console:
    """Standard output; lines are as wide as they need where it is no terminal."""
    found = Console(highlight=False, markup=False, emoji=False)
    return found if found.is_terminal else Console(highlight=False, markup=False, emoji=False, width=200)


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE)
    for head in columns:
        table.add_column(head, overflow="fold")
    return table


def _who(rung: Json | None, lang: str) -> str:
    if rung is None:
        return "-"
    person, post = rung["person"], rung["post"]
    name = (
        " ".join(part for part in (person["name"], person["phone"]) if part) if person else word(STATES, "vacant", lang)
    )
    return f"{post['title']} {name}" if post else name


def found(data: Json, lang: str) -> None:
    """Households that were met."""
    out = console()
    if not data["items"]:
        out.print(word(SAID, "none", lang))
        return
    table = _table(*heads(lang, "household", "address", "matched"))
    for one in data["items"]:
        table.add_row(one["household"], one["address"], word(MATCHES, one["matched"], lang))
    out.print(table)
    if data["more"]:
        out.print("…")


def answer(data: Json, lang: str) -> None:
    """Who is responsible, and the ladder, lowest first."""
    out = console()
    first = data["responsible"]
    out.print(f"{data['on']}  #{data['revision']}  {data['household'] or data['place']}")
    label = word(HEADS, "responsible", lang)
    out.print(f"{label}: {first['unit']['name']}  {_who(first, lang)}" if first else f"{label}: -")
    table = _table(*heads(lang, "level", "unit", "state", "who", "paired"))
    for rung in data["ladder"]:
        pair = rung["paired"]
        beside = f"{pair['unit']['name']} {_who(pair, lang)}" if pair else "-"
        table.add_row(rung["level"], rung["unit"]["name"], word(STATES, rung["state"], lang), _who(rung, lang), beside)
    out.print(table)
    for why in data["why"]:
        out.print(why["text"])


def path(data: Json, lang: str) -> None:
    """The steps with their due times, then the exits."""
    out = console()
    out.print(f"{data['on']}  #{data['revision']}  {data['matter'] or ''}  {_instant(data['reported'])}")
    table = _table(*heads(lang, "step", "as", "handler", "who", "state", "due"))
    for step in data["steps"]:
        rung, body = step["rung"], step["body"]
        name = rung["unit"]["name"] if rung else body["name"] if body else step["handler"]
        who = _who(rung, lang) if rung else (body["phone"] or "-") if body else "-"
        role, state = word(STEP_ROLES, step["role"], lang), word(STATES, step["state"], lang)
        table.add_row(str(step["step"]), role, name, who, state, _instant(step["due"]))
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


def _instant(text: str | None) -> str:
    """Shanghai's time to the minute, as people write it; the last second of a day is the day's end."""
    return text[:16].replace("T", " ") if text else "-"


def _exit(one: Json, lang: str) -> str:
    """When it is for, to whom, within what, by which source."""
    body = one["body"]
    to = " ".join(part for part in (body["name"], body["phone"]) if part) if body else "-"
    limit = f"  {one['limit']} {word(LIMIT_UNITS, one['limit_unit'], lang)}" if one["limit"] else ""
    return f"{word(WHENS, one['when'], lang)} → {to}{limit}  {one['source'] or ''}".rstrip()


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
    for promise in data["promises"]:
        table = _table(*heads(lang, "matter", "handler", "state", "assist"))
        table.title = promise["text"]
        for matter in promise["matters"]:
            lead = matter["lead"]
            if lead is None:
                table.add_row(matter["name"], matter["why"][-1]["text"], "-", "-")
                continue
            beside = "、".join(_taken_by(one, lang) for one in matter["assists"])
            table.add_row(matter["name"], _taken_by(lead, lang), word(STATES, lead["state"], lang), beside or "-")
        out.print(table)


def _taken_by(step: Json, lang: str) -> str:
    rung, body = step["rung"], step["body"]
    if rung:
        return f"{rung['unit']['name']} {_who(rung, lang)}"
    return " ".join(part for part in (body["name"], body["phone"]) if part) if body else str(step["handler"])


def duties(data: Json, lang: str) -> None:
    """The posts, each with what it answers for."""
    rows: list[tuple[str, ...]] = [
        (
            one["post"], one["unit"], one["title"], word(RANKS, one["rank"], lang),
            one["since"] or word(STATES, "vacant", lang), word(SAID, "yes" if one["acting"] else "no", lang),
            " ".join(one["places"]) or "-", str(one["households"]),
        )
        for one in data["items"]
    ]  # fmt: skip
    _listed(data, lang, ("post", "unit", "title", "rank", "since", "acting", "places", "households"), rows)


def vacancies(data: Json, lang: str) -> None:
    """The posts that nobody holds."""
    rows: list[tuple[str, ...]] = [
        (
            one["post"], one["unit"], word(RANKS, one["rank"], lang),
            one["vacant_since"] or word(SAID, "never_held", lang),
        )
        for one in data["items"]
    ]  # fmt: skip
    _listed(data, lang, ("post", "unit", "rank", "vacant_since"), rows)


def _listed(data: Json, lang: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    out = console()
    out.print(f"{data['on']}  #{data['revision']}")
    if not rows:
        out.print(word(SAID, "none", lang))
        return
    table = _table(*heads(lang, *columns))
    for row in rows:
        table.add_row(*row)
    out.print(table)
    if data.get("more"):
        out.print("…")


def change(data: Json, lang: str) -> None:
    """A change or a preview: who goes and comes, whose answers change, what to mind."""
    out = console()
    made = _instant(data["at"]) if data["at"] else word(SAID, "preview", lang)
    out.print(f"#{data['revision']}  {word(CHANGES, data['kind'], lang)}  {made}  {data['actor']}  {data['reason']}")
    table = _table(*heads(lang, "change", "post", "person", "since", "until"))
    for verb in ("ended", "begun"):
        for one in data[verb]:
            table.add_row(word(SAID, verb, lang), one["post"], one["person"], one["since"], one["until"] or "-")
    if data["ended"] or data["begun"]:
        out.print(table)
    for one in data["facts"]:
        what = f"{file_called(one['file'], lang)} {one['key']} {column_called(one['column'], one['file'], lang)}"
        out.print(f"{what}: {one['before'] or '-'} → {one['after'] or '-'}")
    count, items = data["households"]["count"], data["households"]["items"]
    label = word(SAID, "households_affected", lang)
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


def candidates(data: Json, lang: str) -> None:
    """The candidates of a post, with what speaks for each and what is marked."""
    out = console()
    out.print(f"{data['on']}  #{data['revision']}  {data['post']}")
    english = lang == "en"
    gap = " " if english else ""
    table = _table(*(("person", "", "for", "marked") if english else ("人员", "姓名", "依据", "提示")))
    for one in data["items"]:
        reasons, marks = (gap.join(why["text"] for why in one[key]) for key in ("reasons", "marks"))
        table.add_row(one["person"]["id"], one["person"]["name"], reasons, marks)
    out.print(table)


def differences(data: Json, lang: str) -> None:
    """A what-if: each rung that says another thing."""
    out = console()
    english = lang == "en"
    out.print(f"{data['against_on']} → {data['on']}  #{data['revision']}")
    out.print(f"{'households' if english else '受影响住户'}: {data['households']}")
    heads = ("household", "line", "tier", "before", "after") if english else ("住户", "体系", "级", "原", "新")
    table = _table(*heads)
    for one in data["items"]:
        said = [
            f"{word(STATES, rung['state'], lang)} {rung['person'] or ''}" if rung else "-"
            for rung in (one["before"], one["after"])
        ]
        table.add_row(one["household"], one["line"], str(one["tier"]), *said)
    out.print(table)
