"""The oracle's facts, places, ladders and rungs: rules 1 to 5 of contract section 4, over a bundle's rows.

Places and units are networkx graphs, everything else is a walk over rows. What the contract leaves to the maker is
told apart: `also` holds who must stand there, `also_may` who may.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx

Row = dict[str, str]
Json = dict[str, Any]

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


def span(row: Row) -> tuple[date, date]:
    since, until = row.get("since"), row.get("until")
    return (date.fromisoformat(since) if since else FIRST, date.fromisoformat(until) if until else LAST)


def meet(*spans: tuple[date, date]) -> tuple[date, date]:
    """What several spans have in common: a relation holds only while both its ends do."""
    return max(since for since, _ in spans), min(until for _, until in spans)


def on_day(span: tuple[date, date], day: date) -> bool:
    return span[0] <= day < span[1]


class Ladders:
    """One bundle as if it had been imported into an empty graph, and who answers for a home in it."""

    recused: frozenset[str] = frozenset()

    def __init__(self, bundle: dict[str, list[Row]]) -> None:
        self.rows = {file: list(rows) for file, rows in bundle.items()}
        self.lines = {row["line"]: row["role"] for row in self.of("lines")}
        self.levels = {(row["line"], int(row["tier"])): row["name"] for row in self.of("levels")}
        self.units = {row["unit"]: row for row in self.of("units")}
        self.posts = {row["post"]: row for row in self.of("posts")}
        self.matters = {row["matter"]: row for row in self.of("matters")}
        self.within: nx.DiGraph[str] = nx.DiGraph()
        for row in self.of("places"):
            self.within.add_node(row["place"])
            if row.get("within"):
                self.within.add_edge(row["place"], row["within"])
        self.unit_span = {unit: span(row) for unit, row in self.units.items()}
        self.post_span = {post: meet(span(row), self.unit_span[row["unit"]]) for post, row in self.posts.items()}
        self.tenures: dict[str, list[tuple[date, date, str, str]]] = {post: [] for post in self.posts}
        for row in self.of("tenures"):
            since, until = meet(span(row), self.post_span[row["post"]])
            if since < until:
                self.tenures[row["post"]].append((since, until, row["person"], row["basis"]))

    def of(self, file: str) -> list[Row]:
        return self.rows.get(file, [])

    # ------------------------------------------------------------ places, units and ladders

    def around(self, place: str) -> dict[str, int]:
        """Every place around `place`, itself among them, with how far up it is (rule 1)."""
        return dict(nx.single_source_shortest_path_length(self.within, place))

    def above(self, on: date) -> nx.DiGraph[str]:
        """The units live that day, each with an edge to the one it is part of."""
        live = [unit for unit, span in self.unit_span.items() if on_day(span, on)]
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(live)
        for unit in live:
            if (parent := self.units[unit].get("part_of")) in graph:
                graph.add_edge(unit, parent)
        return graph

    def served(self, on: date) -> dict[str, set[str]]:
        """The places named by each live unit's live rows."""
        found: dict[str, set[str]] = {}
        for row in self.of("serves"):
            if on_day(meet(span(row), self.unit_span[row["unit"]]), on):
                found.setdefault(row["unit"], set()).add(row["place"])
        return found

    def ladder_units(self, line: str | None, place: str, on: date) -> tuple[list[str], list[str]]:
        """The units of a line from the lowest up, and those beside the lowest (rule 2)."""
        around, ranked = self.around(place), []
        for unit, places in self.served(on).items():
            if self.units[unit]["line"] == line and places & around.keys():
                distance = min(around[place] for place in places & around.keys())
                ranked.append((-int(self.units[unit]["tier"]), distance, unit))
        if not ranked:
            return [], []
        ranked.sort()
        graph, lowest = self.above(on), ranked[0]
        climb = [lowest[2]]
        while parents := list(graph.successors(climb[-1])):
            climb += parents
        return climb, [unit for tier, _, unit in ranked[1:] if tier == lowest[0]]

    def line_of(self, role: str) -> str | None:
        return next((line for line, its in self.lines.items() if its == role), None)

    # ------------------------------------------------------------ rungs

    def run_start(self, post: str, person: str, on: date) -> date:
        """Where the person's unbroken run in the post, live that day, began, whatever its bases."""
        mine = [(since, until) for since, until, its, _ in self.tenures[post] if its == person]
        start = next(since for since, until in mine if since <= on < until)
        while earlier := [since for since, until in mine if until == start]:
            start = earlier[0]
        return start

    def holders(self, unit: str, rank: str, on: date, acting: bool | None) -> list[tuple[str, str, date]]:
        """(post, person, since) in the order in which they are looked for (rule 3); acting None takes both."""
        found = []
        for post, row in self.posts.items():
            if row["unit"] == unit and row["rank"] == rank:
                order = int(row["order"]) if row.get("order") else 10**9
                for since, until, person, basis in self.tenures[post]:
                    if since <= on < until and acting in (None, basis == "acting"):
                        found.append(((order, post, self.run_start(post, person, on), person), post, person))
        return [(post, person, key[2]) for key, post, person in sorted(found)]

    def vacant_since(self, posts: list[str], on: date) -> str | None:
        ends = [until for post in posts for _, until, _, _ in self.tenures[post] if until <= on]
        return max(ends).isoformat() if ends else None

    def rung(self, unit: str, on: date) -> Json:
        """One live unit's rung, neither with peers nor pair (rule 3)."""
        row, post, person, since, also = self.units[unit], None, None, None, []
        searches = [("held", "head", False), ("acting", "head", True), ("deputy", "deputy", None)]
        state = "vacant"
        everyone = [one for rank in ("head", "deputy") for one in self.holders(unit, rank, on, None)]
        if everyone and all(holder in self.recused for _, holder, _ in everyone):
            state = "recused"
        for name, rank, acting in searches:
            if found := [one for one in self.holders(unit, rank, on, acting) if one[1] not in self.recused]:
                state = name
                post, person, since = found[0]
                also = [(unit, a_post, a_person) for a_post, a_person, _ in found[1:]]
                break
        heads = [
            (int(its["order"]) if its.get("order") else 10**9, a_post)
            for a_post, its in self.posts.items()
            if its["unit"] == unit and its["rank"] == "head" and on_day(self.post_span[a_post], on)
        ]
        if state == "vacant" and heads:
            post = min(heads)[1]
        proper = self.holders(unit, "head", on, False)
        live = [
            (unit, a_post, a_person)
            for rank in ("head", "deputy")
            for a_post, a_person, _ in self.holders(unit, rank, on, None)
            if (a_post, a_person) != (post, person) and a_person not in self.recused
        ]
        return {
            "line": row["line"],
            "tier": int(row["tier"]),
            "level": self.levels[row["line"], int(row["tier"])],
            "unit": unit,
            "state": state,
            "post": post,
            "person": person,
            "since": since.isoformat() if since else None,
            "vacant_since": None if proper else self.vacant_since([a_post for _, a_post in heads], on),
            "also": also,
            "also_may": live,
            "paired": None,
        }

    def ladder(self, line: str | None, place: str | None, dwelling: str | None, on: date) -> list[Json]:
        """The rungs of a line over a place, lowest first, each with its peers and its pair (rules 2 to 4)."""
        if place is None:
            return []
        climb, peers = self.ladder_units(line, place, on)
        rungs = [self.rung(unit, on) for unit in climb]
        for peer in peers:
            its = self.rung(peer, on)
            rungs[0]["also"].append((peer, its["post"], its["person"]))
        for rung in rungs:
            rung["paired"] = self.pair(rung, dwelling or place, on)
        return rungs

    def pair(self, rung: Json, dwelling: str, on: date) -> Json | None:
        """The rung that stands beside one of the management or party line (rule 4)."""
        others = {"management": "party", "party": "management"}
        if (other := others.get(self.lines[rung["line"]])) is None:
            return None
        for row in self.of("pairs"):
            units = [row["unit"], row["paired_with"]]
            if rung["unit"] in units:
                units.remove(rung["unit"])
                both = meet(span(row), self.unit_span[row["unit"]], self.unit_span[row["paired_with"]])
                if on_day(both, on):
                    return self.rung(units[0], on)
        climb, _ = self.ladder_units(self.line_of(other), dwelling, on)
        return next((self.rung(unit, on) for unit in climb if int(self.units[unit]["tier"]) == rung["tier"]), None)

    # ------------------------------------------------------------ homes

    def home(self, id: str, kind: str, matter: str | None, on: date) -> tuple[str, str | None, str] | str:
        """The dwelling (or bare place), the place of origin, and `here` or `origin`; or the code of a refusal."""
        origin: str | None = None
        if kind == "place":
            if id not in self.within:
                return "unknown_place"
            dwelling = id
        stays = [row for row in self.of("households") if row["household"] == id]
        if kind == "household" and not stays:
            return "unknown_household"
        if matter is not None and matter not in self.matters:
            return "unknown_matter"
        if kind == "household":
            there = [row for row in stays if on_day(span(row), on)]
            if not there:
                return "household_not_there"
            dwelling, origin = there[0]["place"], there[0].get("origin") or None
        home = (self.matters[matter].get("home") or "here") if matter is not None else "here"
        if home == "origin" and origin is None:
            return "no_origin"
        return dwelling, origin, home

    def party_elsewhere(self, household: str, on: date, only: str | None = None) -> bool:
        """Whether membership of someone there (of `only` one) lies in another unit than the lowest Party one there."""
        stay = next(row for row in self.of("households") if row["household"] == household and on_day(span(row), on))
        here, _ = self.ladder_units(self.line_of("party"), stay["place"], on)
        return any(
            row.get("party_unit") and row["party_unit"] not in here[:1]
            for row in self.of("people")
            if (row.get("household") == household or row["person"] == stay.get("head"))
            and only in (None, row["person"])
        )

    def matters_ladder(self, where: tuple[str, str | None, str], on: date) -> list[Json]:
        dwelling, origin, home = where
        line = self.line_of("origin" if home == "origin" else "management")
        return self.ladder(line, origin if home == "origin" else dwelling, dwelling, on)

    def responsible(self, id: str, kind: str, matter: str | None, on: date) -> Json | str:
        """Who answers for a household or a place (rules 4 and 5)."""
        where = self.home(id, kind, matter, on)
        if isinstance(where, str):
            return where
        ladder = self.matters_ladder(where, on)
        return {
            "on": on.isoformat(),
            "household": id if kind == "household" else None,
            "place": where[0],
            "matter": matter,
            "party_unit_elsewhere": kind == "household" and self.party_elsewhere(id, on),
            "responsible": next((rung for rung in ladder if rung["state"] != "vacant"), None),
            "ladder": ladder,
        }
