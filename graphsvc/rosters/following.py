"""What follows from an import: the households whose answer it changes, and the steps it leaves without anybody."""

from __future__ import annotations

from graphsvc.answers import Why
from graphsvc.answers.change import Households
from graphsvc.checks.steps import unanswerable
from graphsvc.checks.world import World
from graphsvc.questions.changes import MOST_LISTED
from graphsvc.rosters.believed import Believed
from graphsvc.rosters.planning import Plan
from graphsvc.rules.households import changed_households


def households_of(believed: Believed, plan: Plan) -> Households:
    """Those for whom a rung names another person or state on the earliest day touched; past 1,000 the count alone."""
    if plan.earliest is None:
        return Households(0)
    before = believed.facts()
    found = changed_households(before, (before - plan.retract) | plan.record, plan.earliest)
    return Households(len(found), found if len(found) <= MOST_LISTED else ())


def warnings_of(believed: Believed, plan: Plan) -> tuple[Why, ...]:
    """The lead steps that some occupied dwelling could not be answered with, once the plan is written."""
    things = {label: dict(found) for label, found in believed.things.items()}
    for thing in plan.things:
        things.setdefault(thing.label, {})[thing.id] = dict(thing.values)
    world = World.of((believed.facts() - plan.retract) | plan.record, things)
    return unanswerable(world, plan.on)
