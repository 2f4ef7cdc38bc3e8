"""Two days as one: who came, went, moved or changed between them, each with a sign and a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graphsvc.pictures.facts import ChartFacts

SIGNS = {
    "came": "+", "went": "−", "moved": "→", "vacated": "○", "filled": "●", "changed": "⇄", "took": "+", "gave_up": "−",
}  # fmt: skip
Unit = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one unit, or post; `before` and `after` are who answered, or where it stood, None for nobody."""

    unit: str
    name: str
    code: str
    before: str | None
    after: str | None


def compared(before: ChartFacts, after: ChartFacts) -> ChartFacts:
    """The sheet of `after` with what went left standing, and every difference from `before` told."""
    old = {unit["id"]: unit for unit in before.units}
    new = {unit["id"]: unit for unit in after.units}
    places = {id: str(place["name"]) for id, place in {**before.places, **after.places}.items()}
    found = differences(old, new, places)
    gone = [_empty(old[id]) for id in sorted(set(old) - set(new))]
    lines = {line["id"]: line for line in [*before.lines, *after.lines]}
    return replace(
        after,
        units=sorted([*after.units, *gone], key=lambda unit: str(unit["id"])),
        lines=[lines[id] for id in sorted(lines)],
        places={**before.places, **after.places},
        pairs=sorted({*before.pairs, *after.pairs}),
        before=before.on,
        differences=found,
    )


def differences(
    old: Mapping[str, Unit], new: Mapping[str, Unit], places: Mapping[str, str] | None = None
) -> list[Difference]:
    """What became of units, by id, each as `ChartFacts.units` has it; `places` has what places are called."""
    called = {**(places or {}), **{id: str(unit["name"]) for id, unit in (*old.items(), *new.items())}}
    return [one for id in sorted({*old, *new}) if (one := _difference(old.get(id), new.get(id), called))]


def days_of(before: date, on: date, words: dict[str, str]) -> str:
    """The words over all differences: of two days, or of a plan, which stands beside its own day without it."""
    return words["planned"].format(on) if before == on else words["changes"].format(before, on)


def note_of(one: Difference, words: dict[str, str]) -> str:
    """A difference as a card tells it: its sign and its word."""
    return f"{SIGNS[one.code]} {words[one.code]}"


def _empty(unit: dict[str, Any]) -> dict[str, Any]:
    """A unit that went: it stands where it stood, and nobody answers there any more."""
    return {**unit, "rung": {**unit["rung"], "state": "gone", "person": None, "name": None, "since": None,
                             "vacant_since": None}}  # fmt: skip


def _difference(old: Unit | None, new: Unit | None, called: Mapping[str, str]) -> Difference | None:
    if old is None:
        assert new is not None
        return Difference(new["id"], new["name"], "came", None, _who(new))
    if new is None:
        return Difference(old["id"], old["name"], "went", _who(old), None)
    one, other = old["rung"], new["rung"]

    def told(code: str) -> Difference:
        return Difference(new["id"], new["name"], code, _who(old), _who(new))

    def moved(*ids: Iterable[str | None]) -> Difference:
        was, now = ("、".join(called.get(id, id) for id in some if id) or None for some in ids)
        return Difference(new["id"], new["name"], "moved", was, now)

    if (one["state"] == "vacant") != (other["state"] == "vacant"):
        return told("vacated" if other["state"] == "vacant" else "filled")
    if (one["person"], one["state"]) != (other["person"], other["state"]):
        return told("changed")
    if old["part_of"] != new["part_of"]:
        return moved([old["part_of"]], [new["part_of"]])
    if old["serves"] != new["serves"]:
        return moved(old["serves"], new["serves"])
    return None


def _who(unit: Unit) -> str | None:
    name: str | None = unit["rung"]["name"]
    return name
