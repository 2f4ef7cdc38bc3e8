"""The graph as a bundle: what is believed now, dated rows whole, the rest as of a day."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO

from graphsvc.rosters.believed import Believed, read_believed, rows_of
from graphsvc.rosters.cells import show
from graphsvc.rosters.columns import FILES
from graphsvc.store import Store

TextRows = dict[str, list[dict[str, str]]]


def export_bundle(store: Store, on: date) -> TextRows:
    """Every file's rows as text under English columns, in the order of their keys."""
    return export_believed(read_believed(store.read, store.published()), on)


def export_believed(believed: Believed, on: date) -> TextRows:
    """The same from what was read already. What an exported row refers to is there too, though it has ended."""
    live, all_rows = rows_of(believed, on), rows_of(believed, on, ended=True)
    known = {name: {str(key[0]): key for key in rows} for name, rows in all_rows.items() if name != "households"}
    waiting = [(name, row) for name, rows in live.items() for row in rows.values()]
    while waiting:
        name, row = waiting.pop()
        wanted = [(column.refers, row[column.name]) for column in FILES[name].columns if column.refers]
        if name == "units":
            live["levels"].setdefault((row["line"], row["tier"]), all_rows["levels"][row["line"], row["tier"]])
        for file, id in wanted:
            key = known.get(file or "", {}).get(str(id))
            if file and key and key not in live[file]:
                live[file][key] = all_rows[file][key]
                waiting.append((file, all_rows[file][key]))
    return {
        name: [
            {column.name: show(column, row[column.name]) for column in file.columns}
            for _, row in sorted(live[name].items(), key=lambda item: [_order(part) for part in item[0]])
        ]
        for name, file in FILES.items()
    }


def _order(part: object) -> tuple[int, int, str]:
    return (0, part, "") if isinstance(part, int) else (1, 0, str(part))


Texts = Mapping[str, Sequence[Mapping[str, str]]]


def write_csv(bundle: Texts, folder: Path) -> None:
    """One UTF-8 CSV a file, columns in the contract's order."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / f"{name}.csv").write_bytes(_csv(bundle, name))


def csv_zip(bundle: Texts) -> bytes:
    """The same files as one ZIP; the same bundle gives the same bytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in FILES:
            packed.writestr(zipfile.ZipInfo(f"{name}.csv"), _csv(bundle, name), zipfile.ZIP_DEFLATED)
    return raw.getvalue()


def _csv(bundle: Texts, name: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [column.name for column in FILES[name].columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(bundle.get(name, ()))
    return text.getvalue().encode("utf-8")


def write_xlsx(bundle: Texts, to: Path | IO[bytes]) -> None:
    """One workbook, a sheet a file; every cell is text, so that no id or phone is taken for a number or a formula."""
    import xlsxwriter

    if isinstance(to, Path):
        with to.open("wb") as out:
            write_xlsx(bundle, out)
        return
    with xlsxwriter.Workbook(to, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, file in FILES.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(file.columns):
                sheet.write_string(0, at, column.name)
                for number, row in enumerate(bundle.get(name, ()), start=1):
                    if text := row.get(column.name, ""):
                        sheet.write_string(number, at, text)
