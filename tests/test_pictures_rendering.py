"""Every style at three sizes, looked at: nothing overlaps, nothing leaves its box, all can be read on its paper."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from graphsvc.pictures import Drawing, sheet_drawing
from graphsvc.pictures.building import building_drawing
from graphsvc.pictures.compare import compared
from graphsvc.pictures.doors import doors_drawing
from graphsvc.pictures.ladder import ladder_drawing
from graphsvc.pictures.person import person_drawing
from graphsvc.pictures.shown import LAYERS, Shown
from tests.seen import Box, Seen, Text, seen
from tests.sheets import building_facts, community, door_facts, ladder_facts, person_facts, tiers

PAPERS = {"A4": (595, 842), "A3": (842, 1191), "A2": (1191, 1684)}
SMALLEST = 6.5
CASES = [
    *((style, size) for style in ("lines", "tree", "poster") for size in (1, 52, 120, 250, 600)),
    *((f"{style} of so many tiers", size) for style in ("lines", "tree", "poster") for size in (1, 4, 7)),
    *((f"{style} of three tiers, wide", 600) for style in ("lines", "tree", "poster")),
    *((f"{style} with all layers, compared", size) for style in ("lines", "tree", "poster") for size in (8, 52)),
    *(("doors", size) for size in (1, 13, 52)),
    *(("building", size) for size in (2, 14, 30)),
    *(("ladder", size) for size in (1, 5, 9)),
    *(("person", size) for size in (0, 2, 25)),
]


def drawing(style: str, size: int, lang: str) -> Drawing:
    if style == "doors":
        return doors_drawing(door_facts(size), lang)
    if style == "building":
        return building_drawing(building_facts(size), lang)
    if style == "ladder":
        return ladder_drawing(ladder_facts(size), lang)
    if style == "person":
        return person_drawing(person_facts(size), lang)
    style, _, more = style.partition(" ")
    if not more:
        return sheet_drawing(community(size), style, lang)
    if more == "of so many tiers":
        return sheet_drawing(tiers(*[2] * (size - 1)), style, lang)
    if more == "of three tiers, wide":
        return sheet_drawing(tiers(6, size // 6), style, lang)
    before, after = community(size), community(size)
    for unit in after.units[::4]:
        unit["rung"].update(state="held", person="y", name="李某")
    stale = frozenset(f"unit:{unit['id']}" for unit in after.units[::3])
    shown = Shown(layers=frozenset(LAYERS), span=84, stale=stale)
    return sheet_drawing(compared(before, replace(after, on=date(2026, 12, 1))), style, lang, shown=shown)


@cache
def look(style: str, size: int, lang: str = "zh") -> Seen:
    return seen(drawing(style, size, lang).source)


def box_of(text: Text, boxes: list[Box]) -> Box | None:
    return min((box for box in boxes if box.holds(*text.middle)), key=lambda box: box.area, default=None)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("style", "size"), CASES)
def test_no_text_leaves_its_box(style: str, size: int, lang: str) -> None:
    found = look(style, size, lang)
    assert found.texts
    out = []
    for text in found.texts:
        box = box_of(text, found.boxes)
        if box and (text.left < box.left - 0.5 or text.right > box.right + 0.5):
            out.append((text.text, box))
        if box and not box.low - 1 <= text.base <= box.high - text.size * 0.7:
            out.append((text.text, box))
    assert out == []


@pytest.mark.parametrize("style", ["lines", "poster"])
def test_long_names_are_cut_to_their_boxes(style: str) -> None:
    """In letters of every width, for units, places and holders; no box grows by them, so that nothing drifts."""
    plain, facts = seen(sheet_drawing(community(13), style).source), community(13)
    for at, unit in enumerate(facts.units):
        unit["name"] = "管理Whjil0123" * 9 + str(at)
        if unit["rung"]["name"]:
            unit["rung"]["name"] = "阿卜杜拉mW09" * 9
    for place in facts.places.values():
        place["name"] = "0123456789Wm栋" * 9
    found = seen(sheet_drawing(facts, style).source)
    assert found.wide <= plain.wide + 2
    for text in found.texts:
        box = box_of(text, found.boxes)
        assert box is None or (text.left >= box.left - 0.5 and text.right <= box.right + 0.5), text.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("style", "size"), CASES)
def test_no_two_texts_overlap(style: str, size: int, lang: str) -> None:
    rows: dict[int, list[Text]] = {}
    for text in look(style, size, lang).texts:
        for band in range(int((text.base - 1) // 4), int((text.base + text.size * 0.7) // 4) + 1):
            rows.setdefault(band, []).append(text)
    over = []
    for row in rows.values():
        row.sort(key=lambda text: text.left)
        for one, other in pairwise(row):
            apart = other.base > one.base + one.size * 0.75 or one.base > other.base + other.size * 0.75
            if other.left < one.right - 0.6 and not apart:
                over.append((one.text, other.text))
    assert over == []


@pytest.mark.parametrize(("style", "size"), CASES)
def test_boxes_are_apart_or_one_in_another(style: str, size: int) -> None:
    boxes = sorted(look(style, size).boxes, key=lambda box: (box.left, -box.right))
    over = []
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if other.left >= one.right - 1.2:
                break
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.high, other.high) - max(one.low, other.low)
            if across > 1.2 and down > 1.2:
                inner = min(one, other, key=lambda box: box.area)
                if (inner.right - inner.left) - across > 1.2 or (inner.high - inner.low) - down > 1.2:
                    over.append((one, other))
    assert over == []


@pytest.mark.parametrize(("style", "size"), CASES)
def test_some_paper_shows_it_large_enough(style: str, size: int) -> None:
    found = look(style, size)
    least = min(text.size for text in found.texts)
    scales = [
        min(1, (short - 28) / found.wide, (long - 28) / found.tall)
        for one, other in PAPERS.values()
        for short, long in ((one, other), (other, one))
    ]
    assert least * max(scales) >= SMALLEST


@pytest.mark.parametrize(("style", "size"), CASES)
def test_text_stands_out_from_what_it_stands_on(style: str, size: int) -> None:
    found = look(style, size)
    dim = set()
    for text in found.texts:
        box = box_of(text, found.boxes)
        ground = box.colour if box else "#ffffff"
        if contrast(text.colour, ground) < 4.5:
            dim.add((text.text, text.colour, ground))
    assert dim == set()


def contrast(one: str, other: str) -> float:
    """The ratio of the W3C's accessibility guidelines."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    names = {"white": "#ffffff", "black": "#000000"}
    digits = names.get(colour, colour).removeprefix("#")
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@cache
def cjk_characters() -> set[int]:
    listed = subprocess.run(
        ["fc-match", "-f", "%{charset}", "Noto Sans CJK SC"], capture_output=True, text=True, check=True
    ).stdout
    found: set[int] = set()
    for span in listed.split():
        first, _, last = span.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


@pytest.mark.parametrize(("style", "size"), CASES)
def test_every_character_has_a_glyph(style: str, size: int) -> None:
    told = {character for text in look(style, size).texts for character in text.text}
    assert {character for character in told if ord(character) not in cjk_characters()} == set()
