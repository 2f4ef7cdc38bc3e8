"""What holds of every path and every dispute, in whatever world: asked of the graph, over random worlds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import permutations
from random import Random
from typing import Any

import pytest

from graphsvc.answers import Path, Rung
from graphsvc.errors import GraphsvcError
from graphsvc.model import Party
from graphsvc.questions import dispute, escalation
from graphsvc.rosters.importing import import_bundle
from graphsvc.store import Store
from tests.oracle_disputes import Disputes, Named
from tests.worlds import Bundle, days_asked, random_world

SEEDS = range(300, 308)
DAYS = 6
REPORTED = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """A random world in the graph at revision 1, and some of its days."""

    store: Store
    bundle: Bundle
    rng: Random

    @property
    def days(self) -> list[date]:
        return self.rng.sample(found := days_asked(self.bundle), min(DAYS, len(found)))

    @property
    def emergencies(self) -> list[str]:
        return [row["matter"] for row in self.bundle["matters"] if row["kind"] == "emergency"]

    def ids(self, file: str, column: str) -> list[str]:
        return sorted({row[column] for row in self.bundle.get(file, [])})

    def paths(self, matters: list[str | None], revision: int = 1) -> Iterator[tuple[Any, Path]]:
        """What was asked, and the path, for every household and matter on some days; refusals are passed by."""
        for on in self.days:
            for household in self.ids("households", "household"):
                for matter in matters:
                    try:
                        yield (
                            (household, matter, on),
                            escalation(
                                self.store, household=household, matter=matter, reported=REPORTED, on=on,
                                revision=revision,
                            ),
                        )  # fmt: skip
                    except GraphsvcError:
                        continue

    def quarrels(self) -> Iterator[tuple[list[Named], str | None, list[str], date]]:
        """Disputes that have an answer: the parties, the matter, whom they object to, the day."""
        oracle = Disputes(self.bundle)
        parties = [("household", id) for id in self.ids("households", "household")]
        parties += [("person", id) for id in self.ids("people", "person")]
        matters = [None, *self.ids("matters", "matter")]
        for on in self.days:
            for _ in range(12):
                named = self.rng.sample(parties, min(len(parties), self.rng.choice([2, 2, 3])))
                objected = self.rng.sample(self.ids("people", "person"), self.rng.choice([0, 1]))
                matter = self.rng.choice(matters)
                if isinstance(oracle.dispute(named, matter, objected, REPORTED, on), dict):
                    yield named, matter, objected, on


@pytest.fixture(scope="module", params=SEEDS)
def world(request: pytest.FixtureRequest, embedded: Store) -> World:
    bundle = random_world(Random(request.param))
    embedded.clear()
    import_bundle(embedded, bundle, on=date(2026, 11, 24))
    return World(embedded, bundle, Random(request.param))


def ask(store: Store, named: list[Named], matter: str | None, objected: list[str], on: date) -> Path:
    parties = [Party(**{kind: id}) for kind, id in named]
    return dispute(store, parties, matter=matter, objects_to=objected, reported=REPORTED, on=on, revision=1)


def rungs(path: Path) -> Iterator[Rung]:
    """Every rung on the path, the paired ones too."""
    for step in path.steps:
        if step.rung:
            yield step.rung
            if step.rung.paired:
                yield step.rung.paired


def test_nobody_recused_is_ever_proposed(world: World) -> None:
    """Neither as the one shown nor beside, on any step or its pair; and nobody is said to stand in for themselves."""
    oracle = Disputes(world.bundle)
    for named, matter, objected, on in world.quarrels():
        path = ask(world.store, named, matter, objected, on)
        recused = oracle.involved(named, objected, on).keys()
        shown = {rung.person.id for rung in rungs(path) if rung.person}
        shown |= {one.person.id for rung in rungs(path) for one in rung.also if one.person}
        shown |= {one.instead.id for one in path.left_out if one.instead}
        assert not shown & recused, (named, matter, objected, on)
        assert {one.person.id for one in path.left_out} <= recused


def test_the_order_of_parties_never_matters(world: World) -> None:
    for named, matter, objected, on in list(world.quarrels())[:12]:
        answers = [ask(world.store, list(order), matter, objected, on) for order in permutations(named)]
        assert all(one == answers[0] for one in answers), (named, matter, on)


def test_each_step_has_one_lead_at_most_and_the_first_common_unit_leads(world: World) -> None:
    """Where rows are left out no second lead takes their place."""
    for named, matter, objected, on in world.quarrels():
        path = ask(world.store, named, matter, objected, on)
        leads = Counter(step.step for step in path.steps if step.role == "lead")
        assert set(leads.values()) <= {1}
        unlimited = [step.limit for step in path.steps if step.step == 0]
        assert unlimited in ([], [None])
        # In an emergency all start at once, and the lowest tier stands first.
        assert not unlimited or matter in world.emergencies or path.steps[0].step == 0


def test_each_lead_step_of_a_home_has_exactly_one_lead(world: World) -> None:
    for asked, path in world.paths([None, *world.ids("matters", "matter")]):
        leads = Counter(step.step for step in path.steps if step.role == "lead")
        # An emergency's bodies stand among its exits; where one led its step the step has none left.
        assert set(leads.values()) <= {1}
        assert asked[1] in world.emergencies or {step.step for step in path.steps} == leads.keys(), asked


def test_an_emergency_never_starts_in_the_ladder(world: World) -> None:
    """Its bodies are called first, and nobody waits for anybody: every step starts when it was reported."""
    for asked, path in world.paths(list(world.emergencies)):
        assert {step.starts for step in path.steps} <= {REPORTED}, asked
        assert not [step.handler for step in path.steps if step.handler.startswith("body:")]


def test_a_vacancy_removes_nobody_from_a_path(world: World) -> None:
    """With any one tenure gone every home has the steps it had, by the same units; only who is shown may differ."""
    tenures = world.bundle.get("tenures", [])
    if not tenures:
        pytest.skip("nobody holds a post in this world")
    gone = world.rng.choice(tenures)
    left = world.bundle | {"tenures": [row for row in tenures if row is not gone]}
    latest = import_bundle(world.store, left, on=date(2018, 1, 1), prune=True).revision
    for on in world.days:
        for household in world.ids("households", "household"):
            both: list[object] = []
            for revision in (1, latest):
                try:
                    path = escalation(world.store, household=household, reported=REPORTED, on=on, revision=revision)
                except GraphsvcError as refusal:
                    both.append(refusal.code)
                    continue
                both.append(
                    [(step.step, step.role, step.handler, step.rung and step.rung.unit.id) for step in path.steps]
                )
            assert both[0] == both[1], (household, on, gone)


# ------------------------------------------------------------ where no table says otherwise


@pytest.fixture(scope="module", params=SEEDS)
def bare(request: pytest.FixtureRequest, embedded: Store) -> World:
    """The same world without steps or carve-outs: every path is the ladder's own."""
    bundle = {
        file: rows for file, rows in random_world(Random(request.param)).items() if file not in ("steps", "carveouts")
    }
    embedded.clear()
    import_bundle(embedded, bundle, on=date(2026, 11, 24))
    return World(embedded, bundle, Random(request.param))


def test_a_default_path_neither_cycles_nor_descends(bare: World) -> None:
    """From one home and from several: each step a higher tier than the one before, no unit twice."""
    paths = [path for _, path in bare.paths([None, *bare.ids("matters", "matter")])]
    paths += [ask(bare.store, *asked) for asked in bare.quarrels()]
    for path in paths:
        climbed = [step.rung.unit for step in path.steps if step.rung]
        tiers = [unit.tier for unit in climbed]
        assert tiers == sorted(set(tiers), reverse=True)
        assert len({unit.id for unit in climbed}) == len(climbed)
        assert path.matter in bare.emergencies or [step.step for step in path.steps] == list(range(1, len(climbed) + 1))


def test_a_matter_of_the_place_of_origin_ends_in_its_line(bare: World) -> None:
    """Land never comes to the new community, between parties either."""
    origin = [row["matter"] for row in bare.bundle["matters"] if row.get("home") == "origin"]
    paths = [path for _, path in bare.paths(list(origin))]
    paths += [ask(bare.store, *asked) for asked in bare.quarrels() if asked[1] in origin]
    for path in paths:
        assert {step.rung.unit.role for step in path.steps if step.rung} <= {"origin"}
