"""What is wrong with a bundle: every fault named by file, row, column and value, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.errors import GraphsvcError


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `row` is the row a spreadsheet shows, None where the whole file is meant."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    code: str
    zh: str
    en: str

    def line(self, lang: str = "zh") -> str:
        """The fault as one line of a report."""
        if lang == "en":
            where = [self.file, f"row {self.row}" if self.row else "", self.column or "", repr(self.value or "")]
            return ", ".join(part for part in where if part and part != "''") + f": {self.en}"
        where = [self.file, f"第{self.row}行" if self.row else "", self.column or "", f"“{self.value}”"]
        return ",".join(part for part in where if part and part not in ("“”", "“None”")) + f":{self.zh}"


class BundleRefused(GraphsvcError):
    """A bundle with faults; `faults` holds them all, in the order of file and row."""

    code = "bundle_refused"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(
            zh=f"名册有{count}处问题,没有写入任何内容。请改正后再导入。",
            en=f"The roster has {count} fault{'s' if count != 1 else ''}; nothing was written. Correct and try again.",
        )
