"""Disputes once more, plainly and slowly: rules 7 to 9 of contract section 4, over a bundle's rows.

Written from the contract alone. A dispute is a path from several homes at once: where the oracle of a path takes a
place, this one takes a tuple of places, and means by its ladder and its surroundings what they all have in common.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.oracle import ANSWERING, SHANGHAI, Oracle
from tests.oracle_ladders import Json, Row, on_day, span

Named = tuple[str, str]
"""A party as named: `household` or `person`, and the id."""


class Disputes(Oracle):
    """Answers `dispute` beside all that the oracle answers."""

    # ------------------------------------------------------------ several homes at once

    def around(self, place: Any) -> dict[str, int]:
        if not isinstance(place, tuple):
            return super().around(place)
        each = [super(Disputes, self).around(one) for one in place]
        return {id: far for id, far in each[0].items() if all(id in other for other in each)}

    def ladder_units(self, line: str | None, place: Any, on: date) -> tuple[list[str], list[str]]:
        """The units on every party's ladder; beside the lowest whoever stands beside it on every one."""
        if not isinstance(place, tuple):
            return super().ladder_units(line, place, on)
        each = [super(Disputes, self).ladder_units(line, one, on) for one in place]
        shared = [unit for unit in each[0][0] if all(unit in units for units, _ in each)]
        if not shared or any(units[0] != shared[0] for units, _ in each):
            return shared, []
        return shared, [unit for unit in each[0][1] if all(unit in beside for _, beside in each)]

    # ------------------------------------------------------------ parties

    def there(self, household: str, on: date) -> Row | None:
        """The household's stay that day."""
        return next(
            (row for row in self.of("households") if row["household"] == household and on_day(span(row), on)), None
        )

    def listed_in(self, household: str, on: date) -> set[str]:
        """Who is listed in a household, while it is there."""
        return (
            {row["person"] for row in self.of("people") if row.get("household") == household}
            if self.there(household, on)
            else set()
        )

    def everyone_of(self, household: str, on: date) -> set[str]:
        stay = self.there(household, on)
        head = {stay["head"]} if stay and stay.get("head") else set()
        return self.listed_in(household, on) | head

    def household_of(self, person: str, on: date) -> str | None:
        """The household listed, else the one they head."""
        ids = sorted({row["household"] for row in self.of("households")})
        for household in ids:
            if person in self.listed_in(household, on):
                return household
        for household in ids:
            if (stay := self.there(household, on)) and stay.get("head") == person:
                return household
        return None

    def kin(self, people: set[str]) -> set[str]:
        """Declared kin of any of them, either way."""
        pairs = [(row["person"], row["relative"]) for row in self.of("kin")]
        return {other for one, other in pairs if one in people} | {one for one, other in pairs if other in people}

    def involved(self, parties: list[Named], objects_to: list[str], on: date) -> dict[str, str]:
        """Who is recused, with the nearest reason (rule 8)."""
        reasons = dict.fromkeys(objects_to, "objected")
        persons = {id for kind, id in parties if kind == "person"}
        named = {id for kind, id in parties if kind == "household"}
        of_named = {one for household in named for one in self.everyone_of(household, on)}
        homes = named | {household for person in persons if (household := self.household_of(person, on))}
        reasons |= dict.fromkeys(self.kin(persons) | self.kin(of_named), "kin")
        reasons |= dict.fromkeys({one for household in homes for one in self.everyone_of(household, on)}, "household")
        return reasons | dict.fromkeys(persons, "party")

    def refused(self, parties: list[Named], matter: str | None, objects_to: list[str], on: date) -> str | list[Row]:
        """The code of a refusal, or each distinct party's stay."""
        asked = sorted(set(parties))
        if len(asked) < 2:
            return "too_few_parties" if len(parties) < 2 else "same_party_twice"
        people = {row["person"] for row in self.of("people")}
        if matter is not None and matter not in self.matters:
            return "unknown_matter"
        if not people.issuperset(objects_to):
            return "unknown_person"
        known = {"person": people, "household": {row["household"] for row in self.of("households")}}
        if any(id not in known[kind] for kind, id in asked):
            return "unknown_party"
        homes = [id if kind == "household" else self.household_of(id, on) for kind, id in asked]
        stays = [home and self.there(home, on) for home in homes]
        gone = {"household": "household_not_there", "person": "party_without_dwelling"}
        codes = {gone[kind] for (kind, _), stay in zip(asked, stays, strict=True) if not stay}
        if codes:
            return "|".join(sorted(codes))
        return [stay for stay in stays if stay] if len(set(homes)) == len(homes) else "one_household"

    # ------------------------------------------------------------ the hall

    def hall(self, household: str, on: date) -> Json | str:
        """By matter the first live lead step of its path and the live assists up to it, with the exits."""
        where = self.home(household, "household", None, on)
        if isinstance(where, str):
            return where
        dwelling, origin, _ = where
        matters: Json = {}
        for matter, row in self.matters.items():
            home = row.get("home") or "here"
            if home == "origin" and origin is None:
                matters[matter] = {"kind": row["kind"], "lead": None, "assists": [], "exits": []}
                continue
            path = self.climb((dwelling, origin, home), matter, datetime(2026, 1, 1, tzinfo=SHANGHAI), on)
            steps = [step for step in path["steps"] if step["state"] in ANSWERING]
            if row["kind"] == "emergency":
                steps.sort(key=lambda step: (-(step["at_tier"] or 0), step["step"], step["role"] != "lead"))
            lead = next((step for step in steps if step["role"] == "lead"), None)
            matters[matter] = {
                "kind": row["kind"],
                "lead": lead,
                "assists": [one for one in steps if lead and one["role"] != "lead" and one["step"] <= lead["step"]],
                "exits": path["first_exits"] + path["exits"],
            }
        return {"on": on.isoformat(), "household": household, "place": dwelling, "origin": origin, "matters": matters}

    # ------------------------------------------------------------ the path between them

    def rows_of_path(self, where: tuple[Any, Any, str], matter: str | None, on: date) -> list[Row]:
        """Without what lies below the lowest common unit; it comes first itself where none of its tier is left."""
        rows = super().rows_of_path(where, matter, on)
        dwelling, _, home = where
        if not isinstance(dwelling, tuple):
            return rows
        foot = self.matters_ladder(where, on)[0]
        lines = {line for line, role in self.lines.items() if (role == "origin") is (home == "origin")}
        kept, seen = [], False
        for row in rows:
            line, _, tier = row["handler"].rpartition(":")
            climbs = not row["handler"].startswith(("unit:", "body:"))
            if climbs and line in lines and int(tier) > foot["tier"]:
                continue
            seen |= climbs and (line, int(tier)) == (foot["line"], foot["tier"])
            kept.append(row)
        first = {"step": "0", "role": "lead", "handler": f"{foot['line']}:{foot['tier']}"}
        return kept if seen else [first, *kept]

    def dispute(
        self, parties: list[Named], matter: str | None, objects_to: list[str], reported: datetime, on: date
    ) -> Json | str:
        """The path between the parties, and who was left out of it."""
        stays = self.refused(parties, matter, objects_to, on)
        if isinstance(stays, str):
            return stays
        home = (self.matters[matter].get("home") or "here") if matter is not None else "here"
        origins = tuple(stay.get("origin") or "" for stay in stays)
        if home == "origin" and not all(origins):
            return "no_origin"
        where = (tuple(stay["place"] for stay in stays), origins if all(origins) else None, home)
        reasons = self.involved(parties, objects_to, on)
        self.recused = frozenset(reasons)
        try:
            if not self.matters_ladder(where, on):
                return "no_common_unit"
            path = self.climb(where, matter, reported, on)
        finally:
            self.recused = frozenset()
        elsewhere = any(
            self.party_elsewhere(id, on) if kind == "household" else self.person_elsewhere(id, on)
            for kind, id in parties
        )
        return path | {"left_out": self.left_out(path, reasons, on), "party_unit_elsewhere": elsewhere}

    def person_elsewhere(self, person: str, on: date) -> bool:
        """The same of one person named; theirs is the dwelling of their household."""
        household = self.household_of(person, on)
        assert household is not None
        return self.party_elsewhere(household, on, person)

    def left_out(self, path: Json, reasons: dict[str, str], on: date) -> list[tuple[Any, ...]]:
        """Every recused holder of a unit that stands in the path, with who is shown of it."""
        shown: dict[str, str | None] = {}
        for step in path["steps"]:
            rung = step["rung"]
            for one in [rung, rung["paired"]] if rung else []:
                if one:
                    shown[one["unit"]] = one["person"]
                    shown |= {unit: person for unit, _, person in one["also"] if unit != one["unit"]}
        return sorted(
            (person, post, unit, reasons[person], instead)
            for unit, instead in shown.items()
            for rank in ("head", "deputy")
            for post, person, _ in self.holders(unit, rank, on, None)
            if person in reasons
        )
