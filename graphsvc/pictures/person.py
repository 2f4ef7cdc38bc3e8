"""The layout `person`: one holder and every post they hold, by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graphsvc.pictures.cards import LIT, Link, Run, line, no_link
from graphsvc.pictures.colours import ALARM, ALARM_FILL, INK, MUTED, PAPER, PURPLE, fill, ink
from graphsvc.pictures.compare import Difference, note_of
from graphsvc.pictures.drawing import Drawing, Item
from graphsvc.pictures.heading import heading, opening
from graphsvc.pictures.outline import changed
from graphsvc.pictures.panels import changes
from graphsvc.pictures.shown import PLAIN, Shown
from graphsvc.pictures.text import cell, fit, font, spacer, table
from graphsvc.pictures.words import words_of

WIDE, ONE_SIDE = 300, 6


@dataclass(frozen=True, slots=True)
class Held:
    """One post: of which unit, at which tier of which line, since when, and what it serves."""

    post: str
    title: str
    rank: str
    since: date | None
    acting: bool
    unit: str
    unit_name: str
    line: str
    role: str
    tier: int
    level: str
    places: str
    households: int


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person and what they hold on a day, and held on the day `before`, where that is compared."""

    on: date
    revision: int
    person: str
    name: str
    phone: str | None
    held: Sequence[Held]
    before: date | None = None
    was: Sequence[Held] = ()


def person_drawing(facts: PersonFacts, lang: str = "zh", link: Link = no_link, shown: Shown = PLAIN) -> Drawing:
    """The person in the middle, their posts to the right, the highest tier first, one colour a line."""
    words = words_of(lang)
    held = sorted(facts.held, key=lambda one: (one.role != "party", one.line, one.tier, one.post))
    asof = words["asof"].format(on=facts.on.isoformat(), revision=facts.revision)
    many = words["posts"].format(len(held))
    out = opening("person", facts.name, rankdir="LR", splines="line", nodesep=0.1, ranksep=0.3, ordering="out")
    found = _differences(facts) if facts.before else ()
    notes = {one.unit: note_of(one, words) for one in found}
    compared = words["compared"].format(facts.before) if facts.before else ""
    out.append(heading(facts.name, words["posts_of"], [many, asof, compared]))
    name = font(fit(facts.name, 20, 150, bold=True), 20, "white", bold=True)
    phone = spacer(4) + font(fit(facts.phone, 11, 150), 11, "white") if facts.phone else ""
    tip = cell(name + phone, WIDTH=170, HEIGHT=70, BGCOLOR=PURPLE, ID=f"person:{facts.person}", TITLE=facts.name,
               TARGET="_self")  # fmt: skip
    out.append(f"who [label=<{table([tip])}>];")
    names = [f"h{at}" for at in range(len(held))]
    left = len(held) // 2 if len(held) > ONE_SIDE else 0
    for at, (node, one) in enumerate(zip(names, held, strict=True)):
        table_of = _post(one, words, link, notes.get(one.post, ""), one.unit in shown.highlight)
        out.append(f"{node} [label=<{table_of}>];")
        ends = f"{node}:e -> who:w" if at < left else f"who:e -> {node}:w"
        out.append(f'{ends} [color="{fill(one.role, 2)}", penwidth=2];')
    for side in (names[:left], names[left:]):
        if len(side) > 1:
            out.append(f"{{rank=same; {' -> '.join(side)} [style=invis];}}")
    outline = tuple(Item(f"{_told(one, words)} {notes.get(one.post, '')}".strip()) for one in held)
    if facts.before is not None:
        out.append(f"changes [label=<{changes(facts.before, facts.on, found, words).html}>];")
        out.append("who -> changes [style=invis];")
        outline = (changed(facts.before, facts.on, found, words), *outline)
    told = "; ".join(part for part in (many, asof, compared) if part)
    return Drawing("\n".join([*out, "}"]) + "\n", f"{facts.name} {words['posts_of']}", told, outline,
                   before=facts.before, differences=found)  # fmt: skip


def _differences(facts: PersonFacts) -> tuple[Difference, ...]:
    """The posts taken and left since the day before, and those held otherwise: acting then, in full now."""
    old, new = {one.post: one for one in facts.was}, {one.post: one for one in facts.held}
    found = []
    for post in sorted({*old, *new}):
        was, now = old.get(post), new.get(post)
        if was and now and was.acting == now.acting:
            continue
        code = "changed" if was and now else "took" if now else "gave_up"
        one = now or was
        assert one is not None
        found.append(Difference(post, one.unit_name, code, was.title if was else None, now.title if now else None))
    return tuple(found)


def _told(one: Held, words: dict[str, str]) -> str:
    since = words["since"].format(one.since.isoformat()) if one.since else ""
    state = words["acting"] if one.acting else words.get(one.rank, "")
    where = f"{words['serves']} {one.places}" if one.places else ""
    many = f"{one.households:,} {words['households']}" if one.households else ""
    return ", ".join(part for part in (one.line, one.unit_name, one.title, state, since, where, many) if part)


def _post(one: Held, words: dict[str, str], link: Link, note: str, lit: bool) -> str:
    dark = ink(one.tier)
    room = WIDE - 20
    top = [line([Run(one.unit_name, 14, dark, True)], room),
           line([Run(one.line, 9, dark), Run(one.level, 9, dark, rank=3)], room)]  # fmt: skip
    head = cell(spacer(2).join(top), WIDTH=WIDE, HEIGHT=42, BGCOLOR=fill(one.role, one.tier), ID=f"post:{one.post}",
                TITLE=_told(one, words), HREF=link(one.unit), TARGET="_self",
                **(LIT if lit else {}))  # fmt: skip
    since = words["since"].format(one.since.isoformat()) if one.since else ""
    state = Run(f"◐ {words['acting']}", 10, ALARM, True) if one.acting else Run(words.get(one.rank, ""), 10, MUTED)
    told = cell(line([Run(one.title, 12, INK, True), state, Run(since, 10, MUTED, rank=3),
                      Run(note, 10, PURPLE, True, 6)], room), WIDTH=WIDE,
                HEIGHT=24, BGCOLOR=ALARM_FILL if one.acting else "white")  # fmt: skip
    many = f"{one.households:,} {words['households']}" if one.households else ""
    place = cell(line([Run(one.places or words["none"], 10, INK, True), Run(many, 9, MUTED)], room), WIDTH=WIDE,
                 HEIGHT=20, BGCOLOR=PAPER[1])  # fmt: skip
    return table([head, told, place], BGCOLOR="white")
