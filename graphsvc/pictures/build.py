"""From the facts of a day to a sheet: who stands beside whom, and under whom."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import Any

from graphsvc.pictures.facts import ChartFacts
from graphsvc.pictures.notes import Note, of_board, of_difference, of_span
from graphsvc.pictures.sheet import Branch, Card, Sheet
from graphsvc.pictures.shown import PLAIN, Shown
from graphsvc.pictures.words import words_of

_NUMBERS = re.compile(r"([0-9]+)")
_ORDER = {"party": 0, "management": 1, "other": 2, "origin": 3}


@lru_cache(maxsize=16384)
def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """What to sort a name by, so that 2 comes before 10."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _NUMBERS.split(text) if part)


def label(places: list[str], lang: str) -> str:
    """Several places by name: a run as a range, 1–4号楼, any others as a count."""
    names = sorted(places, key=natural)
    if len(names) < 2:
        return "".join(names)
    parts = [re.fullmatch(r"([^0-9]*)([0-9]+)([^0-9]*)", name) for name in names]
    if all(parts) and len({(part[1], part[3]) for part in parts if part}) == 1:
        numbers = [int(part[2]) for part in parts if part]
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))) and parts[0]:
            return f"{parts[0][1]}{numbers[0]}–{numbers[-1]}{parts[0][3]}"
    return words_of(lang)["many"].format(len(names))


class _Builder:
    def __init__(self, facts: ChartFacts, lang: str, shown: Shown) -> None:
        self.facts = facts
        self.shown = shown
        self.lang = lang
        self.units = {unit["id"]: unit for unit in facts.units}
        self.lines = sorted(facts.lines, key=lambda line: (_ORDER.get(line["role"], 2), line["id"]))
        self.line_of = {line["id"]: line for line in self.lines}
        self.inside: dict[str, list[str]] = defaultdict(list)
        for id, place in sorted(facts.places.items()):
            self.inside[place["within"] or ""].append(id)
        self.below: dict[str, list[str]] = defaultdict(list)
        for id, unit in sorted(self.units.items()):
            if unit["part_of"] in self.units:
                self.below[unit["part_of"]].append(id)
        self.marks = self._marks()
        self.owns: dict[str, frozenset[str]] = {}
        self.labels: dict[frozenset[str], str] = {}
        self.covers: dict[str, frozenset[str]] = {}
        for unit in sorted(self.units.values(), key=lambda one: -one["tier"]):
            own = self.leaves(unit["serves"])
            under = [self.covers[id] for id in self.below[unit["id"]] if id in self.covers]
            self.covers[unit["id"]] = own or frozenset().union(*under)
        self.notes = self._notes()

    def leaves(self, places: list[str]) -> frozenset[str]:
        found, todo, seen = set(), list(places), set()
        while todo:
            place = todo.pop()
            if place in seen:
                continue
            seen.add(place)
            within = [id for id in self.inside[place] if self.facts.places[id]["kind"] not in ("dwelling", "entrance")]
            todo.extend(within)
            if not within:
                found.add(place)
        return frozenset(found)

    def _marks(self) -> dict[str, int]:
        held: dict[str, list[str]] = defaultdict(list)
        for unit in sorted(self.units.values(), key=lambda one: (one["tier"], natural(one["id"]))):
            person = unit["rung"].get("person")
            if person:
                held[person].append(unit["id"])
        many = [person for person, units in held.items() if len(units) > 1]
        return {person: number for number, person in enumerate(many, 1)}

    def _notes(self) -> dict[str, list[Note]]:
        words = words_of(self.lang)
        found: dict[str, list[Note]] = defaultdict(list)
        for one in self.facts.differences:
            found[one.unit].append(of_difference(one, words))
        if "span" in self.shown.layers:
            lowest = {unit["part_of"] for unit in self.units.values()}
            for id in self.units.keys() - lowest:
                many = self.households(self.own(id))
                if many > self.shown.span:
                    found[id].append(of_span(many, words))
        if "stale" in self.shown.layers:
            for id in sorted(self.units):
                if f"unit:{id}" in self.shown.stale or self._stale_place(id):
                    found[id].append(of_board(words))
        return found

    def _stale_place(self, id: str) -> bool:
        """Whether a place that a unit with nothing below serves has a board that is stale."""
        served = () if self.below[id] else self.units[id]["serves"]
        return any(f"place:{place}" in self.shown.stale for place in served)

    def key(self, id: str) -> tuple[Any, ...]:
        names = [natural(self.place(place)) for place in self.covers[id]]
        return (
            self.units[id]["tier"],
            min(names, default=((2, 0, ""),)),
            natural(self.units[id]["name"]),
            natural(id),
        )

    def place(self, id: str) -> str:
        place = self.facts.places.get(id)
        return str(place["name"]) if place else id

    def own(self, id: str) -> frozenset[str]:
        """The outermost places a unit serves, else those of the units below it."""
        if id not in self.owns:
            served = frozenset(self.units[id]["serves"])
            if not served:
                served = frozenset().union(*(self.own(one) for one in self.below[id]))
            self.owns[id] = frozenset(one for one in served if self.place_above(one) not in served)
        return self.owns[id]

    def place_above(self, id: str) -> str | None:
        place = self.facts.places.get(id)
        return place["within"] if place else None

    def households(self, places: frozenset[str]) -> int:
        return sum(self.facts.places[id]["households"] for id in places if id in self.facts.places)

    def label(self, places: frozenset[str]) -> str:
        if places not in self.labels:
            self.labels[places] = label([self.place(id) for id in places], self.lang)
        return self.labels[places]

    def card(self, id: str) -> Card:
        unit, held, own = self.units[id], self.units[id]["rung"], self.own(id)
        line: dict[str, Any] = self.line_of.get(unit["line"], {"role": "other", "levels": {}})
        level = line["levels"].get(unit["tier"], "")
        if self.lang == "en":
            level = line.get("levels_en", {}).get(unit["tier"]) or level
        return Card(
            id, unit["line"], line["role"], unit["tier"], level, unit["name"],
            held.get("title") or "", held.get("name"), held["state"], held.get("since"), held.get("vacant_since"),
            self.marks.get(held.get("person") or ""), self.label(own), self.households(own),
            tuple(self.notes.get(id, ())), id in self.shown.highlight, held["state"] not in self.shown.layers,
            held.get("phone") or unit.get("phone") or "",
        )  # fmt: skip

    def beside(self, lefts: list[str], rights: list[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """The right units that stand beside a left one, and those that hang under another right one instead."""
        paired = {a: b for one, two in self.facts.pairs for a, b in ((one, two), (two, one))}
        beside: dict[str, list[str]] = defaultdict(list)
        loose: dict[str, list[str]] = defaultdict(list)
        for id in rights:
            peer = paired.get(id)
            if peer not in lefts:
                peers = [one for one in lefts if self.units[one]["tier"] == self.units[id]["tier"]]
                shared = {one: len(self.covers[one] & self.covers[id]) for one in peers}
                peer = max(peers, key=lambda one: shared[one], default=None)
                if peer is None or not shared[peer]:
                    peer = None
            if peer is not None:
                beside[peer].append(id)
            else:
                above = self.units[id]["part_of"]
                loose[above if above in rights else ""].append(id)
        return beside, loose

    def branches(self, lefts: list[str], rights: list[str]) -> list[Branch]:
        beside, loose = self.beside(lefts, rights)

        def alone(id: str) -> Branch:
            below = tuple(alone(one) for one in sorted(loose[id], key=self.key))
            return Branch(None, (self.card(id),), self.label(self.own(id)), self.households(self.own(id)), below)

        def branch(id: str) -> Branch:
            right = sorted(beside[id], key=self.key)
            own = self.own(id) or frozenset().union(*(self.own(one) for one in right))
            below = [branch(one) for one in sorted(self.below[id], key=self.key) if one in lefts]
            below += [alone(one) for up in right for one in sorted(loose[up], key=self.key)]
            cards = tuple(self.card(one) for one in right)
            return Branch(self.card(id), cards, self.label(own), self.households(own), tuple(below))

        tops = [id for id in lefts if self.units[id]["part_of"] not in lefts]
        return [branch(id) for id in sorted(tops, key=self.key)] + [alone(id) for id in sorted(loose[""], key=self.key)]


def build_sheet(facts: ChartFacts, lang: str = "zh", shown: Shown = PLAIN) -> Sheet:
    """The sheet of these facts: the first two lines side by side, any further line as branches of its own."""
    made = _Builder(facts, lang, shown)
    of = {line["id"]: [id for id in made.units if made.units[id]["line"] == line["id"]] for line in made.lines}
    main = [line for line in made.lines if line["role"] in ("party", "management")][:2] or made.lines[:1]
    ids = [line["id"] for line in main]
    branches = made.branches(of[ids[0]], of[ids[1]] if len(ids) > 1 else []) if ids else []
    for line in made.lines:
        if line["id"] not in ids:
            branches += made.branches(of[line["id"]], [])
    root = frozenset(facts.root)
    buildings = sum(1 for id in made.leaves(list(root)) if facts.places.get(id, {}).get("kind") == "building")
    sides = tuple((line["role"], (lang == "en" and line.get("name_en")) or line["name"]) for line in main)
    return Sheet(facts.root_name, facts.on, facts.revision, buildings, made.households(root), sides, tuple(branches),
                 facts.before, tuple(facts.differences), shown)  # fmt: skip


def one_line(facts: ChartFacts) -> ChartFacts:
    """The facts of one line alone: that of the unit asked, else the one of management, else the first."""
    lines = sorted(facts.lines, key=lambda line: (line["id"] != facts.line, line["role"] != "management", line["id"]))
    kept = {line["id"] for line in lines[:1]}
    units = [unit for unit in facts.units if unit["line"] in kept]
    shown = {unit["id"] for unit in units}
    differences = [one for one in facts.differences if one.unit in shown]
    return replace(facts, lines=lines[:1], units=units, pairs=[], differences=differences)
