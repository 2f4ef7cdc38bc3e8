"""What is typed into the form of a hand-over: read field by field, nothing lost where something is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graphsvc.answers.handover import Leaves
from graphsvc.answers.post import FoundPerson
from graphsvc.changes.handover import Choice, Leaving
from graphsvc.questions import find_holders, find_people
from graphsvc.store import Store
from graphsvc.web.fields import read_day

FOLLOWS, ACTS, OPEN = "follows", "acts", "open"
BASES = ("appointed", "elected", "engaged", "posted", "concurrent", "recruited")
LONGEST = 200
_LONGEST_REASON = 500
_ROWS = 6

Said = tuple[str, str]
"""A sentence in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed for one post; `among` are those the name may mean."""

    how: str = FOLLOWS
    who: str = ""
    pick: str = ""
    basis: str = BASES[0]
    until: str = ""
    approved_by: str = ""
    among: tuple[FoundPerson, ...] = ()

    @property
    def person(self) -> str | None:
        """Who is meant, where that is one."""
        return self.pick or None


@dataclass(frozen=True, slots=True)
class Typed:
    """The whole form: a day as typed, a reason, an entry a post; `faults` by the field they stand at."""

    since: str
    reason: str
    entries: Mapping[str, Entry]
    faults: dict[str, Said] = field(default_factory=dict)

    def entry(self, post: str) -> Entry:
        """What was typed for a post; an empty one where nothing was."""
        return self.entries.get(post, Entry())


def day_typed(text: str) -> date | None:
    """The day, where it is one."""
    try:
        return read_day(text)
    except ValueError:
        return None


def typed(store: Store, form: Mapping[str, str], leaves: Leaves) -> Typed:
    """The form as it was sent, each name sought, and what is missing from it."""
    entries = {one.post: _entry(store, form, one.post, leaves.on) for one in leaves.posts}
    read = Typed(form.get("since", "")[:10], form.get("reason", "")[:_LONGEST_REASON], entries)
    if day_typed(read.since) is None:
        read.faults["since"] = ("请选日期。", "Choose the day.")
    if not read.reason.strip():
        read.faults["reason"] = ("请写明为什么。", "Say why.")
    for post, entry in entries.items():
        read.faults.update(_faults(post, entry))
    return read


def choices(read: Typed, leaves: Leaves) -> Leaving:
    """The hand-over that a form without faults asks for."""
    return Leaving(
        leaves.person, leaves.on, read.reason, tuple(_choice(post, one) for post, one in read.entries.items())
    )


def people_meant(store: Store, who: str, on: date) -> tuple[FoundPerson, ...]:
    """Those a name, its pinyin, a phone or an id may mean; one alone where that is sure."""
    found = find_people(store, who, _ROWS, on=on).items if who.strip() else ()
    return tuple(one for one in found if one.matched == "id") or found


def holders_meant(store: Store, who: str, on: date) -> tuple[FoundPerson, ...]:
    """Those of them who hold a post; all of them where none does."""
    found = find_holders(store, who, _ROWS, on=on).items if who.strip() else ()
    return tuple(one for one in found if one.matched == "id") or found or people_meant(store, who, on)


def _entry(store: Store, form: Mapping[str, str], post: str, on: date) -> Entry:
    def said(name: str, longest: int = LONGEST) -> str:
        return form.get(f"{name}:{post}", "")[:longest].strip()

    how, basis, who = said("how"), said("basis"), said("who")
    among = people_meant(store, who, on) if how != OPEN else ()
    ids = [one.person for one in among]
    # Whoever was picked counts only while the name typed still means them.
    pick = said("pick") if said("pick") in ids else ids[0] if len(ids) == 1 else ""
    return Entry(
        how if how in (FOLLOWS, ACTS, OPEN) else FOLLOWS, who, pick, basis if basis in BASES else BASES[0],
        said("until", 10), said("approved_by"), among,
    )  # fmt: skip


def _faults(post: str, entry: Entry) -> dict[str, Said]:
    found: dict[str, Said] = {}
    if entry.how != OPEN and entry.person is None:
        if not entry.who:
            found[f"who:{post}"] = ("请写接手的人,或选“先空着”。", "Name who takes it, or leave it open.")
        elif entry.among:
            found[f"who:{post}"] = ("不止一个人,请选一位。", "More than one person: choose.")
        else:
            found[f"who:{post}"] = ("没有找到这个人。看看姓名对不对。", "Nobody of that name. Check how it is written.")
    if entry.how == ACTS and day_typed(entry.until) is None:
        found[f"until:{post}"] = ("请写代理到哪一天。", "Say until when they act.")
    return found


def _choice(post: str, entry: Entry) -> Choice:
    if entry.how == OPEN:
        return Choice(post)
    if entry.how == ACTS:
        return Choice(post, entry.person, "acting", day_typed(entry.until), entry.approved_by or None)
    return Choice(post, entry.person, entry.basis, day_typed(entry.until), entry.approved_by or None)
