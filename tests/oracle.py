"""The rules of an answer once more, plainly and slowly (contract section 4; disputes are in `oracle_disputes`).

Written from the contract alone and sharing no code with `graphsvc.rules`: where the two differ, one of them has
misread a sentence. An answer has the JSON shape of contract section 3 without names, phones and reasons. A refusal
is the string of its code.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar
import networkx as nx

from tests.oracle_ladders import Json, Ladders, Row, on_day, span

SHANGHAI = ZoneInfo("Asia/Shanghai")
ANSWERING = ("held", "acting", "deputy", "body")


class Oracle(Ladders):
    """Answers the questions about one bundle: `responsible` (inherited), `escalation`, `duties`, `vacancies`."""

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
                for row in self.of("carveouts")
                if row["matter"] == scope and row["place"] in around and on_day(span(row), on)
            ]
            if live:
                nearest = min((around[row["place"]], row["place"]) for row in live)[1]
                return [row for row in live if row["place"] == nearest]
            if rows := [row for row in self.of("steps") if row["matter"] == scope]:
                return rows
        return None

    def body(self, kind: str, home: str) -> str | None:
        around = self.around(home)
        found = [
            (around[row["covers"]] if row.get("covers") else 10**9, row["body"])
            for row in self.of("bodies")
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
        told = {"party_unit_elsewhere": kind == "household" and self.party_elsewhere(id, on)}
        return self.climb(where, matter, reported, on) | told

    def rows_of_path(self, where: tuple[Any, Any, str], matter: str | None, on: date) -> list[Row]:
        """The rows a path takes, or else one lead a rung (rule 6)."""
        dwelling, origin, home = where
        rows = self.steps_of(matter, origin if home == "origin" and origin is not None else dwelling, on)
        if rows is not None:
            return rows
        return [
            {"step": str(n), "role": "lead", "handler": f"{rung['line']}:{rung['tier']}"}
            for n, rung in enumerate(self.matters_ladder(where, on), 1)
        ]

    def climb(self, where: tuple[Any, Any, str], matter: str | None, reported: datetime, on: date) -> Json:
        """The path from a home."""
        dwelling, origin, home = where
        place = origin if home == "origin" and origin is not None else dwelling
        rows = self.rows_of_path(where, matter, on)
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
        lists = [[row for row in self.of("exits") if row["matter"] == scope] for scope in scopes]
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
                if on_day(self.unit_span[unit], on):
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
            if id not in {row["person"] for row in self.of("people")}:
                return "unknown_person"
            posts = [post for post in self.posts if any(t[2] == id for t in self.tenures[post])]
        else:
            known: Any = self.units if kind == "unit" else self.posts
            if id not in known:
                return f"unknown_{kind}"
            if not on_day((self.unit_span if kind == "unit" else self.post_span)[id], on):
                return f"{kind}_not_there"
            posts = [post for post, row in self.posts.items() if id in (post, row["unit"] if kind == "unit" else post)]
        items = []
        for post in posts:
            if not on_day(self.post_span[post], on):
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
                for row in self.of("households")
                if on_day(span(row), on) and self.around(row["place"]).keys() & places
            }
        )

    def vacancies(self, on: date, within: str | None = None) -> Json | str:
        """Head and deputy posts of live units that nobody holds; `within` is a unit, else a place."""
        if within in self.units and not on_day(self.unit_span[within], on):
            return "unit_not_there"
        items = []
        for post, row in self.posts.items():
            if row["rank"] == "member" or not on_day(self.post_span[post], on):
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
