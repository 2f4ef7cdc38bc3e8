"""Every place within a place, down to the doors."""

from __future__ import annotations

from datetime import date

from graphsvc.errors import outside, unknown
from graphsvc.pictures.facade import Spot
from graphsvc.questions.rows import check_revision
from graphsvc.store import Store


def spots_within(
    store: Store, place: str, on: date, revision: int | None = None, public: bool = False
) -> dict[str, Spot]:
    """The places within `place` on `on`, itself first, by id. To the `public` it isn't told where nobody lives.

    Raises `unknown_place`, `place_not_there`, `unknown_revision`.
    """
    row = store.read("places_within", place=place, on=on, revision=revision)[0]
    check_revision(revision, row["published"])
    if not row["known"]:
        raise unknown("place", place)
    found = {
        one["id"]: Spot(
            one["id"],
            one["name"] or one["id"],
            one["kind"].removeprefix("place:"),
            one["within"][0] if one["within"] else None,
            None if public else len(one["households"]),
        )
        for one in row["places"]
    }
    if place not in found:
        raise outside("place", place, on.isoformat())
    return found
