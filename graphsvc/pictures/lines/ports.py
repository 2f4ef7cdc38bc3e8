"""What keeps a table that is as wide as the sheet in its place over and under the columns."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.pictures.lines.columns import BETWEEN
from graphsvc.pictures.text import bare_cell

NARROWEST = 600


@dataclass(frozen=True, slots=True)
class Ports:
    """A row of thin cells as wide as the columns: what is as wide as the sheet keeps its place by them."""

    across: int
    column: int

    @property
    def names(self) -> list[str]:
        return [f"p{at}" for at in range(self.across)]

    @property
    def middle(self) -> str:
        return "m" if self.across % 2 == 0 else f"p{self.across // 2}"

    @property
    def cells(self) -> int:
        return 2 * self.across + 1

    @property
    def wide(self) -> int:
        return max(NARROWEST, self.across * self.column + (self.across - 1) * BETWEEN)

    def html(self) -> str:
        """The row."""
        columns = self.across * self.column + (self.across - 1) * BETWEEN
        pad = bare_cell("", WIDTH=(self.wide - columns) // 2, HEIGHT=1)
        cells = [bare_cell("", WIDTH=self.column, HEIGHT=1, PORT=name) for name in self.names]
        found = [cells[0]]
        for at, one in enumerate(cells[1:], start=1):
            port = "m" if self.across % 2 == 0 and at == self.across // 2 else None
            found += [bare_cell("", WIDTH=BETWEEN, HEIGHT=1, PORT=port), one]
        return pad + "".join(found) + pad
