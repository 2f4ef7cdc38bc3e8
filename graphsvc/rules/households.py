"""For which households does a change alter an answer? Decided from raw facts, those before and those after.

`changed_households(before, after, on)` is what every Change and every preview tells as `households`: those for whom
a rung of any line's ladder names another person or state on the day. The facts may be all that the graph believes or
any part of it that holds the ladders concerned; a rung whose posts are left out is vacant on both sides, and equal.
Households of one building share their ladders, so each ladder is climbed once, not once a household.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from graphsvc.model import Fact, Facts, Home, Person, Post, Tenure, Unit
from graphsvc.rules.ladder import ladders
from graphsvc.rules.rung import rung

RELATIONS = frozenset(
    {
        "line_role", "level_of", "at_level", "part_of", "serves", "post_in", "holds",
        "located_in", "lives_in", "came_from",
    }
)  # fmt: skip
"""The relations an answer's persons and states hang on."""

Said = tuple[tuple[str, int, str, str | None], ...]
"""What ladders say: (line, tier, state, person) of each rung."""

PLACED = frozenset({"located_in", "lives_in", "came_from"})
"""Relations of which only the pairs of a day are read: there is one fact a dwelling and a household."""

_NOWHERE = ""
_DEEPEST = 32


def changed_households(before: Iterable[Fact], after: Iterable[Fact], on: date) -> tuple[str, ...]:
    """The households, by id, whose ladders name another person or state on `on`; one that comes or goes too."""
    then, now = answers_on(before, on), answers_on(after, on)
    return tuple(sorted(one for one in then.keys() | now.keys() if then.get(one) != now.get(one)))


def after_change(before: Iterable[Fact], retract: Iterable[Fact], record: Iterable[Fact], on: date) -> set[Fact]:
    """The facts once a change is made; of placed relations those of the day `on` alone, without dates."""
    gone, come = {_as_read(one, on) for one in retract}, {_as_read(one, on) for one in record}
    return (set(before) - gone) | {one for one in come if one is not None}


def placed(relation: str, start: str, end: str) -> Fact:
    """A fact known as a pair of its day."""
    return Fact(relation, start, end)


def _as_read(fact: Fact, on: date) -> Fact | None:
    if fact.relation not in PLACED:
        return fact
    return placed(fact.relation, fact.start, fact.end) if fact.since <= on < fact.until else None


def answers_on(facts: Iterable[Fact], on: date) -> dict[str, Said]:
    """What every household's ladders say on `on`: the rungs of every line that serves it."""
    facts = list(facts)
    found, homes = facts_on(facts, on), homes_on(facts, on)
    within = {one.start: one.end for one in facts if one.relation == "located_in" and one.since <= on < one.until}
    near = Nearest(within, found.serves)
    said: dict[tuple[str, bool], Said] = {}
    answers = {}
    for id, home in homes.items():
        here, origin = near.of(home.place), near.of(home.origin or _NOWHERE)
        answers[id] = _said(found, near, said, here, False) + _said(found, near, said, origin, True)
    return answers


def _said(facts: Facts, near: Nearest, said: dict[tuple[str, bool], Said], spot: str, origin: bool) -> Said:
    key = (spot, origin)
    if key not in said:
        home = Home(None, _NOWHERE, spot) if origin else Home(None, spot, None)
        around = near.facts_around(facts, spot)
        said[key] = tuple(
            (line, unit.tier, shown.state, shown.person.id if shown.person else None)
            for line, ladder in ladders(around, home).items()
            for unit in (facts.units[id] for id in ladder.units)
            for shown in (rung(facts, unit),)
        )
    return said[key]


class Nearest:
    """Finds the nearest place around another that any unit serves by name: places that share it share ladders."""

    def __init__(self, within: Mapping[str, str], serves: Mapping[str, tuple[str, ...]]) -> None:
        self._within, self._serves = within, serves
        self._found: dict[str, str] = {_NOWHERE: _NOWHERE}

    def of(self, place: str) -> str:
        """That place, or no id where nothing serves it."""
        passed: list[str] = []
        spot = place
        while spot not in self._found and spot not in self._serves and len(passed) <= _DEEPEST:
            passed.append(spot)
            spot = self._within.get(spot, _NOWHERE)
        found = self._found.get(spot, spot)
        self._found.update(dict.fromkeys(passed, found))
        return found

    def facts_around(self, facts: Facts, spot: str) -> Facts:
        """The facts with the places around `spot` in them, as a ladder is climbed from it."""
        return replace(facts, around={spot: self.around(spot)})

    def around(self, spot: str) -> tuple[str, ...]:
        """The places around `spot`, itself first."""
        places = [spot] if spot else []
        while places and (above := self._within.get(places[-1])) and len(places) <= _DEEPEST:
            places.append(above)
        return tuple(places)


def homes_on(facts: Iterable[Fact], on: date) -> dict[str, Home]:
    """Every household there on `on`, with its dwelling and its place of origin; what the facts leave out is empty."""
    places, origins = {}, {}
    for one in facts:
        if one.since <= on < one.until:
            if one.relation == "lives_in":
                places[one.start] = one.end
            elif one.relation == "came_from":
                origins[one.start] = one.end
    return {id: Home(id, places.get(id, _NOWHERE), origins.get(id)) for id in places.keys() | origins.keys()}


def facts_on(facts: Iterable[Fact], on: date, revision: int = 0) -> Facts:
    """Raw facts as the rules of an answer take them, as of `on`; without names and places around."""
    by: dict[str, list[Fact]] = defaultdict(list)
    for one in facts:
        by[one.relation].append(one)
    live = {relation: [one for one in found if one.since <= on < one.until] for relation, found in by.items()}
    roles = {one.start: one.end.removeprefix("line:") for one in live.get("line_role", ())}
    levels = {one.start: one.end for one in live.get("level_of", ())}
    units: dict[str, Unit] = {}
    lives = _spans(by["at_level"])
    for one in live.get("at_level", ()):
        line, tier = levels.get(one.end), int(one.end.rpartition("/")[2])
        if line is not None and line in roles:
            units[one.start] = Unit(one.start, "", line, roles[line], tier, "", None, lives[one.start])
    serves: dict[str, list[str]] = defaultdict(list)
    for one in live.get("serves", ()):
        serves[one.end].append(one.start)
    return Facts(
        on=on,
        revision=revision,
        units=units,
        parents={one.start: one.end for one in live.get("part_of", ())},
        serves={place: tuple(sorted(set(found))) for place, found in serves.items()},
        pairs=_pairs(live.get("paired_with", ())),
        posts=_posts(live.get("post_in", ()), _spans(by["post_in"]), by["holds"]),
    )


def _pairs(live: Iterable[Fact]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in live:
        found |= {one.start: one.end, one.end: one.start}
    return found


def _spans(facts: Iterable[Fact]) -> dict[str, tuple[tuple[date, date], ...]]:
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for one in facts:
        found[one.start].append((one.since, one.until))
    return {id: tuple(spans) for id, spans in found.items()}


def _posts(
    live: Iterable[Fact], lives: Mapping[str, tuple[tuple[date, date], ...]], holds: Iterable[Fact]
) -> dict[str, tuple[Post, ...]]:
    tenures: dict[str, list[Tenure]] = defaultdict(list)
    for one in holds:
        values = dict(one.values)
        person = Person(one.start, None, None, bool(values.get("publish")))
        tenures[one.end].append(Tenure(person, one.since, one.until, str(values.get("basis", ""))))
    posts: dict[str, list[Post]] = defaultdict(list)
    for one in live:
        values = dict(one.values)
        if values.get("rank") in ("head", "deputy"):
            order = values.get("order")
            posts[one.end].append(
                Post(one.start, one.end, str(values.get("title", "")), str(values["rank"]),
                     order if isinstance(order, int) else None, tuple(tenures[one.start]), lives[one.start])
            )  # fmt: skip
    return {unit: tuple(found) for unit, found in posts.items()}
