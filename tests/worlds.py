"""Random small worlds: valid roster bundles with every trap the rules of an answer know.

A world is a bundle, `{file: [{column: text}]}` with English columns (contract section 1). It keeps every rule of
"Refused", so an import takes it into an empty graph. `random_world` draws one from any `random.Random`; `worlds`
is the same for hypothesis.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product
from random import Random

from hypothesis import strategies as st

Row = dict[str, str]
Bundle = dict[str, list[Row]]

# Few days, so that facts often begin or end on one and the same day, and questions fall on the edges.
DAYS = [date(2019, 7, 1), date(2021, 1, 31), date(2022, 6, 1), date(2023, 3, 15), date(2024, 2, 29)]
DAYS += [date(2025, 1, 28), date(2025, 10, 11), date(2026, 5, 1), date(2026, 11, 24), date(2027, 2, 1)]
BASES = ["elected", "appointed", "engaged", "posted", "concurrent", "recruited"]
UNITS_OF_LIMIT = ["hours", "days", "workdays", "months"]
MATTER_KINDS = ["service", "deliberation", "dispute", "hardship", "utility", "right"]
BODY_KINDS = ["police", "court", "justice", "utility:water", "hall"]
WHENS = ["refused", "failed", "agreed", "crime", "duty", "anytime"]


def worlds() -> st.SearchStrategy[Bundle]:
    """Valid bundles, each from a seed: a world takes more draws than hypothesis gives one example."""
    return st.integers(0, 2**32 - 1).map(lambda seed: random_world(Random(seed)))


def days_asked(bundle: Bundle) -> list[date]:
    """The days on which an answer may change: every date of the bundle, the day before each, and far ends."""
    named = {
        date.fromisoformat(row[column])
        for rows in bundle.values()
        for row in rows
        for column in ("since", "until")
        if row.get(column)
    }
    return sorted(named | {day - timedelta(1) for day in named} | {date(2018, 1, 1), date(2030, 1, 1)})


def random_world(rng: Random) -> Bundle:
    """One valid bundle: some places, lines, units, holders, homes and matters, all small."""
    return _World(rng).bundle


class _World:
    """The draw of one world, file after file, each leaning on those before it."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.bundle: Bundle = {}
        self.tiers: dict[str, list[int]] = {}
        self.roles: dict[str, str] = {}
        self.units: dict[str, tuple[str, int]] = {}
        for draw in (self._lines, self._places, self._units, self._serves, self._pairs, self._people):
            draw()
        for draw in (self._posts, self._households, self._families, self._bodies, self._matters, self._ways):
            draw()

    def _add(self, file: str, **cells: object) -> None:
        """One row; what is None has an empty cell, or no cell at all."""
        row = {key: str(value) for key, value in cells.items() if value is not None}
        self.bundle.setdefault(file, []).append(row)

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _span(self, share_open: float = 0.6, share_always: float = 0.0) -> tuple[date | None, date | None]:
        """A `since` and an `until`; None where the cell is empty."""
        first, last = sorted(self.rng.sample(DAYS, 2))
        since = None if self._chance(share_always) else first
        return since, None if self._chance(share_open) else last

    def _spans(self, most: int) -> list[tuple[date, date | None]]:
        """Disjoint spans in order, some touching, some with gaps, the last perhaps open."""
        edges: list[date] = sorted(self.rng.sample(DAYS, self.rng.randint(2, min(len(DAYS), most * 2))))
        spans: list[tuple[date, date | None]] = [(a, b) for a, b in pairwise(edges) if self._chance(0.7)]
        if spans and self._chance(0.5):
            spans[-1] = (spans[-1][0], None)
        return spans

    def _lines(self) -> None:
        """Management, party and origin lines, now and then one of them missing, and up to two others."""
        wanted = [("m", "management"), ("党", "party"), ("o:1", "origin")]
        lines = [pair for pair in wanted if self._chance(0.93)]
        lines += [(f"x{n}", "other") for n in range(self.rng.choice([0, 0, 1, 2]))] or []
        for line, role in lines or wanted[:1]:
            self.roles[line] = role
            depth = self.rng.randint(1, 7 if role in ("management", "party") else 3)
            self.tiers[line] = (
                sorted(self.rng.sample(range(1, 10), depth)) if self._chance(0.2) else [*range(1, depth + 1)]
            )
            self._add("lines", line=line, name=f"line {line}", role=role)
            for tier in self.tiers[line]:
                self._add("levels", line=line, tier=tier, name=f"level {line} {tier}")

    def _places(self) -> None:
        """Two or three trees of places: the community, the villages, and a place alone."""
        self.places: list[str] = []
        self.trees: list[list[str]] = []
        for root, count in (("c", self.rng.randint(2, 9)), ("v", self.rng.randint(1, 4)), ("solo", 1)):
            tree: list[str] = []
            for n in range(count):
                place = f"{root}{n}" if self._chance(0.7) else f"{root.upper()}-{n}号"
                within = self.rng.choice(tree[-3:]) if tree else None
                tree.append(place)
                kind = "community" if within is None else self.rng.choice(["building", "entrance", "dwelling"])
                self._add("places", place=place, kind=kind, name=f"place {place}", within=within)
            self.places += tree
            self.trees.append(tree)
        self.rng.shuffle(self.bundle["places"])

    def _units(self) -> None:
        """A few units on every tier of every line, most of them part of one above, some with their own dates."""
        for line, tiers in self.tiers.items():
            above: list[str] = []
            for tier in tiers:
                level = [f"{line}{tier}{self.rng.choice('abAB')}{n}" for n in range(self.rng.choice([0, 1, 1, 2, 2]))]
                for unit in level:
                    self.units[unit] = (line, tier)
                    part_of = self.rng.choice(above[-4:]) if above and self._chance(0.85) else None
                    since, until = self._span(0.5, 0.5) if self._chance(0.3) else (None, None)
                    self._add("units", unit=unit, line=line, tier=tier, name=f"unit {unit}", part_of=part_of,
                              since=since, until=until)  # fmt: skip
                above += level

    def _serves(self) -> None:
        for unit in self.units:
            for place in self.rng.sample(self.places, self.rng.choice([0, 1, 1, 1, 2, 2])):
                for since, until in [self._span(0.8)] if self._chance(0.7) else self._spans(2):
                    self._add("serves", unit=unit, place=place, since=since, until=until)
        # A whole tree mostly shares something on each line, as neighbours do; else few could dispute.
        for line, tree in product(self.tiers, self.trees[:2]):
            shared = [unit for unit, (its, _) in self.units.items() if its == line]
            if shared and self._chance(0.7):
                rows = self.bundle.get("serves", [])
                unit = self.rng.choice(shared[:2])
                if not any((row["unit"], row["place"]) == (unit, tree[0]) for row in rows):
                    self._add("serves", unit=unit, place=tree[0], since=DAYS[0])

    def _pairs(self) -> None:
        """Pairs of a management and a party unit, in either column, one at a time for each unit."""
        sides: dict[str, list[str]] = {"management": [], "party": []}
        for unit, (line, _) in self.units.items():
            sides.get(self.roles[line], []).append(unit)
        left, right = (self.rng.sample(units, len(units)) for units in sides.values())
        for one, other in zip(left, right, strict=False):
            for since, until in self._spans(2) if self._chance(0.6) else []:
                pair = [one, other] if self._chance(0.5) else [other, one]
                self._add("pairs", unit=pair[0], paired_with=pair[1], since=since, until=until)

    def _people(self) -> None:
        self.people = [f"p{n}" if self._chance(0.8) else f"P{n}" for n in range(self.rng.randint(3, 12))]
        for person in self.people:
            self._add("people", person=person, name=f"person {person}")

    def _posts(self) -> None:
        """Posts of every rank; in a single post the tenures follow one another, in others people overlap."""
        for unit in self.units:
            for n in range(self.rng.choice([0, 1, 1, 2, 3])):
                post = f"{unit}-{self.rng.choice('zyZ')}{n}"
                rank = self.rng.choice(["head", "head", "head", "deputy", "deputy", "member"])
                single = self.rng.choice([None, "yes", "yes", "no", "no"])
                since, until = self._span(0.5, 0.5) if self._chance(0.2) else (None, None)
                order = self.rng.choice([None, None, 1, 2, 10])
                self._add("posts", post=post, unit=unit, title=f"title {rank}", rank=rank, single=single, order=order,
                          since=since, until=until)  # fmt: skip
                if single == "no":
                    for person in self.rng.sample(self.people, self.rng.randint(0, 3)):
                        self._tenures(post, [person])
                elif self._chance(0.85):
                    self._tenures(post, self.people)

    def _tenures(self, post: str, candidates: list[str]) -> None:
        """Tenures that never overlap; the same person may follow on with another basis."""
        person = self.rng.choice(candidates)
        for since, until in self._spans(3):
            if self._chance(0.5):
                person = self.rng.choice(candidates)
            basis = "acting" if self._chance(0.25) else self.rng.choice(BASES)
            self._add("tenures", post=post, person=person, since=since, until=until, basis=basis)

    def _households(self) -> None:
        """Households with one to three stays, from an origin or from none."""
        for n in range(self.rng.randint(1, 6)):
            spans = self._spans(2) or [(DAYS[0], None)]
            if self._chance(0.4):
                spans = [(self.rng.choice(DAYS[:4]), None)]
            for since, until in spans:
                origin = self.rng.choice(self.rng.choice([self.places, self.trees[1]])) if self._chance(0.7) else None
                head = self.rng.choice(self.people) if self._chance(0.5) else None
                self._add("households", household=f"h{n}", place=self._dwelling(), head=head,
                          size=self.rng.choice([None, 1, 4]), origin=origin, since=since, until=until)  # fmt: skip

    def _dwelling(self) -> str:
        return self.rng.choice(self.trees[0] if self._chance(0.7) else self.places)

    def _families(self) -> None:
        """Some people listed in a household, some in one that is not always there; kin declared one way or both."""
        homes = sorted({row["household"] for row in self.bundle["households"]})
        for row in self.bundle["people"]:
            if self._chance(0.55):
                row["household"] = self.rng.choice(homes)
            if self._chance(0.15) and (
                party := [unit for unit in self.units if self.roles[self.units[unit][0]] == "party"]
            ):
                row["party_unit"] = self.rng.choice(party)
        for _ in range(self.rng.randint(0, 4)):
            one, other = self.rng.sample(self.people, 2)
            ways = [(one, other), (other, one)] if self._chance(0.3) else [(one, other)]
            for person, relative in ways:
                if not any(
                    (row["person"], row["relative"]) == (person, relative) for row in self.bundle.get("kin", [])
                ):
                    self._add("kin", person=person, relative=relative, relation=self.rng.choice([None, "sibling"]))

    def _bodies(self) -> None:
        for n in range(self.rng.randint(0, 6)):
            covers = self.rng.choice(self.places) if self._chance(0.6) else None
            self._add("bodies", body=f"{self.rng.choice('bB')}{n}", name=f"body {n}", kind=self.rng.choice(BODY_KINDS),
                      covers=covers)  # fmt: skip

    def _matters(self) -> None:
        self.matters: list[str] = []
        for n in range(self.rng.randint(2, 6)):
            kind = "emergency" if self._chance(0.2) else self.rng.choice(MATTER_KINDS)
            home = self.rng.choice([None, "here", "here", "origin"])
            self.matters.append(f"q{n}")
            self._add("matters", matter=f"q{n}", name=f"matter {n}", category=self.rng.choice(["k", "土地"]), kind=kind,
                      home=home)  # fmt: skip

    def _ways(self) -> None:
        """Steps, exits and carve-outs, some for a matter, some for a category, some for all."""
        for scope in [*self.matters, "category:k", "category:土地", "*"]:
            if self._chance(0.5):
                self._steps("steps", matter=scope)
            if self._chance(0.4):
                for when in self.rng.sample(WHENS, self.rng.randint(1, 2)):
                    for body in self.rng.sample(BODY_KINDS, self.rng.randint(1, 2)):
                        self._add("exits", matter=scope, when=when, body=body, **self._limit())
        for matter in self.matters:
            for place in self.rng.sample(self.places, min(2, len(self.places))) if self._chance(0.35) else []:
                for since, until in self._spans(2):
                    self._steps("carveouts", matter=matter, place=place, since=since, until=until)

    def _steps(self, file: str, **key: object) -> None:
        """Rows of one scope: in each step exactly one lead, and perhaps an assist or two."""
        number = 0
        for _ in range(self.rng.randint(1, 4)):
            number += self.rng.choice([1, 1, 1, 2])
            handlers = self.rng.sample(pool := self._handlers(), min(len(pool), self.rng.choice([1, 1, 2, 3])))
            for role, handler in zip(["lead", "assist", "assist"], handlers, strict=False):
                self._add(file, **key, step=number, role=role, handler=handler, **self._limit())
        self.rng.shuffle(self.bundle[file])

    def _handlers(self) -> list[str]:
        rungs = [f"{line}:{tier}" for line, tiers in self.tiers.items() for tier in tiers]
        units = [f"unit:{unit}" for unit in self.units]
        bodies = [f"body:{kind}" for kind in self.rng.sample(BODY_KINDS, 2)]
        return rungs + self.rng.sample(units, min(2, len(units))) + bodies

    def _limit(self) -> dict[str, object]:
        """A limit with its unit, or neither."""
        if self._chance(0.2):
            return {}
        unit = self.rng.choice(UNITS_OF_LIMIT)
        return {"limit": self.rng.choice([1, 2, 3, 5, 30]), "limit_unit": unit}
