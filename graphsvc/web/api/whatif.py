"""What if? Two plans or two days compared; asked with a body, writes nothing."""

from __future__ import annotations

from typing import Annotated, Literal

import orjson
from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field

from graphsvc.changes.reorganise import check_files
from graphsvc.changes.whatif import Plan, what_if
from graphsvc.rosters.termsheet import sheet_of
from graphsvc.store import Store
from graphsvc.web.api.reorganising import FileRows, PlainText
from graphsvc.web.fields import DayOrNull
from graphsvc.web.moments import day_of
from graphsvc.web.problems import language
from graphsvc.web.schemas import Asked

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OfForm(Asked):
    """How the answer is wanted."""

    form: Literal["json", "xlsx"] = "json"


class OfPlan(BaseModel):
    """Changes not made: rows of a change sheet, and rows of units, serves, pairs and posts by file."""

    model_config = ConfigDict(extra="forbid")

    sheet: Annotated[list[dict[PlainText, PlainText]], Field(max_length=2000)] = Field(default_factory=list)
    rows: dict[PlainText, FileRows] = Field(default_factory=dict)

    def plan(self) -> Plan:
        """The plan; a sheet without rows changes nobody."""
        check_files(self.rows)
        return Plan(*(sheet_of(self.sheet) if self.sheet else ([], [])), self.rows)


class OfWhatIf(BaseModel):
    """Two plans and two days; what is left out is nothing, and today."""

    model_config = ConfigDict(extra="forbid")

    plan: OfPlan = OfPlan()
    against: OfPlan = OfPlan()
    on: DayOrNull = None
    against_on: DayOrNull = None


def add(api: APIBlueprint, store: Store) -> None:
    """Add the question."""

    @api.post("/what-if", endpoint="what_if", summary="Whose answers differ between two plans or two days")
    def compare(query: OfForm, body: OfWhatIf) -> Response:
        today = day_of(None)
        on = day_of(body.on)
        found = what_if(
            store, body.plan.plan(), body.against.plan(), on=on, against_on=body.against_on or on, today=today
        )
        if query.form == "xlsx":
            # Its library loads only where a workbook is wanted.
            from graphsvc.rosters.whatif_xlsx import what_if_xlsx

            response = Response(what_if_xlsx(found, language()), mimetype=_XLSX)
        else:
            response = Response(orjson.dumps(found.as_json(language())), mimetype="application/json")
        response.headers["Cache-Control"] = "no-store"
        return response
