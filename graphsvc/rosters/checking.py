"""Everything that may be wrong with a roster as a whole, looked for in the rows as they will stand."""

from __future__ import annotations

from graphsvc.rosters.believed import Believed
from graphsvc.rosters.faults import Fault
from graphsvc.rosters.planning import Rows
from graphsvc.rosters.typed import Numbers


def check_roster(merged: Rows, numbers: Numbers, believed: Believed) -> list[Fault]:
    """Every fault of the merged roster; `numbers` tells the bundle's rows."""
    return []
