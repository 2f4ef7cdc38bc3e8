"""The layout `ladder`: how a matter climbs from one home, the answer on top: whom to ring now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graphsvc.answers import Path, Rung
from graphsvc.answers.path import PathExit, PathStep
from graphsvc.answers.plain import instant
from graphsvc.pictures.cards import ALARMS, LIT, Link, Run, line, no_link
from graphsvc.pictures.colours import ALARM, ALARM_FILL, GROUND, INK, MUTED, PAPER, fill
from graphsvc.pictures.drawing import Drawing, Item
from graphsvc.pictures.heading import opening
from graphsvc.pictures.rungs import Stand, since, stand
from graphsvc.pictures.shown import PLAIN, Shown
from graphsvc.pictures.text import bare_cell, cell, fit, font, sized, spacer, table
from graphsvc.pictures.words import tier_word, words_of

PAIR, MAIN, GAP = 128, 270, 14
WIDE = PAIR + MAIN + GAP
LIVE = ("held", "acting", "deputy", "body")


@dataclass(frozen=True, slots=True)
class LadderFacts:
    """A path, where it starts in words, and what it is about, None without a matter."""

    path: Path
    address: str
    matter: str | None
    public: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    number: int
    lead: PathStep
    assists: tuple[PathStep, ...]
    shown: Stand | None
    pair: Stand | None


def ladder_drawing(facts: LadderFacts, lang: str = "zh", link: Link = no_link, shown: Shown = PLAIN) -> Drawing:
    """The path as a picture and as a list."""
    words, path = words_of(lang), facts.path
    about = f"{facts.address} {facts.matter or words['any_matter']}"
    title = words["ladder_title"].format(about)
    asof = words["asof"].format(on=path.on.isoformat(), revision=path.revision)
    told = f"{words['reported'].format(_when(path.reported))} · {asof}"
    steps = _steps(path.steps, facts.public, shown)
    now = next((step for step in steps if step.lead.state in LIVE), None)
    out = opening("ladder", title, rankdir="BT", splines="line", nodesep=GAP / 72, ranksep=0.17, ordering="out")
    top = [bare_cell(font(*sized(title, (20, 18, 16, 14), WIDE - 8), bold=True), ALIGN="LEFT", WIDTH=WIDE)]
    top.append(bare_cell(font(fit(told, 10, WIDE - 8), 10, MUTED), ALIGN="LEFT"))
    top.append(_now(now, words))
    out.append(f"label=<{table(top)}>; labelloc=t; labeljust=l;")
    home = cell(font(fit(facts.address, 14, WIDE - 10, bold=True), 14, bold=True), COLSPAN=3, WIDTH=WIDE, HEIGHT=34,
                BGCOLOR=PAPER[0])  # fmt: skip
    ports = bare_cell("", WIDTH=PAIR, HEIGHT=1, PORT="p", BGCOLOR=PAPER[0])
    ports += bare_cell("", WIDTH=GAP, HEIGHT=1, BGCOLOR=PAPER[0])
    ports += bare_cell("", WIDTH=MAIN, HEIGHT=1, PORT="m", BGCOLOR=PAPER[0])
    out.append(f"home [label=<{table([ports, home], padding=0)}>];")
    below, rail = "home:m", "home:p"
    for at, step in enumerate(steps):
        # The Party's edges are told first: out edges keep their order from left to right.
        if step.pair is not None:
            out.append(f"p{at} [label=<{_beside(step.pair, words, link)}>];")
            out.append(f'{rail} -> p{at} [color="{fill("party", 2)}", penwidth=2.4, weight=100];')
            rail = f"p{at}"
        out.append(f"m{at} [label=<{_main(step, step is now, words, lang, link)}>];")
        alarm = step.lead.state not in LIVE
        look = f'color="{ALARM if alarm else fill("management", 1)}", penwidth=3{", style=dashed" if alarm else ""}'
        out.append(f"{below} -> m{at} [arrowhead=normal, arrowsize=0.7, weight=100, {look}];")
        below = f"m{at}"
        if step.pair is not None:
            out.append(f'{{rank=same; p{at} -> m{at} [color="{INK}", penwidth=3.4];}}')
    if path.exits:
        out.append(f"exits [label=<{_exits(path.exits, words)}>];")
        out.append(f'exits -> home [style=dashed, color="{MUTED}", weight=100];')
    cards = tuple(one.card for step in steps for one in (step.shown, step.pair) if one)
    return Drawing("\n".join([*out, "}"]) + "\n", title, told, _outline(facts, steps, words), cards)


def _steps(steps: Sequence[PathStep], public: bool, shown: Shown) -> list[_Step]:
    def lit(rung: Rung) -> Stand:
        found = stand(rung, public)
        return replace(found, card=replace(found.card, lit=rung.unit.id in shown.highlight))

    found = []
    for lead in steps:
        if lead.role != "lead":
            continue
        beside = tuple(one for one in steps if one.role != "lead" and one.step == lead.step)
        pair = lead.rung.paired if lead.rung else None
        # Whoever stands beside the step is drawn there, not told again among those who help.
        others = tuple(one for one in beside if not (one.rung and pair and one.rung.unit.id == pair.unit.id))
        found.append(_Step(lead.step, lead, others, lit(lead.rung) if lead.rung else None,
                           lit(pair) if pair else None))  # fmt: skip
    return found


def _when(value: datetime) -> str:

    return str(instant(value))[:16].replace("T", " ")


def _name(step: _Step) -> str:
    if step.shown:
        return step.shown.card.name
    return step.lead.body.name if step.lead.body else step.lead.handler


def _phone(step: _Step) -> str:
    return step.shown.phone if step.shown else (step.lead.body.phone or "" if step.lead.body else "")


def _now(step: _Step | None, words: dict[str, str]) -> str:
    if step is None:
        text = font(words["nobody"], 15, ALARM, bold=True)
        return cell(text, WIDTH=WIDE, HEIGHT=52, BGCOLOR=ALARM_FILL, BORDER=1, STYLE="dashed", COLOR=ALARM)
    card = step.shown.card if step.shown else None
    who = f"{card.title} {card.person or ''}".strip() if card and card.title else _name(step)
    lines = [font(fit(f"{words['ring']} {who}", 15, WIDE - 16, bold=True), 15, "white", bold=True)]
    if _phone(step):
        lines.append(font(fit(_phone(step), 20, WIDE - 16, bold=True), 20, "white", bold=True))
    role = card.role if card else "management"
    return cell(spacer(3).join(lines), WIDTH=WIDE, HEIGHT=60, BGCOLOR=fill(role, 1))


def _sign(step: PathStep, now: bool, words: dict[str, str]) -> tuple[str, str]:
    signs = {"vacant": "○", "acting": "◐", "recused": "⊘", "missing": "×"}
    if step.state in signs:
        return f"{signs[step.state]} {words[step.state]}", ALARM
    if now:
        return f"● {words['lead']}", "white"
    return f"◇ {words['later']}", MUTED


def _main(step: _Step, now: bool, words: dict[str, str], lang: str, link: Link) -> str:
    lead = step.lead
    alarm = lead.state not in LIVE or lead.state in ALARMS
    dark = "white" if now and not alarm else INK
    quiet = "white" if now and not alarm else MUTED
    sign, colour = _sign(lead, now and not alarm, words)
    card = step.shown.card if step.shown else None
    tier = tier_word(card.tier, lang) if card else ""
    room = MAIN - 16
    marked = Run(sign, 10, colour, True)
    runs = [Run(tier, 9, quiet, rank=3), Run(*sized(_name(step), (13, 11, 10), room - 90), dark, True), marked]
    rows = [line(runs, room)]
    if card and card.state == "vacant":
        day = since(card)
        gone = words["since"].format(day.isoformat()) if day else words["never"]
        rows.append(line([Run(f"{words['vacant']}, {gone}; {words['climbs']}", 10, ALARM)], room))
    elif card:
        who = Run(card.person, 12, dark, True) if card.person else Run(words["hidden"], 9, quiet)
        acting = Run(words["deputy"] if card.state == "deputy" else "", 9, quiet, rank=3)
        rows.append(line([Run(card.title, 10, quiet, rank=2), who, acting, Run(_phone(step), 12, dark, rank=8)], room))
    elif _phone(step):
        rows.append(line([Run(_phone(step), 12, dark, True)], room))
    due = _due(lead, words)
    if due and lead.state in LIVE:
        rows.append(line([Run(due, 10, dark if now else INK)], room))
    rows += [line([Run(_assist(one, words), 9, quiet)], room) for one in step.assists]
    text = (
        spacer(3)
        .join(f'{row}<BR ALIGN="LEFT"/>' for row in rows)
        .replace('<BR ALIGN="LEFT"/><BR/>', '<BR ALIGN="LEFT"/>')
    )
    look: dict[str, object] = {"BGCOLOR": fill(card.role if card else "other", 1) if now else "white", "BORDER": 1,
                               "COLOR": fill(card.role if card else "other", 2)}  # fmt: skip
    if alarm:
        look = {"BGCOLOR": ALARM_FILL, "BORDER": 1, "STYLE": "dashed", "COLOR": ALARM}
    if card:
        tip = " · ".join(part for part in (card.name, card.title, card.person, lead.source) if part)
        look |= {"ID": card.unit, "TITLE": tip, "HREF": link(card.unit), "TARGET": "_self"}
        look |= LIT if card.lit else {}
    return table([cell(text, WIDTH=MAIN, CELLPADDING=6, BALIGN="LEFT", ALIGN="LEFT", **look)])


def _due(step: PathStep, words: dict[str, str]) -> str:
    limit = (
        words["limit"].format(step.limit, words[f"unit_{step.limit_unit}"]) if step.limit and step.limit_unit else ""
    )
    if step.due:
        return f"{words['due'].format(_when(step.due))}{f' ({limit})' if limit else ''}"
    return limit


def _assist(step: PathStep, words: dict[str, str]) -> str:
    rung, body = step.rung, step.body
    name = rung.unit.name if rung else body.name if body else step.handler
    phone = (rung.unit.phone if rung else body.phone if body else "") or ""
    return f"{words['assist']} {name} {phone}".strip()


def _beside(pair: Stand, words: dict[str, str], link: Link) -> str:
    card, room = pair.card, PAIR - 12
    alarm = card.alarm
    rows = [line([Run(card.name, 11, INK if alarm else fill(card.role, 1), True)], room)]
    if card.state == "vacant":
        rows.append(line([Run(f"○ {words['vacant']}", 10, ALARM, True)], room))
    else:
        mark = Run("◐", 10, ALARM, rank=8) if card.state == "acting" else Run("", 10)
        who = Run(card.person, 11) if card.person else Run(words["hidden"], 9, MUTED)
        rows.append(line([mark, who], room))
    if pair.phone:
        rows.append(line([Run(pair.phone, 10)], room))
    look: dict[str, object] = {"BGCOLOR": ALARM_FILL, "STYLE": "dashed", "COLOR": ALARM} if alarm else {
        "BGCOLOR": fill(card.role, 5), "COLOR": fill(card.role, 2)}  # fmt: skip
    tip = " · ".join(part for part in (card.name, card.title, card.person) if part)
    look = {"BORDER": 1, **look, **(LIT if card.lit else {})}
    return table([cell(spacer(3).join(rows), WIDTH=PAIR, CELLPADDING=5, ID=card.unit, TITLE=tip,
                       HREF=link(card.unit), TARGET="_self", **look)])  # fmt: skip


def _exits(exits: Sequence[PathExit], words: dict[str, str]) -> str:
    rows = [bare_cell(font(words["exits"], 12, bold=True), COLSPAN=4, ALIGN="LEFT", HEIGHT=22, BGCOLOR=GROUND)]
    for one in exits:
        unit = f"unit_{one.limit_unit}"
        limit = words["limit"].format(one.limit, words[unit]) if one.limit and one.limit_unit else ""
        name = one.body.name if one.body else words["missing"]
        parts = ((words[f"when_{one.when}"], 76, False), (name, 166, True),
                 ((one.body.phone or "") if one.body else "", 104, False), (limit, 66, False))  # fmt: skip
        rows.append("".join(
            cell(font(fit(text, 10, wide - 6, bold=bold), 10, bold=bold), WIDTH=wide, HEIGHT=19, ALIGN="LEFT",
                 BGCOLOR=GROUND)
            for text, wide, bold in parts
        ))  # fmt: skip
    return table(rows, padding=2)


def _outline(facts: LadderFacts, steps: list[_Step], words: dict[str, str]) -> tuple[Item, ...]:
    items = []
    for step in steps:
        card = step.shown.card if step.shown else None
        who = f"{card.title} {card.person or words['hidden']}" if card and card.state != "vacant" else ""
        state = words.get(step.lead.state, "")
        below = [Item(_assist(one, words)) for one in step.assists]
        if step.pair:
            mate = step.pair.card
            below.insert(0, Item(f"{words['next_to']}: {mate.name} {mate.person or ''} {step.pair.phone}".strip()))
        parts = (_name(step), who, state, _phone(step), _due(step.lead, words) if step.lead.state in LIVE else "")
        items.append(Item(f"{step.number}. {', '.join(part for part in parts if part)}", tuple(below)))
    exits = tuple(
        Item(f"{words[f'when_{one.when}']}: {one.body.name if one.body else words['missing']} "
             f"{(one.body.phone or '') if one.body else ''}".strip())
        for one in facts.path.exits
    )  # fmt: skip
    return (Item(words["steps"], tuple(items)), *([Item(words["exits"], exits)] if exits else []))
