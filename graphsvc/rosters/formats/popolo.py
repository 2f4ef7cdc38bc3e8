"""Popolo, the JSON in which civic projects exchange who holds which post."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graphsvc.rosters.formats.read import Read

Json = dict[str, Any]


def popolo(read: Read) -> str:
    """People who hold or held a post, units as organizations, posts, and tenures as memberships.

    An `end_date` is the day on which something no longer holds. Birth years and Party membership stay behind: they are
    sensitive, and who holds a post is told without them.
    """
    units = {row["unit"]: row for row in read.rows["units"]}
    posts = {row["post"]: row for row in read.rows["posts"]}
    levels = {(row["line"], row["tier"]): row["name"] for row in read.rows["levels"]}
    holders = {row["person"] for row in read.rows["tenures"]}
    people = [row for row in read.rows["people"] if row["person"] in holders]
    whole = {
        "persons": [_person(row) for row in people],
        "organizations": [_organization(row, levels[row["line"], row["tier"]]) for row in units.values()],
        "posts": [_post(row) for row in posts.values()],
        "memberships": [_membership(row, posts[row["post"]]) for row in read.rows["tenures"]],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _told(**values: Any) -> Json:
    """The same without what is not known."""
    return {key: value for key, value in values.items() if value not in ("", None, [])}


def _person(row: Mapping[str, str]) -> Json:
    return _told(id=row["person"], name=row["name"], contact_details=_phones(("cell", "", row["phone"])))


def _organization(row: Mapping[str, str], level: str) -> Json:
    return _told(
        id=row["unit"],
        name=row["name"],
        other_names=[{"name": row["name_en"], "note": "en"}] if row["name_en"] else [],
        classification=level,
        parent_id=row["part_of"],
        founding_date=row["since"],
        dissolution_date=row["until"],
        contact_details=_phones(("voice", "", row["phone"]), ("voice", "supervision", row["supervision"])),
    )


def _post(row: Mapping[str, str]) -> Json:
    return _told(
        id=row["post"],
        label=row["title"],
        role=row["rank"],
        organization_id=row["unit"],
        start_date=row["since"],
        end_date=row["until"],
    )


def _membership(row: Mapping[str, str], post: Mapping[str, str]) -> Json:
    return _told(
        id=f"{row['post']}/{row['person']}/{row['since']}",
        person_id=row["person"],
        organization_id=post["unit"],
        post_id=row["post"],
        label=post["title"],
        role=row["basis"],
        start_date=row["since"],
        end_date=row["until"],
    )


def _phones(*numbers: tuple[str, str, str]) -> list[Json]:
    return [_told(type=kind, note=note, value=value) for kind, note, value in numbers if value]
