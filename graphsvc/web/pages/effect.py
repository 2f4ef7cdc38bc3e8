"""What a change would do or did, in names: who goes and comes in each post, whose answers differ, which boards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.answers.change import Change
from graphsvc.questions.named import named
from graphsvc.store import Store

MOST_LISTED = 300
"""Households a page lists; all are counted."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One post: who held it, who will, and from when; nobody where it falls vacant or was."""

    post: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    since: date


@dataclass(frozen=True, slots=True)
class Effect:
    """A change in names."""

    change: Change
    turns: list[Turn]
    households: list[str]
    boards: list[str]

    @property
    def counts(self) -> dict[str, int]:
        """How many posts change hands, are newly filled, fall vacant."""
        found = {"changed": 0, "filled": 0, "emptied": 0}
        for one in self.turns:
            found["changed" if one.was and one.now else "filled" if one.now else "emptied"] += 1
        return found


def effect_of(store: Store, change: Change, today: date) -> Effect:
    """The change with the words for what it tells of, as known at its revision."""
    tenures = [*change.ended, *change.begun]
    listed = change.households.items[:MOST_LISTED]
    words = named(
        store, revision=change.revision, on=change.on or today, people={one.person for one in tenures},
        posts={one.post for one in tenures}, units=change.boards, households=listed,
    )  # fmt: skip
    turns = []
    for post in dict.fromkeys(one.post for one in sorted(tenures, key=lambda one: one.post)):
        was = [one for one in change.ended if one.post == post]
        now = [one for one in change.begun if one.post == post]
        since = min((one.since for one in now), default=None) or max(one.until or one.since for one in was)
        people = [tuple(words.person(one.person) for one in found) for found in (was, now)]
        turns.append(Turn(words.post(post), people[0], people[1], since))
    return Effect(change, turns, [words.address(one) for one in listed], [words.unit(one) for one in change.boards])
