"""A chart to look at: in any style that fits, as of any day, compared, searched, and to take away."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from markupsafe import Markup
from pydantic import ValidationError
from werkzeug.wrappers import Response as Sent

from graphsvc.errors import GraphsvcError, StoreError, TooMany, bad_question
from graphsvc.questions.days import days_of_change
from graphsvc.questions.find_roots import find_roots
from graphsvc.rules.days import ChangeDay
from graphsvc.store import Store
from graphsvc.web.api.charts import MIMETYPES
from graphsvc.web.auth import ASKING, admit, signed_in
from graphsvc.web.drawn import Drawn, PictureBusy
from graphsvc.web.moments import day_of, now
from graphsvc.web.pages.speech import spoken
from graphsvc.web.parameters import first_fault
from graphsvc.web.problems import problem, status_of
from graphsvc.web.schemas import OfChart

if TYPE_CHECKING:
    from graphsvc.pictures import Drawing
    from graphsvc.questions.drawing import Wanted

LONGEST_ROOT = 80
LONGEST_TEXT = 60
_OWN_STYLE = re.compile(r"<style>.*?</style>", re.S)
_FORMS = ("svg", "png", "pdf", "dot")


@dataclass(frozen=True, slots=True)
class _Look:
    """What the address of the page asks for: `sought` is what is looked for in the picture."""

    root: str | None
    asked: OfChart
    on: date
    layers: tuple[str, ...]
    sought: str

    def address(self, **other: Any) -> dict[str, Any]:
        """The parameters that ask for the same, but for `other`."""
        of = self.asked
        kept: dict[str, Any] = {
            "root": self.root, "style": of.style, "on": self.on.isoformat(), "matter": of.matter,
            "compare": of.compare and of.compare.isoformat(), "highlight": of.highlight or None,
            "in": self.sought or None, "span": of.span if "span" in self.layers else None, "revision": of.revision,
            "layers": list(self.layers) or "",
        }  # fmt: skip
        return {**kept, **other}


def add(pages: Blueprint, store: Store, timeout: float, drawn: Drawn) -> None:
    """Add the page of charts and the files it gives; one may take `timeout` seconds to draw, and is kept in `drawn`."""

    def picture_of(look: _Look, made: Drawing, form: str) -> bytes:
        from graphsvc.pictures import render

        def draw() -> bytes:
            return render(made, form, lang=spoken(), timeout=timeout, paper=look.asked.paper)

        # The source is all that decides a picture, so it is the key: no fact behind it can be left out.
        return drawn.get((g.published, made.source, made.title, form, spoken(), look.asked.paper), draw)

    @pages.get("/charts", endpoint="charts")
    def charts() -> Sent | str | tuple[str, int]:
        from graphsvc.pictures.compare import note_of
        from graphsvc.pictures.shown import LAYERS
        from graphsvc.pictures.words import words_of
        from graphsvc.questions.drawing import STYLES, fitting

        look, find = _looked(), request.args.get("find", "").strip()[:LONGEST_TEXT]
        found = find_roots(store, find, look.on, people=signed_in().role in ASKING) if find else ()
        if len(found) == 1:
            return redirect(url_for("pages.charts", **look.address(root=found[0].root, style=None, highlight=None)))
        styles: tuple[str, ...] = ()
        days: tuple[ChangeDay, ...] = ()
        made: Drawing | None = None
        refused: GraphsvcError | None = None
        picture = ""
        try:
            styles = fitting(store, look.root, look.on, private=signed_in().role in ASKING)
            look = _in_style(look, styles)
            days = days_of_change(store, look.root)
            made = _drawing(store, look)
            # Without its own style, which the page's policy refuses; the page's sheet says the same.
            picture = _OWN_STYLE.sub("", picture_of(look, made, "svg").decode())
            # Thousands of doors stay out of the order of tabs: keys step among them, and the table has them, too.
            picture = picture[picture.index("<svg") :].replace("<a ", '<a tabindex="-1" ')
        except (StoreError, PictureBusy, TooMany):
            raise
        except GraphsvcError as error:
            if status_of(error) in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
                raise
            problem(error)
            refused = error
        page = render_template(
            "charts.html",
            look=look,
            made=made,
            picture=Markup(picture),  # noqa: S704 - drawn by us, every name in it escaped
            refused=refused.text(spoken()) if refused else "",
            styles=STYLES,
            fitting=styles,
            layers=LAYERS,
            days=_Days.of(days, look.on),
            today=day_of(None).isoformat(),
            find=find,
            found=found,
            can=lambda what: _can(look.asked.style, what),
            forms=_FORMS,
            note=lambda one: note_of(one, words_of(spoken())),
            file=lambda form: url_for("pages.chart_file", form=form, **look.address()),
            at=lambda **other: url_for("pages.charts", **look.address(**other)),
        )
        return (page, status_of(refused)) if refused else page

    @pages.get(f"/charts/chart.<any({','.join(map(repr, _FORMS))}):form>", endpoint="chart_file")
    def chart_file(form: str) -> Response:
        from graphsvc.questions.drawing import fitting

        look = _looked()
        look = _in_style(look, fitting(store, look.root, look.on, private=signed_in().role in ASKING))
        made = picture_of(look, _drawing(store, look), form)
        name = f"chart-{look.on.isoformat()}.{form}"
        return Response(
            made, mimetype=MIMETYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )


@dataclass(frozen=True, slots=True)
class _Days:
    """The stops of the slider, which of them the day shown belongs to, and those before and after it."""

    stops: tuple[ChangeDay, ...]
    at: int
    before: date | None
    after: date | None
    eve: date | None

    @classmethod
    def of(cls, stops: tuple[ChangeDay, ...], on: date) -> _Days:
        """The stops around `on`; `eve` is the day before the last change, with which it is compared at first."""
        days = [one.on for one in stops]
        at = bisect_right(days, on)
        earlier = [day for day in days if day < on]
        return cls(
            stops,
            max(at - 1, 0),
            earlier[-1] if earlier else None,
            days[at] if at < len(days) else None,
            days[at - 1] - timedelta(1) if at else None,
        )


def _looked() -> _Look:
    from graphsvc.pictures.shown import USUAL

    args = {key: value for key, value in request.args.items() if value and key != "layers"}
    try:
        asked = OfChart.model_validate(args)
    except ValidationError as error:
        raise first_fault(error) from error
    root = args.get("root", "")
    if len(root) > LONGEST_ROOT:
        raise bad_question("bad_parameter", "root", "没有这么长的编号。", "No id is that long.")
    given = [one for text in request.args.getlist("layers") for one in text.split(",") if one]
    layers = tuple(dict.fromkeys(given)) if "layers" in request.args else tuple(sorted(USUAL))
    return _Look(root or None, asked, day_of(asked.on), layers, args.get("in", "").strip()[:LONGEST_TEXT])


def _in_style(look: _Look, fitting: tuple[str, ...]) -> _Look:
    """The same in a style that fits the root: a style chosen for another root gives way; so does what it can't show."""
    from graphsvc.questions.drawing import STYLES

    style = look.asked.style
    if style is not None and style not in STYLES:
        return look
    if style not in fitting:
        # Where no style fits, the root is of those who may ask: asked in its own, it is refused as it must be.
        style = fitting[0] if fitting else None
    layers = tuple(one for one in look.layers if _can(style, one))
    compare = look.asked.compare if _can(style, "compare") else None
    return replace(look, asked=look.asked.model_copy(update={"style": style, "compare": compare}), layers=layers)


def _can(style: str | None, what: str) -> bool:
    """Whether a style can show a layer, or two days."""
    from graphsvc.questions.drawing import CAN, PRIVATE

    style = style or "lines"
    return style in CAN[what] if what in CAN else style not in PRIVATE


def _drawing(store: Store, look: _Look) -> Drawing:
    from graphsvc.pictures import fit_address
    from graphsvc.pictures.shown import USUAL, Shown
    from graphsvc.questions.drawing import PRIVATE, Wanted, drawing, style_of

    asked = look.asked
    style = style_of(look.root, asked.style)
    if style in PRIVATE or (look.root or "").startswith(("household:", "person:")):
        admit(store, ASKING)
    asks = signed_in().role in ASKING
    kept: dict[str, Any] = {"on": look.on.isoformat(), "layers": list(look.layers) or ""}

    def link(id: str) -> str:
        """A unit leads to its own chart, a door to whoever answers there."""
        if id.startswith("place:") and asks:
            return fit_address(url_for("pages.desk_place", id=id.removeprefix("place:"), on=kept["on"]))
        return fit_address(url_for("pages.charts", root=id, **kept))

    marked = frozenset((asked.highlight or "").split(","))
    layers = frozenset(look.layers) if style not in PRIVATE else USUAL
    wanted = Wanted(
        look.root, look.on, asked.reported or now().replace(second=0, microsecond=0), style, asked.revision,
        asked.compare, asked.matter, Shown(marked, layers, asked.span), lang=spoken(), link=link,
    )  # fmt: skip
    made = drawing(store, wanted)
    met = _met(made, look.sought)
    return drawing(store, _pointed_at(wanted, met)) if met else made


def _met(made: Drawing, sought: str) -> frozenset[str]:
    """The units in whose name, post or holder's name the text stands."""
    if not sought:
        return frozenset()
    return frozenset(
        card.unit for card in made.cards if sought in f"{card.name} {card.title} {card.person or ''} {card.places}"
    )


def _pointed_at(wanted: Wanted, met: frozenset[str]) -> Wanted:
    return replace(wanted, shown=replace(wanted.shown, highlight=wanted.shown.highlight | met))
