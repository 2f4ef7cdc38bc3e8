"""What a plan touches, as its change tells it: the rows that come and go, and the units concerned."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.answers.change import FactTold
from graphsvc.changes.record import BEYOND
from graphsvc.rosters.believed import Believed
from graphsvc.rosters.cells import show
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.facts import THINGS
from graphsvc.rosters.planning import Plan


def rows_told(plan: Plan) -> Iterator[FactTold]:
    """What each row that comes or goes says beside its key and what its node keeps; its key, where that is all."""
    for name, key, row, came in plan.rows:
        if name == "tenures":
            continue
        file, kept = FILES[name], THINGS.get(name, ("", "", ()))[2]
        told = [one for one in file.columns if one.name not in (*file.key, *kept) and row.get(one.name) is not None]
        if all(one.name == "until" for one in told):
            told.insert(0, next(one for one in reversed(file.columns) if one.name in file.key and one.name != "since"))
        for column in told:
            value = show(column, row[column.name])
            before, after = (None, value) if came else (value, None)
            yield FactTold(name, "/".join(str(part) for part in key), column.name, before, after)


def units_touched(believed: Believed, plan: Plan) -> set[str]:
    """The units whose facts, posts or values a plan touches, and `BEYOND` where it touches what lies in none."""
    units = {facts[-1].start: facts[-1].end for slot, facts in believed.slots.items() if slot[0] == "post_in" and facts}
    units |= {one.start: one.end for one in plan.record if one.relation == "post_in"}
    found = {one.id if one.label == "Unit" else BEYOND for one in plan.things if one.label != "Post"}
    for one in plan.retract | plan.record:
        if one.relation == "holds":
            found.add(units[one.end])
        elif one.relation in ("at_level", "serves"):
            found.add(one.start)
        elif one.relation in ("part_of", "paired_with"):
            found |= {one.start, one.end}
        else:
            found.add(one.end if one.relation == "post_in" else BEYOND)
    return found
