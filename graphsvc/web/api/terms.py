"""A term change 换届: a whole sheet of assignments at once."""

from __future__ import annotations

from base64 import b64decode
from typing import Annotated, Any, Literal

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graphsvc.changes.term import change_term
from graphsvc.rosters.termsheet import read_sheet, sheet_of
from graphsvc.rules.standing import Limits
from graphsvc.store import Store
from graphsvc.web.api.charts import MIMETYPES
from graphsvc.web.auth import signed_in
from graphsvc.web.drawn import Drawn
from graphsvc.web.etag import looked_at, told
from graphsvc.web.fields import Id, Text, plain
from graphsvc.web.moments import day_of
from graphsvc.web.problems import language
from graphsvc.web.schemas import Asked, Previewed
from graphsvc.web.shapes.changes import MADE

_MOST = 2000


class OfTerm(BaseModel):
    """The sheet: its rows, or a `.csv` or `.xlsx` by its name and its content in base64."""

    model_config = ConfigDict(extra="forbid")

    rows: Annotated[list[dict[str, str | bool | None]], Field(max_length=_MOST)] | None = None
    name: Text = None
    content: Annotated[str, Field(max_length=2_000_000)] | None = None
    reason: Text = None

    @model_validator(mode="after")
    def _one(self) -> OfTerm:
        if (self.rows is None) == (self.content is None) or (self.content is None) != (self.name is None):
            raise ValueError("send rows, or a name with content")
        for row in self.rows or ():
            for text in (*row, *row.values()):
                plain(text if isinstance(text, str) else None)
        if self.content is not None:
            b64decode(self.content, validate=True)
        return self

    def sheet(self) -> Any:
        """The rows and their faults."""
        if self.content is not None:
            return read_sheet(b64decode(self.content), self.name or "")
        return sheet_of([{key: _said(value) for key, value in row.items()} for row in self.rows or ()])


class FormPath(BaseModel):
    """The form of a picture."""

    form: Literal["svg", "png", "pdf", "dot"]


class OfTermChart(Asked):
    """What the picture is of: a unit or place, or everything."""

    root: Id = None


def _said(value: str | bool | None) -> str | None:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def add(api: APIBlueprint, store: Store, limits: Limits, timeout: float, drawn: Drawn) -> None:
    """Add the term change, and its picture: one of those that `drawn` lets be drawn, within `timeout` seconds."""

    @api.post("/terms", endpoint="term", summary="Make a whole sheet of assignments, or none of it", responses=MADE)
    def term(query: Previewed, body: OfTerm) -> Response:
        rows, faults = body.sheet()
        change = change_term(
            store, rows, faults, by=signed_in(), today=day_of(None), reason=body.reason, preview=query.preview,
            unmoved_since=looked_at(), limits=limits,
        )  # fmt: skip
        return told(change, 201 if change.at else 200)

    @api.post("/terms/chart.<form>", endpoint="term_chart", summary="The chart a sheet would make, against the present")
    def term_chart(path: FormPath, query: OfTermChart, body: OfTerm) -> Response:
        from graphsvc.changes.pictured import term_chart as pictured
        from graphsvc.pictures import draw

        rows, faults = body.sheet()
        facts = pictured(store, rows, faults, query.root, by=signed_in(), today=day_of(None), lang=language())
        with drawn.place():
            made = draw(facts, path.form, lang=language(), timeout=timeout)
        return Response(made, mimetype=MIMETYPES[path.form])
