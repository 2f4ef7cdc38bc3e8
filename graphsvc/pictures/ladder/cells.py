"""The cells of a ladder: whom to ring now, a step's card, its pair, the ways out."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.answers.path import PathExit, PathStep
from graphsvc.pictures.cards import ALARMS, LIT, Link, Run, line
from graphsvc.pictures.colours import ALARM, ALARM_FILL, GROUND, INK, MUTED, fill
from graphsvc.pictures.ladder.steps import LIVE, Step, assist, due_of, name_of, phone_of
from graphsvc.pictures.rungs import Stand, since
from graphsvc.pictures.text import bare_cell, cell, fit, font, sized, spacer, table
from graphsvc.pictures.words import tier_word

PAIR, MAIN, GAP = 128, 270, 14
WIDE = PAIR + MAIN + GAP


def call(step: Step | None, words: dict[str, str]) -> str:
    """Whom to ring now, in words, with their phone."""
    if step is None:
        text = font(words["nobody"], 15, ALARM, bold=True)
        return cell(text, WIDTH=WIDE, HEIGHT=52, BGCOLOR=ALARM_FILL, BORDER=1, STYLE="dashed", COLOR=ALARM)
    card = step.shown.card if step.shown else None
    who = f"{card.title} {card.person or ''}".strip() if card and card.title else name_of(step)
    lines = [font(fit(f"{words['ring']} {who}", 15, WIDE - 16, bold=True), 15, "white", bold=True)]
    if phone_of(step):
        lines.append(font(fit(phone_of(step), 20, WIDE - 16, bold=True), 20, "white", bold=True))
    role = card.role if card else "management"
    return cell(spacer(3).join(lines), WIDTH=WIDE, HEIGHT=60, BGCOLOR=fill(role, 1))


def _sign(step: PathStep, now: bool, words: dict[str, str]) -> tuple[str, str]:
    signs = {"vacant": "○", "acting": "◐", "recused": "⊘", "missing": "×"}
    if step.state in signs:
        return f"{signs[step.state]} {words[step.state]}", ALARM
    if now:
        return f"● {words['lead']}", "white"
    return f"◇ {words['later']}", MUTED


def main_card(step: Step, now: bool, words: dict[str, str], lang: str, link: Link) -> str:
    """A step's own card: who leads it, by when, and who helps."""
    lead = step.lead
    alarm = lead.state not in LIVE or lead.state in ALARMS
    dark = "white" if now and not alarm else INK
    quiet = "white" if now and not alarm else MUTED
    sign, colour = _sign(lead, now and not alarm, words)
    card = step.shown.card if step.shown else None
    tier = tier_word(card.tier, lang) if card else ""
    room = MAIN - 16
    marked = Run(sign, 10, colour, True)
    runs = [Run(tier, 9, quiet, rank=3), Run(*sized(name_of(step), (13, 11, 10), room - 90), dark, True), marked]
    rows = [line(runs, room)]
    if card and card.state == "vacant":
        day = since(card)
        gone = words["since"].format(day.isoformat()) if day else words["never"]
        rows.append(line([Run(f"{words['vacant']}, {gone}; {words['climbs']}", 10, ALARM)], room))
    elif card:
        who = Run(card.person, 12, dark, True) if card.person else Run(words["hidden"], 9, quiet)
        acting = Run(words["deputy"] if card.state == "deputy" else "", 9, quiet, rank=3)
        rows.append(
            line([Run(card.title, 10, quiet, rank=2), who, acting, Run(phone_of(step), 12, dark, rank=8)], room)
        )
    elif phone_of(step):
        rows.append(line([Run(phone_of(step), 12, dark, True)], room))
    due = due_of(lead, words)
    if due and lead.state in LIVE:
        rows.append(line([Run(due, 10, dark if now else INK)], room))
    rows += [line([Run(assist(one, words), 9, quiet)], room) for one in step.assists]
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


def pair_card(pair: Stand, words: dict[str, str], link: Link) -> str:
    """Who stands beside a step."""
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


def ways_out(exits: Sequence[PathExit], words: dict[str, str]) -> str:
    """The ways out of a path, a row each."""
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
