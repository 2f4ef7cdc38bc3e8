"""The due times of a path as an iCalendar file (RFC 5545): one event for each step that has one. It names nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from graphsvc.answers import Path
from graphsvc.papers.replay import replay
from graphsvc.papers.words import HEADINGS, limit_text, taken_by


def calendar(answer: Path, *, matter: str, lang: str = "zh") -> bytes:
    """The calendar of a path; `matter` is what it is about ("" for none).

    Asked again it has the same events with the same ids, so that a calendar taken in twice shows each once.
    """
    from icalendar import Calendar, Event

    words = HEADINGS[lang]
    path = answer.as_json(lang, public=True)
    asked = replay(path)
    made = Calendar()
    made.add("prodid", "-//graphsvc//path//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for step in path["steps"]:
        if step["due"] is None:
            continue
        due = datetime.fromisoformat(step["due"]).astimezone(UTC)
        event = Event()
        key = f"{asked} {step['step']} {step['role']} {step['handler']}"
        event.add("uid", f"{sha256(key.encode()).hexdigest()[:32]}@graphsvc")
        # What an event says is decided when it was reported, so the file is the same whenever it is made.
        event.add("dtstamp", datetime.fromisoformat(path["reported"]).astimezone(UTC))
        event.add("dtstart", due)
        event.add("dtend", due)
        event.add("transp", "TRANSPARENT")
        event.add("summary", f"{words['due']}: {matter or words['any']} · {step['step']} {taken_by(step)}")
        limit = limit_text(step, lang)
        lines = (
            f"{words['starts']} {step['starts']}",
            limit,
            step["source"],
            f"{words['revision']} {path['revision']}",
        )
        event.add("description", "\n".join(line for line in lines if line))
        made.add_component(event)
    content: bytes = made.to_ical()
    return content
