"""One stretch of time in which places, units and matters stand still: who may lead a matter for which homes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graphsvc.checks.world import Order
from graphsvc.model import Matter, Step
from graphsvc.rules.handling import chosen_steps, scopes
from graphsvc.rules.ladder import ORIGIN, Ladder, ladder
from graphsvc.rules.responsible import MANAGEMENT

Chain = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """What homes that are answered alike share: the places that count around the dwelling and the place of origin.

    None where it does not matter, or where there is no place of origin.
    """

    here: Chain | None
    origin: Chain | None

    def unasked(self, matter: Matter) -> bool:
        """Whether the question is refused, as no place of origin is recorded."""
        return matter.home == ORIGIN and self.origin is None


@dataclass(frozen=True, slots=True)
class Lead:
    """Who a lead step names for a home: a unit, or a body that is there; neither where it is missing."""

    handler: str
    unit: str | None = None
    body: bool = False


class Epoch:
    """Finds the leads of matters for homes, each ladder climbed once; `mask` is when this order holds."""

    def __init__(self, order: Order, mask: int) -> None:
        self.order, self.mask = order, mask
        self._roles = {unit.line: unit.role for unit in order.facts.units.values()}
        self._ladders: dict[tuple[str, Chain], Ladder | None] = {}
        self._leads: dict[tuple[str, Home], tuple[Lead, ...]] = {}

    def asks(self, matter: Matter) -> tuple[bool, bool]:
        """Whether a matter's leads depend on where the dwelling lies, and on the place of origin."""
        rows = [row for scope in scopes(matter) for row in self.order.steps.get(scope, ())]
        rows += [row for found in self.order.carveouts.get(matter.id, {}).values() for row in found]
        lines = {row.handler.rpartition(":")[0] for row in rows if not row.handler.startswith(("unit:", "body:"))}
        origin = {self._roles.get(line) == ORIGIN for line in lines}
        at_origin = matter.home == ORIGIN
        return not at_origin or False in origin, at_origin or True in origin

    def leads(self, matter: Matter, home: Home) -> tuple[Lead, ...]:
        """The lead steps of a matter; none where it has no steps and no unit serves the home."""
        key = (matter.id, home)
        if key not in self._leads:
            spot = (home.origin if matter.home == ORIGIN else home.here) or ()
            carveouts = self.order.carveouts.get(matter.id, {})
            rows, _ = chosen_steps(matter, self.order.steps, carveouts, spot)
            ordered = sorted((row for row in rows if row.role == "lead"), key=lambda row: (row.step, row.handler))
            named = tuple(self._lead(row, home, spot) for row in ordered)
            self._leads[key] = named if rows else self._default(ORIGIN if matter.home == ORIGIN else MANAGEMENT, spot)
        return self._leads[key]

    def ladder(self, line: str, chain: Chain | None) -> Ladder | None:
        """The ladder of a line over a place, told by the places around it."""
        if not chain:
            return None
        if (line, chain) not in self._ladders:
            facts = replace(self.order.facts, around={chain[0]: chain})
            self._ladders[line, chain] = ladder(facts, chain[0], line)
        return self._ladders[line, chain]

    def line_of(self, role: str, chain: Chain | None) -> Ladder | None:
        """The ladder of the line with a role, or None where it does not serve the place."""
        lines = sorted(line for line, its in self._roles.items() if its == role)
        return next((found for line in lines if (found := self.ladder(line, chain))), None)

    def _default(self, role: str, spot: Chain) -> tuple[Lead, ...]:
        found, units = self.line_of(role, spot), self.order.facts.units
        return tuple(Lead(f"{units[id].line}:{units[id].tier}", id) for id in found.units) if found else ()

    def _lead(self, row: Step, home: Home, spot: Chain) -> Lead:
        kind, _, rest = row.handler.partition(":")
        if kind == "body":
            near = any(one.kind == rest and (one.covers is None or one.covers in spot) for one in self.order.bodies)
            return Lead(row.handler, None, near)
        if kind == "unit":
            return Lead(row.handler, rest if rest in self.order.facts.units else None)
        line, _, tier = row.handler.rpartition(":")
        found = self.ladder(line, home.origin if self._roles.get(line) == ORIGIN else home.here)
        units = self.order.facts.units
        return Lead(
            row.handler, next((id for id in (found.units if found else ()) if units[id].tier == int(tier)), None)
        )


def grouped(homes: Mapping[tuple[str, str | None], int], order: Order) -> dict[Home, list[tuple[str, int]]]:
    """Occupied dwellings and their days by what they share, from masks by dwelling and place of origin."""
    found: dict[Home, list[tuple[str, int]]] = {}
    for (place, origin), mask in homes.items():
        home = Home(order.around(place), None if origin is None else order.around(origin))
        found.setdefault(home, []).append((place, mask))
    return found


def by_need(homes: Mapping[Home, list[tuple[str, int]]], here: bool, origin: bool) -> dict[Home, list[tuple[str, int]]]:
    """The groups joined where they differ only in what a matter does not ask; no origin stays no origin."""
    found: dict[Home, list[tuple[str, int]]] = {}
    for home, places in homes.items():
        kept = Home(home.here if here else None, home.origin if origin else None)
        found.setdefault(kept, []).extend(places)
    return found
