"""What does a paper call the places, posts and matter of a path?"""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.answers import Path
from graphsvc.rules.naming import address
from graphsvc.store import Store


@dataclass(frozen=True, slots=True)
class PaperNames:
    """The matter's name ("" where the path has none) and the addresses of the path's places."""

    matter: str
    addresses: dict[str, str]


def names_on_paper(store: Store, path: Path, lang: str = "zh") -> PaperNames:
    """The words for one path, as known at its revision."""
    places = [side.home.place for side in path.sides] or [path.place or ""]
    row = store.read("names_on_paper", places=places, matter=path.matter or "", on=path.on, revision=path.revision)[0]
    around: dict[str, dict[int, tuple[str, str]]] = {}
    for one in row["around"]:
        around.setdefault(one["place"], {})[one["depth"]] = (one["kind"].removeprefix("place:"), one["name"])
    named = (row["matter_en"] if lang == "en" else None) or row["matter"] or ""
    return PaperNames(named, {id: address([found[depth] for depth in sorted(found)]) for id, found in around.items()})
