"""The layout `ladder`: how a matter climbs from one home, the answer on top: whom to ring now."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.answers import Path
from graphsvc.pictures.cards import Link, no_link
from graphsvc.pictures.colours import ALARM, INK, MUTED, PAPER, fill
from graphsvc.pictures.drawing import Drawing
from graphsvc.pictures.heading import opening
from graphsvc.pictures.ladder.cells import GAP, MAIN, PAIR, WIDE, call, main_card, pair_card, ways_out
from graphsvc.pictures.ladder.outline import outline
from graphsvc.pictures.ladder.steps import LIVE, steps_of, when
from graphsvc.pictures.shown import PLAIN, Shown
from graphsvc.pictures.text import bare_cell, cell, fit, font, sized, table
from graphsvc.pictures.words import words_of


@dataclass(frozen=True, slots=True)
class LadderFacts:
    """A path, where it starts in words, and what it is about, None without a matter."""

    path: Path
    address: str
    matter: str | None
    public: bool = False


def ladder_drawing(facts: LadderFacts, lang: str = "zh", link: Link = no_link, shown: Shown = PLAIN) -> Drawing:
    """The path as a picture and as a list."""
    words, path = words_of(lang), facts.path
    about = f"{facts.address} {facts.matter or words['any_matter']}"
    title = words["ladder_title"].format(about)
    asof = words["asof"].format(on=path.on.isoformat(), revision=path.revision)
    told = f"{words['reported'].format(when(path.reported))} · {asof}"
    steps = steps_of(path.steps, facts.public, shown)
    now = next((step for step in steps if step.lead.state in LIVE), None)
    out = opening("ladder", title, rankdir="BT", splines="line", nodesep=GAP / 72, ranksep=0.17, ordering="out")
    top = [bare_cell(font(*sized(title, (20, 18, 16, 14), WIDE - 8), bold=True), ALIGN="LEFT", WIDTH=WIDE)]
    top.append(bare_cell(font(fit(told, 10, WIDE - 8), 10, MUTED), ALIGN="LEFT"))
    top.append(call(now, words))
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
            out.append(f"p{at} [label=<{pair_card(step.pair, words, link)}>];")
            out.append(f'{rail} -> p{at} [color="{fill("party", 2)}", penwidth=2.4, weight=100];')
            rail = f"p{at}"
        out.append(f"m{at} [label=<{main_card(step, step is now, words, lang, link)}>];")
        alarm = step.lead.state not in LIVE
        look = f'color="{ALARM if alarm else fill("management", 1)}", penwidth=3{", style=dashed" if alarm else ""}'
        out.append(f"{below} -> m{at} [arrowhead=normal, arrowsize=0.7, weight=100, {look}];")
        below = f"m{at}"
        if step.pair is not None:
            out.append(f'{{rank=same; p{at} -> m{at} [color="{INK}", penwidth=3.4];}}')
    if path.exits:
        out.append(f"exits [label=<{ways_out(path.exits, words)}>];")
        out.append(f'exits -> home [style=dashed, color="{MUTED}", weight=100];')
    cards = tuple(one.card for step in steps for one in (step.shown, step.pair) if one)
    return Drawing("\n".join([*out, "}"]) + "\n", title, told, outline(path, steps, words), cards)
