"""Who answers for a unit on a day (contract section 4, rules 3 and 4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graphsvc.answers import Beside, Rung, Why
from graphsvc.model import Facts, Person, Post, Unit
from graphsvc.rules import runs
from graphsvc.rules.ladder import Ladder

ACTING = "acting"
RECUSED = "recused"
NOBODY: frozenset[str] = frozenset()
PAIRS = {"management": "party", "party": "management"}


@dataclass(frozen=True, slots=True)
class Holder:
    """A live holder of a post, with the day their unbroken run in it began."""

    post: Post
    person: Person
    since: date
    acting: bool


def post_order(post: Post) -> tuple[bool, int, str]:
    """Posts stand by their order, an empty one last, then by id."""
    return (post.order is None, post.order or 0, post.id)


def holders(facts: Facts, unit: Unit, post: Post) -> list[Holder]:
    """Everyone who holds `post` on the day, by the start of their run, then by id."""
    live = [tenure for tenure in post.tenures if tenure.since <= facts.on < tenure.until]
    terms = _terms(unit, post) if live else ()
    if not any(since <= facts.on < until for since, until in terms):
        return []
    found = []
    for tenure in live:
        own = [
            part
            for other in post.tenures
            if other.person.id == tenure.person.id
            for part in runs.within((other.since, other.until), terms)
        ]
        since = runs.run_start(own, facts.on)
        assert since is not None
        found.append(Holder(post, tenure.person, since, tenure.basis == ACTING))
    return sorted(found, key=lambda holder: (holder.since, holder.person.id))


def vacant_since(facts: Facts, unit: Unit, posts: tuple[Post, ...]) -> date | None:
    """The latest day, on or before the one asked, on which a tenure of `posts` ended; None where never held."""
    ends = [
        until
        for post in posts
        for tenure in post.tenures
        for _, until in runs.within((tenure.since, tenure.until), _terms(unit, post))
        if until <= facts.on
    ]
    return max(ends, default=None)


def _terms(unit: Unit, post: Post) -> tuple[runs.Term, ...]:
    # A post known only through another unit's terms keeps its own: both sets are joined before they are cut.
    lives = runs.joined(unit.lives)
    return tuple(part for term in runs.joined(post.lives) for part in runs.within(term, lives))


def rung(facts: Facts, unit: Unit, recused: Collection[str] = NOBODY) -> Rung:
    """What `unit` shows on the day: held, else acting, else deputy, else vacant.

    Whoever is `recused` is passed over; where that leaves none of the holders the rung is `recused` itself.
    """
    posts = sorted(facts.posts.get(unit.id, ()), key=post_order)
    heads = tuple(post for post in posts if post.rank == "head")
    in_head = [holder for post in heads for holder in holders(facts, unit, post)]
    # Recusal makes no vacancy: the gap is told of the post, not of who may answer.
    gap = None if any(not holder.acting for holder in in_head) else vacant_since(facts, unit, heads)
    passed_over = False
    for state, live in _by_state(facts, unit, posts, in_head):
        found = [holder for holder in live if holder.person.id not in recused]
        if found:
            shown, *others = found
            also = tuple(Beside(unit.id, other.post.id, other.person) for other in others)
            passed_over = passed_over or live[0] is not shown
            why = _stand_in(state, unit) if passed_over else _why(state, unit, shown.since, gap)
            return Rung(unit, state, shown.post, shown.person, shown.since, gap, also, None, (why,))
        passed_over = passed_over or bool(live)
    if passed_over:
        return Rung(unit, RECUSED, None, None, None, gap, (), None, (_recused(unit),))
    why = _why("vacant", unit, None, gap)
    return Rung(unit, "vacant", heads[0] if heads else None, None, None, gap, (), None, (why,))


def _by_state(
    facts: Facts, unit: Unit, posts: Sequence[Post], in_head: Sequence[Holder]
) -> Iterator[tuple[str, list[Holder]]]:
    """The holders of each state, the one that comes first first; a deputy is looked for where one is asked for."""
    yield "held", [holder for holder in in_head if not holder.acting]
    yield ACTING, [holder for holder in in_head if holder.acting]
    yield "deputy", [holder for post in posts if post.rank == "deputy" for holder in holders(facts, unit, post)]


def rungs(
    facts: Facts, ladder: Ladder, ladders: Mapping[str, Ladder], recused: Collection[str] = NOBODY
) -> tuple[Rung, ...]:
    """The ladder's rungs with their pairs, lowest first; at the foot the units of the same tier stand beside."""
    found = [with_pair(facts, facts.units[id], ladders, recused) for id in ladder.units]
    beside = []
    for id in ladder.beside:
        other = rung(facts, facts.units[id], recused)
        beside.append(Beside(id, other.post.id if other.post else None, other.person))
    found[0] = replace(found[0], also=found[0].also + tuple(beside))
    return tuple(found)


def with_pair(facts: Facts, unit: Unit, ladders: Mapping[str, Ladder], recused: Collection[str] = NOBODY) -> Rung:
    """The unit's rung with the one that stands beside it in the other line, if any."""
    own = rung(facts, unit, recused)
    other_role = PAIRS.get(unit.role)
    if other_role is None:
        return own
    paired = facts.units.get(facts.pairs.get(unit.id, ""))
    if paired is None:
        same_tier = (
            facts.units[id]
            for ladder in ladders.values()
            for id in ladder.units
            if facts.units[id].role == other_role and facts.units[id].tier == unit.tier
        )
        paired = next(same_tier, None)
    return replace(own, paired=rung(facts, paired, recused)) if paired is not None else own


def _recused(unit: Unit) -> Why:
    return Why(
        RECUSED,
        f"{unit.name}的任职人员都须回避。",
        f"Everyone in office at {unit.name} has to stand aside.",
    )


def _stand_in(state: str, unit: Unit) -> Why:
    zh, en = {
        "held": ("另一位正职", "another head"),
        ACTING: ("代理人", "whoever acts"),
        "deputy": ("副职", "a deputy"),
    }[state]
    return Why(
        "stand_in", f"{unit.name}有人须回避,由{zh}接手。", f"At {unit.name} someone has to stand aside; {en} stands in."
    )


def _why(state: str, unit: Unit, since: date | None, gap: date | None) -> Why:
    if state == "held":
        return Why("held", f"{unit.name}正职在任,{since}起。", f"The head post of {unit.name} is held since {since}.")
    gap_zh = f"{gap}起空缺" if gap else "从未有人任职"
    gap_en = f"vacant since {gap}" if gap else "never held"
    if state == "vacant":
        return Why("vacant", f"{unit.name}正职{gap_zh}。", f"The head post of {unit.name} is {gap_en}.")
    zh, en = {ACTING: ("现有人代理", "someone acts"), "deputy": ("由副职负责", "a deputy answers")}[state]
    return Why(state, f"{unit.name}正职{gap_zh},{zh}。", f"{unit.name}: head post {gap_en}; {en}.")
