"""Any changes in any order, and their undos, against a plain model: after each step the graph is what the model is.

The model is a set of tenures (post, person, since, until, acting), days as numbers, written from the contract alone.
Each step is previewed first, and what the preview announced is compared with what followed, household by household.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from graphsvc.answers.change import Change
from graphsvc.changes.reassign import preview, reassign
from graphsvc.changes.undo import preview_undo, undo
from graphsvc.errors import GraphsvcError
from graphsvc.rosters.importing import import_bundle
from graphsvc.rules.assignment import Assignment
from graphsvc.store import Store
from tests.brute import differing
from tests.leaders import OWNER, TODAY, settle
from tests.worlds import days_asked, random_world

SINGLE = {"q1": True, "qa": True, "qb": False, "qp": True, "qo": True}
PEOPLE = ("an", "chen", "fang", "gao", "hu")
HOUSEHOLDS = ["h1", "h2", "h3"]
OPEN = 10**6
FIRST = -(TODAY - date(2020, 1, 1)).days

Held = tuple[str, str, int, int, bool]


@dataclass
class Done:
    """One change of the model: what it took away and what it put there."""

    gone: set[Held]
    come: set[Held]
    undo: bool = False


class Model:
    """Tenures and changes, plainly."""

    def __init__(self) -> None:
        self.held: dict[Held, int] = {
            (post, person, FIRST, OPEN, False): 1
            for post, person in (("qa", "an"), ("qd", "bo"), ("qb", "chen"), ("qb", "ding"), ("q1", "en"), ("qo", "wu"))
        }
        self.done: dict[int, Done] = {}

    def assign(self, post: str, person: str, since: int, end: int | None) -> Done | str | None:
        """What an assignment does; None for nothing, a code for a refusal."""
        acting, single = end is not None, SINGLE[post]
        all_of_it = sorted(one for one in self.held if one[0] == post)
        now = [one for one in all_of_it if one[2] <= since < one[3]]
        mine = [one for one in now if one[1] == person]
        if any(not one[4] or (acting and one[3] == end) for one in mine if not (one[4] and not acting)):
            return None
        cover = next((one for one in now if one[4]), None) if single else None
        if acting and cover:
            return "acting_live"
        ended = now if single else mine
        back = None
        if cover:
            before = {one[1] for one in all_of_it if one[3] == cover[2] and not one[4]}
            with_it = {one for one in all_of_it if self.held[one] == self.held[cover] > 1 and one[1] != cover[1]}
            after = [one for one in all_of_it if one[2] == cover[3]]
            back = next((one for one in after if one[1] in before or (one in with_it and not one[4])), None)
        later = [one for one in all_of_it if one[2] > since and one != back and (single or one[1] == person)]
        against = [one for one in later if one[1] != person or one[2] <= 0]
        if against:
            return "before_tenure" if min(one[2] for one in against) <= 0 else "later_tenure"
        until = min([one[2] for one in later if one[1] == person] + [OPEN if end is None else end])
        come = {(post, person, since, until, acting)}
        come |= {(p, who, a, since, act) for p, who, a, _, act in ended if a < since}
        if end is not None:
            come |= {(p, who, end, b, act) for p, who, _, b, act in ended if b > end}
        return Done(set(ended) | ({back} if back else set()), come)

    def undone(self, revision: int) -> Done | str:
        """What taking a change back does, or the code of a refusal."""
        change = self.done[revision]
        for one in change.come:
            at = self.held.get(one)
            if at is None or (at != revision and not self.done[at].undo):
                return "rests"
        for post, person, since, until, _ in change.gone:
            for other in self.held.keys() - change.come:
                meets = other[0] == post and (SINGLE[post] or other[1] == person)
                if meets and since < other[3] and other[2] < until:
                    return "rests"
        return Done(set(change.come), set(change.gone), undo=True)

    def make(self, revision: int, change: Done) -> None:
        for one in change.gone:
            del self.held[one]
        for one in change.come:
            self.held[one] = revision
        self.done[revision] = change


def day(number: int) -> date:
    return date(9999, 12, 31) if number == OPEN else TODAY + timedelta(number)


class Machine(RuleBasedStateMachine):
    """Reassigns, covers and undoes; previews each before it is made."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        store.clear()
        settle(store)
        self.model = Model()
        self.head = 1

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

    @precondition(lambda self: self.model.done)
    @rule(choice=st.integers(0, 10**6))
    def undo(self, choice: int) -> None:
        revision = sorted(self.model.done)[choice % len(self.model.done)]
        self.step(
            self.model.undone(revision),
            lambda: preview_undo(self.store, revision, "写错", by=OWNER, today=TODAY),
            lambda: undo(self.store, revision, "写错", by=OWNER, today=TODAY),
        )

    def step(self, expected: Done | str | None, look: Callable[[], Change], make: Callable[[], Change]) -> None:
        if isinstance(expected, str):
            for call in (look, make):
                with pytest.raises(GraphsvcError) as refused:
                    call()
                assert expected in (refused.value.code, "rests")
        else:
            seen, made = look(), make()
            assert (seen.ended, seen.begun, seen.households) == (made.ended, made.begun, made.households)
            if expected is None:
                assert made.at is None
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
        assert graph == {(post, who, day(a), day(b), act) for post, who, a, b, act in self.model.held}
        assert self.store.read("head") == [{"revision": self.head}]


def test_the_graph_is_what_the_model_is(store: Store) -> None:
    examples = 25 if store.engine == "embedded" else 8
    run_state_machine_as_test(
        lambda: Machine(store),
        settings=settings(
            max_examples=examples, stateful_step_count=20, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


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
