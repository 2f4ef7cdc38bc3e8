"""Steps, exits and carve-outs: one lead a step, handlers that exist, limits with their unit."""

from __future__ import annotations

from graphsvc.rosters.believed import Key
from graphsvc.rosters.finding import Findings
from graphsvc.rosters.merging import span_of


def check_routes(found: Findings, known_units: set[str]) -> None:
    """Every fault of steps, exits and carve-outs but their references to matters and places."""
    levels = {(str(key[0]), int(str(key[1]))) for key in found.rows["levels"]}
    for file in ("steps", "exits", "carveouts"):
        for key, row in found.rows[file].items():
            if (row["limit"] is None) != (row["limit_unit"] is None):
                zh, en = "时限和单位要一起填", "limit and limit_unit come together"
                found.add(file, key, "limit" if row["limit"] is None else "limit_unit", "half_limit", zh, en)
    for file in ("steps", "carveouts"):
        for key, row in found.rows[file].items():
            if found.over(file, key):
                continue
            kind, _, rest = str(row["handler"]).partition(":")
            if kind == "unit":
                known = rest in known_units
            else:
                line, _, tier = str(row["handler"]).rpartition(":")
                known = kind == "body" or (line, int(tier)) in levels
            if not known:
                found.add(file, key, "handler", "unknown_handler", "没有这个层级或组织", "no such level or unit")
    _check_leads(found)


def _check_leads(found: Findings) -> None:
    steps: dict[tuple[object, ...], list[Key]] = {}
    for key in found.rows["steps"]:
        steps.setdefault(key[:2], []).append(key)
    for keys in steps.values():
        _check_lead(found, "steps", keys)
    carveouts: dict[tuple[object, ...], list[Key]] = {}
    for key, row in found.rows["carveouts"].items():
        carveouts.setdefault((row["matter"], row["place"], row["step"]), []).append(key)
    for keys in carveouts.values():
        # Carve-outs of one place may follow one another, so leads are counted on every day a row begins or ends.
        days = {day for key in keys for day in span_of(found.rows["carveouts"][key])}
        told: set[tuple[Key, ...]] = set()
        for day in sorted(days):
            live = [key for key in keys if _live(found, key, day)]
            if live and tuple(live) not in told:
                told.add(tuple(live))
                _check_lead(found, "carveouts", live)


def _live(found: Findings, key: Key, day: object) -> bool:
    since, until = span_of(found.rows["carveouts"][key])
    return since <= day < until  # type: ignore[operator]  # days by their column


def _check_lead(found: Findings, file: str, keys: list[Key]) -> None:
    keys = found.bundle_last(file, keys)
    leads = [key for key in keys if found.rows[file][key]["role"] == "lead"]
    if not leads:
        found.add(
            file,
            next((key for key in keys if (file, key) in found.numbers), keys[0]),
            "role",
            "no_lead",
            "这一步没有主办",
            "a step without a lead",
        )
    for key in leads[1:]:
        found.add(file, key, "role", "two_leads", "这一步有两个主办", "a step with two leads")
