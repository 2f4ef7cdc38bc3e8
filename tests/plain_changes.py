"""What changes do, plainly: a set of tenures (post, person, since, until, acting) and of rows of service, pairs, units,
what these are part of, and posts, days as numbers, written from the contract alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tests.leaders import TODAY

SINGLE = {"q1": True, "qa": True, "qb": False, "qd": True, "qp": True, "qo": True, "qn": True}
"""The posts, of which `qn` is opened by a change, if at all."""
STAYING = ("q1", "qb", "qd", "qo")
"""Those that no change closes."""
OPEN = 10**6
FIRST = -(TODAY - date(2020, 1, 1)).days
ALWAYS = -(TODAY - date.min).days
SERVES = "serves"


Held = tuple[str, str, int, int, bool]
"""A tenure: post, person, since, until, acting; or `serves UNIT`, place, since, until, and likewise `pair UNIT` and a
unit, `unit UNIT` and a level, `part UNIT` and a unit, `post POST` and a unit."""


@dataclass
class Done:
    """One change of the model: what it took away and what it put there."""

    gone: set[Held]
    come: set[Held]
    undo: bool = False


class Model:
    """Tenures, service and changes, plainly."""

    def __init__(self) -> None:
        self.held: dict[Held, int] = {
            (post, person, FIRST, OPEN, False): 1
            for post, person in (
                ("qa", "an"), ("qd", "bo"), ("qb", "chen"), ("qb", "ding"), ("q1", "en"), ("qo", "wu"),
                ("serves m2a", "b1"), ("serves m2b", "b2"), ("serves p2", "c"), ("serves o1", "v"), ("serves m1", "c"),
            )
        }  # fmt: skip
        for key, what in (
            ("unit m2a", "m/2"),
            ("part m2a", "m1"),
            ("unit m2b", "m/2"),
            ("part m2b", "m1"),
            ("post qa", "m2a"),
            ("post qp", "p2"),
        ):
            self.held[key, what, ALWAYS, OPEN, False] = 1
        self.done: dict[int, Done] = {}

    def lives(self, post: str) -> list[tuple[int, int]]:
        """The days of a post within those of its unit."""
        if post in STAYING:
            return [(ALWAYS, OPEN)]
        posts = [one for one in self.held if one[0] == f"post {post}"]
        units = {one[0][5:]: one for one in self.held if one[0].startswith("unit ")}
        found = []
        for _, unit, since, until, _ in posts:
            begin, end = units[unit][2:4] if unit == "m2a" else (ALWAYS, OPEN)
            found.append((max(since, begin), min(until, end)))
        return [(since, until) for since, until in found if since < until]

    def missing(self, post: str, on: int) -> str | None:
        """The code with which an assignment to a post that is not there is refused."""
        if post not in STAYING and not any(one[0] == f"post {post}" for one in self.held):
            return "unknown_post"
        return None if any(since <= on < until for since, until in self.lives(post)) else "post_not_there"

    def assign(
        self, post: str, person: str, since: int, end: int | None, freed: Held | None = None
    ) -> Done | str | None:
        """What an assignment does; None for nothing, a code for a refusal. `freed` lost its cover."""
        if missing := self.missing(post, since):
            return missing
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
        back = self.back(cover) if cover else freed
        later = [one for one in all_of_it if one[2] > since and one != back and (single or one[1] == person)]
        against = [one for one in later if one[1] != person or one[2] <= 0]
        if against:
            return "before_tenure" if min(one[2] for one in against) <= 0 else "later_tenure"
        until = min([one[2] for one in later if one[1] == person] + [OPEN if end is None else end])
        come = {(post, person, since, until, acting)}
        come |= {(p, who, a, since, act) for p, who, a, _, act in ended if a < since}
        if end is not None:
            come |= {(p, who, end, b, act) for p, who, _, b, act in [*ended, *([back] if back else [])] if b > end}
        return Done(set(ended) | ({back} if back else set()), come)

    def back(self, cover: Held) -> Held | None:
        """The tenure with which somebody comes back at the end of a cover: they held the post until it, or it came with
        the cover."""
        of_post = sorted(one for one in self.held if one[0] == cover[0])
        before = {one[1] for one in of_post if one[3] == cover[2] and not one[4]}
        with_it = {one for one in of_post if self.held[one] == self.held[cover] > 1 and one[1] != cover[1]}
        after = [one for one in of_post if one[2] == cover[3]]
        return next((one for one in after if one[1] in before or (one in with_it and not one[4])), None)

    def sheet(self, rows: list[tuple[str, str, int, int | None]]) -> Done | str | None:
        """All of them, for a post each, or none."""
        found = [self.assign(*row) for row in rows]
        if any(isinstance(one, str) for one in found):
            return "sheet_refused"
        return _together([one for one in found if isinstance(one, Done)])

    def leave(self, person: str, since: int, choices: dict[str, tuple[str, int | None] | None]) -> Done | str | None:
        """End all that the person holds from the day on; for each post somebody follows, acts, or nobody."""
        found = []
        for post, choice in choices.items():
            own = {one for one in self.held if one[:2] == (post, person) and one[3] > since}
            cut = {(p, who, a, since, act) for p, who, a, _, act in own if a < since}
            after = Model()
            after.held = {one: at for one, at in self.held.items() if one not in own} | dict.fromkeys(cut, 0)
            cover = next((one for one in own if one[4] and one[2] <= since and SINGLE[post]), None)
            freed = self.back(cover) if cover else None
            follows = after.assign(post, choice[0], since, choice[1], freed) if choice else None
            if isinstance(follows, str):
                return follows
            found.append(Done(own, cut))
            if follows:
                found.append(follows)
        return _together(found) if choices else "holds_nothing"

    def posts_from(self, person: str, since: int) -> list[str]:
        """The posts that the person holds on the day or comes to hold later."""
        return sorted(
            one[0]
            for one in self.held
            if one[0] in SINGLE and one[1] == person
            and any(max(one[2], since) < min(one[3], end) and begin < one[3] and one[2] < end
                    for begin, end in self.lives(one[0]))
        )  # fmt: skip

    def serve(self, unit: str, place: str, since: int, until: int) -> Done | str | None:
        """One row of service as it shall stand; it is known by its unit, place and first day."""
        rows = [one for one in self.held if one[:2] == (f"{SERVES} {unit}", place)]
        old = {one for one in rows if one[2] == since}
        new = (f"{SERVES} {unit}", place, since, until, False)
        if any(one[2] < until and since < one[3] for one in rows if one not in old):
            return "bundle_refused"
        return None if new in old else Done(old, {new})

    def pass_on(self, place: str, giver: str, taker: str, on: int) -> Done | str | None:
        """One unit's service of a place ends, another's begins."""
        now = [one for one in self.held if one[:2] == (f"{SERVES} {giver}", place) and one[2] < on < one[3]]
        found = [self.serve(giver, place, one[2], on) for one in now] + [self.serve(taker, place, on, OPEN)]
        if any(isinstance(one, str) for one in found):
            return "bundle_refused"
        return _together([one for one in found if isinstance(one, Done)])

    def pair(self, unit: str, other: str, since: int, until: int) -> Done | str | None:
        """Two units beside each other; neither is in two pairs at once, whichever way they are written."""
        new = (f"pair {unit}", other, since, until, False)
        old = {one for one in self.held if one[:3] == new[:3]}
        for one in self.held.keys() - old:
            if one[0].startswith("pair ") and _takes(one) & _takes(new) and one[2] < until and since < one[3]:
                return "bundle_refused"
        return None if new in old else Done(old, {new})

    def close(self, unit: str, until: int) -> Done | None:
        """A unit ends on a day, or goes on; with it what it is part of. `m2c` begins today where it is not there."""
        old = {one for one in self.held if one[0] in (f"unit {unit}", f"part {unit}")}
        new = {(f"unit {unit}", "m/2"), (f"part {unit}", "m1")}
        since = ALWAYS if unit == "m2a" else 0
        come = {(key, what, since, until, False) for key, what in new}
        return None if come == old else Done(old - come, come - old)

    def move(self, unit: str, above: str, on: int) -> Done | None:
        """A unit is part of another from a day on, whatever was to come after."""
        old = {one for one in self.held if one[0] == f"part {unit}"}
        if any(one[1] == above and one[2] <= on < one[3] for one in old):
            return None
        new = {(key, what, since, min(until, on), False) for key, what, since, until, _ in old if since < on}
        before = {one for one in new if one[1] == above and one[3] == on}
        new = new - before | {(f"part {unit}", above, min([on, *(one[2] for one in before)]), OPEN, False)}
        return Done(old - new, new - old)

    def post(self, post: str, until: int) -> Done | None:
        """A post that ends on a day, or goes on. `qn` begins today where it is not there."""
        old = {one for one in self.held if one[0] == f"post {post}"}
        new = (f"post {post}", "p2", ALWAYS, until, False) if post == "qp" else (f"post {post}", "m2b", 0, until, False)
        return None if new in old else Done(old, {new})

    def bring(self, post: str, person: str, since: int, until: int) -> Done | str | None:
        """One row of tenures of an import."""
        new = (post, person, since, until, False)
        old = {one for one in self.held if one[:3] == new[:3]}
        for one in self.held.keys() - old:
            if one[0] == post and (SINGLE[post] or one[1] == person) and one[2] < until and since < one[3]:
                return "bundle_refused"
        return None if new in old else Done(old, {new})

    def undone(self, revision: int) -> Done | str:
        """What taking a change back does, or the code of a refusal."""
        change = self.done[revision]
        for one in change.come:
            at = self.held.get(one)
            if at is None or (at != revision and not self.done[at].undo):
                return "rests"
        back = {one: 0 for one in self.held if one not in change.come} | dict.fromkeys(change.gone, 0)
        after = Model()
        after.held = back
        for other, at in self.held.items():
            if other in change.come:
                continue
            if any(_takes(one) & _takes(other) and one[2] < other[3] and other[2] < one[3] for one in change.gone):
                return "rests"
            if at > revision and self.loses(other, change, after):
                return "rests"
        return Done(set(change.come), set(change.gone), undo=True)

    def loses(self, other: Held, change: Done, after: Model) -> bool:
        """Whether a later fact would hold on fewer days, since what it speaks of would be there on fewer."""
        for key in _speaks_of(other) & {one[0] for one in change.come}:
            now, then = ([one[2:4] for one in model.held if one[0] == key] for model in (self, after))
            held = [(max(a, other[2]), min(b, other[3])) for a, b in now]
            if not then or any(a < b and not any(c <= a and b <= d for c, d in then) for a, b in held):
                return True
        return False

    def make(self, revision: int, change: Done) -> None:
        for one in change.gone:
            del self.held[one]
        for one in change.come:
            self.held[one] = revision
        self.done[revision] = change


def _together(found: list[Done]) -> Done | None:
    """Several steps as one: what one puts there and a later one takes away is in neither."""
    gone: set[Held] = set()
    come: set[Held] = set()
    for one in found:
        gone |= one.gone - come
        come = (come - one.gone) | one.come
    both = gone & come
    return Done(gone - both, come - both) if gone - both or come - both else None


def _takes(one: Held) -> set[str]:
    """What a fact occupies on its days: nothing else may occupy the same."""
    key, what = one[:2]
    if key in SINGLE:
        return {key} if SINGLE[key] else {f"{key} {what}"}
    kind, _, id = key.partition(" ")
    if kind == "pair":
        return {f"pair {id}", f"pair {what}"}
    return {f"{key} {what}"} if kind == SERVES else {key}


def _speaks_of(one: Held) -> set[str]:
    """The units and the post without which a fact doesn't hold, by the facts that say they are there."""
    key, what = one[:2]
    if key in SINGLE:
        return {f"post {key}"}
    kind, _, id = key.partition(" ")
    ends = {SERVES: (id,), "pair": (id, what), "part": (id, what), "post": (what,)}.get(kind, ())
    return {f"unit {unit}" for unit in ends}


def day(number: int) -> date:
    return date(9999, 12, 31) if number == OPEN else TODAY + timedelta(number)
