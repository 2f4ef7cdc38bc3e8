"""Everything that may be wrong with a roster as a whole, looked for in the rows as they will stand."""

from __future__ import annotations

from datetime import date

from graphsvc.rosters.believed import Believed, Key
from graphsvc.rosters.chains import check_chains
from graphsvc.rosters.columns import FILES
from graphsvc.rosters.facts import THINGS
from graphsvc.rosters.faults import Fault
from graphsvc.rosters.finding import Findings
from graphsvc.rosters.merging import Rows
from graphsvc.rosters.routes import check_routes
from graphsvc.rosters.terms import check_terms
from graphsvc.rosters.typed import Numbers


def check_roster(
    merged: Rows, numbers: Numbers, believed: Believed, given: dict[str, set[str]], on: date
) -> list[Fault]:
    """Every fault of the merged roster, into which an import puts its rows on `on`.

    `numbers` tells the bundle's rows, `given` the ids that rows with another fault would have brought, so that one
    fault isn't told again at every row that refers to it.
    """
    found = Findings(merged, numbers, on)
    known = {name: {str(key[0]) for key in merged[name]} | given.get(name, set()) for name in FILES}
    for name in known:
        if name in THINGS and name != "levels":
            known[name] |= believed.things.get(THINGS[name][0], {}).keys()
    _check_references(found, known)
    _check_lines(found)
    _check_levels(found, known["lines"] - given.get("lines", set()))
    check_chains(found)
    check_terms(found)
    check_routes(found, known["units"])
    return found.faults


def _check_references(found: Findings, known: dict[str, set[str]]) -> None:
    for file, key in found.numbers:
        row = found.rows[file].get(key)
        for column in FILES[file].columns if row else ():
            value = row[column.name] if row else None
            if column.refers and value is not None and value not in known[column.refers]:
                zh = f"名册和图中都没有这个{FILES[column.refers].zh}"
                found.add(file, key, column.name, "unknown_reference", zh, f"not in {column.refers}, nor in the graph")
            elif column.kind == "scope" and str(value) != "*" and not str(value).startswith("category:"):
                _check_scope(found, file, key, str(value), known["matters"])
    for key, row in found.rows["kin"].items():
        if row["person"] == row["relative"]:
            found.add("kin", key, "relative", "own_kin", "不能是自己的亲属", "nobody is kin of themselves")


def _check_levels(found: Findings, lines: set[str]) -> None:
    """Each unit has its line, of those known, and its level."""
    for key, row in found.rows["units"].items():
        if found.over("units", key):
            continue
        if (row["line"], row["tier"]) not in found.rows["levels"]:
            found.add("units", key, "tier", "unknown_tier", "层级表里没有这一级", "a tier that is not in levels")
        elif (row["line"],) not in found.rows["lines"] and str(row["line"]) in lines:
            zh, en = "这个体系随这次导入结束,组织却还在", "this line ends with the import, and the unit does not"
            found.add("units", key, "line", "unknown_reference", zh, en)


def _check_scope(found: Findings, file: str, key: Key, matter: str, known: set[str]) -> None:
    if matter not in known:
        found.add(
            file, key, "matter", "unknown_reference", "名册和图中都没有这个事项", "not in matters, nor in the graph"
        )


def _check_lines(found: Findings) -> None:
    roles: dict[object, Key] = {}
    for key in found.bundle_last("lines", found.rows["lines"]):
        row = found.rows["lines"][key]
        if key[0] in ("unit", "body"):
            found.add("lines", key, "line", "reserved_id", "体系不能叫这个名字", "a line can't have this name")
        if row["role"] != "other" and roles.setdefault(row["role"], key) != key:
            found.add("lines", key, "role", "role_twice", "这种性质的体系只能有一个", "more than one line of this role")
    for key in found.rows["matters"]:
        if key[0] == "*":
            found.add("matters", key, "matter", "reserved_id", "事项不能叫“*”", "a matter can't be named *")
