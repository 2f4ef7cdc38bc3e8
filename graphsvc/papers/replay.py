"""The address at which a path is asked again as it was: its parties or home, matter, instant, day and revision."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode


def replay(path: dict[str, Any]) -> str:
    """The address, from the root of the service, of a path in the shape programs are given."""
    asked: list[tuple[str, object]] = []
    if "parties" in path:
        where = "disputes/again"
        for party in path["parties"]:
            kind = "person" if party["person"] is not None else "household"
            asked.append(("party", f"{kind}:{party[kind]}"))
        asked += [("objects_to", person) for person in path["objects_to"]]
    else:
        kind = "household" if path["household"] is not None else "place"
        where = f"{kind}s/{quote(path[kind], safe='')}/escalation"
    asked += [(key, path[key]) for key in ("matter", "reported", "on", "revision") if path[key] is not None]
    return f"/api/v1/{where}?{urlencode(asked)}"
