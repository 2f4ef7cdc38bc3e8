"""Many assignments and endings decided as one, in order of their days, on the tenures of all posts concerned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graphsvc.answers.plain import Why
from graphsvc.errors import Conflict, GraphsvcError
from graphsvc.model import Fact
from graphsvc.rules.assignment import Assignment, Outcome, assign, resumption_of
from graphsvc.rules.tenures import is_acting, live


@dataclass(frozen=True, slots=True)
class Ending:
    """What is asked: `person` holds `post` no longer from `since` on, and nobody follows."""

    post: str
    person: str
    since: date


Step = Assignment | Ending


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that can't be made: its place among those asked, and why."""

    place: int
    error: GraphsvcError


def end_tenure(asked: Ending, tenures: Sequence[Fact]) -> Outcome:
    """End one tenure; what the person held later in the post goes too. Raises `not_in_post` (`Conflict`)."""
    own = [one for one in tenures if one.start == asked.person and one.until > asked.since]
    if not own:
        raise Conflict(
            "not_in_post",
            f"{asked.since}起,“{asked.person}”不在岗位“{asked.post}”上。请核对。",
            f'From {asked.since} on "{asked.person}" does not hold the post "{asked.post}". Check who does.',
            field="post",
        )
    return Outcome(tuple(own), tuple(replace(one, until=asked.since) for one in own if one.since < asked.since))


def decide_batch(
    steps: Iterable[Step],
    tenures: Iterable[Fact],
    single: Mapping[str, bool],
    today: date,
    resuming: Collection[Fact] = (),
) -> tuple[Outcome, tuple[Refused, ...]]:
    """What all `steps` come to together, and every one that can't be made; earlier days are decided first.

    The outcome is against the tenures as they stood: what one step records and another retracts is in neither.
    """
    before = set(tenures)
    now = set(before)
    warnings: dict[Why, None] = {}
    freed: set[Fact] = set()
    refused = []
    steps = list(steps)
    several = len({one.post for one in steps}) > 1
    for place, asked in sorted(enumerate(steps), key=lambda entry: (entry[1].since, entry[0])):
        held = [one for one in now if one.end == asked.post]
        try:
            if isinstance(asked, Ending):
                made = end_tenure(asked, held)
                freed |= _freed(made.retract, held, asked.since, resuming)
            else:
                made = assign(
                    asked, held, single=single.get(asked.post, True), today=today, resuming=resuming, freed=freed
                )
        except GraphsvcError as error:
            refused.append(Refused(place, error))
            continue
        now = (now - set(made.retract)) | set(made.record)
        warnings |= dict.fromkeys(_of(why, asked.post, several) for why in made.warnings)
    refused.sort(key=lambda one: one.place)
    return Outcome(tuple(before - now), tuple(now - before), tuple(warnings)), tuple(refused)


def _of(why: Why, post: str, several: bool) -> Why:
    """A warning that says which of several posts it is about."""
    return replace(why, zh=f"岗位“{post}”:{why.zh}", en=f'Post "{post}": {why.en}') if several else why


def _freed(ended: Sequence[Fact], held: Sequence[Fact], on: date, resuming: Collection[Fact]) -> set[Fact]:
    """The tenures that covers made which now end sooner: whoever takes the post on replaces them."""
    found = (resumption_of(one, held, resuming) for one in live(ended, on) if is_acting(one))
    return {one for one in found if one is not None}
