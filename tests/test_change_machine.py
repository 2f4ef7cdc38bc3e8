"""Any changes in any order, and their undos, against a plain model: after each step the graph is what the model is.

Each step is previewed first, and what the preview announced is compared with what followed, household by household.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from graphsvc.answers.change import Change
from graphsvc.changes.handover import Choice, Leaving, hand_over
from graphsvc.changes.reassign import preview, reassign
from graphsvc.changes.reorganise import Reorganising, reorganise
from graphsvc.changes.term import change_term
from graphsvc.changes.undo import preview_undo, undo
from graphsvc.errors import GraphsvcError
from graphsvc.questions.changes import change
from graphsvc.rosters.importing import import_bundle
from graphsvc.rosters.termsheet import sheet_of
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store
from tests.brute import differing
from tests.leaders import OWNER, TODAY, settle
from tests.plain_changes import FIRST, OPEN, SERVES, SINGLE, STAYING, Done, Model, day
from tests.worlds import days_asked, random_world

PEOPLE = ("an", "chen", "fang", "gao", "hu")
UNITS, BUILDINGS = ("m2a", "m2b"), ("b1", "b2")
HOUSEHOLDS = ["h1", "h2", "h3"]

RELATIONS = {"pair": "paired_with", "unit": "at_level", "part": "part_of", "post": "post_in"}
CHANGING = {"m2a", "m2b", "m2c", "qa", "qp", "qn"}
"""The units and posts that are opened, closed and moved."""
ELSEWHERE = {"unit": "m1x", "line": "m", "tier": "1", "name": "另一居委会"}
"""Where a unit may be moved, beside where it is."""


class Machine(RuleBasedStateMachine):
    """Reassigns, covers, changes terms, hands over, reorganises and undoes; previews each before it is made."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        store.clear()
        settle(store)
        import_bundle(store, {"units": [ELSEWHERE]}, on=TODAY)
        self.model = Model()
        self.head = store.published()

    @rule(
        post=st.sampled_from(sorted(SINGLE)),
        person=st.sampled_from(PEOPLE),
        since=st.sampled_from([FIRST, -400, -1, 0, 1, 7, 30]),
        length=st.sampled_from([None, None, 1, 6, 30]),
    )
    def assign(self, post: str, person: str, since: int, length: int | None) -> None:
        end = None if length is None else since + length
        want = Assignment(
            post, person, day(since), "换人", "acting" if length else "appointed", day(end) if end is not None else None
        )
        self.step(
            self.model.assign(post, person, since, end),
            lambda: preview(self.store, want, by=OWNER, today=TODAY),
            lambda: reassign(self.store, want, by=OWNER, today=TODAY),
        )

    @rule(
        posts=st.permutations(sorted(SINGLE)),
        people=st.permutations(PEOPLE),
        count=st.integers(1, 3),
        since=st.sampled_from([-1, 0, 1, 7, 30]),
        length=st.sampled_from([None, None, 6]),
    )
    def term(self, posts: list[str], people: list[str], count: int, since: int, length: int | None) -> None:
        end = None if length is None else since + length
        wanted = [(post, person, since, end) for post, person in zip(posts[:count], people[:count], strict=True)]
        rows = [
            {"post": post, "person": person, "since": str(day(since)), "reason": "换届",
             "basis": "acting" if end else "elected", "planned_end": str(day(end)) if end is not None else ""}
            for post, person, _, _ in wanted
        ]  # fmt: skip
        sheet = sheet_of(rows)
        self.step(
            self.model.sheet(wanted),
            lambda: change_term(self.store, *sheet, by=OWNER, today=TODAY, preview=True),
            lambda: change_term(self.store, *sheet, by=OWNER, today=TODAY),
        )

    @rule(
        person=st.sampled_from([*PEOPLE, "bo", "ding", "en", "wu"]),
        since=st.sampled_from([-1, 0, 1, 7]),
        follow=st.lists(st.sampled_from([None, ("fang", None), ("gao", None), ("hu", 6), ("an", 30)]), min_size=6,
                        max_size=6),
    )  # fmt: skip
    def handover(self, person: str, since: int, follow: list[tuple[str, int | None] | None]) -> None:
        choices = {}
        for post, one in zip(self.model.posts_from(person, since), follow, strict=False):
            end = since + one[1] if one and one[1] else None
            choices[post] = (one[0], end) if one and one[0] != person else None
        made = (self.choice(post, one) for post, one in choices.items())
        leaving = Leaving(person, day(since), "离任", tuple(made))
        self.step(
            self.model.leave(person, since, choices),
            lambda: hand_over(self.store, leaving, by=OWNER, today=TODAY, preview=True),
            lambda: hand_over(self.store, leaving, by=OWNER, today=TODAY),
        )

    @staticmethod
    def choice(post: str, one: tuple[str, int | None] | None) -> Choice:
        if one is None:
            return Choice(post)
        person, end = one
        return Choice(post, person) if end is None else Choice(post, person, "acting", day(end))

    @rule(
        unit=st.sampled_from(UNITS),
        place=st.sampled_from(BUILDINGS),
        since=st.sampled_from([FIRST, 0, 7]),
        length=st.sampled_from([None, 6, 7]),
    )
    def serve(self, unit: str, place: str, since: int, length: int | None) -> None:
        until = OPEN if length is None else max(since, 0) + length
        row = {
            "unit": unit,
            "place": place,
            "since": str(day(since)),
            "until": "" if length is None else str(day(until)),
        }
        want = Reorganising({SERVES: [row]}, day(max(since, 0)), "调整")
        self.step(
            self.model.serve(unit, place, since, until),
            lambda: reorganise(self.store, want, by=OWNER, today=TODAY, preview=True),
            lambda: reorganise(self.store, want, by=OWNER, today=TODAY),
        )

    @rule(
        place=st.sampled_from(BUILDINGS),
        units=st.permutations(UNITS),
        on=st.sampled_from([1, 7]),
    )
    def split_or_merge(self, place: str, units: list[str], on: int) -> None:
        giver, taker = units
        ended = [one for one in self.model.held if one[:2] == (f"{SERVES} {giver}", place) and one[2] < on < one[3]]
        rows = [{"unit": giver, "place": place, "since": str(day(one[2])), "until": str(day(on))} for one in ended] + [
            {"unit": taker, "place": place, "since": str(day(on)), "until": ""}
        ]
        self.reorganise({SERVES: rows}, on, self.model.pass_on(place, giver, taker, on))

    @rule(
        unit=st.sampled_from(UNITS),
        turned=st.booleans(),
        since=st.sampled_from([0, 7]),
        length=st.sampled_from([None, 6, 7]),
    )
    def pair(self, unit: str, turned: bool, since: int, length: int | None) -> None:
        first, other = ("p2", unit) if turned else (unit, "p2")
        row = {"unit": first, "paired_with": other, "since": str(day(since)), "until": self.end(since, length)}
        until = OPEN if length is None else since + length
        self.reorganise({"pairs": [row]}, since, self.model.pair(first, other, since, until))

    @rule(unit=st.sampled_from(["m2a", "m2c"]), until=st.sampled_from([None, 7, 30]))
    def open_or_close_a_unit(self, unit: str, until: int | None) -> None:
        row = {"unit": unit, "until": self.end(0, until)}
        if unit == "m2c":
            row |= {"line": "m", "tier": "2", "name": "新楼", "part_of": "m1", "since": str(day(0))}
        self.reorganise({"units": [row]}, 0, self.model.close(unit, OPEN if until is None else until))

    @rule(above=st.sampled_from(["m1", "m1x"]), on=st.sampled_from([0, 7, 30]))
    def move_a_unit(self, above: str, on: int) -> None:
        row = {"unit": "m2b", "part_of": above}
        self.reorganise({"units": [row]}, on, self.model.move("m2b", above, on))

    @rule(post=st.sampled_from(["qp", "qn"]), until=st.sampled_from([None, 7, 30]))
    def open_or_close_a_post(self, post: str, until: int | None) -> None:
        row = {"post": post, "until": self.end(0, until)}
        if post == "qn":
            row |= {"unit": "m2b", "title": "助理", "rank": "deputy", "since": str(day(0))}
        self.reorganise({"posts": [row]}, 0, self.model.post(post, OPEN if until is None else until))

    @rule(
        post=st.sampled_from(STAYING),
        person=st.sampled_from(PEOPLE),
        since=st.sampled_from([3, 12, 45]),
        length=st.sampled_from([None, 10]),
    )
    def bring(self, post: str, person: str, since: int, length: int | None) -> None:
        """An import: what it comes to is looked at by the importer's own plan, so it has no preview here."""
        row = {"post": post, "person": person, "since": str(day(since)), "until": self.end(since, length),
               "basis": "engaged"}  # fmt: skip
        until = OPEN if length is None else since + length

        def make() -> Change:
            made = import_bundle(self.store, {"tenures": [row]}, on=TODAY).revision
            return change(self.store, made or self.head)

        self.step(self.model.bring(post, person, since, until), None, make)

    @staticmethod
    def end(since: int, length: int | None) -> str:
        return "" if length is None else str(day(since + length))

    def reorganise(self, rows: dict[str, list[dict[str, str]]], on: int, expected: Done | str | None) -> None:
        want = Reorganising(rows, day(on), "调整")
        self.step(
            expected,
            lambda: reorganise(self.store, want, by=OWNER, today=TODAY, preview=True),
            lambda: reorganise(self.store, want, by=OWNER, today=TODAY),
        )

    @precondition(lambda self: self.model.done)
    @rule(choice=st.integers(0, 10**6))
    def undo(self, choice: int) -> None:
        revision = sorted(self.model.done)[choice % len(self.model.done)]
        self.step(
            self.model.undone(revision),
            lambda: preview_undo(self.store, revision, "写错", by=OWNER, today=TODAY),
            lambda: undo(self.store, revision, "写错", by=OWNER, today=TODAY),
        )

    def step(self, expected: Done | str | None, look: Callable[[], Change] | None, make: Callable[[], Change]) -> None:
        if isinstance(expected, str):
            for call in filter(None, (look, make)):
                with pytest.raises(GraphsvcError) as refused:
                    call()
                assert expected in (refused.value.code, "rests")
        else:
            seen = look() if look else None
            made = make()
            if seen is not None:
                assert (seen.ended, seen.begun, seen.households) == (made.ended, made.begun, made.households)
            if expected is None:
                assert made.at is None or (look is None and made.revision == self.head)
            else:
                self.head += 1
                self.model.make(self.head, expected)
                assert made.revision == self.head
                assert made.on is not None
                followed = differing(self.store, HOUSEHOLDS, made.on, self.head - 1, self.head)
                assert made.households.items == followed
        self.compare()

    def compare(self) -> None:
        rows = self.store.read("believed_facts_holds", revision=None)
        graph = {(r["end"], r["start"], r["since"], r["until"], r["basis"] == "acting") for r in rows}
        rows = self.store.read("believed_facts_serves", revision=None)
        graph |= {(f"{SERVES} {r['start']}", r["end"], r["since"], r["until"], False) for r in rows}
        for kind, relation in RELATIONS.items():
            rows = self.store.read(f"believed_facts_{relation}", revision=None)
            graph |= {
                (f"{kind} {r['start']}", r["end"], r["since"], r["until"], False)
                for r in rows
                if kind == "pair" or r["start"] in CHANGING
            }
        assert graph == {(post, who, day(a), day(b), act) for post, who, a, b, act in self.model.held}
        assert self.store.read("head") == [{"revision": self.head}]


def test_the_graph_is_what_the_model_is(store: Store) -> None:
    examples = 20 if store.engine == "embedded" else 8
    run_state_machine_as_test(
        lambda: Machine(store),
        settings=settings(
            max_examples=examples,
            stateful_step_count=20,
            deadline=None,
            database=None,
            # A failure is told as it was found: to make it smaller takes minutes.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32 - 1))
def test_what_a_preview_announces_is_what_follows_in_any_world(embedded: Store, seed: int) -> None:
    """Random lines, places and posts; a random assignment, announced, made, and looked at household by household."""
    rng = Random(seed)
    world = random_world(rng)
    if not world.get("posts") or not world.get("households"):
        return
    embedded.clear()
    import_bundle(embedded, world, on=TODAY)
    households = sorted({row["household"] for row in world["households"]})
    days = days_asked(world)
    for _ in range(6):
        post, person = rng.choice(world["posts"])["post"], rng.choice(world["people"])["person"]
        want = Assignment(post, person, rng.choice(days), "x")
        try:
            seen = preview(embedded, want, by=OWNER, today=TODAY)
        except GraphsvcError:
            continue
        made = reassign(embedded, want, by=OWNER, today=TODAY)
        assert (seen.ended, seen.begun, seen.households) == (made.ended, made.begun, made.households)
        if made.at:
            assert made.households.items == differing(
                embedded, households, want.since, made.revision - 1, made.revision
            )
