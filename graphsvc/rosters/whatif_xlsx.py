"""A what-if as a workbook: one row a rung that differs."""

from __future__ import annotations

import io

from graphsvc.answers.whatif import WhatIf

_HEADS = {
    "zh": ("住户", "体系", "级", "原状态", "原人员", "新状态", "新人员"),
    "en": ("household", "line", "tier", "state before", "person before", "state after", "person after"),
}


def what_if_xlsx(found: WhatIf, lang: str = "zh") -> bytes:
    """The workbook; ids stand as text, never as formulas."""
    import xlsxwriter

    raw = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(raw, {"in_memory": True, **plain}) as book:
        sheet = book.add_worksheet(f"{found.against_on} - {found.on}")
        sheet.write_row(0, 0, _HEADS[lang], book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, one in enumerate(found.items, start=1):
            said = [one.before.state, one.before.person, one.after.state, one.after.person]
            sheet.write_row(number, 0, [one.household, one.line, one.tier, *(text or "" for text in said)])
        sheet.autofit()
    return raw.getvalue()
