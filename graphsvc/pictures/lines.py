"""The layout: tiers with one branch as pairs down the middle, then a column for each branch, then the legend."""

from __future__ import annotations

import itertools

from graphsvc.pictures.marks import ALARM, INK, MUTED, PAPER, PURPLE, WORDS, fill, ink, sides_of, unit_cell
from graphsvc.pictures.sheet import Branch, Card, Sheet
from graphsvc.pictures.text import FONT, cell, escape, font, table

LONGEST_COLUMN = 40
ACROSS = 4
WIDTHS = (118, 72, 118)


def dot_text(sheet: Sheet, lang: str = "zh") -> str:
    """The dot source of `sheet`."""
    words = WORDS.get(lang, WORDS["zh"])
    spine, columns = _spine(sheet.branches)
    out = [
        "digraph sheet {",
        f'bgcolor=white; fontname="{FONT}"; nodesep=0.12; ranksep=0.16; pad=0.2; splines=line; ordering=out; '
        f'tooltip="{escape(sheet.title)}";',
        f'node [fontname="{FONT}", shape=plain]; edge [arrowhead=none, penwidth=2.6, color="{_strands(sheet)}"];',
        f"title [label=<{_title(sheet, words)}>, id=title];",
    ]
    above = "title"
    for number, branch in enumerate(spine):
        heads = sheet.sides if number == 0 else ()
        out.append(f"s{number} [label=<{_pair(branch, heads, words)}>, id=s{number}];")
        out.append(f"{above} -> s{number} [style=invis];" if above == "title" else f"{above}:s -> s{number}:s;")
        above = f"s{number}"
    chunks = [chunk for column in columns for chunk in _chunks(column, words)]
    across = max(1, min(ACROSS if len(chunks) <= 16 else 8, len(chunks)))
    for at in range(0, len(chunks), across):
        row = chunks[at : at + across]
        tall = max(sum(height for height, _ in rows) for rows in row)
        names = [f"c{at + i}" for i in range(len(row))]
        for name, rows in zip(names, row, strict=True):
            rest = tall - sum(height for height, _ in rows)
            body = [text for _, text in rows] + ([cell("", HEIGHT=rest, COLSPAN=3)] if rest > 0 else [])
            out.append(f"{name} [label=<{table(body)}>, id={name}];")
        out.append("{rank=same; " + "; ".join(names) + "}")
        out += [f"{a} -> {b} [style=invis];" for a, b in itertools.pairwise(names)]
        if at == 0 and spine:
            out += _rail(above, names)
            above = names[0]
        else:
            out.append(f"{above} -> {names[0]} [style=invis, weight=100];")
            above = names[0]
    out += _foot(sheet, above, words)
    return "\n".join([*out, "}"]) + "\n"


def _strands(sheet: Sheet) -> str:
    return ":".join(fill(role, 1) for role, _ in sheet.sides) or INK


def _spine(branches: tuple[Branch, ...]) -> tuple[list[Branch], list[Branch]]:
    spine: list[Branch] = []
    while len(branches) == 1 and branches[0].below:
        spine.append(branches[0])
        branches = branches[0].below
    return spine, list(branches)


def _title(sheet: Sheet, words: dict[str, str]) -> str:
    totals = words["totals"].format(buildings=sheet.buildings, households=f"{sheet.households:,}")
    asof = "   " + words["asof"].format(on=sheet.on.isoformat(), revision=sheet.revision)
    left = font(sheet.title, 22, bold=True, longest=40) + font("  " + words["kind"], 14, MUTED)
    right = font(totals, 12, bold=True) + font(asof, 9, MUTED)
    return table([cell(left, WIDTH=620, ALIGN="LEFT") + cell(right, WIDTH=420, ALIGN="RIGHT")])


def _pair(branch: Branch, heads: tuple[tuple[str, str], ...], words: dict[str, str]) -> str:
    left, right = sides_of(branch)
    rows = []
    if heads:
        named = [cell(font(name, 14, fill(role, 1), bold=True, longest=20)) for role, name in heads]
        rows.append(named[0] + cell("") + (named[1] if len(named) > 1 else cell("")))
    span = max(1, len(right))
    middle = cell(_where(branch, words, 11), WIDTH=90, HEIGHT=42, BGCOLOR=PAPER[0], PORT="s", ROWSPAN=span)
    for i in range(span):
        row = (unit_cell(left, 200, 42, words, big=True, rowspan=span) + middle) if i == 0 else ""
        rows.append(row + unit_cell(right[i] if right else None, 200, 42 // span, words, big=True))
    return table(rows, padding=2)


def _where(branch: Branch, words: dict[str, str], size: int) -> str:
    lines = [font(branch.places, size, bold=True, longest=12)] if branch.places else []
    if branch.households:
        lines.append(font(f"{branch.households:,} {words['households']}", 8, MUTED))
    return '<BR/><FONT POINT-SIZE="2"> </FONT><BR/>'.join(lines)


def _rows(branch: Branch, words: dict[str, str], depth: int = 0) -> list[tuple[int, str]]:
    left, right = sides_of(branch)
    span = max(1, len(right))
    leaf = not branch.below
    each = 24 if leaf and depth else max(26, (60 if depth == 0 else 44) // span)
    rows: list[tuple[int, str]] = [(8, cell("", HEIGHT=8, COLSPAN=3))] if depth and not leaf else []
    tier = min((card.tier for card in branch.cards()[:1]), default=5)
    paper = PAPER[0] if tier <= 3 else PAPER[1] if tier == 4 else PAPER[2]
    for i in range(span):
        text = ""
        if i == 0:
            text = unit_cell(left, WIDTHS[0], each * span, words, rowspan=span, row=leaf)
            text += cell(_where(branch, words, 10), WIDTH=WIDTHS[1], BGCOLOR=paper, ROWSPAN=span, HEIGHT=each * span,
                         PORT="s" if depth == 0 else None)  # fmt: skip
        text += unit_cell(right[i] if right else None, WIDTHS[2], each, words, row=leaf or span > 1)
        rows.append((each, text))
    for one in branch.below:
        rows += _rows(one, words, depth + 1)
    return rows


def _chunks(branch: Branch, words: dict[str, str]) -> list[list[tuple[int, str]]]:
    rows = _rows(branch, words)
    # A row that another spans into can't open a column: cut only before a row that has all three cells.
    chunks: list[list[tuple[int, str]]] = [[]]
    for row in rows:
        if len(chunks[-1]) >= LONGEST_COLUMN and (row[1].count("<TD") == 3 or "COLSPAN" in row[1]):
            chunks.append([])
        chunks[-1].append(row)
    return chunks


def _rail(above: str, names: list[str]) -> list[str]:
    ring = (
        f'[label="", shape=circle, fixedsize=true, width=0.1, height=0.1, style=filled, fillcolor=white, color="{INK}"]'
    )
    rings = [f"r{i}" for i in range(len(names))]
    out = ["{rank=same; " + " ".join(f"{name} {ring};" for name in rings) + "}"]
    out += [f"{a} -> {b};" for a, b in itertools.pairwise(rings)]
    out += [f"{ring} -> {name}:s:n [weight=100];" for ring, name in zip(rings, names, strict=True)]
    out.append(f"{above}:s -> {rings[len(rings) // 2]};")
    return out


def _foot(sheet: Sheet, above: str, words: dict[str, str]) -> list[str]:
    def line(*parts: str) -> str:
        return "".join(cell(part, ALIGN="LEFT", WIDTH=110 if len(parts) > 1 else 220, HEIGHT=15) for part in parts)

    cards = sheet.cards()
    legend = [cell(font(words["how"], 12, bold=True), ALIGN="LEFT", COLSPAN=2)]
    legend += [line(font(name, 9, fill(role, 1), bold=True), font(words["side"], 9)) for role, name in sheet.sides]
    for mark, key, colour in (("◆n", "same", PURPLE), ("○ ◐", "alarm", ALARM), ("—", "unnamed", MUTED)):
        legend.append(line(font(mark, 9, colour, bold=True), font(words[key], 9)))
    gaps = [card for card in cards if card.state in ("vacant", "acting")]
    listed = [cell(font(f"{words['gaps']} · {len(gaps)}", 12, bold=True), ALIGN="LEFT", COLSPAN=2)]
    listed += [
        line(font(f"{card.places} {card.name}", 9, bold=True, longest=18), _gap(card, words)) for card in gaps[:30]
    ]
    if len(gaps) > 30:
        listed.append(line(font(f"… +{len(gaps) - 30}", 9, ALARM), ""))
    tally: dict[tuple[int, str, str], int] = {}
    for card in cards:
        key3 = (card.tier, card.role, card.level)
        tally[key3] = tally.get(key3, 0) + 1
    counts = [cell(font(words["counts"], 12, bold=True), ALIGN="LEFT", COLSPAN=2)]
    for (tier, role, level), number in sorted(tally.items()):
        attributes = {"BGCOLOR": fill(role, tier), "HEIGHT": 15, "WIDTH": 110}
        shown = cell(font(f"{tier} {level}", 9, ink(tier), longest=14), **attributes)
        counts.append(shown + cell(font(str(number), 9, ink(tier), bold=True), **attributes))
    out = []
    for name, rows in (("legend", legend), ("gaps", listed), ("counts", counts)):
        most = max(len(legend), len(listed), len(counts))
        body = rows + [cell("", HEIGHT=17 * (most - len(rows)), COLSPAN=2)] * (len(rows) < most)
        out.append(f"{name} [label=<{table(body, padding=1)}>, id={name}];")
    out.append("{rank=same; legend -> gaps -> counts [style=invis];}")
    out.append(f"{above} -> legend [style=invis, weight=100];")
    return out


def _gap(card: Card, words: dict[str, str]) -> str:
    day = card.vacant_since if card.state == "vacant" else card.since
    mark = f"○ {words['vacant']}" if card.state == "vacant" else f"◐ {card.person or ''} {words['acting']}"
    return font(f"{mark}{f' {day.isoformat()}' if day else ''}", 9, ALARM, longest=40)
