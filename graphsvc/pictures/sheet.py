"""A sheet as a tree: cards of units, nested in branches by what they serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.pictures.compare import Difference
from graphsvc.pictures.notes import Note
from graphsvc.pictures.shown import PLAIN, Shown


@dataclass(frozen=True, slots=True)
class Card:
    """One unit: who answers for it, and since when. `concurrent` is the number both ends of a holder share.

    `notes` are signs and words for what else is to be seen of it; `lit` marks a card someone pointed at. `phone` is
    the holder's where that may be told, else the unit's; no sheet has room for it, its twin in words has.
    """

    unit: str
    line: str
    role: str
    tier: int
    level: str
    name: str
    title: str
    person: str | None
    state: str
    since: date | None
    vacant_since: date | None
    concurrent: int | None
    places: str
    households: int
    notes: tuple[Note, ...] = ()
    lit: bool = False
    hushed: bool = False
    phone: str = ""

    @property
    def note(self) -> str:
        """All its notes in words."""
        return " ".join(note.text for note in self.notes)

    @property
    def alarm(self) -> bool:
        """Whether it stands out: nobody holds it, or someone only acts, and that layer is on."""
        return self.state in ("vacant", "acting") and not self.hushed


@dataclass(frozen=True, slots=True)
class Branch:
    """What stands side by side: a unit of the first line, the second line's units beside it, and all below.

    `hidden` counts the units below that are left to a chart of their own.
    """

    left: Card | None
    right: tuple[Card, ...]
    places: str
    households: int
    below: tuple[Branch, ...]
    hidden: int = 0

    def cards(self) -> list[Card]:
        """Every card of the branch, top first."""
        found: list[Card] = []
        self._add(found)
        return found

    def _add(self, found: list[Card]) -> None:
        if self.left:
            found.append(self.left)
        found += self.right
        for branch in self.below:
            branch._add(found)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole picture: `sides` are the (role, name) of the lines left and right; `branches` the tops.

    `shown` is what else was asked for.
    """

    title: str
    on: date
    revision: int
    buildings: int
    households: int
    sides: tuple[tuple[str, str], ...]
    branches: tuple[Branch, ...]
    before: date | None = None
    differences: tuple[Difference, ...] = ()
    shown: Shown = PLAIN

    def cards(self) -> list[Card]:
        """Every unit's card, once."""
        return [card for branch in self.branches for card in branch.cards()]


def spine_of(branches: tuple[Branch, ...]) -> tuple[list[Branch], tuple[Branch, ...]]:
    """The tiers that are one branch, from the top, and the branches below the last of them."""
    spine: list[Branch] = []
    while len(branches) == 1:
        spine.append(branches[0])
        branches = branches[0].below
    return spine, branches
