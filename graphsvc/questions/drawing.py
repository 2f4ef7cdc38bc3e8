"""Any picture that may be asked for: what is read for each style, and from which kind of root."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from graphsvc.answers import Duty, Listed
from graphsvc.errors import bad_question
from graphsvc.pictures import SHEETS, Drawing, Link, no_link, sheet_drawing
from graphsvc.pictures.build import label
from graphsvc.pictures.building import BuildingFacts, building_drawing
from graphsvc.pictures.compare import Difference, compared, differences
from graphsvc.pictures.doors import DoorFacts, doors_drawing
from graphsvc.pictures.facts import ChartFacts
from graphsvc.pictures.ladder import LadderFacts, ladder_drawing
from graphsvc.pictures.person import Held, PersonFacts, person_drawing
from graphsvc.pictures.rungs import ladder_units
from graphsvc.pictures.shown import LAYERS, PLAIN, Shown
from graphsvc.questions.boards import hanging
from graphsvc.questions.chart import chart_facts
from graphsvc.questions.duties import duties
from graphsvc.questions.escalation import escalation
from graphsvc.questions.find import find_places
from graphsvc.questions.resolve import resolve
from graphsvc.questions.responsible import responsible
from graphsvc.questions.spots import spots_within
from graphsvc.rules.naming import address
from graphsvc.store import Row, Store

_MOST_BOARDS = 1000
_WHOLE = ("building", "entrance", "dwelling")
"""Places that are a building or lie in one."""
PRIVATE = ("ladder", "person")
"""Styles that show a household or a person, and so need a role."""
STYLES = (*SHEETS, "doors", "building", *PRIVATE)
CAN = {
    "compare": (*SHEETS, "doors", "building", "person"),
    "span": (*SHEETS, "doors"),
    "stale": (*SHEETS, "doors", "building"),
}
"""What not every style can show, and which do: a path runs from an instant and is of no two days."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture asked for: `reported` (aware) starts the clocks of a ladder."""

    root: str | None
    on: date
    reported: datetime
    style: str | None = None
    revision: int | None = None
    compare: date | None = None
    matter: str | None = None
    shown: Shown = PLAIN
    public: bool = False
    lang: str = "zh"
    link: Link = no_link


def style_of(root: str | None, style: str | None) -> str:
    """The style asked for, else the one that suits the root. Raises `unknown_style`."""
    if style is None:
        kind = (root or "").partition(":")[0]
        return {"household": "ladder", "person": "person"}.get(kind, "lines") if ":" in (root or "") else "lines"
    if style not in STYLES:
        listed = "、".join(STYLES)
        raise bad_question(
            "unknown_style", "style", f"没有这种图。可用的是:{listed}。", f"No such style: choose {', '.join(STYLES)}."
        )
    return style


def fitting(store: Store, root: str | None, on: date, *, private: bool) -> tuple[str, ...]:
    """The styles in which `root` can be drawn on `on`, the one that suits it best first; `private` ones too, or not.

    Raises `unknown_unit` and its like.
    """
    sheets = (*SHEETS, "doors")
    if root is None:
        return sheets
    kind, id = resolve(store, root, ("unit", "place", "household", "person"))
    own = {"household": ("ladder",), "person": ("person",)}.get(kind)
    if own is not None:
        return own if private else ()
    if kind == "unit":
        return sheets
    ladder = ("ladder",) if private else ()
    met = next((one for one in find_places(store, id, 1, on=on).items if one.place == id), None)
    whole = met is not None and met.kind in _WHOLE
    return ("building", *sheets, *ladder) if whole else (*sheets, *ladder)


def drawing(store: Store, wanted: Wanted) -> Drawing:
    """The picture asked for.

    Raises `unknown_style`, `wrong_root`, `unknown_layer`, `not_in_this_style`, and the refusals of the question
    behind it.
    """
    style = style_of(wanted.root, wanted.style)
    _check_shown(style, wanted)
    shown = wanted.shown
    if style == "person":
        return person_drawing(_person(store, wanted), wanted.lang, wanted.link, shown)
    if style == "ladder":
        return ladder_drawing(_ladder(store, wanted), wanted.lang, wanted.link, shown)
    if (wanted.root or "").startswith(("household:", "person:")):
        raise wrong_root(style)
    if "stale" in shown.layers:
        hung, _ = hanging(store, wanted.on, stale=True, limit=_MOST_BOARDS)
        shown = replace(shown, stale=frozenset(one.id for one in hung))
    if style == "building":
        return building_drawing(_building(store, wanted), wanted.lang, wanted.link, shown)
    if style == "doors":
        return doors_drawing(_doors(store, wanted), wanted.lang, wanted.link, shown)
    return sheet_drawing(_chart(store, wanted), style, wanted.lang, wanted.link, shown)


def _check_shown(style: str, wanted: Wanted) -> None:
    for layer in sorted(wanted.shown.layers - set(LAYERS)):
        raise bad_question("unknown_layer", "layers", f"没有“{layer[:80]}”这一层。可用的是:{'、'.join(LAYERS)}。",
                           f"There is no such layer: choose among {', '.join(LAYERS)}.")  # fmt: skip
    for what in (*(["compare"] if wanted.compare else []), *sorted(wanted.shown.layers & set(CAN))):
        if style not in CAN[what]:
            listed = ", ".join(CAN[what])
            raise bad_question("not_in_this_style", "compare" if what == "compare" else "layers",
                               f"{what} 只在这些图里有:{listed}。", f"Only {listed} can show {what}.")  # fmt: skip


def _chart(store: Store, wanted: Wanted) -> ChartFacts:
    facts = chart_facts(store, wanted.root, wanted.on, wanted.revision, public=wanted.public)
    if wanted.compare is None:
        return facts
    return compared(chart_facts(store, wanted.root, wanted.compare, facts.revision, public=wanted.public), facts)


def wrong_root(style: str) -> Exception:
    """The refusal of a root that a style cannot start from."""
    return bad_question(
        "wrong_root",
        "style",
        f"{style}图不能从这里画起。住户用 ladder,人员用 person,组织或地点用其他。",
        f"A {style} picture can't start here: a ladder is of a household, person of a person, the rest of a unit.",
    )


def _person(store: Store, wanted: Wanted) -> PersonFacts:
    _, id = resolve(store, wanted.root or "", ("person",), wanted.revision)
    found = duties(store, "person", id, wanted.on, wanted.revision)
    before = duties(store, "person", id, wanted.compare, found.revision) if wanted.compare else None
    person = _names(store, wanted, people=[id])["people"][0]
    return PersonFacts(wanted.on, found.revision, id, person["name"] or id, person["phone"],
                       _held(store, wanted, found), wanted.compare,
                       _held(store, replace(wanted, on=before.on), before) if before else ())  # fmt: skip


def _held(store: Store, wanted: Wanted, found: Listed) -> list[Held]:
    items = [one for one in found.items if isinstance(one, Duty)]
    names = _names(store, wanted, units={one.unit for one in items},
                   places={place for one in items for place in one.places})  # fmt: skip
    units = {one["id"]: one for one in names["units"]}
    places = {one["id"]: one["name"] for one in names["places"] if one["depth"] == 0}
    held = []
    for one in items:
        unit = units[one.unit]
        served = label([places[place] for place in one.places if place in places], wanted.lang)
        held.append(Held(one.post, one.title, one.rank, one.since, one.acting, one.unit, unit["name"], unit["line"],
                         unit["role"].removeprefix("line:"), unit["tier"], unit["level"], served, one.households))  # fmt: skip
    return held


def _building(store: Store, wanted: Wanted) -> BuildingFacts:
    _, id = resolve(store, wanted.root or "", ("place",), wanted.revision)
    answer = responsible(store, place=id, on=wanted.on, revision=wanted.revision)
    names = _names(store, wanted, places=[id])
    spots = spots_within(store, id, wanted.on, wanted.revision, wanted.public)
    if sum(one.kind == "building" for one in spots.values()) > 1:
        raise wrong_root("building")
    found: tuple[Difference, ...] = ()
    if wanted.compare is not None:
        was = responsible(store, place=id, on=wanted.compare, revision=answer.revision)
        then, now = (ladder_units(one.ladder, wanted.public) for one in (was, answer))
        found = tuple(differences(then, now))
    return BuildingFacts(id, _address(names), spots, answer, wanted.public, wanted.compare, found)


def _doors(store: Store, wanted: Wanted) -> DoorFacts:
    chart = _chart(store, wanted)
    if not chart.root:
        raise wrong_root("doors")
    # Seen from the outermost place that the root serves; a sheet of doors is of one place.
    root = chart.root[0]
    return DoorFacts(root, spots_within(store, root, wanted.on, wanted.revision, wanted.public), chart)


def _address(names: Row) -> str:
    around = sorted(names["places"], key=lambda one: int(one["depth"]))
    return address([(one["kind"].removeprefix("place:"), one["name"]) for one in around])


def _ladder(store: Store, wanted: Wanted) -> LadderFacts:
    kind, id = resolve(store, wanted.root or "", ("household", "place"), wanted.revision)
    home = {kind: id}
    path = escalation(store, matter=wanted.matter, reported=wanted.reported, on=wanted.on, revision=wanted.revision,
                      **home)  # fmt: skip
    names = _names(store, wanted, matters=[wanted.matter] if wanted.matter else [], places=[path.place or ""])
    matter = next((one for one in names["matters"]), None)
    name = (wanted.lang == "en" and matter["name_en"]) or matter["name"] if matter else None
    return LadderFacts(path, _address(names), name, wanted.public)


def _names(
    store: Store,
    wanted: Wanted,
    *,
    people: Iterable[str] = (),
    matters: Iterable[str] = (),
    units: Iterable[str] = (),
    places: Iterable[str] = (),
) -> Row:
    return store.read("names", people=sorted(people), matters=sorted(matters), units=sorted(units),
                      places=sorted(places), on=wanted.on, revision=wanted.revision)[0]  # fmt: skip
