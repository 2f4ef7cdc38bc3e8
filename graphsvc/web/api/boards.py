"""Notice boards: printing them, and which of those that hang are stale."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field

from graphsvc.questions.boards import MOST_PRINTED
from graphsvc.store import Store
from graphsvc.web.drawn import Drawn
from graphsvc.web.etag import answered
from graphsvc.web.fields import Day, Id, Limit
from graphsvc.web.moments import day_of
from graphsvc.web.printing import boards_printed
from graphsvc.web.schemas import Asked


class OfPrint(BaseModel):
    """The boards to print: places and units by id, or every building within a place."""

    model_config = ConfigDict(extra="forbid")

    boards: list[Annotated[str, Field(min_length=1, max_length=80)]] = Field(
        default_factory=list, max_length=MOST_PRINTED
    )
    within: Annotated[str | None, Field(max_length=80)] = None
    paper: Literal["A4", "A3"] = "A3"
    lang: Literal["zh", "en"] = "zh"
    on: Day = None


class OfBoards(Asked):
    """Whether only stale boards are wanted, and how much of the list."""

    stale: bool = False
    on: Day = None
    after: Id = None
    limit: Limit = 100


def add(api: APIBlueprint, store: Store, timeout: float, places: Drawn) -> None:
    """Add both routes; a print may take `timeout` seconds, and takes one of the `places` for drawing."""

    @api.post("/boards", endpoint="print_boards", summary="Print notice boards, and remember at which revision")
    def print_boards(body: OfPrint) -> Response:
        from graphsvc.questions.boards import to_print

        on = day_of(body.on)
        roots = to_print(store, body.boards, body.within, on)
        return boards_printed(store, roots, on, paper=body.paper, timeout=timeout, places=places, lang=body.lang)

    @api.get("/boards", endpoint="boards", summary="The boards that hang, and what has changed since they were printed")
    def boards(query: OfBoards) -> Response:
        from graphsvc.questions.boards import hanging, prints

        on = day_of(query.on)

        def make(*_: object) -> dict[str, object]:
            items, more = hanging(store, on, stale=query.stale, after=query.after or "", limit=query.limit)
            return {"on": on.isoformat(), "items": [one.as_json() for one in items], "more": more}

        return answered(store, (on, prints(store)), make)
