"""Where the checks put what they find: faults that know the row a merged row came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from graphsvc.rosters.believed import Key
from graphsvc.rosters.facts import Row
from graphsvc.rosters.faults import Fault
from graphsvc.rosters.merging import Rows, span_of
from graphsvc.rosters.typed import Numbers


@dataclass
class Findings:
    """The merged roster, the bundle's row numbers, the day of the import, and the faults so far."""

    rows: Rows
    numbers: Numbers
    on: date
    faults: list[Fault] = field(default_factory=list)

    def over(self, file: str, key: Key) -> bool:
        """Whether a row of the graph alone has ended: it may have outlived its line, its level or what it was below."""
        return (file, key) not in self.numbers and span_of(self.rows[file][key])[1] <= self.on

    def add(self, file: str, key: Key, column: str, code: str, zh: str, en: str, value: object = None) -> None:
        """One fault; `value` is the cell's unless given. A row of the graph alone has no number, and is named."""
        told = self.rows[file][key].get(column) if value is None else value
        shown, number = None if told is None else str(told), self.numbers.get((file, key))
        if number is None:
            zh, en = f"{zh}(图中已有的“{_told(key)}”)", f'{en} ("{_told(key)}", already in the graph)'
        self.faults.append(Fault(file, number, column, shown, code, zh, en))

    def bundle_last(self, file: str, keys: Iterable[Key]) -> list[Key]:
        """The keys with the graph's own rows first: of two that can't both stand, the bundle's is told."""
        return sorted(keys, key=lambda key: self.numbers.get((file, key), 0))

    def overlaps(
        self, file: str, by: Callable[[Key, Row], list[object]], columns: Sequence[str], code: str, zh: str, en: str
    ) -> None:
        """A fault for each row that overlaps an earlier one of the same group; a row may be in several groups.

        It is told at the first of `columns`, or at the one whose value makes the row one of the group.
        """
        groups: dict[object, list[Key]] = {}
        for key, row in self.rows[file].items():
            for group in by(key, row):
                groups.setdefault(group, []).append(key)
        for group, keys in groups.items():
            keys.sort(key=lambda key: span_of(self.rows[file][key]))
            latest, holder = date.min, None
            for key in keys:
                since, until = span_of(self.rows[file][key])
                if holder is not None and since < latest:
                    # Told at the row that is the bundle's, where only one is.
                    at = key if (file, key) in self.numbers or (file, holder) not in self.numbers else holder
                    other = holder if at == key else key
                    number = self.numbers.get((file, other))
                    with_zh = f"第{number}行" if number else f"图中已有的“{_told(other)}”"
                    with_en = f"row {number}" if number else f'"{_told(other)}", already in the graph'
                    row = self.rows[file][at]
                    column = next((one for one in columns if row[one] == group), columns[0])
                    self.add(file, at, column, code, f"{zh}(与{with_zh})", f"{en} (with {with_en})")
                if until > latest:
                    latest, holder = until, key


def _told(key: Key) -> str:
    return "/".join(str(part) for part in key)
