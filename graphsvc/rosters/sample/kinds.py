"""The shape of a bundle in hand, and the dates the sample turns on."""

from __future__ import annotations

Row = dict[str, str]
Bundle = dict[str, list[Row]]

# The units were set up, the first people moved in, the present term began.
FOUNDED = "2024-09-01"
ELECTED = "2025-01-10"
# Committees and branches sit for five years; the two years of a building leader are the sample's own choice.
TERM_END = "2030-01-10"
LEADER_TERM_END = "2027-01-10"

BUILDINGS = range(1, 53)


def add(bundle: Bundle, file: str, **cells: str | int | None) -> Row:
    """Append a row to `file`, without its empty cells, and return it."""
    row = {column: str(cell) for column, cell in cells.items() if cell not in (None, "")}
    bundle[file].append(row)
    return row


def group_of(building: int) -> int:
    """The residents' group of a building, and the Party branch beside it: four buildings each, 1 to 13."""
    return (building + 3) // 4


def chief_of(building: int) -> int:
    """The chief building leader of a building: two buildings each, 1 to 26."""
    return (building + 1) // 2


def general_branch_of(branch: int) -> int:
    """The general branch of a branch: three branches each, the last one four."""
    return min(4, (branch + 2) // 3)
