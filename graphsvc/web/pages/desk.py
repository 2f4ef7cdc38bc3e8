"""The hall's desk: one box, and whom to call for the household, the building or the dispute typed into it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as Sent

from graphsvc.answers import Household, Path
from graphsvc.errors import GraphsvcError, bad_question
from graphsvc.papers.words import WHENS
from graphsvc.questions import escalation, gaps, hall, household, matters
from graphsvc.questions.household import households
from graphsvc.questions.on_paper import names_on_paper
from graphsvc.store import Store
from graphsvc.web.api.papers import OfReplay, dispute_of, on_paper
from graphsvc.web.moments import day_of, now
from graphsvc.web.pages.finding import LONGEST, Answering, Row, Rows, household_meant, parties, rows
from graphsvc.web.pages.shown import phone_of, shown
from graphsvc.web.pages.speech import spoken
from graphsvc.web.parameters import first_fault

_MOST_PARTIES = 8
_RESULTS = 50
_GAPS = 5


def asked() -> OfReplay:
    """What the address of a page asks for, read as the API reads it. Raises `bad_date` and its like."""
    given: dict[str, object] = {key: value for key, value in request.args.items() if value}
    given |= {
        "party": request.args.getlist("party"),
        "objects_to": [one for one in request.args.getlist("objects_to") if one],
    }
    try:
        return OfReplay.model_validate(given)
    except ValidationError as error:
        raise first_fault(error) from error


def add(pages: Blueprint, store: Store) -> None:
    """Add the desk, its answers, and their receipts."""

    @pages.app_template_filter("phone")
    def phone(taker: dict[str, object]) -> str:
        """The number to call for a step or a rung."""
        return phone_of(taker)

    answering = Answering(store)

    def tell(row: Row) -> Row:
        return answering(row, day_of(None), spoken(), g.get("published"))

    @pages.get("/desk", endpoint="desk")
    def desk() -> Sent | str:
        q, on = _typed(), day_of(None)
        after = request.args.get("after") or None
        named = parties(q)
        if len(named) > 1:
            return _dispute_typed(store, q, named, on)
        found = rows(store, q, on, tell, _RESULTS, after)
        if after is None and found.items and (found.items[0].sure or len(found.items) == 1):
            return redirect(_page_of(found.items[0].kind, found.items[0].id))
        return _desk(store, q=q, found=found)

    @pages.get("/desk/found", endpoint="desk_found")
    def desk_found() -> str:
        q, on = _typed(), day_of(None)
        last = parties(q)[-1]
        joined = q[: len(q) - len(last)] if len(parties(q)) > 1 else ""
        found = rows(store, last, on, tell)
        return render_template("found.html", q=q, joined=joined, found=found, page_of=_page_of, about=_about())

    @pages.get("/desk/gaps", endpoint="desk_gaps")
    def desk_gaps() -> str:
        # The desk shows the first few, fetched once it stands; without script its link leads to all of them here.
        few = _GAPS if request.args.get("few") else None
        return render_template("gaps.html", gaps=gaps(store, day_of(None)).as_json(spoken()), few=few)

    @pages.get("/desk/household/<id>", endpoint="desk_household")
    def desk_household(id: str) -> str:
        question = asked()
        reported, on = _when(question)
        climbed = escalation(
            store, household=id, matter=question.matter, reported=reported, on=on, revision=question.revision
        )
        told = hall(store, id, on, question.revision).as_json(spoken())
        return _answer_page(store, climbed, told, household(store, id, on, question.revision))

    @pages.get("/desk/place/<id>", endpoint="desk_place")
    def desk_place(id: str) -> str:
        question = asked()
        reported, on = _when(question)
        climbed = escalation(
            store, place=id, matter=question.matter, reported=reported, on=on, revision=question.revision
        )
        return _answer_page(store, climbed, matters(store, on, question.revision).as_json(spoken()))

    @pages.get("/desk/dispute", endpoint="desk_dispute")
    def desk_dispute() -> str:
        question = asked()
        if len(question.party) < 2:
            q = "".join(f"{one.partition(':')[2]}+" for one in question.party)
            return _desk(store, q=q, disputed=True)
        return _dispute_page(store, question)

    @pages.get("/desk/receipt.pdf", endpoint="desk_receipt")
    def desk_receipt() -> Response:
        question = asked()
        made = on_paper(store, _asked_again(store, question), "pdf", request.host_url, spoken())
        return Response(made, mimetype="application/pdf", headers={"Content-Disposition": "inline"})


def _typed() -> str:
    return request.args.get("q", "")[:LONGEST].strip()


def _about() -> str | None:
    """The matter chosen before anyone was sought; it goes with the next one opened, and no further."""
    return request.args.get("matter") or None


def _page_of(kind: str, id: str) -> str:
    return url_for(f"pages.desk_{kind}", id=id, matter=_about())


def _desk(store: Store, q: str = "", found: Rows | None = None, **more: Any) -> str:
    told = matters(store, day_of(None)).as_json(spoken())
    all_of_them = (one for promise in told["promises"] for one in promise["matters"])
    about = next((one for one in all_of_them if one["matter"] == _about()), None)
    return render_template(
        "desk.html", q=q, found=found, page_of=_page_of, matters=told, about=about,
        at=lambda matter: url_for("pages.desk", matter=matter), **more,
    )  # fmt: skip


def _when(question: OfReplay) -> tuple[datetime, date]:
    reported = question.reported or now().replace(second=0, microsecond=0)
    return reported, day_of(question.on, reported)


def _asked_again(store: Store, question: OfReplay) -> Path:
    """The path a receipt is of: a dispute of its parties, or of one household or place."""
    reported, on = _when(question)
    if len(question.party) > 1:
        return dispute_of(store, question, on, reported)
    home = {name: request.args.get(name) for name in ("household", "place")}
    if not any(home.values()):
        raise bad_question("bad_parameter", "household", "请说明是哪一户。", "Say which household is meant.")
    return escalation(store, matter=question.matter, reported=reported, on=on, revision=question.revision, **home)


def _answer_page(store: Store, climbed: Path, told: dict[str, Any], home: Household | None = None) -> str:
    lang = spoken()
    path = climbed.as_json(lang)
    names = names_on_paper(store, climbed, lang)
    address = names.addresses[path["place"]]
    kind = "household" if path["household"] else "place"
    kept = {"matter": path["matter"], "reported": path["reported"], "on": path["on"], "revision": path["revision"]}
    return render_template(
        "answer.html",
        seen=shown(path, lang),
        hall=told,
        address=address,
        home=home,
        matter=names.matter,
        kind=kind,
        whens=WHENS[lang],
        id=path[kind],
        q=address,
        receipt=url_for("pages.desk_receipt", **{kind: path[kind]}, **kept),
        at=lambda matter: url_for(f"pages.desk_{kind}", id=path[kind], matter=matter),
    )


def _dispute_typed(store: Store, q: str, named: list[str], on: date) -> Sent | str:
    """To the dispute of the parties typed, or back to the box with what one of them may mean."""
    if len(named) > _MOST_PARTIES:
        raise bad_question("too_many", "q", "一次最多八方。", "At most eight parties at once.")
    meant: list[str] = []
    for part in named:
        one, among = household_meant(store, part, on)
        if one is None:
            return _desk(store, q=q, unclear=part, among=among)
        meant.append(one)
    given = [f"household:{one}" for one in dict.fromkeys(meant)]
    return redirect(url_for("pages.desk_dispute", party=given, matter=_about()))


def _dispute_page(store: Store, question: OfReplay) -> str:
    lang, (reported, on) = spoken(), _when(question)
    try:
        climbed = dispute_of(store, question, on, reported)
    except GraphsvcError as error:
        return _desk(store, refused=error.text(lang))
    path = climbed.as_json(lang)
    names = names_on_paper(store, climbed, lang)
    there = [side.home.household for side in climbed.sides if side.home.household]
    told = matters(store, on, question.revision).as_json(lang)
    kept = {"matter": path["matter"], "reported": path["reported"], "on": path["on"], "revision": path["revision"]}
    people = {one.person.id: one.person.name for one in climbed.left_out}
    people |= {one.instead.id: one.instead.name for one in climbed.left_out if one.instead}
    return render_template(
        "dispute.html",
        seen=shown(path, lang),
        hall=told,
        homes=households(store, there, on, climbed.revision),
        unwilling=request.args.get("unwilling") == "yes",
        matter=names.matter,
        addresses=names.addresses,
        people=people,
        left_out=climbed.left_out,
        given=question.party,
        more=url_for("pages.desk", q="".join(f"{one.partition(':')[2]}+" for one in question.party)),
        whens=WHENS[lang],
        receipt=url_for("pages.desk_receipt", party=question.party, objects_to=question.objects_to, **kept),
    )
