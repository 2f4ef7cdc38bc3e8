"""What are people, posts, units and households called?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from graphsvc.answers.change import Change
from graphsvc.rules.naming import address
from graphsvc.store import Store

_Around = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Named:
    """The words for what a page shows; an id that is not known stands for itself.

    `around` has by household the (place, kind, name) of its dwelling and of the places around that, inmost first.
    """

    people: dict[str, str]
    posts: dict[str, str]
    units: dict[str, str]
    around: dict[str, _Around]
    homes: dict[str, str]

    def person(self, id: str) -> str:
        """A person's name."""
        return self.people.get(id, id)

    def post(self, id: str) -> str:
        """A post by its unit and title, said once where the unit's name has the title in it."""
        return self.posts.get(id, id)

    def unit(self, id: str) -> str:
        """A unit's name."""
        return self.units.get(id, id)

    def address(self, household: str) -> str:
        """Where a household lives."""
        found = self.around.get(household)
        return address([(kind, name) for _, kind, name in found]) if found else household

    def home_of(self, person: str) -> str | None:
        """Where a person lives, where a household of theirs is recorded."""
        return self.address(self.homes[person]) if person in self.homes else None


def named(
    store: Store,
    *,
    revision: int,
    on: date,
    people: Collection[str] = (),
    posts: Collection[str] = (),
    units: Collection[str] = (),
    households: Collection[str] = (),
) -> Named:
    """The words for these ids, as known at `revision`; of people also where they live on `on`."""
    row = store.read(
        "named", people=sorted(people), posts=sorted(posts), units=sorted(units), households=sorted(households),
        on=on, revision=revision,
    )[0]  # fmt: skip
    around: dict[str, dict[int, tuple[str, str, str]]] = defaultdict(dict)
    for one in row["homes"]:
        around[one["household"]][one["depth"]] = (one["place"], one["kind"].removeprefix("place:"), one["name"])
    return Named(
        {one["id"]: one["name"] for one in row["people"] if one["name"]},
        {one["id"]: post_name(one["unit"], one["title"]) for one in sorted(row["posts"], key=lambda one: one["since"])},
        {one["id"]: one["name"] for one in row["units"] if one["name"]},
        {household: [found[depth] for depth in sorted(found)] for household, found in around.items()},
        {
            one["person"]: one["household"]
            for one in sorted(row["lives"], key=lambda one: one["household"], reverse=True)
        },
    )


def post_name(unit: str, title: str) -> str:
    """A post by its unit and title: 40号楼楼长室 楼长, but 40号楼分楼长 alone."""
    return unit if title in unit else f"{unit} {title}"


def named_in(store: Store, changes: Iterable[Change], *, revision: int, on: date) -> Named:
    """The words for the people, posts and units that changes tell of."""
    changes = list(changes)
    tenures = [one for change in changes for one in (*change.ended, *change.begun)]
    return named(
        store, revision=revision, on=on,
        people={one.person for one in tenures} | {one.person for change in changes for one in change.posts},
        posts={one.post for one in tenures} | {one.post for change in changes for one in change.posts},
        units={unit for change in changes for unit in (*change.boards, *(one.unit for one in change.posts))},
    )  # fmt: skip
