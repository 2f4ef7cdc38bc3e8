"""A change sheet to fill in: every post of an area with who holds it, so that only those who change are typed."""

from __future__ import annotations

import io
from datetime import date

from graphsvc.questions.seats import Seat
from graphsvc.rosters.columns import BASES, YES_NO
from graphsvc.rosters.termsheet import SHEET

_CHOICES = {"basis": BASES, "publish": YES_NO}


def term_xlsx(seats: list[Seat], since: date, reason: str, lang: str = "zh") -> bytes:
    """The workbook, its ids with the names they stand for as comments; a row whose person stays changes nothing."""
    import xlsxwriter

    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(SHEET.zh if lang == "zh" else SHEET.name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(SHEET.columns) - 1, 18, text)
        for at, column in enumerate(SHEET.columns):
            sheet.write_string(0, at, column.zh if lang == "zh" else column.name, head)
            if codes := _CHOICES.get(column.name):
                choices = list(codes.values()) if lang == "zh" else list(codes)
                sheet.data_validation(1, at, max(1, len(seats)), at, {"validate": "list", "source": choices})
        for number, seat in enumerate(seats, start=1):
            # Who acts would be appointed by a row that names them: that is for the one who fills it in to say.
            stays = "" if seat.acting else seat.person or ""
            filled = {"post": seat.post, "person": stays, "since": since.isoformat(), "reason": reason}
            for at, column in enumerate(SHEET.columns):
                sheet.write_string(number, at, filled.get(column.name, ""), text)
            sheet.write_comment(number, 0, seat.name, {"author": "graphsvc"})
            if seat.person_name:
                acts = f"◐ {seat.person} " if seat.acting else ""
                sheet.write_comment(number, 1, acts + seat.person_name, {"author": "graphsvc"})
    return raw.getvalue()
