"""The rules of an answer once more, plainly and slowly, over a bundle's rows (contract section 4).

Written from the contract alone and sharing no code with `graphsvc.rules`: where the two differ, one of them has
misread a sentence. Places and units are networkx graphs, everything else is a walk over rows. An answer has the
JSON shape of contract section 3 without names, phones and reasons. A refusal is the string of its code.

What the contract leaves to the maker is told apart: `also` holds who must stand there, `also_may` who may.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar
import networkx as nx

Row = dict[str, str]
Json = dict[str, Any]

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
ANSWERING = ("held", "acting", "deputy", "body")


def _span(row: Row) -> tuple[date, date]:
    since, until = row.get("since"), row.get("until")
    return (date.fromisoformat(since) if since else FIRST, date.fromisoformat(until) if until else LAST)


def _meet(*spans: tuple[date, date]) -> tuple[date, date]:
    """What several spans have in common: a relation holds only while both its ends do."""
    return max(since for since, _ in spans), min(until for _, until in spans)


def _on(span: tuple[date, date], day: date) -> bool:
    return span[0] <= day < span[1]


class Oracle:
    """Answers questions about one bundle, as if it had been imported into an empty graph."""

    def __init__(self, bundle: dict[str, list[Row]]) -> None:
        self.rows = {file: list(rows) for file, rows in bundle.items()}
        self.lines = {row["line"]: row["role"] for row in self._of("lines")}
        self.levels = {(row["line"], int(row["tier"])): row["name"] for row in self._of("levels")}
        self.units = {row["unit"]: row for row in self._of("units")}
        self.posts = {row["post"]: row for row in self._of("posts")}
        self.matters = {row["matter"]: row for row in self._of("matters")}
        self.within: nx.DiGraph[str] = nx.DiGraph()
        for row in self._of("places"):
            self.within.add_node(row["place"])
            if row.get("within"):
                self.within.add_edge(row["place"], row["within"])
        self.unit_span = {unit: _span(row) for unit, row in self.units.items()}
        self.post_span = {post: _meet(_span(row), self.unit_span[row["unit"]]) for post, row in self.posts.items()}
        self.tenures: dict[str, list[tuple[date, date, str, str]]] = {post: [] for post in self.posts}
        for row in self._of("tenures"):
            since, until = _meet(_span(row), self.post_span[row["post"]])
            if since < until:
                self.tenures[row["post"]].append((since, until, row["person"], row["basis"]))

    def _of(self, file: str) -> list[Row]:
        return self.rows.get(file, [])

    # ------------------------------------------------------------ places, units and ladders

    def around(self, place: str) -> dict[str, int]:
        """Every place around `place`, itself among them, with how far up it is (rule 1)."""
        return dict(nx.single_source_shortest_path_length(self.within, place))

    def above(self, on: date) -> nx.DiGraph[str]:
        """The units live that day, each with an edge to the one it is part of."""
        live = [unit for unit, span in self.unit_span.items() if _on(span, on)]
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(live)
        for unit in live:
            if (parent := self.units[unit].get("part_of")) in graph:
                graph.add_edge(unit, parent)
        return graph

    def served(self, on: date) -> dict[str, set[str]]:
        """The places named by each live unit's live rows."""
        found: dict[str, set[str]] = {}
        for row in self._of("serves"):
            if _on(_meet(_span(row), self.unit_span[row["unit"]]), on):
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
        for name, rank, acting in searches:
            if found := self.holders(unit, rank, on, acting):
                state = name
                post, person, since = found[0]
                also = [(unit, a_post, a_person) for a_post, a_person, _ in found[1:]]
                break
        heads = [
            (int(its["order"]) if its.get("order") else 10**9, a_post)
            for a_post, its in self.posts.items()
            if its["unit"] == unit and its["rank"] == "head" and _on(self.post_span[a_post], on)
        ]
        if state == "vacant" and heads:
            post = min(heads)[1]
        live = [
            (unit, a_post, a_person)
            for rank in ("head", "deputy")
            for a_post, a_person, _ in self.holders(unit, rank, on, None)
            if (a_post, a_person) != (post, person)
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
            "vacant_since": None if state == "held" else self.vacant_since([a_post for _, a_post in heads], on),
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
        for row in self._of("pairs"):
            units = [row["unit"], row["paired_with"]]
            if rung["unit"] in units:
                units.remove(rung["unit"])
                span = _meet(_span(row), self.unit_span[row["unit"]], self.unit_span[row["paired_with"]])
                if _on(span, on):
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
        stays = [row for row in self._of("households") if row["household"] == id]
        if kind == "household" and not stays:
            return "unknown_household"
        if matter is not None and matter not in self.matters:
            return "unknown_matter"
        if kind == "household":
            there = [row for row in stays if _on(_span(row), on)]
            if not there:
                return "household_not_there"
            dwelling, origin = there[0]["place"], there[0].get("origin") or None
        home = (self.matters[matter].get("home") or "here") if matter is not None else "here"
        if home == "origin" and origin is None:
            return "no_origin"
        return dwelling, origin, home

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
            "responsible": next((rung for rung in ladder if rung["state"] != "vacant"), None),
            "ladder": ladder,
        }

    # ------------------------------------------------------------ paths

    def scopes(self, matter: str | None) -> list[str]:
        """Whose rows count, the first that has any: the matter, its category, `*`."""
        own = [] if matter is None else [matter, "category:" + self.matters[matter]["category"]]
        return [*own, "*"]

    def steps_of(self, matter: str | None, home: str, on: date) -> list[Row] | None:
        """The rows of a path's steps; None where there are none anywhere (rule 6, and carve-outs)."""
        around = self.around(home)
        for scope in self.scopes(matter):
            live = [
                row
                for row in self._of("carveouts")
                if row["matter"] == scope and row["place"] in around and _on(_span(row), on)
            ]
            if live:
                nearest = min((around[row["place"]], row["place"]) for row in live)[1]
                return [row for row in live if row["place"] == nearest]
            if rows := [row for row in self._of("steps") if row["matter"] == scope]:
                return rows
        return None

    def body(self, kind: str, home: str) -> str | None:
        around = self.around(home)
        found = [
            (around[row["covers"]] if row.get("covers") else 10**9, row["body"])
            for row in self._of("bodies")
            if row["kind"] == kind and (not row.get("covers") or row["covers"] in around)
        ]
        return min(found)[1] if found else None

    def due(self, starts: datetime, limit: int, unit: str) -> datetime | None:
        """When a limit ends; None beyond the known calendar."""
        if unit == "hours":
            return starts + timedelta(hours=limit)
        day = starts.astimezone(SHANGHAI).date()
        if unit == "days":
            day += timedelta(limit)
        elif unit == "months":
            year, month = divmod(day.year * 12 + day.month - 1 + limit, 12)
            following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
            day = min(date(year, month + 1, 1) + timedelta(day.day - 1), following - timedelta(1))
        else:
            for _ in range(limit):
                day += timedelta(1)
                while day <= date(2026, 12, 31) and day >= date(2004, 1, 1) and not chinese_calendar.is_workday(day):
                    day += timedelta(1)
                if not date(2004, 1, 1) <= day <= date(2026, 12, 31):
                    return None
        return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=SHANGHAI)

    def escalation(self, id: str, kind: str, matter: str | None, reported: datetime, on: date) -> Json | str:
        """The path with its due times, and the exits (rules 6 and 9)."""
        where = self.home(id, kind, matter, on)
        if isinstance(where, str):
            return where
        dwelling, origin, home = where
        place = origin if home == "origin" and origin is not None else dwelling
        rows = self.steps_of(matter, place, on)
        if rows is None:
            rungs = self.matters_ladder(where, on)
            rows = [
                {"step": str(n), "role": "lead", "handler": f"{rung['line']}:{rung['tier']}"}
                for n, rung in enumerate(rungs, 1)
            ]
        emergency = matter is not None and self.matters[matter]["kind"] == "emergency"
        ordered = sorted(rows, key=lambda row: (int(row["step"]), row["role"] != "lead", row["handler"]))
        exits = []
        if emergency:
            first = [row for row in ordered if row["handler"].startswith("body:")]
            exits = [self.exit(row["handler"][5:], "anytime", row, place) for row in first]
            ordered = [row for row in ordered if row not in first]
        taken = [self.step(row, dwelling, origin, place, on) for row in ordered]
        self.clock(taken, reported, emergency)
        scopes = self.scopes(matter)
        lists = [[row for row in self._of("exits") if row["matter"] == scope] for scope in scopes]
        chosen = next((rows for rows in lists if rows), [])
        return {
            "on": on.isoformat(),
            "matter": matter,
            "home": home,
            "reported": reported.astimezone(SHANGHAI).isoformat(),
            "steps": taken,
            "first_exits": exits,
            "exits": [self.exit(row["body"], row["when"], row, place) for row in chosen],
        }

    def exit(self, kind: str, when: str, row: Row, home: str) -> Json:
        return {"body": self.body(kind, home), "when": when, **_limit(row)}

    def step(self, row: Row, dwelling: str, origin: str | None, home: str, on: date) -> Json:
        """One step without its clock."""
        rung: Json | None = None
        body: str | None = None
        handler, tier = row["handler"], None
        if handler.startswith("body:"):
            body = self.body(handler[5:], home)
            state = "body" if body else "missing"
        else:
            if handler.startswith("unit:"):
                unit = handler[5:]
                if _on(self.unit_span[unit], on):
                    tier = int(self.units[unit]["tier"])
                    rung = self.rung(unit, on)
                    rung["paired"] = self.pair(rung, dwelling, on)
                    rung["peers_may"] = True
            else:
                line, _, text = handler.rpartition(":")
                tier = int(text)
                at = origin if self.lines[line] == "origin" else dwelling
                rungs = self.ladder(line, at, dwelling, on)
                rung = next((rung for rung in rungs if rung["tier"] == tier), None)
            state = rung["state"] if rung else "missing"
        return {"step": int(row["step"]), "role": row["role"], "handler": handler, "rung": rung, "body": body,
                "state": state, **_limit(row), "at_tier": tier}  # fmt: skip

    def clock(self, steps: list[Json], reported: datetime, emergency: bool) -> None:
        """Writes `starts`, `due` and `calendar_unknown` into the steps, ordered by number, each lead first."""
        now: datetime | None = reported
        starts: dict[int, datetime | None] = {}
        for step in steps:
            begin = reported if emergency else starts.setdefault(step["step"], now)
            end, unknown = None, False
            if begin and step["state"] in ANSWERING and step["limit"]:
                end = self.due(begin, step["limit"], step["limit_unit"])
                unknown = end is None
            step["starts"], step["due"] = _instant(begin), _instant(end)
            step["calendar_unknown"] = unknown
            if emergency:
                step["emergency"] = True
            if step["role"] == "lead" and step["state"] in ANSWERING:
                now = end

    # ------------------------------------------------------------ duties and vacancies

    def duties(self, kind: str, id: str, on: date) -> Json | str:
        """What a person, a post or a unit answers for that day."""
        if kind == "person":
            if id not in {row["person"] for row in self._of("people")}:
                return "unknown_person"
            posts = [post for post in self.posts if any(t[2] == id for t in self.tenures[post])]
        else:
            known: Any = self.units if kind == "unit" else self.posts
            if id not in known:
                return f"unknown_{kind}"
            if not _on((self.unit_span if kind == "unit" else self.post_span)[id], on):
                return f"{kind}_not_there"
            posts = [post for post, row in self.posts.items() if id in (post, row["unit"] if kind == "unit" else post)]
        items = []
        for post in posts:
            if not _on(self.post_span[post], on):
                continue
            live = [
                (basis == "acting", self.run_start(post, person, on), person)
                for since, until, person, basis in self.tenures[post]
                if since <= on < until and (kind != "person" or person == id)
            ]
            if kind == "person" and not live:
                continue
            acting, began, _ = min(live) if live else (False, None, "")
            row = self.posts[post]
            places = self.served(on).get(row["unit"], set())
            items.append({"post": post, "unit": row["unit"], "title": row["title"], "rank": row["rank"],
                          "since": began.isoformat() if began else None, "acting": acting, "places": sorted(places),
                          "households": self.living_in(places, on)})  # fmt: skip
        return {"on": on.isoformat(), "items": items}

    def living_in(self, places: set[str], on: date) -> int:
        """How many households live that day in any of the places."""
        return len(
            {
                row["household"]
                for row in self._of("households")
                if _on(_span(row), on) and self.around(row["place"]).keys() & places
            }
        )

    def vacancies(self, on: date, within: str | None = None) -> Json:
        """Head and deputy posts of live units that nobody holds; `within` is a unit, else a place."""
        items = []
        for post, row in self.posts.items():
            if row["rank"] == "member" or not _on(self.post_span[post], on):
                continue
            if any(since <= on < until for since, until, _, _ in self.tenures[post]):
                continue
            if within is None or self.lies_within(row["unit"], within, on):
                items.append({"post": post, "unit": row["unit"], "rank": row["rank"],
                              "vacant_since": self.vacant_since([post], on)})  # fmt: skip
        return {"on": on.isoformat(), "items": items}

    def lies_within(self, unit: str, within: str, on: date) -> bool:
        if within in self.units:
            graph = self.above(on)
            return unit == within or (within in graph and within in nx.descendants(graph, unit))
        places = self.served(on).get(unit, set())
        return bool(places) and all(within in self.around(place) for place in places)


def _limit(row: Row) -> Json:
    limit = row.get("limit")
    return {"limit": int(limit) if limit else None, "limit_unit": row.get("limit_unit") or None,
            "source": row.get("source") or None}  # fmt: skip


def _instant(instant: datetime | None) -> str | None:
    return instant.astimezone(SHANGHAI).isoformat() if instant else None
